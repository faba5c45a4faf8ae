"""A site with a few of its articles and pages replaced, in a time that does not grow with the number of the others.

For a preview, which shows drafts: nothing is left out. Nothing is looked at together here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import compress
from operator import is_not
from pathlib import Path
from typing import Any, TypeVar

from site_gen.building.attachments import find_attachments
from site_gen.building.gather import Parts, make_site
from site_gen.building.results import BuildOptions
from site_gen.model import (
    ArticleRecord,
    Lists,
    PageRecord,
    Record,
    Site,
    name_places,
    replace_beside,
    replace_records,
)
from site_gen.support.steps import finish
from site_gen.support.structs import Struct, replace
from site_gen.support.urls import compose

_Kind = TypeVar("_Kind", bound=Record)
_OF_TEXT: Mapping[str, Any] = {"body_key": "", "links": (), "fragments": ""}
_OF_ARTICLE: Mapping[str, Any] = {**_OF_TEXT, "words": 0, "shown": ""}


def replace_articles(
    root: Path, options: BuildOptions, site: Site, parts: Parts, changed: Collection[str]
) -> Site:
    """Give a site with what its parts now say of the articles and pages ``changed``, and its lists as they were."""
    made = _replace_in_place(site, parts, changed) or _make_anew(site, parts, options)
    anew = [record for path in changed if (record := made.places.get(path))]
    owners = {site.places[path].address for path in changed if path in site.places}
    beside = {key: file for key, file in site.files.items() if key[0] and key[0] not in owners}
    files, _ = finish(find_attachments(root, frozenset(parts.library.attachments), anew))
    theme = {("", compose(path)): file for path, file in parts.theme.assets.files.items()}
    return replace_beside(made, day=options.now.date(), files={**theme, **beside, **files})


class KnownLists(Struct, frozen=True):
    """Lists as they were made, and what of."""

    site: Site | None = None

    @classmethod
    def of(cls, site: Site | None) -> KnownLists:
        """Remember the lists of a site."""
        return cls(replace(site) if site else None)  # a copy that does not keep who stood where

    def find(self, site: Site) -> Lists | None:
        """Give the lists of another site, where they are these."""
        old = self.site
        if old is None or (old.config, old.sources) != (site.config, site.sources):
            return None
        if len(old.records) != len(site.records):
            return None
        pairs = zip(old.records, site.records, strict=True)
        replaced = compress(pairs, map(is_not, old.records, site.records))
        alike = all(_of_lists(one) == _of_lists(other) for one, other in replaced)
        return old.lists if alike else None


def _of_lists(record: Record) -> Record:
    """Give a record without what no list of the site shows: its text."""
    return replace(record, **(_OF_ARTICLE if isinstance(record, ArticleRecord) else _OF_TEXT))


def _make_anew(site: Site, parts: Parts, options: BuildOptions) -> Site:
    articles = [entry.record for entry in parts.articles.values() if entry.record is not None]
    pages = [entry.record for entry in parts.pages.values() if entry.record is not None]
    made = make_site(site.config, articles, pages, parts.theme, options)
    return replace(made, sources=site.sources, lists=site.lists)


def _replace_in_place(site: Site, parts: Parts, changed: Collection[str]) -> Site | None:
    """Put new records in the places of the old ones; None where one comes, goes or moves."""
    articles, pages, places = site.articles, site.pages, dict(site.places)
    for path in changed:
        old = site.places.get(path)
        entry = parts.articles.get(path) or parts.pages.get(path)
        new = entry.record if entry else None
        if isinstance(old, ArticleRecord) and isinstance(new, ArticleRecord) and old.date == new.date:
            articles = _put_in_place(articles, old, new)
        elif isinstance(old, PageRecord) and isinstance(new, PageRecord):
            pages = _put_in_place(pages, old, new)
        else:
            return None
        stands = [places.get(key) is old for key in name_places(old)]
        if name_places(new) != name_places(old) or not all(stands):
            return None
        places |= dict.fromkeys(name_places(new), new)
    return replace_records(site, articles, pages, places)


def _put_in_place(records: Sequence[_Kind], old: _Kind, new: _Kind) -> tuple[_Kind, ...]:
    number = next(number for number, record in enumerate(records) if record is old)
    return (*records[:number], new, *records[number + 1 :])
