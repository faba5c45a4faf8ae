"""What a save changes is changed in the open page, and nothing else is."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.preview.conftest import ARTICLE, CLAIMS, Writing, wait_until

pytestmark = pytest.mark.browser
LookAt = Callable[..., Any]


def is_kept(page: Any) -> bool:
    """Tell whether the page is still the one that was opened, never loaded again."""
    return page.evaluate("window.isKept === true") is True


def test_text(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    for number in range(3):
        writing.change(ARTICLE, "nobody knows", f"nobody {number} knows")
        page.get_by_text(f"nobody {number} knows").wait_for()
        writing.change(ARTICLE, f"nobody {number} knows", "nobody knows")
        page.get_by_text("and nobody knows").wait_for()
    assert is_kept(page)


def test_paragraphs_that_come_and_go(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    writing.change(ARTICLE, "In the week 3 ", "A new one.\n\nIn the week 3 ")
    page.get_by_text("A new one.").wait_for()
    writing.change(ARTICLE, "A new one.\n\n", "")
    page.get_by_text("A new one.").wait_for(state="detached")
    texts = page.locator("[data-article-text] p").all_inner_texts()
    assert [each for each in texts if each.startswith("In the week")][:4] == [
        f"In the week {number} nothing happened that anybody noted." for number in range(4)
    ]
    assert is_kept(page)


def test_a_title_in_the_page_and_in_its_tab(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    writing.change(ARTICLE, "The river and the bridge", "The bridge and the river")
    page.get_by_role("heading", name="The bridge and the river").wait_for()
    assert page.title().startswith("The bridge and the river")
    assert is_kept(page)


def test_claims_with_all_that_scripts_make_of_them(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    page.locator(".margin-note").get_by_text("It was closed for four weeks.").wait_for()
    writing.change(CLAIMS, "for four weeks", "for five weeks")
    page.locator(".margin-note").get_by_text("It was closed for five weeks.").wait_for()
    writing.change(
        CLAIMS,
        "  - id: old\n",
        "  - {id: week, quote: In the week 5, status: accurate, summary: Yes indeed.}\n  - id: old\n",
    )
    page.locator('mark[data-claim="week"]').wait_for()
    page.locator(".margin-note").get_by_text("Yes indeed.").wait_for()
    assert page.locator(".margin-note").count() == 5
    assert page.locator("[data-aid=position]").inner_text().strip().endswith("of 5")
    page.locator('mark[data-claim="week"]').scroll_into_view_if_needed()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.locator('mark[data-claim="week"]').hover()
    page.locator("#card-week:popover-open").wait_for()
    assert page.locator(".record .copy").count() == page.locator(".record .links").count()
    writing.change(
        CLAIMS, "  - {id: week, quote: In the week 5, status: accurate, summary: Yes indeed.}\n", ""
    )
    page.locator('mark[data-claim="week"]').wait_for(state="detached")
    page.locator(".margin-note").get_by_text("Yes indeed.").wait_for(state="detached")
    assert is_kept(page)


def test_a_template(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    writing.write("templates/parts/footer-extra.html", "<p>From the template</p>")
    page.get_by_text("From the template").wait_for()
    writing.write("templates/parts/footer-extra.html", "<p>From it again</p>")
    page.get_by_text("From it again").wait_for()
    assert is_kept(page)


def test_a_style_sheet_without_loading_the_page(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        writing.write("static/custom.css", f".article h1 {{ color: {colour} }}\n")
        wait_until(page, f"getComputedStyle(document.querySelector('.article h1')).color === '{colour}'")
        assert page.locator('link[rel=stylesheet][href*="custom"]').count() == 1
    assert is_kept(page)


def test_a_style_sheet_is_there_before_the_page_is_made_anew(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    held: list[Any] = []

    def change(colour: str) -> None:
        writing.write("static/custom.css", f".article h1 {{ color: {colour} }}\n")
        wait_until(page, f"getComputedStyle(document.querySelector('.article h1')).color === '{colour}'")

    change("rgb(1, 2, 3)")
    page.route("**/articles/river/", lambda route: held.append(route))  # noqa: PLW0108 - it wants a function
    change("rgb(4, 5, 6)")
    while not held:  # the page is asked for as well
        page.evaluate("new Promise(requestAnimationFrame)")
    for route in held:
        route.continue_()
    page.unroute("**/articles/river/")
    change("rgb(7, 8, 9)")
    assert page.locator('link[rel=stylesheet][href*="custom"]').count() == 1


def test_a_style_sheet_that_changes_in_the_scheme_that_was_chosen(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    page.get_by_role("button", name="Dark page").click()
    for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        dark = f"@media (prefers-color-scheme: dark) {{ .article h1 {{ color: {colour} }} }}\n"
        writing.write("static/custom.css", dark)
        wait_until(page, f"getComputedStyle(document.querySelector('.article h1')).color === '{colour}'")
    assert is_kept(page)


def test_a_style_sheet_saved_again_while_it_is_on_its_way(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    held: list[Any] = []
    page.route("**/custom.*.css", lambda route: held.append(route))  # noqa: PLW0108 - it wants a function
    writing.write("static/custom.css", ".article h1 { color: rgb(1, 2, 3) }\n")
    while not held:
        page.evaluate("new Promise(requestAnimationFrame)")
    first = re.search(r"custom\.\w+\.css", held[0].request.url)
    assert first is not None
    writing.write("static/custom.css", ".article h1 { color: rgb(4, 5, 6) }\n")
    while first[0] in writing.preview.text("/desk/articles/river/"):
        page.evaluate("new Promise(requestAnimationFrame)")
    page.wait_for_timeout(300)  # the page has been told
    for route in held:
        route.fulfill(body=".article h1 { color: rgb(1, 2, 3) }", content_type="text/css")
    page.unroute("**/custom.*.css")
    wait_until(page, "getComputedStyle(document.querySelector('.article h1')).color === 'rgb(4, 5, 6)'")
    writing.change(ARTICLE, "nobody knows", "nobody at all knows")
    page.get_by_text("nobody at all knows").wait_for()
    assert page.locator('link[rel=stylesheet][href*="custom"]').count() == 1
    assert is_kept(page)


def test_a_picture_under_the_same_address(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    wait_until(page, "document.querySelector('.article img').naturalWidth === 40")
    writing.change("content/articles/plan.svg", '"40"', '"80"')
    page.locator(".article img").scroll_into_view_if_needed()
    wait_until(page, "document.querySelector('.article img').naturalWidth === 80")
    assert is_kept(page)


def test_the_configuration(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    writing.change("site.yaml", "title: Test Desk", "title: Another Desk")
    page.locator(".site-name").get_by_text("Another Desk").wait_for()
    assert is_kept(page)


def test_another_script_loads_the_page_again_where_it_was(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    page.evaluate("scrollTo(0, 700)")
    page.evaluate("document.getElementById('ref-rose').focus({ preventScroll: true })")
    writing.write("static/custom.js", "document.documentElement.dataset.custom = 'yes';\n")
    page.locator("html[data-custom=yes]").wait_for()
    assert not is_kept(page)
    wait_until(page, "scrollY === 700")
    wait_until(page, "document.activeElement.id === 'ref-rose'")


def test_a_page_whose_article_goes_and_comes(writing: Writing, look_at: LookAt) -> None:
    page = look_at(bears="404")
    text = (writing.root / ARTICLE).read_text("utf-8")
    (writing.root / ARTICLE).rename(writing.root / "content/articles/flood.md")
    page.get_by_role("heading", name="Page not found").wait_for()
    writing.write(ARTICLE, text)
    page.get_by_role("heading", name="The river and the bridge").wait_for()


def test_a_whole_folder_that_moves_in_and_is_renamed(writing: Writing, look_at: LookAt) -> None:
    page = look_at("")
    outside = writing.root.parent / "year"
    outside.mkdir()
    (outside / "hill.md").write_text("---\ntitle: The hill\ndate: 2026-05-05\n---\n\nHigh.\n", "utf-8")
    outside.rename(writing.root / "content/articles/2026")
    page.get_by_text("The hill").wait_for()
    (writing.root / "content/articles/2026").rename(writing.root / "content/articles/2027")
    writing.change("content/articles/2027/hill.md", "The hill", "The high hill")
    page.get_by_text("The high hill").wait_for()


def test_saves_by_renaming_as_editors_do_it(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    for number in range(3):
        text = (writing.root / ARTICLE).read_text("utf-8")
        beside = writing.root / "content/articles/.river.md.4711.tmp"
        beside.write_text(f"{text}\nRenamed {number}.\n", "utf-8")
        beside.replace(writing.root / ARTICLE)
        page.get_by_text(f"Renamed {number}.").wait_for()
    assert is_kept(page)


def test_a_burst_of_saves_ends_with_the_last(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    text = (writing.root / ARTICLE).read_text("utf-8")
    claims = (writing.root / CLAIMS).read_text("utf-8")
    page.evaluate(
        """() => {
          window.seen = [];
          const Native = Object.getPrototypeOf(MutationObserver); // the preview ends those of the page's scripts
          new Native(() => {
            const found = /Burst (\\d+)/.exec(document.body.textContent);
            if (found && window.seen.at(-1) !== +found[1]) { window.seen.push(+found[1]); }
          }).observe(document.body, { subtree: true, childList: true, characterData: true });
        }"""
    )
    pause = threading.Event()
    for number in range(1, 31):
        writing.write(ARTICLE, f"{text}\nBurst {number}.\n")
        if number % 5 == 0:
            writing.write(CLAIMS, claims.replace("for four weeks", f"for {number} weeks"))
        pause.wait(0.05)
    page.get_by_text("Burst 30.").wait_for()
    page.locator("#card-closed .finding").get_by_text("for 30 weeks").wait_for(state="attached")
    seen = page.evaluate("window.seen")
    assert seen == sorted(seen), "an older text came after a newer one"
    assert seen[-1] == 30
    assert is_kept(page)


def test_where_the_reader_is_survives(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    page.evaluate("scrollTo(0, 500)")
    page.locator("[data-aid=status]").select_option("inaccurate")
    page.evaluate("document.querySelector('[data-aid=n]').click()")
    page.locator("#card-closed:popover-open").wait_for()
    page.locator("#card-closed a").first.focus()
    before = page.evaluate("scrollY")
    position = page.locator("[data-aid=position]").inner_text()
    writing.change(ARTICLE, "nobody knows", "no one knows")
    page.get_by_text("no one knows").wait_for()
    assert page.evaluate("scrollY") == before
    assert page.locator("#card-closed:popover-open").count() == 1
    assert page.evaluate("document.activeElement.closest('.card').id") == "card-closed"
    assert page.locator("[data-aid=position]").inner_text() == position
    writing.change(CLAIMS, "for four weeks", "for five weeks")
    page.locator("#card-closed").get_by_text("for five weeks").wait_for()
    page.locator("#card-closed:popover-open").wait_for()
    wait_until(page, "document.activeElement.closest('.card')?.id === 'card-closed'")
    assert page.evaluate("scrollY") == before
    assert page.locator("[data-aid=status]").input_value() == "inaccurate"
    assert page.locator("mark.is-off").count() > 0
    assert is_kept(page)


def test_text_that_comes_above_does_not_move_what_is_read(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    week = page.get_by_text("In the week 25 nothing")
    week.scroll_into_view_if_needed()
    before = week.bounding_box()["y"]
    writing.change(ARTICLE, "In the week 1 ", "One more.\n\nTwo more.\n\nIn the week 1 ")
    page.get_by_text("Two more.").wait_for(state="attached")
    wait_until(
        page,
        f"Math.abs({before} - [...document.querySelectorAll('[data-article-text] p')]"
        ".find((p) => p.textContent.includes('week 25')).getBoundingClientRect().y) < 3",
    )


def test_a_selection_survives_a_change_elsewhere(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    page.get_by_text("In the week 1 nothing").select_text()
    writing.change(ARTICLE, "nobody knows", "no one knows")
    page.get_by_text("no one knows").wait_for()
    assert page.evaluate("String(getSelection())").startswith("In the week 1 nothing")


def test_the_site_stands_under_its_path_with_drafts_badged(writing: Writing, look_at: LookAt) -> None:
    page = look_at("")
    assert page.url.endswith("/desk/")
    assert page.locator(".badge").all_inner_texts() == ["Draft"]
    page.get_by_role("link", name="Not yet").click()
    assert page.url.endswith("/desk/articles/draft/")
    assert page.locator("article .badge").inner_text() == "Draft"
    page.goto(writing.address + "articles/river/")
    writing.change(CLAIMS, "    status: unverified", "    state: review\n    status: unverified")
    page.locator("#claim-old .badge").wait_for()
    assert "review" in page.locator("#claim-old .badge").inner_text().lower()


def test_a_page_that_was_asleep_while_the_preview_was_started_again(
    writing: Writing, look_at: LookAt
) -> None:
    page = look_at()
    page.context.set_offline(True)
    writing.change(ARTICLE, "nobody knows", "no one knows")
    while "no one knows" not in writing.preview.text("/desk/articles/river/"):
        pass
    page.context.set_offline(False)
    writing.change(ARTICLE, "no one knows", "not anybody knows")
    page.get_by_text("not anybody knows").wait_for()
