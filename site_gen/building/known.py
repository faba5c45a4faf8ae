"""What the cache knows of all articles of a site, kept together: their entries are asked for all at once.

One row of the cache holds the entries of many articles. With a row for each, looking them up took a fifth of the build
that follows an edit. Knows nothing of how an entry is made.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection
from typing import Any, Protocol

from site_gen.building.cache import Cache, read_value
from site_gen.building.prepared import ArticleEntry

_ROWS = 64
"""So many that writing one again after an edit costs next to nothing, so few that reading all of them does too."""

_Row = dict[str, tuple[str, bytes]]
"""Key and entry, as the cache keeps it, by the article's path."""


class Rows(Protocol):
    """Where the rows are: of what is published, and of what is not."""

    def get_each(self, key: str) -> tuple[Any | None, Any | None]:
        """Give what both parts have under a key: of what is published, and of what is not."""

    def put(self, key: str, value: Any, *, published: bool) -> None:
        """Keep a value."""


class KnownArticles:
    """The entries of the articles of one site, as they were last."""

    def __init__(self, rows: Rows, name: str) -> None:
        """``name`` tells the site's code and kind of build apart."""
        self._rows = rows
        self._name = name
        self._parts: dict[int, tuple[_Row, _Row]] = {}
        self._changed: set[int] = set()
        self._held: set[int] = set()
        """Rows of which the cache has a part that is not published."""
        self._entries: dict[str, tuple[str, ArticleEntry]] = {}

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the cache that are in use."""
        return frozenset(map(self._row_key, range(_ROWS)))

    def find(self, path: str, key: str) -> ArticleEntry | None:
        """Give the entry of an article, if it is the one with this key."""
        known = self._find(path)
        return known[1] if known and known[0] == key else None

    def find_former(self, path: str) -> ArticleEntry | None:
        """Give the last entry of an article, whatever its key."""
        known = self._find(path)
        return known[1] if known else None

    def put(self, path: str, key: str, data: bytes, entry: ArticleEntry, *, published: bool) -> None:
        """Keep an entry; ``data``: as the cache keeps it."""
        number = _number(path)
        for row in self._part(number):
            row.pop(path, None)
        self._part(number)[0 if published else 1][path] = key, data
        self._entries[path] = key, entry
        self._changed.add(number)

    def keep_only(self, paths: Collection[str]) -> None:
        """Forget articles that are no longer there."""
        there = frozenset(paths)
        for number in range(_ROWS):
            for row in self._part(number):
                for path in row.keys() - there:
                    del row[path]
                    self._changed.add(number)

    def save(self) -> None:
        """Put into the cache what changed."""
        for number in sorted(self._changed):
            shown, held = self._part(number)
            self._rows.put(self._row_key(number), shown, published=True)
            if held or number in self._held:
                self._rows.put(self._row_key(number), held, published=False)
        self._changed.clear()

    def _find(self, path: str) -> tuple[str, ArticleEntry] | None:
        if path not in self._entries:
            shown, held = self._part(_number(path))
            known = held.get(path) or shown.get(path)
            entry = read_value(known[1]) if known else None
            if known is None or not isinstance(entry, ArticleEntry):
                return None
            self._entries[path] = known[0], entry
        return self._entries[path]

    def _part(self, number: int) -> tuple[_Row, _Row]:
        if number not in self._parts:
            shown, held = map(_as_row, self._rows.get_each(self._row_key(number)))
            self._parts[number] = shown, held
            if held:
                self._held.add(number)
        return self._parts[number]

    def _row_key(self, number: int) -> str:
        return f"{self._name}/{number}/entry"


class SiteCache(Cache, Protocol):
    """The cache of a site."""

    def know_articles(self, name: str) -> KnownArticles:
        """Give what is known of the site's articles; ``name`` tells code and kind of build apart."""


def _number(path: str) -> int:
    return zlib.crc32(path.encode("utf-8", "surrogatepass")) % _ROWS


def _as_row(found: object) -> _Row:
    """Give what was found, as far as it is a row: it may be damaged, or of somebody else's making."""
    row: _Row = {}
    for path, known in found.items() if isinstance(found, dict) else ():
        match known:
            case (str() as key, bytes() as data) if isinstance(path, str):
                row[path] = key, data
    return row
