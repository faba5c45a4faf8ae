"""Exported positions count what a browser finds on the page, see docs/anchoring.md."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import Opener
from tests.built import SITES, BuiltSites

pytestmark = pytest.mark.browser
STREAM = r"""() => {
    const text = document.querySelector('[data-article-text]').cloneNode(true);
    for (const other of text.querySelectorAll('button, [data-no-text]')) {
        other.remove();
    }
    return text.textContent.replace(/[ \t\n\f\r]+/g, ' ').replace(/^ | $/g, '');
}"""
MARKED = """(claim) => [...document.querySelectorAll('[data-article-text] mark[data-claim]')]
    .filter((mark) => mark.dataset.claim.split(' ').includes(claim)).map((mark) => mark.textContent).join('')"""


def find_targets(built: BuiltSites, site: str) -> Iterator[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    """Give article, id, quote and position of each target in an article's text."""
    for path in sorted(built.build(site).glob("articles/*/annotations.jsonld")):
        collection = json.loads(path.read_text(encoding="utf-8"))
        for annotation in collection["first"]["items"]:
            if isinstance(annotation["target"], str):
                continue
            for target in annotation["target"]:
                quote, *position = target["selector"]
                if position:
                    yield path.parent.name, annotation["id"].rpartition("#")[2], quote, position[0]


@pytest.mark.parametrize("site", SITES)
def test_positions_and_quotes_hit_the_words_on_the_page(
    built: BuiltSites, open_page: Opener, site: str
) -> None:
    streams: dict[str, str] = {}
    for article, claim, quote, position in find_targets(built, site):
        if article not in streams:
            streams[article] = open_page(site, f"articles/{article}/").evaluate(STREAM)
        stream = streams[article]
        exact, before, after = (
            quote.get(key, "").replace("\n", " ") for key in ("exact", "prefix", "suffix")
        )
        start, end = position["start"], position["end"]
        assert stream[start:end] == exact, claim
        assert stream[:start].endswith(before), claim
        assert stream[end:].startswith(after), claim
        assert stream.count(before + exact + after) == 1, claim
    assert streams


@pytest.mark.parametrize("site", SITES)
def test_the_marks_cover_those_words_and_no_others(built: BuiltSites, open_page: Opener, site: str) -> None:
    wanted: dict[tuple[str, str], str] = {}
    for article, claim, quote, _ in find_targets(built, site):
        wanted[article, claim] = wanted.get((article, claim), "") + quote["exact"]
    for article in {article for article, _ in wanted}:
        page = open_page(site, f"articles/{article}/")
        for claim in [claim for each, claim in wanted if each == article]:
            marked = page.evaluate(MARKED, claim)
            assert "".join(marked.split()) == "".join(wanted[article, claim].split()), claim
