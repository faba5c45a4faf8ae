"""Spreads work over processes. What comes of it is given in the order in which the work was. Knows nothing of sites.

Only plain values travel, and functions that stand in modules. So it works wherever processes can be started, afresh
(spawn) as well as by fork. Where none can be started, or one is killed, whoever asked does the rest: that costs time,
never a result.

Python's own means for it are imported only then: that would take a twentieth of a build that follows one edit.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from site_gen.support.stages import WAITING, Clock, Stages, Took

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.context import BaseContext

_Chunk = TypeVar("_Chunk")
_Done = TypeVar("_Done")
_Taken_contra = TypeVar("_Taken_contra", contravariant=True)
_Given_co = TypeVar("_Given_co", covariant=True)

_AHEAD = 3
"""Chunks for each process that are on their way at one time: none waits for work, and memory stays small."""
_MOST = 61
"""Processes of one pool: Windows can wait for no more at one time."""


class NoProcessesError(Exception):
    """No (more) processes are to be had: memory is short, or the system has no semaphores."""


class Bench(Protocol[_Taken_contra, _Given_co]):
    """Where the work is done in one process, from chunk to chunk."""

    stages: Stages

    def work(self, chunk: _Taken_contra, /) -> _Given_co:
        """Do the work of a chunk."""


class MakeBench(Protocol[_Taken_contra, _Given_co]):
    """Makes a process its bench."""

    def __call__(self, *, stages: Stages) -> Bench[_Taken_contra, _Given_co]:
        """Give a bench that measures with ``stages``."""


def spread(
    make_bench: MakeBench[_Chunk, _Done], chunks: Iterable[_Chunk], jobs: int, stages: Stages
) -> Iterator[_Done]:
    """Give what becomes of each chunk; each process has a bench of its own.

    What the benches took is added to ``stages``, beside the wait for them. Raises NoProcessesError, and what a bench
    raises.
    """
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - see above

    jobs = min(jobs, _MOST)
    with _noticed():
        pool = ProcessPoolExecutor(jobs, _choose_context(), _begin, (make_bench, stages.clock))
    under_way: deque[Future[tuple[_Done, dict[str, Took]]]] = deque()
    try:
        for chunk in chunks:
            with _noticed():
                under_way.append(pool.submit(_work, chunk))
            if len(under_way) >= jobs * _AHEAD:
                yield _wait(under_way.popleft(), stages)
        while under_way:
            yield _wait(under_way.popleft(), stages)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _wait(future: Future[tuple[_Done, dict[str, Took]]], stages: Stages) -> _Done:
    with stages(WAITING), _noticed():
        done, took = future.result()
    stages.add(took)
    return done


@contextmanager
def _noticed() -> Iterator[None]:
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - see above

    try:
        yield
    except (BrokenProcessPool, OSError, ImportError) as problem:
        raise NoProcessesError from problem


def _choose_context() -> BaseContext:
    """Fork where that is quick and safe: on Linux, as long as no other thread runs. Else start afresh."""
    import multiprocessing  # noqa: PLC0415 - see above

    forks = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")


_benches: list[Bench[Any, Any]] = []
"""In a worker's process: its one bench. A pool has no other place for what its workers keep."""


def _begin(make_bench: MakeBench[Any, Any], clock: Clock | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which ends its workers
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.disable()  # as in the parent
    _benches.append(make_bench(stages=Stages(clock)))


def _work(chunk: Any) -> tuple[Any, dict[str, Took]]:
    bench = _benches[0]
    bench.stages.took = {}
    return bench.work(chunk), bench.stages.took


def _end_with_parent() -> None:
    """End this process when its parent has ended. One left over would wait for work, and hold the lock, for ever."""
    import multiprocessing  # noqa: PLC0415 - see above

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
