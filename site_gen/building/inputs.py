"""The files that a build reads, and whether they changed. Knows nothing of what stands in them.

A file may be saved while it is being built from. So what is built of some bytes is remembered by the digest of those
very bytes (``read``), and what others read (the configuration, the theme) is hashed before they do and looked at again
when they have. Whatever slips in between is then a change to the next build.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

from site_gen.support.files import Signature, digest, read_bytes, signature, walk_files

CONTENT = "content/"
FOLDERS = ("content", "templates", "static")
CONFIG = "site.yaml"
_TICK = 2_000_000_000
"""Nanoseconds: a file changed later than this before it was looked at may change again within one time stamp."""

KnownInput = tuple[Signature, str]
"""Signature and digest as of an earlier build."""


class Inputs:
    """The site's files as they are now. Of one that stands as an earlier build saw it the digest is known unread."""

    def __init__(self, root: Path, known: Mapping[str, KnownInput], known_at: int) -> None:
        """``known``: what an earlier build saw; ``known_at``: when it looked, in nanoseconds (0: never)."""
        self.root = root
        self._known = dict(known)
        self._known_at = known_at
        self._digests: dict[str, str] = {}
        self.looked_at = time.time_ns()
        self.signatures = _scan(root)

    def digest(self, path: str) -> str:
        """Give the digest of a file's bytes; empty where it cannot be read."""
        if path not in self._digests:
            remembered = self._remembered(path)
            if not remembered:
                return self._hash(path)
            self._digests[path] = remembered
        return self._digests[path]

    def _remembered(self, path: str) -> str:
        known = self._known.get(path)
        now = self.signatures.get(path)
        if known is None or now is None or tuple(known[0]) != now:
            return ""
        settled = max(now[1], now[2]) + _TICK <= self._known_at
        return known[1] if settled else ""

    def knows(self, path: str) -> bool:
        """Tell whether a file's digest is known without reading it now."""
        return bool(self._digests.get(path) or self._remembered(path))

    def look_again(self, path: str) -> None:
        """Forget what is known of a file: somebody says that it changed."""
        self._known.pop(path, None)
        self._digests.pop(path, None)
        self.signatures.pop(path, None)
        found = signature(self.root / path)
        if found is not None:
            self.signatures[path] = found

    def _hash(self, path: str) -> str:
        try:
            self.read(path)
        except OSError:
            return ""
        return self._digests[path]

    def read(self, path: str) -> bytes:
        """Give a file's bytes, of which ``digest`` is from now on. Raises OSError."""
        self._digests[path] = ""
        data = read_bytes(self.root / path)
        self._digests[path] = digest(data)
        return data

    def unchanged(self) -> bool:
        """Tell whether the same files stand here with the same bytes as at the earlier build."""
        if self._known.keys() != self.signatures.keys():
            return False
        return all(known[1] and self.digest(path) == known[1] for path, known in self._known.items())

    def hash_first(self) -> None:
        """Learn the digests of what is read elsewhere than here, before it is."""
        for path in self.signatures:
            if not path.startswith(CONTENT):
                self.digest(path)

    def known(self) -> dict[str, KnownInput]:
        """Give what the next build wants to know of this one; no digest of what changed while others read it."""
        return {
            path: (now, self.digest(path) if self._is_as_read(path, now) else "")
            for path, now in self.signatures.items()
        }

    def learned(self) -> dict[str, KnownInput]:
        """Give what is known of content so far, with no file read for it: for the next look of the same process."""
        return {
            path: (now, found)
            for path, now in self.signatures.items()
            if path.startswith(CONTENT) and (found := self._digests.get(path))
        }

    def _is_as_read(self, path: str, now: Signature) -> bool:
        return path.startswith(CONTENT) or signature(self.root / path) == now


def _scan(root: Path) -> dict[str, Signature]:
    paths = [CONFIG]
    for folder in FOLDERS:
        paths += [f"{folder}/{path}" for path in walk_files(root / folder)]
    base = str(root)  # of thousands of files: a Path makes its text anew for each
    return {path: found for path in paths if (found := signature(f"{base}/{path}")) is not None}
