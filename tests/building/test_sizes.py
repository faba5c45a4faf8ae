"""The budgets in bytes, compressed as hosts send them: what a reader on a slow line waits for."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from tests.building.budget_page import CLAIMS, WORDS, make_budget_site
from tests.built import BuiltSites

SCRIPT = 4_000
STYLE = 12_000
ARTICLE = 25_000
"""A page with its style and script, of an article of 900 words and 12 claims."""
DEMO = {
    "index.html": 14_000,
    "ratings/index.html": 14_000,
    "articles/lightning/index.html": 24_000,
    "articles/great-wall/index.html": 26_000,
    # Half as many claims again as the budget is for, with 46 sources, each with the words relied on.
    "articles/missile-deal/index.html": 36_000,
}


def size(site: Path, pattern: str) -> int:
    """Give the bytes of a file as a host sends them."""
    return len(gzip.compress(next(site.glob(pattern)).read_bytes(), mtime=0))


def whole(site: Path, page: str) -> int:
    """Give the bytes of a page with all styles and scripts that it loads."""
    html = (site / page).read_text(encoding="utf-8")
    loaded = set(re.findall(r'(?:href|src)="[./]*(static/[^"]+\.(?:css|js))"', html))
    assert len(loaded) >= 2
    return size(site, page) + sum(size(site, name) for name in loaded)


@pytest.fixture
def budget_site(make_site: Callable[..., Path], options: BuildOptions) -> Path:
    """A built site with one article of the length that the budget is for."""
    root = make_site(make_budget_site())
    result = build_site(root, options)
    assert result.diagnostics == ()
    return root / "_site"


def test_an_article_is_small(budget_site: Path) -> None:
    html = (budget_site / "articles/stories/index.html").read_text(encoding="utf-8")
    text = re.search(r"data-article-text>(.*?)\n</div>", html, re.DOTALL)
    assert text
    words = re.sub(r"<(button|h2)\b.*?</\1>|<[^>]*>", "", text[1]).split()
    assert len(words) == WORDS
    assert html.count(' id="card-') == CLAIMS
    assert whole(budget_site, "articles/stories/index.html") <= ARTICLE


@pytest.mark.parametrize("page", DEMO)
def test_the_demo_is_as_small_as_it_was(built: BuiltSites, page: str) -> None:
    assert whole(built.build("demo"), page) <= DEMO[page]


def test_scripts_and_styles_are_small(built: BuiltSites) -> None:
    site = built.build("demo")
    assert size(site, "static/site.*.js") <= SCRIPT
    assert size(site, "static/site.*.css") <= STYLE
