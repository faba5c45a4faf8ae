"""The desk's list, as it follows saves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.preview.conftest import ARTICLE, CLAIMS, Writing

pytestmark = pytest.mark.browser
LookAt = Callable[..., Any]


def test_the_desk_lists_claims_by_state_and_leads_to_their_words(writing: Writing, look_at: LookAt) -> None:
    writing.change(
        CLAIMS,
        "    status: unverified",
        "    state: review\n    review_by: 2026-01-01\n    status: unverified",
    )
    page = look_at("articles/river/")
    page.get_by_role("link", name="The desk").click()
    page.get_by_role("link", name="Back to the site").click()
    page.go_back()
    assert page.locator("main > p").inner_text().startswith("4 claims: 1 under review, 3 published.")
    row = page.locator("tr").filter(has_text="stood for a hundred years")
    assert "2026-01-01 (overdue)" in row.inner_text()
    assert row.locator("xpath=ancestor::section").locator("h2").inner_text() == "Under review: 1"
    href = row.get_by_role("link", name="entry, line").get_attribute("href")
    assert href.startswith(f"vscode://file{(writing.root / CLAIMS).as_posix()}:")
    row.get_by_role("link", name="stood for a hundred years").click()
    assert page.url.endswith("/desk/articles/river/#claim-old")


def test_the_desk_follows_saves(writing: Writing, look_at: LookAt) -> None:
    page = look_at("../_desk/")
    writing.change(ARTICLE, "nine weeks", "ten weeks")
    row = page.locator("tr").filter(has_text="closed for nine weeks")
    row.locator("details.site-gen-bad").wait_for()
    row.locator("summary").click()
    assert "is not in the article" in row.inner_text()
    writing.change(CLAIMS, "closed for nine weeks", "closed for ten weeks")
    page.locator("details.site-gen-bad").wait_for(state="detached")
    page.get_by_role("link", name="closed for ten weeks").wait_for()
    assert page.evaluate("window.isKept === true")
