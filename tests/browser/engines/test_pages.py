"""Pages in other engines: how marks look, reading aids, the margin, light and dark, the search, a frame."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.engines.conftest import COMPLAINTS, Reading
from tests.browser.engines.test_cards import ARTICLE, MISSILES, PHONE
from tests.browser.serving import serve

pytestmark = pytest.mark.browser
PAGES = ("", ARTICLE, f"{ARTICLE}tyres/", "claims/", "search/", "ratings/", "corrections-policy/")
DARK, LIGHT = "rgb(22, 24, 27)", "rgb(252, 251, 248)"
GROUND = "() => getComputedStyle(document.documentElement).backgroundColor"
LINES = """() => [...document.querySelectorAll('[data-article-text] mark')].map((mark) => {
  const { textDecorationLine: line, textDecorationStyle, textDecorationThickness } = getComputedStyle(mark);
  return [line, mark.className.split(' ')[1], `${textDecorationStyle} ${textDecorationThickness}`];
})"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("site", ["demo", "rtl", "devanagari", "hostile"])
def test_nothing_is_wider_than_the_window(reading: Reading, site: str, width: int) -> None:
    article = "articles/everything/" if site == "hostile" else reading.article(site)
    for path in PAGES if site == "demo" else ("", article):
        window = reading.open(site, path, width)
        assert window.run("() => document.documentElement.scrollWidth <= innerWidth"), path


def test_what_is_wrong_is_heard(reading: Reading) -> None:
    window = reading.open("demo", "")
    window.run(
        """() => {
          const bad = '<p style="color: red">x</p><img src="http://192.0.2.1/x" alt="">';
          document.body.insertAdjacentHTML('beforeend', bad);
        }"""
    )
    window.wait("() => sessionStorage.complaints?.includes('did not come')")
    heard = " ".join(window.run(COMPLAINTS))
    assert "style-src" in heard
    assert "img-src" in heard


def test_marked_words_have_a_line_that_tells_their_tone(reading: Reading) -> None:
    patterns: dict[str, set[str]] = {}
    for article in (ARTICLE, MISSILES):
        window = reading.open("demo", article)
        for line, tone, pattern in window.run(LINES):
            assert line == "underline"
            patterns.setdefault(tone, set()).add(pattern)
    assert len(patterns) >= 5
    assert all(len(found) == 1 for found in patterns.values())
    assert len({min(found) for found in patterns.values()}) == len(patterns)


def test_reading_aids(reading: Reading) -> None:
    window = reading.open("demo", ARTICLE)
    window.click("[data-aid=n]")
    window.wait("() => document.querySelector('[data-aid=position]').textContent.startsWith('1 of')")
    window.wait("() => document.querySelector('.card:popover-open')")
    window.type("Escape")
    window.run(
        """() => {
          const choice = document.querySelector('select[data-aid=status]');
          choice.value = 'inaccurate';
          choice.dispatchEvent(new Event('change', { bubbles: true }));
        }"""
    )
    shown = """() => [...document.querySelectorAll('button.ref')]
      .filter((ref) => ref.checkVisibility({ visibilityProperty: true })).length"""
    every = window.run("() => document.querySelectorAll('button.ref').length")
    assert 0 < window.run(shown) < every
    window.click("[data-aid=marks]")
    assert window.run(shown) == 0
    window.send("Refresh")
    assert window.run(shown) == 0, "it is remembered"
    window.click("[data-aid=marks]")
    assert window.run(shown) > 0


def test_notes_in_the_margin_stand_beside_their_words_and_open_the_card(reading: Reading) -> None:
    window = reading.open("demo", ARTICLE)
    window.wait("() => document.querySelector('[data-of]')?.offsetHeight")
    tops = window.run(
        """() => [...document.querySelectorAll('[data-of]')].map((note) => [
          note.getBoundingClientRect().top,
          note.getBoundingClientRect().bottom,
          document.querySelector(`mark[data-claim~="${note.dataset.of}"]`).getBoundingClientRect().top,
        ])"""
    )
    free = float("-inf")
    for top, bottom, words in tops:
        assert top >= words - 1
        assert top == pytest.approx(max(words, free + 10), abs=2)
        free = bottom
    window.click("[data-of=tyres]")
    window.wait("() => document.querySelector('#card-tyres').matches(':popover-open')")


def test_light_and_dark_by_hand(reading: Reading) -> None:
    window = reading.open("demo", ARTICLE)
    assert window.run(GROUND) == LIGHT
    window.click(".scheme")
    assert window.run(GROUND) == DARK
    window.go(f"{reading.address('demo')}ratings/")
    window.wait(f"() => ({GROUND})() === '{DARK}'")
    window.click(".scheme")
    assert window.run(GROUND) == LIGHT


def test_the_address_of_a_check_is_copied_or_shown(reading: Reading) -> None:
    window = reading.open("demo", ARTICLE)
    window.click("#claim-tyres .copy")
    window.wait(
        "() => document.querySelector('#claim-tyres output').textContent || location.hash === '#claim-tyres'"
    )


def test_the_search_finds_words_and_verdicts(reading: Reading) -> None:
    window = reading.open("demo", "search/", *PHONE)
    count = "() => document.querySelectorAll('.search .entry-quote').length"
    every = window.wait(count)
    window.click("input[type=search], input[name=q]")
    window.type(*"wall")
    window.wait(f"(every) => ({count})() < every && ({count})() > 0", every)
    assert "q=wall" in window.run("() => location.search")


def test_a_card_stands_in_a_frame_of_another_site(reading: Reading, tmp_path: Path) -> None:
    frame = f'<iframe src="{reading.address("demo")}embed/lightning/single-point/" height="340" width="400"></iframe>'
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title>{frame}", encoding="utf-8")
    with serve(tmp_path) as other:
        reading.window.go(other)
        reading.window.send("SwitchToFrame", id=0)
        size = reading.window.wait(
            """() => {
              const { scrollHeight, scrollWidth } = document.documentElement;
              return document.querySelector('h1, h2, h3') && [scrollHeight, scrollWidth];
            }"""
        )
        reading.window.send("SwitchToFrame", id=None)
    assert size[0] <= 340
    assert size[1] <= 400


def test_without_script_the_button_opens_the_card(reading: Reading) -> None:
    if reading.engine != "firefox":
        pytest.skip("only Firefox lets script be switched off while it runs")
    reading.window.prefer("javascript.enabled", False)
    try:
        window = reading.window
        window.resize(1280, 900)
        window.go(reading.address("demo") + ARTICLE)
        window.focus("#ref-tyres")
        window.type("Enter")
        window.wait("() => document.querySelector('#card-tyres').matches(':popover-open')")
        assert not window.run("() => document.querySelector('.aid[data-aid=marks]')")
    finally:
        reading.window.prefer("javascript.enabled", True)
