"""A cache in front of the cache: what a preview needs again and again is at hand, not unpickled each time."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from site_gen.building.environment import state_folder
from site_gen.building.known import KnownArticles
from site_gen.building.store import Store
from site_gen.support.errors import OutputError

_ENTRY = "/entry"
_BODIES = 16
"""Bodies that are at hand: those of the pages being written."""


def open_cache(root: Path) -> HandyCache:
    """Open the cache of a site; where its folder may not be written to, one for this run only."""
    try:
        return HandyCache(Store(state_folder(root), drafts_first=True))
    except OutputError:
        return HandyCache(Store(None))


class HandyCache:
    """The store's values; all entries and the last bodies as they are."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._entries: dict[str, Any] = {}
        self._bodies: dict[str, Any] = {}
        self._known: dict[str, KnownArticles] = {}
        self._used: frozenset[str] = frozenset()

    def get(self, key: str) -> Any | None:
        """Give the value of a key, None where there is none that can be read."""
        found = self._entries.get(key) or self._bodies.get(key)
        if found is None:
            found = self._store.get(key)
            if found is not None:
                self._remember(key, found)
        return found

    def know_articles(self, name: str) -> KnownArticles:
        """Give what is known of the articles of a site: the same each time, with what was put there since."""
        if name not in self._known:
            self._known[name] = self._store.know_articles(name)
        return self._known[name]

    def get_bytes(self, key: str) -> bytes | None:
        """Give a value as it is kept."""
        return self._store.get_bytes(key)

    def put(self, key: str, value: Any, *, published: bool) -> None:
        """Keep a value: with what is published, or with the rest."""
        self._remember(key, value)
        self._store.put(key, value, published=published)

    def put_bytes(self, key: str, data: bytes, *, published: bool) -> None:
        """Keep a value as the store keeps it."""
        self._store.put_bytes(key, data, published=published)

    def keep_only(self, used: frozenset[str]) -> None:
        """Forget entries that are no longer in use; the store still has them."""
        self._used = used
        self._entries = {key: value for key, value in self._entries.items() if key in used}

    def save(self) -> None:
        """Write what was put so far."""
        self._store.save()

    def leave(self) -> None:
        """End, and drop nothing: it is not known what is in use."""
        self._store.close(None)

    def close(self, shown: Iterable[str]) -> None:
        """End. ``shown``: further keys that are in use."""
        self._store.close({*self._used, *shown})

    def _remember(self, key: str, value: Any) -> None:
        if key.endswith(_ENTRY):
            self._entries[key] = value
            return
        self._bodies[key] = value
        if len(self._bodies) > _BODIES:
            del self._bodies[next(iter(self._bodies))]
