"""Spreads work over processes. What comes of it is given in the order in which the work was. Knows nothing of sites.

Only plain values travel, and functions that stand in modules. So it works wherever processes can be started, afresh
(spawn) as well as by fork. Where none can be started, or one is killed, whoever asked does the rest: that costs time,
never a result.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

from site_gen.support.stages import Stages

_Chunk = TypeVar("_Chunk")
_Done = TypeVar("_Done")

_AHEAD = 3
"""Chunks for each process that are on their way at one time: none waits for work, and memory stays small."""
_MOST = 61
"""Processes of one pool: Windows can wait for no more at one time."""
_WAITING = "wait for other processes"


class NoProcessesError(Exception):
    """No (more) processes are to be had: memory is short, or the system has no semaphores."""


def spread(
    work: Callable[[_Chunk], _Done],
    chunks: Iterable[_Chunk],
    jobs: int,
    stages: Stages,
    set_up: Callable[..., None],
    given: tuple[Any, ...],
) -> Iterator[_Done]:
    """Give what ``work`` makes of each chunk; ``set_up`` is first called with what is ``given``, once a process.

    Raises NoProcessesError, and what ``work`` raises.
    """
    jobs = min(jobs, _MOST)
    with _noticed():
        pool = ProcessPoolExecutor(jobs, _choose_context(), _begin, (set_up, given))
    under_way: deque[Future[_Done]] = deque()
    try:
        for chunk in chunks:
            with _noticed():
                under_way.append(pool.submit(work, chunk))
            if len(under_way) >= jobs * _AHEAD:
                yield _wait(under_way.popleft(), stages)
        while under_way:
            yield _wait(under_way.popleft(), stages)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _wait(future: Future[_Done], stages: Stages) -> _Done:
    with stages(_WAITING), _noticed():
        return future.result()


@contextmanager
def _noticed() -> Iterator[None]:
    try:
        yield
    except (BrokenProcessPool, OSError, ImportError) as problem:
        raise NoProcessesError from problem


def _choose_context() -> BaseContext:
    """Fork where that is quick and safe: on Linux, as long as no other thread runs. Else start afresh."""
    forks = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")


def _begin(set_up: Callable[..., None], given: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which ends its workers
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.disable()  # as in the parent
    set_up(*given)


def _end_with_parent() -> None:
    """End this process when its parent has ended. One left over would wait for work, and hold the lock, for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
