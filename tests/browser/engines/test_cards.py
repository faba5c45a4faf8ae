"""Cards in other engines: opened in every way, in sight, beside their words."""

from __future__ import annotations

import pytest

from tests.browser.engines.conftest import Reading
from tests.browser.engines.window import Window

pytestmark = pytest.mark.browser
ARTICLE = "articles/lightning/"
MISSILES = "articles/missile-deal/"
WORDS = "mark[data-claim~=tyres]"
PHONE = (360, 740)
OPEN = "() => document.querySelector('.card:popover-open')?.id"
IS_OPEN = "(id) => document.querySelector('.card:popover-open')?.id === `card-${id}`"
NONE_IS_OPEN = "() => !document.querySelector('.card:popover-open')"
IS_SEEN_WELL = """(id) => {
  const card = document.getElementById(`card-${id}`);
  const box = card.getBoundingClientRect();
  const ref = document.getElementById(`ref-${id}`).getBoundingClientRect();
  const isInside = box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight + 0.5;
  const isSheet = box.left === 0 && Math.abs(box.bottom - innerHeight) < 1;
  const gap = Math.max(box.top - ref.bottom, ref.top - box.bottom);
  return getComputedStyle(card).opacity === '1' && isInside && box.width > 300 && box.height <= innerHeight * 0.6 + 1
    && (innerWidth <= 640 ? isSheet && ref.bottom <= box.top : gap >= 0 && gap < 16);
}"""


def wait_for_card(window: Window, claim: str) -> None:
    window.wait(IS_OPEN, claim)
    window.wait(IS_SEEN_WELL, claim)


def test_hovering_opens_and_leaving_closes(reading: Reading) -> None:
    window = reading.open("demo", ARTICLE)
    window.hover(WORDS)
    wait_for_card(window, "tyres")
    x, y = window.run(
        """() => {
          const { x, y, width, height } = document.querySelector('.card:popover-open').getBoundingClientRect();
          return [Math.round(x + width / 2), Math.round(y + height / 2)];
        }"""
    )
    window.move(x, y)
    window.run("() => new Promise((done) => { setTimeout(done, 500); })")
    assert window.run(OPEN) == "card-tyres", "it stays while the pointer is in it"
    window.move(1, 1)
    window.wait(NONE_IS_OPEN)


def test_a_click_opens_and_one_elsewhere_closes(reading: Reading) -> None:
    window = reading.open("demo", ARTICLE)
    window.click("#ref-tyres")
    wait_for_card(window, "tyres")
    window.click_at(30, 890)
    window.wait(NONE_IS_OPEN)


def test_enter_opens_and_escape_gives_the_focus_back(reading: Reading) -> None:
    window = reading.open("demo", ARTICLE)
    window.focus("#ref-tyres")
    assert window.run(NONE_IS_OPEN), "focus alone opens nothing"
    window.type("Enter")
    wait_for_card(window, "tyres")
    window.type("Tab")
    assert window.run("() => document.activeElement.closest('#card-tyres') !== null"), "the card comes next"
    window.type("Escape")
    window.wait(NONE_IS_OPEN)
    assert window.run("() => document.activeElement.id") == "ref-tyres"


@pytest.mark.parametrize("on", [WORDS, "#ref-tyres"])
def test_a_tap_opens_a_sheet_and_one_elsewhere_closes_it(reading: Reading, on: str) -> None:
    window = reading.open("demo", ARTICLE, *PHONE)
    window.tap(on)
    wait_for_card(window, "tyres")
    window.tap("#card-tyres .card-close")
    window.wait(NONE_IS_OPEN)
    window.tap(on)
    wait_for_card(window, "tyres")
    window.click_at(180, 100)
    window.wait(NONE_IS_OPEN)


@pytest.mark.parametrize("size", [(1280, 900), PHONE, (900, 500)])
def test_cards_are_in_sight_wherever_their_words_are(reading: Reading, size: tuple[int, int]) -> None:
    for site in ("demo", "rtl"):
        path = MISSILES if site == "demo" else reading.article(site)
        window = reading.open(site, path, *size)
        claims = window.run(
            "() => [...document.querySelectorAll('button[data-claim-ref]')].map((ref) => ref.dataset.claimRef)"
        )
        for claim in claims[::3]:
            for block in ("start", "center"):
                window.run(
                    """(id, block) => {
                      const ref = document.getElementById(`ref-${id}`);
                      ref.scrollIntoView({ block, behavior: 'instant' });
                      ref.click();
                    }""",
                    claim,
                    block,
                )
                wait_for_card(window, claim)
                window.run("() => document.querySelector('.card:popover-open').hidePopover()")


def test_the_address_of_a_claim_shows_it(reading: Reading) -> None:
    window = reading.open("demo", f"{ARTICLE}#claim-tyres")
    wait_for_card(window, "tyres")
    window.run("() => { location.hash = 'claim-single-point'; }")
    wait_for_card(window, "single-point")


def test_marked_words_that_are_a_link_stay_one(reading: Reading) -> None:
    window = reading.open("hostile", "articles/everything/")
    link = "a[href='#h-a-table'] mark"
    window.hover(link)
    window.wait(IS_OPEN, "heading")
    window.click(link)
    window.wait("() => location.hash === '#h-a-table'")


def test_from_a_card_one_gets_to_the_others_of_the_same_words(reading: Reading) -> None:
    window = reading.open("demo", MISSILES)
    first, second = "january-sanctions", "meddling-motive"
    window.click(f"mark[data-claim='{first} {second}']")
    window.wait(IS_OPEN, first)
    window.click(f"#card-{first} .card-shares a")
    window.wait(IS_OPEN, second)
    assert window.run("() => location.hash") == ""


def test_a_link_to_a_record_goes_there_and_no_further(reading: Reading) -> None:
    window = reading.open("demo", ARTICLE)
    window.click("#ref-tyres")
    wait_for_card(window, "tyres")
    window.click("#card-tyres .card-more a")
    window.wait("() => location.hash === '#claim-tyres'")
    assert window.run(NONE_IS_OPEN)
    assert window.run("() => document.querySelector('#claim-tyres').getBoundingClientRect().top") < 350
