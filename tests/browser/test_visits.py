"""Odd visits: addresses that mean nothing, pages gone back to, claims without words in the text, restless hands."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.browser.conftest import Opener
from tests.browser.test_cards import (
    PHONE,
    SCROLL,
    box,
    click_at_rest,
    is_open,
    show,
    stop_clock,
    wait_for_card,
)

pytestmark = pytest.mark.browser
ARTICLE = "articles/great-wall/"
MOON = 'mark[data-claim~="moon"]'
OPEN = "() => [...document.querySelectorAll('.card:popover-open')].map((card) => card.id)"


@pytest.mark.parametrize(
    "fragment", ["claim-%", "claim-%E0%A4%A", "claim-", "claim-none", "ref-", "%", "", "card-moon"]
)
def test_an_address_that_means_nothing_opens_nothing(open_page: Opener, fragment: str) -> None:
    page = open_page("demo", f"{ARTICLE}#{fragment}")
    page.wait_for_load_state()
    assert page.evaluate(OPEN) == []
    page.locator("#ref-moon").click()
    wait_for_card(page, "moon")


def test_a_claim_s_address_typed_into_the_open_article_opens_its_card(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE, reduced_motion="reduce")
    page.locator("#claim-moon .links a").first.evaluate(
        "(link) => { link.href = '#claim-moon'; link.click(); }"
    )
    page.wait_for_url("**#claim-moon")
    for claim in ("chiao-photo", "moon"):
        page.evaluate("(claim) => { location.hash = `claim-${claim}`; }", claim)
        wait_for_card(page, claim)
        top = page.locator(f"#ref-{claim}").evaluate("(ref) => ref.getBoundingClientRect().top")
        assert 0 < top < 800
    page.mouse.move(5, 5)
    page.mouse.wheel(0, 30)
    assert page.evaluate(OPEN) == ["card-moon"], "it stays"
    page.go_back()
    page.wait_for_url("**#claim-chiao-photo")
    assert "card-chiao-photo" not in page.evaluate(OPEN), "who goes back was here before"


def test_a_link_to_a_record_goes_there_and_no_further(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE, reduced_motion="reduce")
    page.locator("#ref-moon").click()
    click_at_rest(wait_for_card(page, "moon").locator(".card-more a"))
    page.wait_for_url("**#claim-moon")
    page.wait_for_function("() => history.state")
    assert page.evaluate(OPEN) == []
    assert page.locator("#claim-moon").evaluate("(record) => record.getBoundingClientRect().top") < 350


def test_going_back_leaves_the_page_as_it_was(open_page: Opener) -> None:
    page = open_page("demo", f"{ARTICLE}#claim-moon")
    wait_for_card(page, "moon")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="How we check").click()
    page.wait_for_url("**/methodology/")
    page.go_back()
    page.wait_for_url("**/#claim-moon")
    page.wait_for_load_state()
    assert page.evaluate(OPEN) == []
    page.go_forward()
    page.go_back()
    page.locator("#ref-moon").click()
    wait_for_card(page, "moon")


def test_a_page_opened_behind_others_shows_its_card_once_it_is_seen(open_page: Opener) -> None:
    first = open_page("demo", "")
    page = first.context.new_page()
    first.bring_to_front()
    page.goto(f"{first.url}{ARTICLE}#claim-moon")
    wait_for_card(page, "moon")
    page.bring_to_front()
    left, top, right, bottom = box(page.locator("#card-moon"))
    assert 0 <= left < right <= 1200
    assert 0 <= top < bottom <= 800


def test_hovering_is_forgotten_when_the_page_is_hidden(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE)
    x, y = show(page, page.locator(MOON).first)
    stop_clock(page)
    page.mouse.move(x, y)
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
    page.clock.run_for(1000)
    assert page.evaluate(OPEN) == []


def test_one_card_at_a_time(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE)
    page.locator("#ref-moon").click()
    wait_for_card(page, "moon")
    spot = show(page, page.locator("#ref-naked-eye"))
    stop_clock(page)
    page.mouse.move(*spot)
    page.clock.run_for(1000)
    assert page.evaluate(OPEN) == ["card-moon"], "what was clicked open is not taken away by hovering"
    page.locator("#ref-naked-eye").click()
    assert page.evaluate(OPEN) == ["card-naked-eye"]


@pytest.mark.parametrize("kind", ["touch", "pen"])
def test_only_a_mouse_hovers(open_page: Opener, kind: str) -> None:
    page = open_page("demo", ARTICLE)
    x, y = show(page, page.locator(MOON).first)
    stop_clock(page)
    page.evaluate(
        """([pointerType, clientX, clientY]) => {
          const words = document.elementFromPoint(clientX, clientY);
          for (const type of ['pointerover', 'pointermove']) {
            words.dispatchEvent(new PointerEvent(type, { pointerType, clientX, clientY, bubbles: true }));
          }
        }""",
        [kind, x, y],
    )
    page.clock.run_for(1000)
    assert page.evaluate(OPEN) == []


def test_scrolling_by_hand_over_marks_opens_nothing(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE, **PHONE)
    x, y = show(page, page.locator(MOON).first)
    page.evaluate("() => { window.before = scrollY; }")
    hand = page.context.new_cdp_session(page)
    hand.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 11):
        hand.send(
            "Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - 15 * step}]}
        )
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("() => scrollY > window.before + 50")
    assert page.evaluate(OPEN) == []


def test_the_wheel_over_marks_opens_nothing(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE)
    x, y = show(page, page.locator(MOON).first)
    page.mouse.move(x, y + 200)
    stop_clock(page)
    for _ in range(4):
        page.evaluate(SCROLL, 50)
        page.clock.run_for(200)
    assert page.evaluate(OPEN) == []


def test_the_focus_leaves_a_card_at_its_end_and_comes_back_to_the_text(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE)
    page.locator("#ref-moon").focus()
    page.keyboard.press("Enter")
    wait_for_card(page, "moon")
    inside = page.locator("#card-moon :is(a, button)").count()
    for _ in range(inside):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#card-moon') !== null")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "ref-naked-eye"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('#card-moon') !== null")


def test_escape_closes_a_hovered_card_under_a_resting_pointer(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE)
    page.locator("#ref-naked-eye").focus()
    page.mouse.move(*show(page, page.locator(MOON).first))
    wait_for_card(page, "moon")
    page.keyboard.press("Escape")
    page.locator("#card-moon").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.id") == "ref-naked-eye", (
        "hovering takes no focus, so it stays"
    )


def test_the_pointer_may_cross_the_gap_to_the_card(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE, reduced_motion="reduce")
    x, y = show(page, page.locator("#ref-moon"))
    stop_clock(page)
    page.mouse.move(x, y)
    page.clock.run_for(200)
    left, top, right, bottom = box(page.locator("#card-moon"))
    _, _, _, low = box(page.locator("#ref-moon"))
    aim = top + 20 if top > low else bottom - 20
    for step in range(1, 11):
        page.mouse.move(
            (x * (10 - step) + (left + right) / 2 * step) / 10, (y * (10 - step) + aim * step) / 10
        )
        page.clock.run_for(25)
    page.clock.run_for(5000)
    assert is_open(page, "moon")
    with page.expect_request("http://sinodaily.com/**"):
        click_at_rest(page.locator("#card-moon").get_by_role("link", name="The Great Wall Of China Desktop"))


def snapshot(locator: Any) -> str:
    """Give what a screen reader is told, without the word joiners around numbers."""
    return str(locator.aria_snapshot()).replace("\u2060", "")


def test_a_screen_reader_hears_each_check_once_and_briefly(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE, viewport={"width": 1440, "height": 900})
    page.locator(".margin-note").first.wait_for()
    text = snapshot(page.locator("[data-article-text]"))
    heard = snapshot(page.locator("body"))
    for number in range(2, 12):
        assert text.count(f'"Check {number}:') == 1
        assert heard.count(f'- button "Check {number}:') or f"- 'button \"Check {number}:" in heard
        assert heard.count(f'heading "Check {number}:') == 1, (
            "in the list; the card and the margin add nothing"
        )
    assert 'region "Check' not in heard, "closed cards are not there"


def test_an_open_card_is_a_named_region_with_a_heading(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE)
    page.locator("#ref-moon").click()
    card = wait_for_card(page, "moon")
    heard = snapshot(card)
    assert heard.startswith("- 'region \"Check 2: Inaccurate\"':")
    assert heard.count('heading "Check 2: Inaccurate" [level=3]') == 1
    assert heard.count('button "Close"') == 1


@pytest.mark.parametrize(
    ("site", "address"),
    [
        ("demo", ARTICLE),
        ("demo", "articles/great-wall/moon/"),
        ("demo", ""),
        ("hostile", "articles/everything/"),
    ],
)
def test_headings_and_landmarks_are_in_order(open_page: Opener, site: str, address: str) -> None:
    page = open_page(site, address)
    levels = page.evaluate(
        """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
          .filter((heading) => heading.getClientRects().length).map((heading) => Number(heading.localName[1]))"""
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))
    marks = page.evaluate(
        "() => ['header', 'main', 'footer'].map((name) => document.querySelectorAll(`body > ${name}`).length)"
    )
    assert marks == [1, 1, 1]
