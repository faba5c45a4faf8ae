from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from site_gen.authoring.theme import load_listing
from site_gen.authoring.theme_text import PROPERTIES, fill_page, render_listing

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_page_is_that_of_the_theme() -> None:
    page = (DOCS / "theming.md").read_text("utf-8")
    assert fill_page(page, load_listing(None)) == page, "run scripts/make_docs.py"
    assert "| `article.html` | `overview` |" in page


def test_every_custom_property_says_what_it_is_for() -> None:
    names = [each.packaged.name for each in load_listing(None).properties]
    assert set(names) == PROPERTIES.keys(), "keep PROPERTIES in site_gen/authoring/theme_text.py up to date"


def test_the_list_marks_what_is_the_sites_own(make_site: Callable[..., Path]) -> None:
    root = make_site(
        {
            "site.yaml": "title: x\n",
            "templates/home.html": "mine",
            "templates/hoem.html": "misspelt",
            "static/custom.css": ":root { --paper: #ffe }",
        }
    )
    lines = list(render_listing(load_listing(root)))
    assert "  templates/home.html  (yours)" in lines
    assert "    block teasers" in lines
    assert "  templates/hoem.html  (yours alone: the theme has none of this name)" in lines
    assert "  static/icon.svg" in lines
    assert any(line.split() == ["--paper", "#ffe", "(#16181b)", "(yours)"] for line in lines)
