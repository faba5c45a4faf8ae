"""The budgets in bytes, compressed: what a reader on a slow line waits for."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions

SCRIPT = 4_000
STYLE = 12_000
ARTICLE = 25_000
WORDS = 900
CLAIMS = 12
STATUSES = ("inaccurate", "misleading", "needs-context", "mostly-accurate", "accurate", "unverified")


class Writer:
    """Writes words that are as hard to compress as those of a real text, the same each time."""

    def __init__(self) -> None:
        self._random = random.Random(7)
        syllables = [first + second for first in "bdfgklmnprstvw" for second in ("a", "e", "in", "or", "u")]
        self._words = ["".join(self._random.choices(syllables, k=1 + number % 3)) for number in range(600)]

    def words(self, count: int) -> str:
        return " ".join(self._random.choices(self._words, weights=range(600, 0, -1), k=count))

    def claim(self, number: int, quote: str) -> str:
        sources = "".join(
            f'      - {{title: "{self.words(7)}", url: "https://{self.words(1)}.example/{number}/{each}",'
            f' publisher: "{self.words(2)}", published: 2018-0{each + 1}, accessed: 2026-11-22, kind: primary}}\n'
            for each in range(2)
        )
        return (
            f"  - id: claim-{number}\n    quote: {quote}\n    status: {STATUSES[number % len(STATUSES)]}\n"
            f"    summary: {self.words(14)}.\n    note: {self.words(60)}.\n    sources:\n{sources}"
        )


@pytest.fixture
def sizes(make_site: Callable[..., Path], options: BuildOptions) -> dict[str, int]:
    """Compressed sizes by kind of file, of a site with one article of the length that the budget is for."""
    writer = Writer()
    paragraphs = [writer.words(WORDS // CLAIMS) for _ in range(CLAIMS)]
    quotes = [" ".join(paragraph.split()[20:30]) for paragraph in paragraphs]
    root = make_site(
        {
            "site.yaml": "title: Test Desk\nbase_url: https://example.org/\nreport_error: desk@example.org\n",
            "content/articles/long.md": "---\ntitle: Long\ndate: 2026-05-04\n---\n\n"
            + ".\n\n".join(paragraphs),
            "content/articles/long.claims.yaml": "claims:\n"
            + "".join(writer.claim(number, quote) for number, quote in enumerate(quotes)),
        }
    )
    build_site(root, options)
    site = root / "_site"
    found = {
        "style": "static/site.*.css",
        "script": "static/site.*.js",
        "article": "articles/long/index.html",
    }
    return {
        kind: len(gzip.compress(next(site.glob(pattern)).read_bytes(), mtime=0))
        for kind, pattern in found.items()
    }


def test_a_page_is_small(sizes: dict[str, int]) -> None:
    assert sizes["script"] <= SCRIPT
    assert sizes["style"] <= STYLE
    assert sum(sizes.values()) <= ARTICLE, sizes
