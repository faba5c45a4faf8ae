"""The search as readers use it: words, choices, the address, the way back, no script, a disk."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from tests.browser.conftest import Opener
from tests.browser.serving import serve
from tests.built import BuiltSites

pytestmark = pytest.mark.browser
CLAIMS = """\
claims:
  - {id: cafe, on: article, claim: Le Café Straße is open, status: accurate, summary: It is.,
     claimant: Élodie Çelik, language: fr}
  - {id: sky, on: article, claim: आकाश नीला है, status: unverified, summary: Not known.,
     claimant: A. Writer, language: hi, tags: [Sky]}
  - {id: water, on: article, claim: الماءُ أزرق, status: inaccurate, summary: No., claimant: A. Writer, language: ar}
  - {id: gone, on: article, claim: Ink is dry, status: inaccurate, summary: No.,
     history: [{date: 2026-06-01, kind: retraction, text: It was wet.}]}
"""
OLD = "claims: [{id: old, quote: An old story, status: inaccurate, summary: No.}]\n"


@pytest.fixture
def many(make_site: Callable[..., Path], options: BuildOptions) -> Path:
    """A site with statements in several scripts and months."""
    article = "---\ntitle: {}\ndate: {}\ntags: [Colours]\n---\n\n{}\n"
    root = make_site(
        {
            "site.yaml": "title: Test Desk\nbase_url: https://example.org/desk/\n",
            "content/articles/new.md": article.format("New", "2026-05-04", "A text."),
            "content/articles/new.claims.yaml": CLAIMS,
            "content/articles/old.md": article.format("Old", "2025-01-02", "“An old story,” he said."),
            "content/articles/old.claims.yaml": OLD,
        }
    )
    result = build_site(root, options)
    assert result.done, result.diagnostics
    return root / "_site"


def found(page: Any) -> list[str]:
    return [text.strip() for text in page.locator(".search .entry-quote").all_inner_texts()]


def wait(page: Any, count: str) -> None:
    page.get_by_text(re.compile(rf"^{count} statements$")).wait_for()


def test_words_are_found_without_case_accents_and_signs_of_vowels(browser: Any, many: Path) -> None:
    with serve(many, "/desk/") as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}search/")
        wait(page, "5 of 5")
        assert not page.get_by_text("Show more").is_visible()
        words = page.get_by_label("Words", exact=True)
        for typed, expected in {
            "cafe STRASSE": ["Le Café Straße is open"],
            "celik": ["Le Café Straße is open"],
            "नीला": ["आकाश नीला है"],
            "नील": ["आकाश नीला है"],
            "नाला": [],
            "الماء ازرق": ["الماءُ أزرق"],
            "stor": ["An old story"],
        }.items():
            words.fill(typed)
            wait(page, f"{len(expected)} of 5")
            assert found(page) == expected, typed
            assert page.locator(".entry-quote q").count() == (typed == "stor"), "very words, and no others"


def test_only_words_of_others_stand_in_quotation_marks_and_days_are_as_elsewhere(open_page: Opener) -> None:
    page = open_page("demo", "claims/")
    day = page.locator(".entry time").last.inner_text()
    page = open_page("demo", "search/?q=visible+from+space")
    page.get_by_text(re.compile(r"^\d+ of 32 statements$")).wait_for()
    ours = page.locator(".entry", has_text="The Great Wall of China is visible from space").first
    assert ours.locator("q").count() == 0
    assert ours.locator("[data-slot=date]").inner_text() == day
    page = open_page("demo", "search/?q=Rosoboronexport")
    page.locator(".entry-quote", has_text="Rosoboronexport among them").first.wait_for()
    assert page.locator(".entry-quote q").count() == 0, "the article says so, and quotes nobody"


def test_choices_narrow_what_is_found_and_stand_in_the_address(browser: Any, many: Path) -> None:
    with serve(many, "/desk/") as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}search/")
        wait(page, "5 of 5")
        page.get_by_label("Verdict").select_option("inaccurate")
        wait(page, "2 of 5")
        assert found(page) == ["الماءُ أزرق", "An old story"]
        page.get_by_label("Article until").fill("2025-12-31")
        wait(page, "1 of 5")
        assert page.url == f"{address}search/?status=inaccurate&to=2025-12-31"
        page.go_back()
        wait(page, "2 of 5")
        assert page.get_by_label("Article until").input_value() == ""
        page.go_back()
        wait(page, "5 of 5")
        page.go_forward()
        wait(page, "2 of 5")
        page.goto(f"{address}search/?speaker=writer&topic=sky&language=hi")
        wait(page, "1 of 5")
        assert page.get_by_label("Speaker").input_value() == "writer"
        assert page.get_by_label("Language").input_value() == "hi"
        page.get_by_role("button", name="Clear").click()
        wait(page, "5 of 5")
        assert page.url == f"{address}search/"
        page.get_by_label("Verdict").select_option("withdrawn")
        wait(page, "1 of 5")
        assert page.locator(".entry-verdict").inner_text() == "Withdrawn"
        assert page.locator(".entry-summary").inner_text() == "It was wet."


def test_what_is_typed_in_one_go_is_one_step_back(browser: Any, many: Path) -> None:
    with serve(many) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}search/")
        wait(page, "5 of 5")
        page.get_by_label("Words", exact=True).press_sequentially("story")
        wait(page, "1 of 5")
        page.go_back()
        wait(page, "5 of 5")
        assert page.get_by_label("Words", exact=True).input_value() == ""


def test_a_result_leads_to_the_claim_and_back_to_what_was_found(browser: Any, many: Path) -> None:
    with serve(many, "/desk/") as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}search/?q=story")
        wait(page, "1 of 5")
        page.locator(".entry-quote a").click()
        page.wait_for_url(f"{address}articles/old/old/")
        assert page.locator("h1").inner_text() == "Check 1: Inaccurate"
        page.go_back()
        wait(page, "1 of 5")


def test_data_that_does_not_come_is_said(browser: Any, many: Path) -> None:
    next((many / "data").rglob("*.json")).unlink()
    with serve(many) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}search/")
        page.get_by_text("could not be loaded").wait_for()


def test_without_script_and_from_a_disk_the_lists_are_offered(
    browser: Any, open_page: Opener, built: BuiltSites
) -> None:
    page = open_page("demo", "search/", java_script_enabled=False)
    assert page.get_by_text("The search needs JavaScript").is_visible()
    assert page.locator("form").count() == 0
    page.get_by_role("main").get_by_role("link", name="Speakers").click()
    assert page.url.endswith("/speakers/")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{built.build('demo', portable=True).as_uri()}/search/index.html")
        page.get_by_text("From a disk, browsers do not let").wait_for()
        page.get_by_role("main").get_by_role("link", name="All checks").click()
        assert page.locator(".entry").count() == 32
