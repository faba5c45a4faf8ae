"""What an output is: an address, a fingerprint of all it depends on, and the function that makes it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site, not made yet."""

    address: str
    """In root form."""
    key: str
    """Alike twice means the same bytes."""
    make: Callable[..., bytes]
    """A module-level function with all arguments but the body bound: picklable, so that a worker can run it."""
    body_key: str | None = None
    """The body in the cache that ``make`` is called with: for an article its ``Edition``, for an own page the page and
    its body. None: it is called with nothing."""


def fingerprint(*parts: Any) -> str:
    """Give a digest of values whose ``repr`` tells all that counts (frozen nouns, text, numbers)."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update((part if isinstance(part, str) else repr(part)).encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()
