"""What is wrong shows in the page, and is gone when it is mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.preview.conftest import ARTICLE, CLAIMS, FILES, Writing
from tests.preview.running import run_preview

pytestmark = pytest.mark.browser
LookAt = Callable[..., Any]


def test_a_claim_that_does_not_anchor_stands_in_the_list_with_what_to_write(
    writing: Writing, look_at: LookAt
) -> None:
    page = look_at()
    writing.change(ARTICLE, "nine weeks", "ten weeks")
    box = page.locator("#claim-closed .site-gen-box")
    box.wait_for()
    assert "is not in the article" in box.inner_text()
    assert "quote: closed for nine weeks" in box.inner_text()
    assert 'quote: "closed for ten weeks"' in box.inner_text()
    assert page.get_by_text("ten weeks").first.is_visible(), "the article goes on"
    assert page.locator('mark[data-claim~="closed"]').count() == 0
    notice = page.locator("#site-gen-notice")
    assert "1 error" in notice.inner_text()
    red = "getComputedStyle(document.querySelector('.site-gen-box.site-gen-errors')).borderColor"
    assert page.evaluate(red) == "rgb(176, 0, 32)"
    assert f"{CLAIMS}:4:12" in notice.inner_text()
    href = notice.locator("a").first.get_attribute("href")
    assert href == f"vscode://file{(writing.root / CLAIMS).as_posix()}:4:12"
    writing.change(CLAIMS, "closed for nine weeks", "closed for ten weeks")
    page.locator('mark[data-claim~="closed"]').first.wait_for()
    box.wait_for(state="detached")
    notice.wait_for(state="detached")


def test_problems_of_other_pages_are_counted_and_do_not_open(writing: Writing, look_at: LookAt) -> None:
    page = look_at("about/")
    writing.change(ARTICLE, "nine weeks", "ten weeks")
    summary = page.locator("#site-gen-notice summary").first
    summary.wait_for()
    assert summary.inner_text() == "1 error on other pages"
    assert page.locator("#site-gen-notice details[open]").count() == 0
    summary.click()
    page.get_by_text("is not in the article").wait_for()
    writing.change("content/pages/about.md", "We check.", "We check all.\n\n[x](nowhere.md)")
    page.locator("#site-gen-notice").get_by_text("leads to nothing").wait_for()
    text = page.locator("#site-gen-notice").inner_text()
    assert text.index("leads to nothing") < text.index("1 error on other pages")


@pytest.mark.parametrize(
    ("path", "broken", "told"),
    [
        (CLAIMS, "- a\n- b\n", CLAIMS),
        ("site.yaml", "- broken\n", "site.yaml"),
        ("templates/parts/footer-extra.html", "{% if %}", "footer-extra.html:1"),
        ("templates/parts/footer-extra.html", "{{ view.nothing }}", "footer-extra.html:1"),
    ],
)
def test_what_cannot_be_read_leaves_the_last_good_page_under_a_notice(
    writing: Writing, look_at: LookAt, path: str, broken: str, told: str
) -> None:
    page = look_at()
    before = page.locator("main").inner_text()
    writing.write(path, broken)
    page.locator("#site-gen-notice").get_by_text(told).first.wait_for()
    assert page.locator('mark[data-claim~="closed"]').count() > 0
    page.locator(".site-gen-box").evaluate_all("boxes => boxes.forEach((box) => box.remove())")
    assert page.locator("main").inner_text() == before
    writing.write(path, FILES.get(path, "<p>Well</p>"))
    page.locator("#site-gen-notice").wait_for(state="detached")
    assert page.evaluate("window.isKept === true")


def test_a_site_that_begins_broken_shows_once_it_is_mended(
    make_site: Callable[..., Path], browser: Any
) -> None:
    root = make_site({**FILES, "templates/article.html": "{% block %}"})
    with run_preview(root) as preview, browser.new_context() as context:
        page = context.new_page()
        page.goto(Writing(root, preview).address + "articles/river/")
        page.get_by_role("heading", name="This page cannot be made yet").wait_for()
        page.get_by_text("templates/article.html:1").wait_for()
        (root / "templates/article.html").unlink()
        page.get_by_role("heading", name="The river and the bridge").wait_for()
