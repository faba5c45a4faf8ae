"""Work in steps: a generator that stops wherever something else may come first, and returns what came of it all."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeAlias, TypeVar

_Done = TypeVar("_Done")
_Item = TypeVar("_Item")
Steps: TypeAlias = Generator[None, None, _Done]


def finish(steps: Steps[_Done]) -> _Done:
    """Take all steps at once; give what came of them."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            done: _Done = end.value
            return done


def cut(items: Iterable[_Item], size: int) -> Iterator[Sequence[_Item]]:
    """Give the items in pieces, as much as is done in one step."""
    left = iter(items)
    while piece := tuple(islice(left, size)):
        yield piece
