"""A claim on its own: passed on, and shown in a frame of another site."""

from __future__ import annotations

import re
import shutil
from html import escape
from pathlib import Path
from typing import Any

import pytest

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from tests.browser.conftest import Opener
from tests.browser.serving import serve
from tests.built import NOW, ROOT, BuiltSites

pytestmark = pytest.mark.browser
CLAIM = "articles/lightning/single-point/"


def test_a_card_stands_in_a_frame_of_another_site_and_asks_nobody_else(
    browser: Any, built: BuiltSites, tmp_path: Path
) -> None:
    with serve(built.build("demo")) as desk, browser.new_context(color_scheme="dark") as context:
        frame = (
            f'<iframe src="{escape(desk)}embed/lightning/single-point/" height="340" width="400"></iframe>'
        )
        (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title>{frame}", encoding="utf-8")
        (tmp_path / "404.html").write_text("", encoding="utf-8")
        with serve(tmp_path) as other:
            page = context.new_page()
            asked: list[str] = []
            said: list[str] = []
            page.on("request", lambda request: asked.append(request.url))
            page.on("console", lambda message: said.append(message.text))
            page.goto(other)
            card = page.frame_locator("iframe")
            card.get_by_role("heading", name="Check 4: Inaccurate").wait_for()
            assert "at one point only" in card.locator("blockquote, .statement").inner_text()
            size = card.locator("html").evaluate("(html) => [html.scrollHeight, html.scrollWidth]")
            assert size[0] <= 340
            assert size[1] <= 400
            with context.expect_page() as opened:
                card.get_by_role("link", name="The whole check").click()
            assert opened.value.url == f"{desk}{CLAIM}"
            assert [url for url in asked if not url.startswith((desk, other))] == []
            assert [url for url in asked if url.endswith(".js")] == []
            assert [text for text in said if "favicon" not in text and "404" not in text] == []


def test_the_frame_holds_the_card_also_on_a_narrow_page(browser: Any, built: BuiltSites) -> None:
    root = built.build("demo")
    left: list[int] = []
    with serve(root) as desk, browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        for path in sorted(root.glob("embed/*/*/index.html")):
            article, claim = path.parts[-3:-1]
            own = (root / "articles" / article / claim / "index.html").read_text("utf-8")
            height = int(re.search(r"height=&#34;(\d+)&#34;", own)[1])  # type: ignore[index]
            page.set_viewport_size({"width": 320, "height": height})
            page.goto(f"{desk}embed/{article}/{claim}/")
            card = page.locator("html").evaluate(
                "(html) => [html.scrollWidth, html.querySelector('main').offsetHeight]"
            )
            assert card[0] <= 320
            assert card[1] <= height, (article, claim)
            left.append(height - card[1])
    assert left
    assert sum(left) / len(left) <= 60, "no hole below the cards"


def test_a_frame_with_a_former_address_shows_the_card_without_script(browser: Any, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "sites" / "renamed", tmp_path / "site")
    built = build_site(tmp_path / "site", BuildOptions(now=NOW))
    frame = '<!doctype html><title>x</title><iframe src="embed/old/wide/" height="340" width="400"></iframe>'
    (built.output / "frame.html").write_text(frame, encoding="utf-8")
    with serve(built.output) as desk, browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{desk}frame.html")
        page.frame_locator("iframe").get_by_role("heading", name="Check 2: Inaccurate").wait_for()


def test_a_claim_offers_the_code_of_its_card(open_page: Opener) -> None:
    page = open_page("demo", CLAIM, java_script_enabled=False)
    page.get_by_text("Show this check on another site").click()
    code = page.get_by_role("textbox", name="HTML").input_value()
    assert code.startswith('<iframe src="https://example.org/embed/lightning/single-point/" title="Check 4')
    assert code.endswith("</a></iframe>")
    assert page.get_by_text("still a placeholder: base_url").is_visible()
    page.get_by_role("link", name="See what it looks like").click()
    assert page.locator("body.embed").count() == 1


def test_a_link_is_copied_or_shared_by_the_browser(open_page: Opener) -> None:
    page = open_page("demo", CLAIM, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the link").click()
    page.get_by_text("Link copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"https://example.org/{CLAIM}"
    page.add_init_script("navigator.share = (what) => { window.shared = what; return Promise.resolve(); }")
    page.reload()
    page.get_by_role("button", name="Share", exact=True).click()
    assert page.evaluate("window.shared.url") == f"https://example.org/{CLAIM}"


def test_every_list_of_a_claim_leads_back_to_it(open_page: Opener) -> None:
    page = open_page("demo", CLAIM)
    hrefs = page.locator(".claim-lists a").evaluate_all("(links) => links.map((link) => link.href)")
    assert len(hrefs) >= 3
    for href in hrefs:
        page.goto(href)
        assert page.locator(f'.entry-quote a[href$="{CLAIM}"]').count() == 1, href
