"""Locks between processes: a file that one of them holds, and that is free again however its holder ends.

filelock takes them, on every system. Where the system has ``flock``, which is what filelock uses there, it is asked
first: to import filelock took a seventh of a build with nothing to do.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Protocol


class Lock(Protocol):
    """A lock that is held until its ``release()``, or until its process ends."""

    def release(self) -> None:
        """Let others take it."""


def take_lock(path: Path) -> Lock | None:
    """Give a lock; None where somebody else holds it. Makes the folder. May raise OSError."""
    if sys.platform != "win32":
        with suppress(OSError):  # filelock has a way round, or says what is wrong
            return _take_flock(path)
    from filelock import FileLock, Timeout  # noqa: PLC0415 - see above

    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        return None
    return lock


if sys.platform != "win32":
    import fcntl

    class _Flock:
        """A file that is open, and locked."""

        def __init__(self, descriptor: int) -> None:
            self._descriptor = descriptor

        def release(self) -> None:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)  # a process forked meanwhile may have it open, too
            os.close(self._descriptor)

    def _take_flock(path: Path) -> Lock | None:
        """Give a lock as filelock does. Raises OSError where that is for filelock to try."""
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not os.fstat(descriptor).st_nlink:
                raise FileNotFoundError(f"{path} was removed just before it was locked")
        except OSError as problem:
            os.close(descriptor)
            if isinstance(problem, BlockingIOError):
                return None
            raise
        return _Flock(descriptor)
