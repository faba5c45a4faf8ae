"""The last readable version of each article, page and page's bytes: shown while the present one cannot be."""

from __future__ import annotations

from collections.abc import Iterable

from site_gen.building.gather import Parts
from site_gen.model import ArticleRecord, PageRecord, Record
from site_gen.support.structs import Struct, field, replace

_KEPT = 64
"""Pages of which the bytes are kept."""


class LastGood(Struct):
    """What was last read and made without a fault."""

    records: dict[str, Record] = field(default_factory=dict)
    """By path."""
    pages: dict[str, bytes] = field(default_factory=dict)
    """By address."""

    def fill_in(self, parts: Parts) -> Parts:
        """Give the parts with earlier versions of what cannot be read now; remember what can."""
        articles, pages = dict(parts.articles), dict(parts.pages)
        good: dict[str, Record] = {}
        for path, article in parts.articles.items():
            last = article.record or self.records.get(path)
            if isinstance(last, ArticleRecord):
                good[path] = last
                articles[path] = replace(article, record=last) if article.record is None else article
        for path, page in parts.pages.items():
            last = page.record or self.records.get(path)
            if isinstance(last, PageRecord):
                good[path] = last
                pages[path] = replace(page, record=last) if page.record is None else page
        self.records = good
        return replace(parts, articles=articles, pages=pages)

    def keep_page(self, address: str, data: bytes) -> None:
        """Remember a page; the one not asked for longest is forgotten for it."""
        self.pages.pop(address, None)
        self.pages[address] = data
        if len(self.pages) > _KEPT:
            del self.pages[next(iter(self.pages))]

    def list_bodies(self) -> Iterable[str]:
        """Give the keys of the bodies that are shown."""
        return (record.body_key for record in self.records.values())
