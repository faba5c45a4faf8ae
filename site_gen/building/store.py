"""What was prepared, in two files: of what is published, and of what is not. The first may be given away.

A workflow on GitHub saves the first from run to run, where others may read it: no draft, no article that waits for its
``publish_after``, no claim under review is ever in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from site_gen.building.cache import SqliteCache, drop_cache, read_value
from site_gen.building.known import KnownArticles

CACHE = "cache.sqlite"
UNPUBLISHED = "unpublished.sqlite"


class Store:
    """The two caches of a site. Raises nothing: what cannot be read counts as absent."""

    def __init__(self, state: Path | None, *, drafts_first: bool = False) -> None:
        """``state``: the site's ``.site-gen`` folder; None for a store of this run only.

        ``drafts_first``: most that is asked for is with what is not published, as in a preview.
        """
        self._state = state
        self._drafts_first = drafts_first
        self._published = SqliteCache(state / CACHE if state else None)

    @cached_property
    def _unpublished(self) -> SqliteCache:
        return SqliteCache(self._state / UNPUBLISHED if self._state else None)

    @property
    def note(self) -> str:
        """Why a file could not be used; empty otherwise."""
        return self._published.note or ("_unpublished" in vars(self) and self._unpublished.note) or ""

    def get(self, key: str) -> Any | None:
        """Give the value of a key, None where there is none that can be read."""
        return read_value(self.get_bytes(key))

    def get_bytes(self, key: str) -> bytes | None:
        """Give a value as it is kept, to be read elsewhere by ``read_value``."""
        if self._drafts_first:
            found = self._unpublished.get_bytes(key)
            return self._published.get_bytes(key) if found is None else found
        found = self._published.get_bytes(key)
        return self._unpublished.get_bytes(key) if found is None else found

    def find_all(self, prefix: str) -> Iterator[tuple[bytes, bool]]:
        """Give every value whose key begins so, and whether it is of what is published; what is not comes last."""
        for cache, published in ((self._published, True), (self._unpublished, False)):
            for data in cache.find_all(prefix):
                yield data, published

    def know_articles(self, name: str) -> KnownArticles:
        """Give what is known of the articles of a site; ``name`` tells code and kind of build apart."""
        return KnownArticles(self, name)

    def put(self, key: str, value: Any, *, published: bool) -> None:
        """Keep a value: with what is published, or with the rest."""
        (self._published if published else self._unpublished).put(key, value)

    def put_bytes(self, key: str, data: bytes, *, published: bool) -> None:
        """Keep what ``render_value`` made of a value."""
        (self._published if published else self._unpublished).put_bytes(key, data)

    def drop(self, key: str, *, published: bool) -> None:
        """Forget a value."""
        (self._published if published else self._unpublished).drop(key)

    def save(self) -> None:
        """Write what was put so far."""
        self._published.save()
        if "_unpublished" in vars(self):
            self._unpublished.save()

    def close(self, used: Iterable[str] | None, *, whole: bool = False) -> None:
        """End; drop what is not used where that has become much. ``whole``: after a build of all that is published.

        ``used``: None where it is not known.
        """
        keys = None if used is None else set(used)
        self._published.close(keys, whole=whole)
        if "_unpublished" in vars(self):
            self._unpublished.close(keys)


def drop_store(state: Path) -> None:
    """Remove both files, as far as they can be."""
    for name in (CACHE, UNPUBLISHED):
        with suppress(OSError):
            drop_cache(state / name)
