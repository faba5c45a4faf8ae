"""Cards, as readers open them: by button, hand, pointer, key, address."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser
ARTICLE = "articles/lightning/"
TYRES = 'mark[data-claim~="tyres"]'
EVERYTHING = "articles/everything/"
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "reduced_motion": "reduce",
    "has_touch": True,
}
SCROLL = """(top) => new Promise((done) => {
    addEventListener('scrollend', done, { once: true });
    scrollBy({ top, behavior: 'instant' });
})"""


def is_open(page: Any, claim: str) -> bool:
    return bool(
        page.evaluate("(id) => document.getElementById(id).matches(':popover-open')", f"card-{claim}")
    )


def box(locator: Any) -> tuple[float, float, float, float]:
    """Give left, top, right, bottom in the window."""
    found = locator.bounding_box()
    assert found, "it cannot be seen"
    return found["x"], found["y"], found["x"] + found["width"], found["y"] + found["height"]


def wait_for_card(page: Any, claim: str) -> Any:
    card = page.locator(f"#card-{claim}")
    card.wait_for(state="visible")
    return card


def click_at_rest(locator: Any) -> None:
    """Click where something has come to rest.

    Before it clicks, Playwright brings what it clicks into sight. That may move the page by a few pixels, and with them
    a card to its other side or size: whoever clicks where it was a moment ago closes it.
    """
    place = None
    while place != (place := locator.bounding_box()):
        locator.click(trial=True)
    locator.click()


def show(page: Any, locator: Any) -> tuple[float, float]:
    """Scroll words into sight and let the scrolling end; give a point on their first line."""
    locator.scroll_into_view_if_needed()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    left, top, _, _ = box(locator)
    return left + 4, top + 8


def stop_clock(page: Any) -> None:
    """From now on the page's time passes only when it is told to."""
    page.clock.install(time="2026-11-22T12:00:00Z")
    page.clock.pause_at("2026-11-22T12:00:10Z")


def test_without_script_the_button_opens_the_card(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE, java_script_enabled=False)
    card = page.locator("#card-tyres")
    assert not card.is_visible()
    page.locator("#ref-tyres").click()
    wait_for_card(page, "tyres")
    assert card.get_by_role("heading").inner_text() == page.locator("#ref-tyres").get_attribute("aria-label")
    click_at_rest(card.get_by_role("button", name="Close"))
    card.wait_for(state="hidden")


def test_without_script_the_further_places_lead_to_the_record(open_page: Opener) -> None:
    page = open_page("hostile", EVERYTHING, java_script_enabled=False)
    page.locator("#ref-plain-2").click()
    assert page.url.endswith("#claim-plain")
    page.locator("#claim-plain .place a").nth(1).click()
    assert page.url.endswith("#ref-plain-2")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_opens_and_escape_gives_the_focus_back(open_page: Opener, key: str) -> None:
    page = open_page("demo", ARTICLE)
    page.locator("#ref-tyres").focus()
    assert not is_open(page, "tyres"), "focus alone opens nothing"
    page.keyboard.press(key)
    wait_for_card(page, "tyres")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#card-tyres') !== null"), "the card comes next"
    page.keyboard.press("Escape")
    page.locator("#card-tyres").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.id") == "ref-tyres"


def test_hovering_opens_and_the_pointer_may_enter_the_card(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE)
    x, y = show(page, page.locator(TYRES).first)
    stop_clock(page)
    page.mouse.move(x, y)
    page.clock.run_for(140)
    assert not is_open(page, "tyres"), "passing over opens nothing"
    page.clock.run_for(20)
    assert is_open(page, "tyres")
    left, top, right, bottom = box(page.locator("#card-tyres"))
    page.mouse.move(2, 2)
    page.clock.run_for(200)
    page.mouse.move((left + right) / 2, (top + bottom) / 2)
    page.clock.run_for(60_000)
    assert is_open(page, "tyres"), "it stays while the pointer is in it"
    page.mouse.move(2, 2)
    page.clock.run_for(290)
    assert is_open(page, "tyres")
    page.clock.run_for(20)
    assert not is_open(page, "tyres")


def test_words_that_scroll_under_a_resting_pointer_open_once_it_moves(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE)
    x, y = show(page, page.locator(TYRES).first)
    page.evaluate(SCROLL, 300)
    page.mouse.move(x, y)
    stop_clock(page)
    page.evaluate(SCROLL, -300)
    page.clock.run_for(1000)
    assert not is_open(page, "tyres")
    page.mouse.move(x + 1, y)
    page.clock.run_for(200)
    assert is_open(page, "tyres")
    page.keyboard.press("Escape")
    page.mouse.move(x + 2, y)
    page.clock.run_for(1000)
    assert not is_open(page, "tyres"), "what was closed stays closed under the pointer"


def test_a_click_keeps_open_what_hovering_opened(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE)
    page.mouse.move(*show(page, page.locator("#ref-tyres")))
    wait_for_card(page, "tyres")
    page.locator("#ref-tyres").click()
    stop_clock(page)
    page.mouse.move(2, 2)
    page.clock.run_for(60_000)
    assert is_open(page, "tyres")
    page.mouse.click(2, 2)
    assert not is_open(page, "tyres"), "a click elsewhere closes it"


def test_a_tap_opens_a_sheet_and_a_tap_elsewhere_closes_it(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE, **PHONE)
    words = page.locator(TYRES).first
    words.tap()
    card = wait_for_card(page, "tyres")
    left, top, right, bottom = box(card)
    assert (left, right, round(bottom)) == (0, 390, 844), "a sheet at the bottom"
    assert bottom - top <= 0.6 * 844 + 1
    page.wait_for_function(
        "([mark, card]) => document.querySelector(mark).getBoundingClientRect().bottom"
        " < document.querySelector(card).getBoundingClientRect().top",
        arg=[TYRES, "#card-tyres"],
    )
    page.touchscreen.tap(195, max(1, top / 2))
    card.wait_for(state="hidden")


def test_a_tap_on_the_number_opens_too(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE, **PHONE)
    page.locator("#ref-tyres").tap()
    wait_for_card(page, "tyres")


def test_the_address_of_a_claim_shows_it(open_page: Opener) -> None:
    page = open_page("demo", f"{ARTICLE}#claim-tyres")
    card = wait_for_card(page, "tyres")
    _, top, _, bottom = box(page.locator(TYRES).first)
    assert 0 <= top < bottom <= 800, "the words are in sight"
    _, top, _, bottom = box(card)
    assert 0 <= top < bottom <= 800
    click_at_rest(card.get_by_role("link", name="Full record"))
    card.wait_for(state="hidden")
    page.locator("#claim-tyres").wait_for()
    assert page.locator("#claim-tyres").evaluate("(record) => record.getBoundingClientRect().top") < 800


def test_the_address_of_a_claim_of_any_script_shows_it(open_page: Opener) -> None:
    wait_for_card(open_page("hostile", f"{EVERYTHING}#claim-日本語"), "日本語")


def test_without_script_the_address_of_a_claim_shows_its_record(open_page: Opener) -> None:
    page = open_page("demo", f"{ARTICLE}#claim-tyres", java_script_enabled=False)
    _, top, _, _ = box(page.locator("#claim-tyres"))
    assert 0 <= top < 800


@pytest.mark.parametrize("how", ["click", "key", "tap"])
def test_marked_words_that_are_a_link_stay_one(open_page: Opener, how: str) -> None:
    page = open_page("hostile", EVERYTHING, **(PHONE if how == "tap" else {}))
    link = page.locator('[data-article-text] a[href^="https://example.org/tea"]')
    assert link.inner_text() == "the tea of all countries"
    with page.expect_request("https://example.org/**") as request:
        if how == "key":
            link.press("Enter")
        elif how == "tap":
            link.tap()
        else:
            link.click()
    assert request.value.url == "https://example.org/tea?a=1&b=2"


def test_hovering_a_link_opens_the_card_of_its_words(open_page: Opener) -> None:
    page = open_page("hostile", EVERYTHING)
    page.mouse.move(*show(page, page.locator('[data-article-text] a mark[data-claim~="linked"]').first))
    wait_for_card(page, "linked")


def test_a_number_never_stands_in_a_link_or_code(open_page: Opener) -> None:
    page = open_page("hostile", EVERYTHING)
    assert page.locator("a [data-claim-ref], code [data-claim-ref], pre [data-claim-ref]").count() == 0
    page.locator("#ref-linked").click()
    wait_for_card(page, "linked")
    assert page.url.endswith(EVERYTHING)


def test_selecting_words_opens_nothing(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE)
    x, y = show(page, page.locator(TYRES).first)
    stop_clock(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 80, y, steps=4)
    page.mouse.up()
    assert page.evaluate("getSelection().toString().length") > 3
    assert not is_open(page, "tyres")


def test_from_a_card_one_gets_to_the_others_of_the_same_words(open_page: Opener) -> None:
    page = open_page("hostile", EVERYTHING)
    page.locator("#ref-strong").click()
    card = wait_for_card(page, "strong")
    click_at_rest(card.locator(".card-shares a").first)
    wait_for_card(page, "nested")
    assert not card.is_visible()


def test_every_claim_and_note_has_button_card_and_record(open_page: Opener) -> None:
    page = open_page("hostile", EVERYTHING)
    ids = page.evaluate("[...document.querySelectorAll('[data-note]')].map((record) => record.dataset.note)")
    assert len(ids) == 28
    marked = page.evaluate(
        "[...new Set([...document.querySelectorAll('mark[data-claim]')]"
        ".flatMap((mark) => mark.dataset.claim.split(' ')))]"
    )
    assert set(ids) - set(marked) == {"whole"}, "what is about the article as a whole marks nothing"
    for claim in marked:
        assert page.locator(f"[id='ref-{claim}'][popovertarget='card-{claim}']").count() == 1
        assert page.locator(f"[id='card-{claim}'][popover]").count() == 1
        assert page.locator(f"[id='claim-{claim}']").count() == 1
