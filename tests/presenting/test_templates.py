"""The packaged theme: every page renders, is well nested, and keeps to the pages' policy."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from site_gen.presenting.templating import Templates
from tests.presenting.sample_views import ARTICLE, BODY, PAGES

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = Templates([ROOT / "templates"])
VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
TONES = ("good", "fair", "mixed", "poor", "bad", "none")


class Page(HTMLParser):
    """Notes tags that are closed out of order, and every element's attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.faults += self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if len(attrs) != len(dict(attrs)):
            self.faults.append(f"an attribute twice on {tag}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def values(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.elements if (value := attrs.get(attribute)) is not None]


@pytest.fixture(params=PAGES, scope="module")
def page(request: pytest.FixtureRequest) -> Page:
    return Page(TEMPLATES.render(*PAGES[request.param]))


def test_elements_nest(page: Page) -> None:
    assert page.faults == []


def test_nothing_is_inline_that_the_policy_forbids(page: Page) -> None:
    names = {name for _, attrs in page.elements for name in attrs}
    assert not {name for name in names if name == "style" or name.startswith("on")}
    assert "style" not in {tag for tag, _ in page.elements}
    scripts = [attrs for tag, attrs in page.elements if tag == "script"]
    assert all("src" in attrs or attrs.get("type") == "application/ld+json" for attrs in scripts)


def test_ids_are_unique_and_all_that_refers_to_one_finds_it(page: Page) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inside = [href[1:] for href in page.values("href") if href.startswith("#")]
    assert {*page.values("popovertarget"), *page.values("aria-labelledby"), *inside} <= set(ids)


def test_a_page_has_one_heading_of_the_first_level(page: Page) -> None:
    assert [tag for tag, _ in page.elements].count("h1") == 1


def test_every_check_and_note_has_a_record_and_a_card() -> None:
    page = Page(TEMPLATES.render("article.html", ARTICLE))
    assert page.values("data-note") == ["first", "bare", "term"]
    assert {"claim-first", "card-first", "claim-term", "card-term"} <= set(page.values("id"))


def test_the_text_holds_the_body_and_nothing_else() -> None:
    html = TEMPLATES.render("article.html", ARTICLE)
    assert f"data-article-text>{BODY}</div>" in html


def test_words_of_authors_are_escaped() -> None:
    html = TEMPLATES.render("article.html", ARTICLE)
    assert "A &lt;speech&gt;" in html
    assert "not &lt;needed&gt;" in html


def test_words_of_the_interface_say_their_language_where_the_article_has_another() -> None:
    html = TEMPLATES.render(*PAGES["article in another language"])
    assert '<html lang="ar" dir="rtl">' in html
    assert '<header class="site-header" lang="en" dir="ltr">' in html
    assert '<p class="finding" lang="ar" dir="auto">' in html


@pytest.mark.parametrize("kind", ["css", "js"])
def test_styles_and_scripts_ask_nobody_else(kind: str) -> None:
    joined = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "static" / kind).glob(f"*.{kind}")))
    assert not re.search(r"(?:https?:)?//\w+\.\w|@import", joined)


@pytest.mark.parametrize("tone", TONES)
def test_every_tone_has_a_colour_in_both_schemes_and_a_line_of_its_own(tone: str) -> None:
    tokens = (ROOT / "static/css/10-tokens.css").read_text("utf-8")
    marks = (ROOT / "static/css/50-marks.css").read_text("utf-8")
    assert len(re.findall(rf"--tone-{tone}: #[0-9a-f]{{6}};", tokens)) == 2
    lines = dict(re.findall(r"^\.mark\.tone-(\w+) \{ (.*?) \}$", marks, re.MULTILINE))
    assert tone in lines
    assert list(lines.values()).count(lines[tone]) == 1


@pytest.mark.parametrize("path", sorted((ROOT / "static/js").glob("*.js")), ids=lambda path: path.name)
def test_a_script_is_strict_and_leaves_no_name_behind(path: Path) -> None:
    code = re.sub(r"^//.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE).strip()
    assert code.startswith("(() => {\n  'use strict';")
    assert code.endswith("})();")


def test_the_card_for_other_sites_has_the_colours_of_the_theme() -> None:
    tokens = (ROOT / "static/css/10-tokens.css").read_text("utf-8")
    card = (ROOT / "static/embed.css").read_text("utf-8")
    colours = re.findall(r"--(?:tone-(?!note)\w+|paper|ink|quiet|line): #[0-9a-f]{6};", tokens)
    assert len(colours) == 20
    assert re.findall(r"--(?:tone-\w+|paper|ink|quiet|line): #[0-9a-f]{6};", card) == colours
