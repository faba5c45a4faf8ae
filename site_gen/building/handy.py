"""A cache in front of the cache: what a preview needs again and again is at hand, not unpickled each time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from site_gen.building.cache import SqliteCache

_ENTRY = "/entry"
_BODIES = 16
"""Bodies that are at hand: those of the pages being written."""


class HandyCache:
    """The file's values; all entries and the last bodies as they are."""

    def __init__(self, file: SqliteCache) -> None:
        self._file = file
        self._entries: dict[str, Any] = {}
        self._bodies: dict[str, Any] = {}
        self._used: frozenset[str] = frozenset()

    def get(self, key: str) -> Any | None:
        """Give the value of a key, None where there is none that can be read."""
        found = self._entries.get(key) or self._bodies.get(key)
        if found is None:
            found = self._file.get(key)
            if found is not None:
                self._remember(key, found)
        return found

    def get_bytes(self, key: str) -> bytes | None:
        """Give a value as it is kept."""
        return self._file.get_bytes(key)

    def put(self, key: str, value: Any) -> None:
        """Keep a value."""
        self._remember(key, value)
        self._file.put(key, value)

    def keep_only(self, used: frozenset[str]) -> None:
        """Forget entries that are no longer in use; the file still has them."""
        self._used = used
        self._entries = {key: value for key, value in self._entries.items() if key in used}

    def save(self) -> None:
        """Write what was put so far."""
        self._file.save()

    def close(self, shown: Iterable[str]) -> None:
        """End. ``shown``: further keys that are in use."""
        self._file.close({*self._used, *shown})

    def _remember(self, key: str, value: Any) -> None:
        if key.endswith(_ENTRY):
            self._entries[key] = value
            return
        self._bodies[key] = value
        if len(self._bodies) > _BODIES:
            del self._bodies[next(iter(self._bodies))]
