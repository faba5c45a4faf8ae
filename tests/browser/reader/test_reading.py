"""Reading an annotated article: aids, notes in the margin, records, as readers use them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.reader.conftest import OpenPage

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}


def open_card(page: Page) -> str | None:
    return page.evaluate("document.querySelector('.card:popover-open')?.id")


def wait_for_card(page: Page, id_: str) -> None:
    expect(page.locator(f"#card-{id_}")).to_be_visible()


# Reading aids


def test_without_script_there_are_no_aids(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    expect(page.locator(".aids")).to_be_hidden()
    assert page.locator(".aids button").count() == 0


def test_marks_can_be_switched_off_and_on_again(open_page: OpenPage) -> None:
    page = open_page()
    button = page.get_by_role("button", name="Marks")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.locator("[data-article-text] .ref:visible")).to_have_count(0)
    assert page.locator("[data-article-text]").get_by_role("button").count() == 0
    decoration = "getComputedStyle(document.querySelector('[data-article-text] mark')).textDecorationLine"
    assert page.evaluate(decoration) == "none"
    button.click()
    expect(page.locator("[data-article-text] button.ref:visible")).to_have_count(5)


def test_words_without_marks_open_nothing(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="Marks").click()
    page.locator("mark", has_text="hundred years").click(force=True)
    page.keyboard.press("n")
    assert open_card(page) is None
    expect(page.get_by_role("button", name="Next check")).to_be_disabled()
    expect(page.get_by_role("button", name="Previous check")).to_be_disabled()


def test_choices_are_remembered(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_label("Verdicts shown").select_option("unverified")
    page.get_by_role("button", name="Marks").click()
    page.goto(page.url.replace("river", "dense"))
    expect(page.get_by_role("button", name="Marks")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_label("Verdicts shown")).to_have_value("unverified")


def test_a_remembered_verdict_that_is_not_given_here_hides_nothing(open_page: OpenPage) -> None:
    page = open_page("/articles/dense/")
    page.get_by_label("Verdicts shown").select_option("misleading")
    page.goto(page.url.replace("dense", "river"))
    expect(page.get_by_label("Verdicts shown")).to_have_value("")
    expect(page.locator("[data-article-text] button.ref:visible")).to_have_count(5)


@pytest.mark.parametrize("stored", ["", "5", "null", "{", '{"status": 7}'])
def test_whatever_is_remembered_the_page_can_be_read(open_page: OpenPage, stored: str) -> None:
    page = open_page()
    page.evaluate("text => { localStorage.reading = text }", stored)
    page.reload()
    expect(page.locator("[data-article-text] button.ref:visible")).to_have_count(5)


def test_aids_work_where_nothing_may_be_stored(open_page: OpenPage) -> None:
    page = open_page("/articles/plain/")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page.goto(page.url.replace("plain", "river"))
    page.get_by_role("button", name="Marks").click()
    expect(page.get_by_role("button", name="Marks")).to_have_attribute("aria-pressed", "false")


def test_one_verdict_only(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_label("Verdicts shown").select_option("inaccurate")
    expect(page.locator("[data-article-text] button.ref:visible")).to_have_text(["1", "3"])
    page.get_by_role("button", name="Next check").click()
    expect(page.get_by_text("1 of 2")).to_be_visible()
    page.keyboard.press("Escape")
    shared = page.locator("mark", has_text="two metres")
    expect(shared).to_have_class("mark tone-bad")
    shared.click()
    wait_for_card(page, "metres")
    page.keyboard.press("Escape")
    page.get_by_label("Verdicts shown").select_option("")
    expect(shared).to_have_class("mark tone-good")


def test_next_and_previous_by_pointer(open_page: OpenPage) -> None:
    page = open_page()
    for number, id_ in enumerate(("closed", "rose", "metres", "old"), start=1):
        page.get_by_role("button", name="Next check").click()
        wait_for_card(page, id_)
        expect(page.get_by_text(f"{number} of 4")).to_be_visible()
        expect(page.locator(f"#ref-{id_}")).to_be_in_viewport()
    page.get_by_role("button", name="Previous check").click()
    wait_for_card(page, "metres")


def test_a_check_gone_to_is_told_once(open_page: OpenPage) -> None:
    page = open_page()
    told = page.locator("[data-aid=position]")
    page.get_by_role("button", name="Next check").click()
    expect(told).to_have_text("1 of 4 Check 1: Inaccurate")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.get_by_role("button", name="Check 2: Accurate")).to_be_focused()
    expect(told).to_have_text("2 of 4")


def test_escape_in_a_card_leads_back_to_the_check_gone_to(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("n")
    page.keyboard.press("Tab")
    expect(page.locator("#card-closed").get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#ref-closed")).to_be_focused()


def test_next_and_previous_by_keyboard(open_page: OpenPage) -> None:
    page = open_page()
    for id_ in ("closed", "rose"):
        page.keyboard.press("n")
        wait_for_card(page, id_)
        expect(page.locator(f"#ref-{id_}")).to_be_focused()
    page.keyboard.press("p")
    wait_for_card(page, "closed")
    page.keyboard.press("Escape")
    assert open_card(page) is None
    expect(page.locator("#ref-closed")).to_be_focused()


def test_next_goes_on_from_where_the_reader_is(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_text("In the week 20").evaluate("element => element.scrollIntoView()")
    page.keyboard.press("n")
    wait_for_card(page, "old")
    page.get_by_text("In the week 10").evaluate("element => element.scrollIntoView()")
    page.keyboard.press("p")
    wait_for_card(page, "metres")


def test_aids_are_reached_by_tab(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("link", name="Skip to the content").focus()
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.dataset.aid"))
    assert {"marks", "status", "p", "n", "help"} <= reached


def test_keys_are_explained_and_can_be_switched_off(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    assert open_card(page) is None
    page.reload()
    page.keyboard.press("n")
    assert open_card(page) is None
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Use these keys").check()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    wait_for_card(page, "closed")


@pytest.mark.parametrize(
    "tag", ["input", "textarea", "select", "div contenteditable", "div role=textbox tabindex=0"]
)
def test_keys_are_never_taken_from_fields(open_page: OpenPage, tag: str) -> None:
    page = open_page()
    page.evaluate(
        """tag => {
          document.body.insertAdjacentHTML('beforeend', `<${tag} id=field>`);
          document.getElementById('field').focus();
        }""",
        tag,
    )
    page.keyboard.press("n")
    assert open_card(page) is None


@pytest.mark.parametrize("key", ["Control+n", "Alt+n", "Meta+n", "m"])
def test_other_keys_are_left_alone(open_page: OpenPage, key: str) -> None:
    page = open_page()
    page.evaluate(
        "document.addEventListener('keydown', event => { if (event.ctrlKey) event.preventDefault() })"
    )
    page.keyboard.press(key)
    assert open_card(page) is None


def test_aids_fit_on_a_phone(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    page.get_by_role("button", name="Next check").tap()
    wait_for_card(page, "closed")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.locator(".aids").evaluate("element => element.offsetHeight") < 60


@pytest.mark.parametrize("options", [{}, PHONE], ids=["wide", "phone"])
def test_nothing_moves_while_the_page_loads(open_page: OpenPage, options: dict[str, object]) -> None:
    page = open_page(**options)
    shift = page.evaluate(
        """() => new Promise(resolve => {
          let sum = 0;
          new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value; })
            .observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
        })"""
    )
    assert shift == 0


# Notes in the margin


def boxes(page: Page) -> list[tuple[float, float]]:
    """Top and bottom of each note that shows, from above."""
    found = page.evaluate(
        """[...document.querySelectorAll('.margin-note')].map(note => note.getBoundingClientRect())
        .filter(box => box.height).map(box => [box.top, box.bottom])"""
    )
    return sorted((top, bottom) for top, bottom in found)


def test_notes_stand_beside_their_lines(open_page: OpenPage) -> None:
    page = open_page()
    note = page.locator(".margin-note", has_text="Check 4: Unverified")
    expect(note).to_contain_text("No record of its building has been found.")
    words = page.locator("mark", has_text="hundred years")
    assert abs(note.bounding_box()["y"] - words.bounding_box()["y"]) < 12
    text = page.locator("[data-article-text]").bounding_box()
    assert note.bounding_box()["x"] > text["x"] + text["width"]


@pytest.mark.parametrize("width", [1200, 1440])
def test_sixty_notes_never_overlap(open_page: OpenPage, width: int) -> None:
    page = open_page("/articles/dense/", viewport={"width": width, "height": 900})
    expect(page.locator(".margin-note")).to_have_count(60)
    notes = boxes(page)
    assert len(notes) == 60
    assert all(bottom <= following for (_, bottom), (following, _) in pairwise(notes))
    right = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.margin-note')].map(n => n.getBoundingClientRect().right))"
    )
    assert right <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("Verdicts shown").select_option("accurate")
    assert len(boxes(page)) == 10


def test_notes_follow_the_text_when_the_window_changes(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 1000, "height": 900})
    expect(page.locator(".margin-note").first).to_be_hidden()
    page.set_viewport_size({"width": 1300, "height": 900})
    note = page.locator(".margin-note", has_text="Check 4")
    expect(note).to_be_visible()
    words = page.locator("mark", has_text="hundred years")
    page.wait_for_function(
        "([note, words]) => Math.abs(note.getBoundingClientRect().top - words.getBoundingClientRect().top) < 12",
        arg=[note.element_handle(), words.element_handle()],
    )


def test_either_side_lights_both(open_page: OpenPage) -> None:
    page = open_page()
    note = page.locator(".margin-note", has_text="Check 3")
    words = page.locator("mark", has_text="two metres")
    for spot in (note, words):
        spot.hover()
        expect(note).to_have_class("margin-note tone-bad is-lit")
        assert "is-lit" in str(words.get_attribute("class"))
        page.mouse.move(5, 5)
        expect(page.locator(".is-lit")).to_have_count(0)
    page.locator("#ref-metres").focus()
    expect(note).to_have_class("margin-note tone-bad is-lit")


def test_a_click_on_a_note_opens_its_card(open_page: OpenPage) -> None:
    page = open_page()
    page.locator(".margin-note", has_text="Check 4").click()
    wait_for_card(page, "old")


def test_notes_are_told_once(open_page: OpenPage) -> None:
    page = open_page()
    assert page.locator(".margin").get_attribute("aria-hidden") == "true"
    focusable = ".margin :is(a, button, input, select, textarea, [tabindex], [id])"
    assert page.locator(focusable).count() == 0


def test_notes_go_with_the_marks_and_stay_off_paper(open_page: OpenPage) -> None:
    page = open_page()
    page.emulate_media(media="print")
    assert boxes(page) == []
    page.emulate_media(media="screen")
    assert len(boxes(page)) == 4
    page.get_by_role("button", name="Marks").click()
    assert boxes(page) == []


# Records


def test_an_address_that_names_a_claim_opens_its_card(open_page: OpenPage) -> None:
    page = open_page("/articles/river/#claim-old")
    wait_for_card(page, "old")
    expect(page.locator("#ref-old")).to_be_in_viewport()
    page.mouse.move(20, 20)
    page.mouse.wheel(0, 40)
    wait_for_card(page, "old")


def test_the_link_to_a_check_can_be_copied(open_page: OpenPage) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    record = page.locator("#claim-rose")
    record.get_by_role("button", name="Copy the link").click()
    expect(record.get_by_role("status")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url + "#claim-rose"


def test_where_copying_fails_the_address_bar_has_the_link(open_page: OpenPage) -> None:
    page = open_page()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject() }")
    page.locator("#claim-rose").get_by_role("button", name="Copy the link").press("Enter")
    page.wait_for_url("**#claim-rose")


def test_a_part_of_the_bar_leads_to_the_first_claim_with_its_verdict(open_page: OpenPage) -> None:
    page = open_page()
    page.locator(".bar .tone-none").click()
    page.wait_for_url("**#ref-old")
    expect(page.locator("#ref-old")).to_be_in_viewport()


def test_the_top_says_what_was_checked_and_corrected(open_page: OpenPage) -> None:
    page = open_page()
    overview = page.get_by_role("region", name="At a glance")
    expect(overview).to_contain_text("4 statements checked: 2 inaccurate")
    expect(overview).to_contain_text("Only selected statements were checked")
    expect(overview).to_contain_text("Last checked3 May 2026")
    expect(overview).to_contain_text("The name of the bridge was wrong.")
    expect(overview.get_by_role("link", name="A report")).to_have_attribute(
        "href", "https://example.org/report"
    )


# Hover, and a page as full as can be


def test_a_mouse_that_rests_on_words_opens_their_card(open_page: OpenPage) -> None:
    page = open_page()
    page.locator("mark", has_text="two metres").hover()
    wait_for_card(page, "rose")
    page.locator("#card-rose").hover()
    wait_for_card(page, "rose")
    page.mouse.move(5, 5)
    expect(page.locator("#card-rose")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1440])
def test_every_claim_of_sixty_is_reached_by_key(open_page: OpenPage, width: int) -> None:
    page = open_page("/articles/dense/", viewport={"width": width, "height": 800})
    opened = []
    for _ in range(60):
        page.keyboard.press("n")
        opened.append(open_card(page))
    assert len(set(opened)) == 60
    assert None not in opened


@pytest.mark.parametrize("way", ["click", "tap"])
@pytest.mark.parametrize("width", [360, 1440])
def test_every_claim_of_sixty_is_reached_by_hand(open_page: OpenPage, width: int, way: str) -> None:
    options = {**PHONE, "viewport": {"width": width, "height": 800}} if way == "tap" else {}
    page = open_page("/articles/dense/", **{"viewport": {"width": width, "height": 800}, **options})
    opened = set()
    for button in page.locator("[data-article-text] button.ref").all():
        getattr(button, way)()
        opened.add(open_card(page))
        page.keyboard.press("Escape")
    assert len(opened - {None}) == 60


@pytest.mark.parametrize("way", ["click", "tap"])
def test_shared_words_lead_to_all_their_claims(open_page: OpenPage, way: str) -> None:
    page = open_page("/articles/dense/", **PHONE)
    for number in range(10):
        shared = page.locator(f'mark[data-claim="a{number} b{number}"]')
        getattr(shared, way)()
        wait_for_card(page, f"a{number}")
        other = page.locator(f"#card-a{number} .card-shares a")
        expect(other).to_have_count(1)
        getattr(other, way)()
        wait_for_card(page, f"b{number}")
        page.keyboard.press("Escape")


def test_claims_on_title_and_summary_open_like_others(open_page: OpenPage) -> None:
    page = open_page("/articles/headline/")
    notes = page.locator(".margin-note:visible")
    expect(notes).to_have_count(2)
    for id_ in ("bridge", "spring"):
        page.locator(f'mark[data-claim="{id_}"]').first.hover()
        wait_for_card(page, id_)
        page.mouse.move(5, 5)
        expect(page.locator(f"#card-{id_}")).to_be_hidden()
    page.get_by_role("button", name="Next check").click()
    wait_for_card(page, "bridge")
    page.keyboard.press("Escape")
    for _ in range(2):
        page.keyboard.press("n")
    expect(page.locator("#claim-all")).to_be_in_viewport()
    expect(page.locator("[data-aid=position]")).to_have_text("3 of 3 Check 3: Needs context")
    page.get_by_role("button", name="Marks").click()
    expect(notes).to_have_count(0)


# Paper


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_has_all_that_is_to_read_and_nothing_to_press(open_page: OpenPage, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    page.get_by_role("button", name="Next check").click()
    page.emulate_media(media="print")
    for hidden in (".aids", ".site-nav", ".card", ".copy", ".margin", ".skip"):
        expect(page.locator(f"{hidden}:visible")).to_have_count(0)
    for shown in ("#claim-closed", ".print-key", "[data-article-text] #ref-closed"):
        expect(page.locator(shown)).to_be_visible()
    expect(page.locator("#claim-closed .source .address")).to_have_text("https://example.org/register")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    styles = page.evaluate(
        """[...document.querySelectorAll('.print-key .mark')].map(mark => {
          const { textDecorationStyle, textDecorationThickness } = getComputedStyle(mark);
          return textDecorationStyle + textDecorationThickness;
        })"""
    )
    assert len(set(styles)) == len(styles) == 3


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_an_article_can_be_printed(open_page: OpenPage, paper: str) -> None:
    assert open_page().pdf(format=paper).startswith(b"%PDF-")


# What holds for every page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["/", "/articles/river/", "/articles/dense/", "/articles/river/closed/", "/ratings/", "/about/"]
)
def test_axe_finds_nothing(open_page: OpenPage, path: str, scheme: str) -> None:
    page = open_page(
        path, color_scheme=scheme, reduced_motion="reduce"
    )  # a card that fades in is pale for a while
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    if "river/" in path and page.locator(".aids").count():
        page.keyboard.press("n")
        wait_for_card(page, "closed")
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
