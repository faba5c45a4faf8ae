"""What the cache knows of all articles of a site: their entries, which are asked for all at once.

Each has a row of its own, so that an edit writes one, and all rows are read by one look. With a question for each,
looking them up took a fifth of the build that follows an edit. Knows nothing of how an entry is made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol

from site_gen.building.cache import Cache, read_value
from site_gen.building.prepared import ArticleEntry
from site_gen.building.sharing import Sharing


class Rows(Protocol):
    """Where the rows are: of what is published, and of what is not."""

    def find_all(self, prefix: str) -> Iterator[tuple[bytes, bool]]:
        """Give every value whose key begins so, and whether it is of what is published; what is not comes last."""

    def put_bytes(self, key: str, data: bytes, *, published: bool) -> None:
        """Keep a value."""

    def drop(self, key: str, *, published: bool) -> None:
        """Forget a value."""


class KnownArticles:
    """The entries of the articles of one site, as they were last."""

    def __init__(self, rows: Rows, name: str) -> None:
        """``name`` tells the site's code and kind of build apart."""
        self._rows = rows
        self._name = name
        self._entries: dict[str, ArticleEntry] = {}
        self._sharing = Sharing()
        self._kept: dict[bool, set[str]] = {True: set(), False: set()}
        """The articles that have a row in each part: with what is published, and with what is not."""
        for data, published in rows.find_all(f"{name}/"):
            entry = read_value(data)
            if isinstance(entry, ArticleEntry) and self._is_ours(entry):
                self._entries[entry.path] = entry
                self._kept[published].add(entry.path)

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the cache that are in use."""
        return frozenset(map(self._row_key, self._entries))

    def find(self, path: str, key: str) -> ArticleEntry | None:
        """Give the entry of an article, if it is the one with this key."""
        known = self._entries.get(path)
        return known if known and known.key == key else None

    def find_former(self, path: str) -> ArticleEntry | None:
        """Give the last entry of an article, whatever its key."""
        return self._entries.get(path)

    def put(self, entry: ArticleEntry, data: bytes, *, published: bool) -> None:
        """Keep an entry; ``data``: as the cache keeps it."""
        self._sharing.share(entry)
        self._drop(entry.path, published=not published)
        self._rows.put_bytes(self._row_key(entry.path), data, published=published)
        self._entries[entry.path] = entry
        self._kept[published].add(entry.path)

    def keep_only(self, paths: Collection[str]) -> None:
        """Forget articles that are no longer there."""
        for path in self._entries.keys() - frozenset(paths):
            self._drop(path, published=True)
            self._drop(path, published=False)
            del self._entries[path]

    def _is_ours(self, entry: ArticleEntry) -> bool:
        try:
            self._sharing.share(entry)
        except (TypeError, AttributeError):
            return False
        return isinstance(entry.path, str)

    def _drop(self, path: str, *, published: bool) -> None:
        if path in self._kept[published]:
            self._rows.drop(self._row_key(path), published=published)
            self._kept[published].remove(path)

    def _row_key(self, path: str) -> str:
        # A name that is no Unicode is written out: if another is so by itself, one of the two is always read anew.
        return f"{self._name}/{path.encode('utf-8', 'backslashreplace').decode()}"


class SiteCache(Cache, Protocol):
    """The cache of a site."""

    def know_articles(self, name: str) -> KnownArticles:
        """Give what is known of the site's articles; ``name`` tells code and kind of build apart."""
