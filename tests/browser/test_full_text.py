"""The search in the text of articles, as readers use it where the extra is installed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.serving import serve
from tests.built import ROOT
from tests.commands import spawn
from tests.extras import fetch_extra

pytestmark = pytest.mark.browser
ARTICLE = "---\ntitle: {}\ndate: {}\nsummary: About a river.\n---\n\n{}\n"
FAR = f"{'Hills ' * 40}where a traveller, tired, rests.\n"
CLAIM = "claims: [{{id: one, on: article, claim: A claim, status: {}, summary: So., claimant: {}}}]\n"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = "The ferry & the *windmill* < stood\n\n## By the water\n\nखेत के पास एक पुराना पेड़ है।"
    root = tmp_path_factory.mktemp("site")
    files = {
        "site.yaml": "title: Test Desk\nbase_url: https://example.org/desk/\noutputs: [opendata, search]\n",
        "content/articles/new.md": ARTICLE.format("The new mill", "2026-05-04", words),
        "content/articles/new.claims.yaml": CLAIM.format("inaccurate", "Élodie Çelik"),
        "content/articles/old.md": ARTICLE.format(
            "An old mill", "2025-01-02", "A windmill, once.\n\n" + "Travel pages travel. " * 20 + FAR
        ),
        "content/articles/old.claims.yaml": CLAIM.format("accurate", "Ann"),
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    path = f"{ROOT}{os.pathsep}{fetch_extra('search')}"
    ended = spawn("build", "--strict", cwd=root, PYTHONPATH=path)
    assert ended.returncode == 0, ended.stderr
    return root / "_site"


@pytest.fixture
def page(browser: Any, output: Path) -> Iterator[Any]:
    """The search under a path, with what went wrong on it and what it asked for elsewhere."""
    with serve(output, "/desk/") as address, browser.new_context() as context:
        page = context.new_page()
        page.faults = []
        page.on("console", lambda message: message.type == "error" and page.faults.append(message.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("request", lambda asked: asked.url.startswith(address) or page.faults.append(asked.url))
        page.goto(f"{address}search/")
        page.start = address
        yield page
        assert page.faults == []


def titles(page: Any) -> list[str]:
    return page.locator(".search-texts .entry-quote").all_text_contents()  # type: ignore[no-any-return]


def wait(page: Any, count: int) -> None:
    page.locator(".search-texts output", has_text=f": {count}").wait_for()


def test_words_of_an_article_are_found_with_their_surroundings(page: Any) -> None:
    texts = page.locator(".search-texts")
    assert not texts.is_visible()
    page.get_by_label("Words").fill("windmill")
    wait(page, 2)
    assert sorted(titles(page)) == ["An old mill", "The new mill"]
    page.get_by_text("0 of 2 statements", exact=True).wait_for()
    page.locator(".search-texts[open]").wait_for()
    entry = page.locator(".search-texts .entry", has_text="The new mill")
    assert "ferry & the windmill < stood" in entry.inner_text()
    assert entry.locator("mark").inner_text() == "windmill"
    entry.get_by_role("link").click()
    page.wait_for_url(f"{page.start}articles/new/")
    page.go_back()
    wait(page, 2)
    page.get_by_role("button", name="Clear").click()
    texts.wait_for(state="hidden")


def test_what_was_found_opens_only_where_no_statement_is_found(page: Any) -> None:
    page.get_by_text("also looked for in the text of the articles").wait_for()
    page.get_by_label("Words").fill("mill")
    wait(page, 2)
    page.get_by_text("2 of 2 statements", exact=True).wait_for()
    assert page.locator(".search-texts[open]").count() == 0
    page.get_by_label("Words").fill("nowhere")
    wait(page, 0)
    marker = "getComputedStyle(document.querySelector('.search-texts summary')).listStyleType"
    assert page.evaluate(marker) == "none"


def test_an_excerpt_shows_the_very_word_and_where_it_was_cut(page: Any) -> None:
    page.get_by_label("Words").fill("traveller")
    wait(page, 1)
    excerpt = page.locator(".entry-excerpt")
    assert excerpt.locator("mark").all_inner_texts() == ["traveller"]
    assert excerpt.inner_text().startswith("… Hills")
    assert excerpt.inner_text().endswith("where a traveller, tired, rests.")


def test_the_fields_narrow_the_articles_too(page: Any) -> None:
    page.goto(f"{page.start}search/?q=windmill&status=inaccurate")
    wait(page, 1)
    assert titles(page) == ["The new mill"]
    page.get_by_label("Verdict").select_option("")
    wait(page, 2)
    page.get_by_label("Speaker").fill("elodie")
    wait(page, 1)
    assert titles(page) == ["The new mill"]
    page.get_by_label("Speaker").fill("nobody")
    wait(page, 0)
    page.get_by_label("Speaker").fill("")
    page.get_by_label("Article until").fill("2025-12-31")
    wait(page, 1)
    assert titles(page) == ["An old mill"]


def test_other_scripts_are_found(page: Any) -> None:
    page.get_by_label("Words").fill("पुराना")
    wait(page, 1)
    assert titles(page) == ["The new mill"]


def test_only_the_search_may_run_what_it_needs(output: Path) -> None:
    allowed = [
        file.relative_to(output).as_posix()
        for file in output.rglob("*.html")
        if "wasm-unsafe-eval" in file.read_text("utf-8")
    ]
    assert allowed == ["search/index.html"]
    assert "wasm-unsafe-eval" in (output / "_headers").read_text("utf-8"), (
        "hosts add their policy to the page's"
    )
    assert not list(output.glob("pagefind/*ui*"))
