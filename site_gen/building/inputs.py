"""The files that a build reads, and whether they changed. Knows nothing of what stands in them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

from site_gen.support.files import Signature, digest, read_bytes, signature, walk_files

FOLDERS = ("content", "templates", "static")
CONFIG = "site.yaml"
_TICK = 2_000_000_000
"""Nanoseconds: a file changed later than this before it was looked at may change again within one time stamp."""

KnownInput = tuple[Signature, str]
"""Signature and digest as of an earlier build."""


class Inputs:
    """The site's files as they are now; each is read at most once to learn its digest."""

    def __init__(self, root: Path, known: Mapping[str, KnownInput], known_at: int) -> None:
        """``known``: what an earlier build saw; ``known_at``: when it looked, in nanoseconds (0: never)."""
        self.root = root
        self._known = known
        self._known_at = known_at
        self._digests: dict[str, str] = {}
        self.looked_at = time.time_ns()
        self.signatures = _scan(root)

    def digest(self, path: str) -> str:
        """Give the digest of a file's bytes; empty where it cannot be read."""
        if path not in self._digests:
            self._digests[path] = self._remembered(path) or self._read(path)
        return self._digests[path]

    def _remembered(self, path: str) -> str:
        known = self._known.get(path)
        now = self.signatures.get(path)
        if known is None or now is None or tuple(known[0]) != now:
            return ""
        settled = max(now[1], now[2]) + _TICK <= self._known_at
        return known[1] if settled else ""

    def _read(self, path: str) -> str:
        try:
            return digest(read_bytes(self.root / path))
        except OSError:
            return ""

    def unchanged(self) -> bool:
        """Tell whether the same files stand here with the same bytes as at the earlier build."""
        if self._known.keys() != self.signatures.keys():
            return False
        return all(self.digest(path) == known[1] for path, known in self._known.items())

    def known(self) -> dict[str, KnownInput]:
        """Give what the next build wants to know of this one."""
        return {path: (now, self.digest(path)) for path, now in self.signatures.items()}


def _scan(root: Path) -> dict[str, Signature]:
    paths = [CONFIG]
    for folder in FOLDERS:
        paths += [f"{folder}/{path}" for path in walk_files(root / folder)]
    return {path: found for path in paths if (found := signature(root / path)) is not None}
