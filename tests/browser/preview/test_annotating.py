"""Words are selected in the preview, and what is said of them stands in the claims file and in the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.preview.conftest import ARTICLE, CLAIMS, Writing

pytestmark = pytest.mark.browser
LookAt = Callable[..., Any]

SELECT = """([from, to]) => {
  const root = document.querySelector('[data-article-text]');
  const nodes = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest('button, [data-no-text]') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) { nodes.push(node); }
  const text = nodes.map((node) => node.data).join('');
  const find = (offset, isEnd) => {
    for (const node of nodes) {
      if (offset < node.data.length || (isEnd && offset === node.data.length)) { return [node, offset]; }
      offset -= node.data.length;
    }
    throw new Error('no such words');
  };
  const start = text.indexOf(from.words, from.behind ? text.indexOf(from.behind) : 0);
  if (start < 0) { throw new Error(`${from.words} is not there`); }
  const end = to ? text.indexOf(to, start) + to.length : start + from.words.length;
  const range = document.createRange();
  range.setStart(...find(start, false));
  range.setEnd(...find(end, true));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  range.startContainer.parentElement.scrollIntoView({ block: 'center' });
}"""


def select(page: Any, words: str, to: str = "", behind: str = "") -> None:
    page.evaluate(SELECT, [{"words": words, "behind": behind}, to])


def check_words(page: Any, words: str, to: str = "", behind: str = "", **fields: str) -> None:
    """Select words and write a claim on them."""
    select(page, words, to, behind)
    page.get_by_role("button", name="Check this").click()
    fill(page, **fields)
    page.get_by_role("button", name="Write it").click()


def fill(page: Any, verdict: str = "", **fields: str) -> None:
    form = page.locator(".site-gen-form")
    if verdict:
        form.get_by_role("radio", name=re.compile(f"^{verdict}")).check()
    for name, text in fields.items():
        form.locator(f"[name={name}]").fill(text)


def read(writing: Writing, path: str = CLAIMS) -> str:
    return (writing.root / path).read_bytes().decode()


def test_a_plain_sentence(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    before = read(writing)
    select(page, "In the week 3 nothing happened")
    page.get_by_role("button", name="Check this").click()
    form = page.locator(".site-gen-form")
    assert form.locator("blockquote").inner_text() == "In the week 3 nothing happened"
    assert "Partly" in form.inner_text() or "evidence" in form.inner_text(), (
        "verdicts come with their meanings"
    )
    fill(
        page,
        verdict="Misleading",
        summary="The register has three entries.",
        note="See the *register*.",
        source_url="https://example.org/register",
        source_title="Road register",
        claimant="A. Mayor",
        said="2018-06",
        appearance="https://example.org/speech",
    )
    page.get_by_role("button", name="Write it").click()
    mark = page.locator("mark").filter(has_text="In the week 3 nothing happened")
    mark.wait_for()
    assert form.count() == 0
    after = read(writing)
    head, tail = before.split("notes:\n")
    assert after.startswith(head.rstrip("\n"))
    assert after.endswith(f"notes:\n{tail}")
    assert "status: misleading" in after
    assert "    claimant: A. Mayor\n    said: 2018-06\n    appearance: https://example.org/speech\n" in after
    assert page.locator(".record").filter(has_text="The register has three entries.").count() == 1
    page.locator(".margin-note").get_by_text("The register has three entries.").wait_for()
    mark.click()
    card = page.locator(".card:popover-open")
    card.wait_for()
    line = after[: after.index("status: misleading")].count("\n")
    href = card.get_by_role("link", name="Open in editor").get_attribute("href")
    assert href.startswith(f"vscode://file{(writing.root / CLAIMS).as_posix()}:")
    assert abs(int(href.split(":")[-2]) - line) <= 3
    assert page.evaluate("window.isKept === true")


def test_words_across_a_link_and_emphasis(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    check_words(page, "weeks in spring", to="and the gauge fell", verdict="Accurate", summary="It did.")
    page.locator("#site-gen-notice, .site-gen-said").first.wait_for()
    assert "Written:" in page.locator(".site-gen-said").inner_text()
    id_ = page.locator(".site-gen-said").inner_text().removeprefix("Written: ")
    pieces = page.locator(f'mark[data-claim~="{id_}"]')
    pieces.first.wait_for()
    text = " ".join("".join(pieces.all_text_contents()).split())
    assert text == "weeks in spring, said the mayor. The river rose by two metres, and the gauge fell"


def test_words_that_occur_twice(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    check_words(page, "nothing happened", behind="In the week 7", verdict="Accurate", summary="Nothing did.")
    mark = page.locator("mark").filter(has_text="nothing happened")
    mark.wait_for()
    assert mark.count() == 1
    assert "In the week 7" in mark.locator("xpath=..").inner_text()
    after = read(writing)
    assert "prefix:" in after or "suffix:" in after


def test_a_file_with_comments_and_windows_line_ends(writing: Writing, look_at: LookAt) -> None:
    text = read(writing).replace("claims:\n", "# The desk's own notes\nclaims:  # all of them\n")
    writing.write(CLAIMS, text.replace("\n", "\r\n"))
    page = look_at()
    before = read(writing)
    check_words(page, "In the week 3", verdict="Accurate", summary="Yes.")
    page.locator("mark").filter(has_text="In the week 3").wait_for()
    after = read(writing)
    assert "\n" not in after.replace("\r\n", "")
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert "# The desk's own notes" in after


def test_a_claims_file_that_does_not_exist_yet(writing: Writing, look_at: LookAt) -> None:
    page = look_at("articles/draft/")
    check_words(page, "A draft", verdict="Accurate", summary="It is one.")
    page.locator("mark").filter(has_text="A draft").wait_for()
    assert "quote:" in read(writing, "content/articles/draft.claims.yaml")


def test_a_file_changed_meanwhile(writing: Writing, look_at: LookAt) -> None:
    page = look_at(bears="409")
    select(page, "In the week 3")
    page.get_by_role("button", name="Check this").click()
    fill(page, verdict="Accurate", summary="What I typed.")
    writing.change(CLAIMS, "for four weeks", "for five weeks")
    page.locator("#claim-closed .finding").get_by_text("for five weeks").first.wait_for()
    changed = read(writing)
    page.get_by_role("button", name="Write it").click()
    page.get_by_text("was changed meanwhile").wait_for()
    assert read(writing) == changed
    form = page.locator(".site-gen-form")
    assert form.locator("[name=summary]").input_value() == "What I typed."
    page.get_by_role("button", name="Write it").click()
    page.locator("mark").filter(has_text="In the week 3").wait_for()
    assert "What I typed." in read(writing)
    assert "for five weeks" in read(writing)


def test_a_note_by_keyboard_alone(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    select(page, "The old bridge")
    page.locator(".site-gen-toolbar").wait_for()
    page.keyboard.press("e")
    form = page.locator(".site-gen-form")
    form.wait_for()
    assert page.evaluate("document.activeElement.name") == "title"
    page.keyboard.type("The first bridge n p ?")
    page.keyboard.press("Control+Enter")
    page.locator("mark").filter(has_text="The old bridge").first.wait_for()
    assert "title: The first bridge n p ?" in read(writing).replace('"', "")


def test_without_a_verdict_it_is_a_draft(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    check_words(page, "In the week 4", summary="To be looked up.")
    said = page.locator(".site-gen-said")
    said.wait_for()
    assert "Written as a draft" in said.inner_text()
    page.locator(".record .badge").first.wait_for()
    assert "state: draft" in read(writing)


def test_what_was_typed_survives_closing_saving_and_loading(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    select(page, "In the week 3")
    page.get_by_role("button", name="Check this").click()
    fill(page, verdict="Misleading", summary="Half a sentence")
    writing.change(ARTICLE, "nobody knows", "no one knows")
    page.get_by_text("no one knows").wait_for()
    form = page.locator(".site-gen-form")
    assert form.locator("[name=summary]").input_value() == "Half a sentence"
    page.reload()
    form.wait_for()
    assert form.locator("[name=summary]").input_value() == "Half a sentence"
    assert form.get_by_role("radio", name="Misleading").is_checked()
    page.keyboard.press("Escape")
    form.wait_for(state="detached")
    select(page, "In the week 3")
    page.get_by_role("button", name="Check this").click()
    assert form.locator("[name=summary]").input_value() == "Half a sentence"


def test_what_cannot_be_written_is_told_in_the_form(writing: Writing, look_at: LookAt) -> None:
    page = look_at(bears="422")
    before = read(writing)
    check_words(page, "In the week 3", verdict="Accurate", summary="Yes.", source_url="not an address")
    page.locator(".site-gen-message p").first.wait_for()
    address = page.locator(".site-gen-form [name=source_url]")
    assert address.input_value() == "not an address"
    told = page.locator(f"#{address.get_attribute('aria-describedby')}")
    assert "not an address" in told.inner_text()
    assert address.evaluate("field => field === document.activeElement")
    assert address.bounding_box()["y"] < told.bounding_box()["y"]
    assert "`" not in page.locator(".site-gen-form").inner_text()
    ring = page.get_by_role("radio", name="Accurate", exact=False).first.bounding_box()
    assert ring["width"] == ring["height"]
    address.fill("https://example.org/")
    page.get_by_role("button", name="Write it").click()
    title = page.locator(".site-gen-form [name=source_title][aria-invalid]")
    title.wait_for()
    assert "no title" in page.locator(f"#{title.get_attribute('aria-describedby')}").inner_text()
    title.fill("Example")
    page.get_by_role("button", name="Write it").click()
    page.locator("mark").filter(has_text="In the week 3").wait_for()
    writing.write(CLAIMS, before)
    assert read(writing) == before


def test_the_toolbar_is_there_for_words_of_the_article_only(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    page.locator(".overview").first.select_text()
    page.evaluate("new Promise(requestAnimationFrame)")
    assert not page.locator(".site-gen-toolbar").is_visible()
    select(page, "In the week 3")
    page.locator(".site-gen-toolbar").wait_for()
    page.evaluate("getSelection().removeAllRanges()")
    page.locator(".site-gen-toolbar").wait_for(state="hidden")


def test_words_of_the_title(writing: Writing, look_at: LookAt) -> None:
    page = look_at()
    page.locator(".article-header h1").select_text()
    page.get_by_role("button", name="Check this").click()
    fill(page, verdict="Accurate", summary="It is about both.")
    page.get_by_role("button", name="Write it").click()
    page.locator("h1 mark").first.wait_for()
    assert "on: title" in read(writing)
