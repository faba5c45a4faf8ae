"""What a reader's browser fetches for a page of each kind: requests, and bytes as hosts send them."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlparse

KINDS = (
    ("article, 900 words and 12 checks", "articles/article-000007/index.html"),
    ("a claim's own page", "articles/article-000007/claim-0/index.html"),
    ("home page, 20 articles", "index.html"),
    ("all claims, the first of its pages", "claims/index.html"),
    ("claims of one verdict", "status/inaccurate/index.html"),
    ("search", "search/index.html"),
    ("the scale", "ratings/index.html"),
    ("a card for other sites", "embed/article-000007/claim-0/index.html"),
    ("page for addresses that lead nowhere", "404.html"),
)
"""Kinds of pages, each with one of the measured site."""
_ORIGIN = "https://example.org/"


@dataclass(frozen=True)
class Weight:
    """What a page and all that it loads weigh."""

    kind: str
    requests: int
    page: int
    """Bytes of the page, compressed."""
    style: int
    script: int
    other: int
    foreign: int
    """Requests to other hosts."""

    @property
    def whole(self) -> int:
        """All bytes, compressed where that is of use."""
        return self.page + self.style + self.script + self.other


class _Loads(HTMLParser):
    """Finds what a page loads by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "script" and values.get("src"):
            self.found.append(("script", values["src"] or ""))
        elif tag == "link" and (values.get("rel") or "") in {"stylesheet", "icon"}:
            self.found.append(
                ("style" if values["rel"] == "stylesheet" else "other", values.get("href") or "")
            )
        elif tag in {"img", "iframe"} and values.get("src") and values.get("loading") != "lazy":
            self.found.append(("other", values["src"] or ""))


def weigh_pages(site: Path) -> list[Weight]:
    """Weigh one page of each kind that a built site has."""
    return [weigh_page(site, kind, path) for kind, path in KINDS if (site / path).exists()]


def weigh_page(site: Path, kind: str, path: str) -> Weight:
    """Weigh a page with all that it loads."""
    data = (site / path).read_bytes()
    parser = _Loads()
    parser.feed(data.decode())
    sizes = {"style": 0, "script": 0, "other": 0}
    foreign = 0
    loads = dict.fromkeys((sort, urljoin(_ORIGIN + path, address)) for sort, address in parser.found)
    for sort, address in loads:
        if address.startswith("data:"):
            continue
        if not address.startswith(_ORIGIN):
            foreign += 1
            continue
        sizes[sort] += compressed(site / unquote(urlparse(address).path).lstrip("/"))
    return Weight(kind, 1 + len(loads), len(gzip.compress(data, 9, mtime=0)), **sizes, foreign=foreign)


def compressed(path: Path) -> int:
    """Give the bytes of a file as a host sends it."""
    data = path.read_bytes()
    return min(len(data), len(gzip.compress(data, 9, mtime=0)))
