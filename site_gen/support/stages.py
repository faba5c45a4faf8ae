"""How long each stage of some work took. The clock is given: nothing here reads one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import NamedTuple

Clock = Callable[[], float]
"""Gives seconds since any moment."""


WAITING = "wait for other processes"
"""The stage in which nothing is done here: what is done meanwhile counts in the stages of the others."""


class Took(NamedTuple):
    """What a stage took."""

    seconds: float
    times: int
    """How often it was entered."""


class Stages:
    """What each stage took, by name, in the order in which they began.

    Time in a stage within another counts for the inner one alone, so that all stages together are the whole.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        """``clock``: None where nothing is to be measured; then a stage costs next to nothing."""
        self.clock = clock
        self.took: dict[str, Took] = {}
        self._under_way: list[str] = []
        self._since = 0.0

    def __call__(self, name: str) -> AbstractContextManager[None]:
        """Give what measures a stage while it is entered."""
        return _NOTHING if self.clock is None else _Stage(self, name)

    def enter(self, name: str) -> None:
        """Begin a stage; the one around it stands still."""
        self._charge()
        self.took.setdefault(name, Took(0, 0))
        self._under_way.append(name)

    def leave(self) -> None:
        """End the stage entered last."""
        self._charge()
        name = self._under_way.pop()
        seconds, times = self.took[name]
        self.took[name] = Took(seconds, times + 1)

    def add(self, others: Mapping[str, Took]) -> None:
        """Add what stages took elsewhere, as in another process."""
        for name, (seconds, times) in others.items():
            known = self.took.get(name, Took(0, 0))
            self.took[name] = Took(known.seconds + seconds, known.times + times)

    def _charge(self) -> None:
        """Put the time since the last change down to the stage under way."""
        assert self.clock is not None  # noqa: S101 - without a clock no stage is entered
        now = self.clock()
        if self._under_way:
            name = self._under_way[-1]
            seconds, times = self.took[name]
            self.took[name] = Took(seconds + now - self._since, times)
        self._since = now


class _Stage(AbstractContextManager[None]):
    """One stay in a stage."""

    __slots__ = ("_name", "_stages")

    def __init__(self, stages: Stages, name: str) -> None:
        self._stages = stages
        self._name = name

    def __enter__(self) -> None:
        self._stages.enter(self._name)

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stages.leave()


_NOTHING = nullcontext()
UNTIMED = Stages()
"""Measures nothing, and so can be shared."""
