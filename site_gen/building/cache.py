"""The cache of prepared articles: the only user of sqlite3. Losing it costs time, never a result."""

from __future__ import annotations

import io
import pickle
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

_SCHEMA = "CREATE TABLE IF NOT EXISTS prepared (key TEXT PRIMARY KEY, value BLOB NOT NULL)"
_ALLOWED_MODULES = re.compile(r"site_gen\.(model\.[a-z]+|building\.prepared)")
_ALLOWED_NAMES = frozenset(
    {
        ("site_gen.support.diagnostics", "Diagnostic"),
        ("site_gen.support.locations", "Span"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "timezone"),
        ("datetime", "timedelta"),
        ("builtins", "frozenset"),
    }
)
_SPARE_ROWS = 1000
"""Entries of other runs (drafts, a preview, an older text) that may stay beside those in use."""
MADE = "made/"
"""The beginning of the keys of what is made for the output, and slow to make."""


class Bodies(Protocol):
    """Values by key, to read."""

    def get(self, key: str) -> Any | None:
        """Give the value of a key, None where there is none that can be read."""


class Cache(Bodies, Protocol):
    """Values by key."""

    def get_bytes(self, key: str) -> bytes | None:
        """Give a value as it is kept, to be read elsewhere by ``read_value``."""

    def put(self, key: str, value: Any, *, published: bool) -> None:
        """Keep a value; ``published``: whether readers of the site see it."""

    def put_bytes(self, key: str, data: bytes, *, published: bool) -> None:
        """Keep what ``render_value`` made of a value."""


class _Reader(pickle.Unpickler):
    """Reads nothing but our own nouns: a cache that came with a foreign folder must not run code."""

    def find_class(self, module: str, name: str) -> Any:
        return _find_noun(module, name)


@lru_cache(maxsize=256)
def _find_noun(module: str, name: str) -> type:
    """Give one of our nouns. Asked for some of them thousands of times. Raises UnpicklingError for what is none."""
    noun = _ALLOWED_MODULES.fullmatch(module) and name.isidentifier() and not name.startswith("_")
    if noun or (module, name) in _ALLOWED_NAMES:
        found = getattr(import_module(module), name)
        if isinstance(found, type) and found.__module__ == module:
            return found
    raise pickle.UnpicklingError(f"{module}.{name} has no place in the cache")


def render_value(value: Any) -> bytes:
    """Give the bytes that ``read_value`` reads."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def read_value(data: bytes | None) -> Any | None:
    """Give the value that some bytes of the cache stand for; None where they are damaged or foreign."""
    if data is None:
        return None
    try:
        return _Reader(io.BytesIO(data)).load()
    except Exception:  # noqa: BLE001 - damaged bytes can raise anything; preparing again is always right
        return None


def drop_cache(path: Path) -> None:
    """Remove the file of a cache. Raises OSError."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


class SqliteCache:
    """A cache in one SQLite file. Raises nothing: what cannot be read counts as absent."""

    def __init__(self, path: Path | None) -> None:
        """Open or make the file; None, or a file that cannot be used, gives a cache for this run only."""
        self.note = ""
        """Why the file could not be used; empty otherwise."""
        self._overlay: dict[str, bytes] = {}
        """What another command's lock kept out of the file."""
        self._path = path
        self._is_damaged = False
        self._connection = self._open(path)

    def _open(self, path: Path | None) -> sqlite3.Connection:
        if path is not None:
            try:
                return _connect(str(path))
            except sqlite3.DatabaseError as problem:
                if _is_damage(problem):
                    with suppress(OSError, sqlite3.Error):
                        drop_cache(path)
                        return _connect(str(path))
                self.note = f"the cache {path} cannot be used; this build parses everything again"
        return _connect("")  # a temporary database that SQLite removes

    def get(self, key: str) -> Any | None:
        """Give the value of a key, None where there is none that can be read."""
        return read_value(self.get_bytes(key))

    def get_bytes(self, key: str) -> bytes | None:
        """Give a value as it is kept, None where there is none."""
        if key in self._overlay:
            return self._overlay[key]
        try:
            row = self._connection.execute("SELECT value FROM prepared WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as problem:
            self._is_damaged |= _is_damage(problem)
            return None
        return row[0] if row and isinstance(row[0], bytes) else None

    def find_all(self, prefix: str) -> Iterator[bytes]:
        """Give every value whose key begins so, what was put last at the end; ``prefix`` ends in a slash."""
        asked = "SELECT value FROM prepared WHERE key >= ? AND key < ?"
        try:
            for (data,) in self._connection.execute(asked, (prefix, f"{prefix[:-1]}0")):
                if isinstance(data, bytes):
                    yield data
        except sqlite3.Error as problem:
            self._is_damaged |= _is_damage(problem)
        yield from (data for key, data in self._overlay.items() if key.startswith(prefix))

    def put(self, key: str, value: Any) -> None:
        """Keep a value, unless another command is writing to the same cache."""
        self.put_bytes(key, render_value(value))

    def put_bytes(self, key: str, data: bytes) -> None:
        """Keep what ``render_value`` made of a value."""
        if not self._overlay:
            try:
                self._connection.execute("INSERT OR REPLACE INTO prepared VALUES (?, ?)", (key, data))
            except sqlite3.Error as problem:
                self._is_damaged |= _is_damage(problem)
            else:
                return
        self._overlay[key] = data

    def drop(self, key: str) -> None:
        """Forget a value, unless another command is writing to the same cache."""
        self._overlay.pop(key, None)
        with suppress(sqlite3.Error):
            self._connection.execute("DELETE FROM prepared WHERE key = ?", (key,))

    def save(self) -> None:
        """Write what was put so far: until then other commands cannot write to the file."""
        with suppress(sqlite3.Error):
            self._connection.commit()

    def close(self, used: Iterable[str] | None, *, whole: bool = False) -> None:
        """End; drop the entries not used where they have become many, and a file that has turned out damaged.

        What begins with ``MADE`` is dropped only after a ``whole`` build: nothing else makes use of it. ``used``: None
        where it is not known.
        """
        with suppress(sqlite3.Error):
            if used is not None:
                self._drop_unused(set(used), "" if whole else f"{MADE}%")
            self._connection.commit()
        self._connection.close()
        if self._is_damaged and self._path is not None:
            with suppress(OSError):
                drop_cache(self._path)

    def _drop_unused(self, keys: set[str], spared: str) -> None:
        count = "SELECT count(*) FROM prepared WHERE key NOT LIKE ?"
        (rows,) = self._connection.execute(count, (spared,)).fetchone()
        if rows > 2 * len(keys) + _SPARE_ROWS:
            self._connection.execute("CREATE TEMP TABLE used (key TEXT PRIMARY KEY) WITHOUT ROWID")
            self._connection.executemany("INSERT INTO used VALUES (?)", ((key,) for key in keys))
            unused = "DELETE FROM prepared WHERE key NOT IN (SELECT key FROM used) AND key NOT LIKE ?"
            self._connection.execute(unused, (spared,))


def _is_damage(problem: sqlite3.Error) -> bool:
    """Tell whether a file is no database, or not ours. Any other refusal (locked, read-only, full) passes by itself."""
    code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_OK)
    return code & 0xFF in {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=0.2)
    try:
        if path:
            connection.execute("PRAGMA journal_mode = WAL")  # a reader never waits for a writer
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_SCHEMA)
        connection.execute("SELECT key, value FROM prepared LIMIT 1").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection
