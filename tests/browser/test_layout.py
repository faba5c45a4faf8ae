"""Pages on screens of every width, and on paper."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser
WIDTHS = (320, 360, 768, 1440)
PAGES = [
    ("demo", ""),
    ("demo", "articles/missile-deal/"),
    ("demo", "articles/great-wall/"),
    ("demo", "articles/missile-deal/january-sanctions/"),
    ("demo", "ratings/"),
    ("demo", "methodology/"),
    ("demo", "404.html"),
    ("starter", "articles/first-check/"),
    ("hostile", ""),
    ("hostile", "articles/everything/"),
    ("hostile", "articles/everything/tea/"),
    ("hostile", "speakers/"),
    ("hostile", "claims/"),
    ("demo", "search/"),
    ("demo", "corrections/"),
    ("hostile", "about/"),
]
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("site", "address"), PAGES)
def test_nothing_sticks_out(open_page: Opener, site: str, address: str, scheme: str) -> None:
    page = open_page(site, address, color_scheme=scheme)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(WIDER) == 0, f"at {width} pixels"
    assert is_dark(page) == (scheme == "dark")


def test_text_twice_as_large_fits_the_window(open_page: Opener) -> None:
    page = open_page("demo", "", viewport={"width": 1280, "height": 800})
    home = page.url
    for _, address in (each for each in PAGES if each[0] == "demo"):
        page.goto(home + address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(WIDER) == 0, address


def is_dark(page: Any) -> bool:
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return max(int(part) for part in ground.removeprefix("rgb(").removesuffix(")").split(",")) < 128


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("site", "article"), [("demo", "articles/missile-deal/"), ("hostile", "articles/everything/")]
)
def test_every_card_is_in_sight(open_page: Opener, site: str, article: str, width: int) -> None:
    page = open_page(
        site, article, viewport={"width": width, "height": 700}, reduced_motion="reduce", has_touch=True
    )
    buttons = page.locator("button[data-claim-ref]").all()
    assert buttons
    for button in buttons:
        button.click()
        card = page.locator(".card:popover-open")
        found = card.bounding_box()
        assert found, button
        assert found["x"] >= 0
        assert found["y"] >= 0
        assert found["x"] + found["width"] <= width
        assert found["y"] + found["height"] <= 700.5
        assert found["height"] <= 0.6 * 700 + 1
        assert page.evaluate(WIDER) == 0
        page.keyboard.press("Escape")


def test_a_number_changes_no_line_and_begins_none(open_page: Opener) -> None:
    page = open_page("demo", "articles/missile-deal/")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found = page.evaluate(
            """() => [...document.querySelectorAll('[data-article-text] > p')].map((paragraph) => {
              const range = document.createRange();
              const wrong = [...paragraph.querySelectorAll('.ref')].filter((number) => {
                range.selectNodeContents(number.parentElement.previousElementSibling);
                const words = [...range.getClientRects()].pop();
                return number.getBoundingClientRect().top > words.bottom;
              });
              const line = parseFloat(getComputedStyle(paragraph).lineHeight);
              const lines = paragraph.getBoundingClientRect().height / line;
              return [wrong.length, Math.abs(lines - Math.round(lines))];
            })"""
        )
        assert all(wrong == 0 for wrong, _ in found)
        assert all(rest < 0.02 for _, rest in found)


def test_numbers_are_large_enough_to_hit(open_page: Opener) -> None:
    page = open_page("demo", "articles/missile-deal/")
    numbers = page.locator(".ref:visible").all()
    assert len(numbers) >= 13
    for number in numbers:
        found = number.bounding_box()
        assert found
        assert found["width"] >= 24
        assert found["height"] >= 24


@pytest.mark.parametrize("is_open", [False, True])
def test_paper_has_the_lists_and_no_cards(open_page: Opener, is_open: bool) -> None:
    page = open_page("demo", "articles/lightning/")
    if is_open:
        page.locator("#ref-tyres").click()
        page.locator("#card-tyres").wait_for()
    page.emulate_media(media="print")
    assert page.locator("#card-tyres").is_visible() is False
    assert page.locator(".site-nav").is_visible() is False
    for record in page.locator("[data-note]").all():
        assert record.is_visible()
    assert page.locator(".print-key").is_visible()
    assert page.locator(".source .address").first.is_visible(), "paper cannot be clicked"
    assert page.locator("mark[data-claim]").first.evaluate(
        "(mark) => getComputedStyle(mark).textDecorationLine"
    )


def test_paper_has_the_marks_that_a_reader_switched_off(open_page: Opener) -> None:
    page = open_page("demo", "articles/lightning/")
    look = "(mark) => { const { textDecoration } = getComputedStyle(mark); return textDecoration }"
    mark = page.locator("#ref-tyres").locator("xpath=../preceding-sibling::mark[1]")
    page.emulate_media(media="print")
    printed = mark.evaluate(look)
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Marks").click()
    assert "none" in mark.evaluate(look)
    page.emulate_media(media="print")
    assert mark.evaluate(look) == printed
    assert page.locator("#ref-tyres").is_visible()


def test_paper_is_as_wide_as_its_words(open_page: Opener) -> None:
    page = open_page("hostile", "articles/everything/", viewport={"width": 680, "height": 960})
    page.emulate_media(media="print")
    assert page.evaluate(WIDER) == 0


def test_without_colours_the_verdicts_can_be_told(open_page: Opener) -> None:
    page = open_page("demo", "articles/missile-deal/", forced_colors="active")
    patterns = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('mark[data-tone]')].map((mark) => {
          const style = getComputedStyle(mark);
          return [mark.dataset.tone.split(' ')[0],
            `${style.textDecorationStyle} ${parseFloat(style.textDecorationThickness)}`];
        }))"""
    )
    assert len(patterns) >= 4
    assert len(set(patterns.values())) == len(patterns)
    assert page.evaluate(WIDER) == 0
