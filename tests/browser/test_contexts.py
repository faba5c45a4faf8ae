"""The same article for every kind of reader: all of it can be read, each card opens in sight and closes again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.browser.conftest import watch
from tests.browser.lacking import take_away
from tests.browser.readers import READERS, Reader
from tests.built import BuiltSites

pytestmark = pytest.mark.browser
OpenAs = Callable[..., Any]
LOOK = """() => {
  const hidden = (element) => !element.getClientRects().length;
  return {
    wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    records: document.querySelectorAll('[data-note]').length,
    unseen: [...document.querySelectorAll('[data-note], [data-note] :is(p, h3, h4, a)')]
      .filter((part) => !part.closest('[popover]') && !part.matches('.address') && hidden(part)).length,
    unmarked: [...document.querySelectorAll('[data-article-text] mark')]
      .filter((mark) => getComputedStyle(mark).textDecorationLine !== 'underline').length,
    letters: parseFloat(getComputedStyle(document.querySelector('[data-article-text] p')).fontSize),
  };
}"""
SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) sum += each.value; })
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(sum), 100);
})"""


@pytest.fixture
def open_as(browser: Any, hosted: Callable[[str], str], built: BuiltSites) -> Iterator[OpenAs]:
    """Open a reader's article as that reader has it; in the end nothing may have been complained of."""
    complaints: list[str] = []
    with ExitStack() as stack:

        def open_(reader: Reader, fragment: str = "") -> Any:
            context = stack.enter_context(browser.new_context(**reader.options))
            if reader.lacks:
                take_away(context, reader.lacks)
            page = context.new_page()
            watch(page, hosted(reader.site), complaints)
            if reader.text_size:
                sizes = {"standard": reader.text_size, "fixed": reader.text_size}
                context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
            page.goto(f"{hosted(reader.site)}articles/{find_article(built, reader)}/{fragment}")
            return page

        yield open_
    assert complaints == []


def find_article(built: BuiltSites, reader: Reader) -> str:
    """Give the address of a reader's article: of the only one, where the site has but one."""
    if reader.site == "demo":
        return reader.article
    (folder,) = (path.parent for path in built.build(reader.site).glob("articles/*/annotations.jsonld"))
    return folder.name


def some(buttons: list[Any]) -> list[Any]:
    """Give the first button, the last, and some between them."""
    return [buttons[0], buttons[len(buttons) // 3], buttons[len(buttons) // 2], buttons[-1]]


def press(page: Any, button: Any, way: str) -> None:
    if way == "touch":
        button.tap()
    elif way == "keys":
        button.focus()
        page.keyboard.press("Enter")
    else:
        button.click()


@pytest.mark.parametrize("reader", READERS, ids=str)
def test_every_reader_can_read_all_of_it(open_as: OpenAs, reader: Reader) -> None:
    page = open_as(reader)
    seen = page.evaluate(LOOK)
    assert seen["wider"] == 0
    assert seen["records"] > 5
    assert seen["unseen"] == 0
    assert seen["unmarked"] == 0
    assert seen["letters"] >= (reader.text_size or 16)
    if reader.options.get("java_script_enabled", True):
        assert page.evaluate(SHIFT) == 0


@pytest.mark.parametrize("reader", READERS, ids=str)
def test_every_reader_opens_a_card_and_closes_it(open_as: OpenAs, reader: Reader) -> None:
    page = open_as(reader)
    window = reader.options["viewport"]
    for button in some(page.locator("button[data-claim-ref]").all()):
        press(page, button, reader.way)
        card = page.locator(f"[id='card-{button.get_attribute('data-claim-ref')}']")
        card.wait_for(state="visible")
        assert page.locator(".card:popover-open").count() == 1
        found = settle(card)
        assert found["x"] >= 0
        assert found["y"] >= 0
        assert found["x"] + found["width"] <= window["width"] + 0.5
        assert found["y"] + found["height"] <= window["height"] + 0.5
        assert found["height"] <= 0.6 * window["height"] + 1
        assert found["width"] > 200
        if reader.way == "touch":
            card.locator(".card-close").tap()
        else:
            page.keyboard.press("Escape")
        card.wait_for(state="hidden")
        if reader.way == "keys":
            assert button.evaluate("(button) => document.activeElement === button")


def settle(card: Any) -> dict[str, float]:
    """Give a card's box once it has stopped moving."""
    while card.evaluate("(card) => card.getAnimations().length"):
        pass
    box: dict[str, float] = card.bounding_box()
    return box


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("way", ["pointer", "touch", "keys"])
def test_without_popovers_the_number_is_a_link_to_the_record(open_as: OpenAs, way: str, script: bool) -> None:
    options = {"viewport": {"width": 800, "height": 700}, "has_touch": True, "java_script_enabled": script}
    page = open_as(Reader("no popovers", way, options, lacks="popovers"))
    assert page.locator("button[data-claim-ref]:visible").count() == 0
    number = page.get_by_role("link", name="Check 2: Inaccurate")
    assert number.count() == 1
    press(page, number, way)
    page.wait_for_url("**#claim-moon")
    page.locator("#claim-moon").wait_for(state="visible")
    assert page.locator("#claim-moon").evaluate("(record) => record.getBoundingClientRect().top") < 350
    assert page.locator(".card:visible").count() == 0
    if script:
        assert page.get_by_role("button", name="Marks").is_visible()
    page.locator("#claim-moon .place a").click()
    assert 0 < page.locator("#ref-moon").evaluate("(ref) => ref.getBoundingClientRect().top") < 700


def test_without_popovers_the_address_of_a_claim_shows_its_record(open_as: OpenAs) -> None:
    page = open_as(Reader("no popovers", options={}, lacks="popovers"), "#claim-moon")
    page.wait_for_load_state()
    assert 0 <= page.locator("#claim-moon").evaluate("(record) => record.getBoundingClientRect().top") < 300
    assert page.locator(".card:visible").count() == 0


@pytest.mark.parametrize("lacks", [None, "anchors"])
def test_an_open_card_stays_in_sight_when_the_window_changes(open_as: OpenAs, lacks: str | None) -> None:
    page = open_as(Reader("resizing", options={"reduced_motion": "reduce"}, lacks=lacks))
    page.locator("#ref-moon").click()
    card = page.locator("#card-moon")
    for width, height in ((1280, 800), (500, 700), (320, 500), (900, 500), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        page.locator("#ref-moon").scroll_into_view_if_needed()
        page.wait_for_function(
            """([width, height]) => {
              const box = document.querySelector('#card-moon').getBoundingClientRect();
              return box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height + 0.5
                && (width > 640 || (box.left === 0 && Math.abs(box.bottom - height) < 1));
            }""",
            arg=[width, height],
        )
        assert card.is_visible()
