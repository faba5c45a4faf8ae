"""Locks between processes: a file that one of them holds, and that is free again however its holder ends."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

Lock = FileLock
"""A lock that is held until its ``release()``, or until its process ends."""


def take_lock(path: Path) -> Lock | None:
    """Give a lock; None where somebody else holds it. May raise OSError."""
    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        return None
    return lock
