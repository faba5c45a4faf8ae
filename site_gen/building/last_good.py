"""The last readable version of each article and page: shown while the present one cannot be."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from site_gen.building.prepared import ArticleEntry, PageEntry
from site_gen.model import ArticleRecord, PageRecord, Record
from site_gen.support.structs import Struct, field, replace


class LastGood(Struct):
    """What was last read without a fault."""

    records: dict[str, Record] = field(default_factory=dict)
    """By path."""

    def fill_in(
        self, articles: Mapping[str, ArticleEntry], pages: Mapping[str, PageEntry]
    ) -> tuple[dict[str, ArticleEntry], dict[str, PageEntry]]:
        """Give entries with earlier versions of what cannot be read now; remember what can."""
        filled, filled_pages = dict(articles), dict(pages)
        for path, article in articles.items():
            last = article.record or self.records.get(path)
            if isinstance(last, ArticleRecord):
                self.records[path] = last
                filled[path] = replace(article, record=last) if article.record is None else article
        for path, page in pages.items():
            last = page.record or self.records.get(path)
            if isinstance(last, PageRecord):
                self.records[path] = last
                filled_pages[path] = replace(page, record=last) if page.record is None else page
        return filled, filled_pages

    def keep_only(self, paths: Container[str]) -> None:
        """Forget articles and pages that are no longer there."""
        self.records = {path: record for path, record in self.records.items() if path in paths}

    def list_bodies(self) -> Iterable[str]:
        """Give the keys of the bodies that are shown."""
        return (record.body_key for record in self.records.values())
