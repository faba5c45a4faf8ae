"""Selectors: the words before or after a place that tell it from all other places with the same words.

Pure functions on folded text. They serve the export and the help for a quote that stands in several places.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import islice

_WINDOWS = (64, 1024)
"""How far one looks for a difference, at first; then in the whole text, unless there are too many places for that."""
_MOST_TO_COMPARE = 20_000_000
_FIRST_WIDTH = 8
_WORD_REACH = 32
"""How far a context grows to reach the edge of a word."""


class Contexts:
    """All places of the same words, and what tells each from the others.

    A context is as short as it can be, cut between words: what precedes the words, or what follows them, or
    (in a text that repeats itself) both. A space at the seam is part of it but does not serve to tell places
    apart, since it may be left out when typed.
    """

    def __init__(self, text: str, starts: Sequence[int], size: int) -> None:
        self._text = text
        self._starts = starts
        self._size = size

    def find(self, start: int) -> tuple[int, int]:
        """Give from where to where a place with its context reaches; an only place has none."""
        end = start + self._size
        if len(self._starts) == 1:
            return start, end
        choices = []
        before, after = self._before[start], self._after[start]
        if before is not None:
            choices.append((_grow_left(self._text, _seam_before(self._text, start) - before), end))
        if after is not None:
            choices.append((start, _grow_right(self._text, _seam_after(self._text, end) + after)))
        if choices:
            return min(choices, key=lambda choice: choice[1] - choice[0])
        return self._find_both(start)

    @property
    def _reach(self) -> int:
        """How far it is bearable to look."""
        size = len(self._text)
        return size if size * len(self._starts) <= _MOST_TO_COMPARE else _WINDOWS[0]

    @cached_property
    def _before(self) -> dict[int, int | None]:
        text = self._text
        return _lengths(
            {start: _Side(text, _seam_before(text, start), -1) for start in self._starts}, len(text)
        )

    @cached_property
    def _after(self) -> dict[int, int | None]:
        text = self._text
        return _lengths(
            {start: _Side(text, _seam_after(text, start + self._size), 1) for start in self._starts},
            len(text),
        )

    def _find_both(self, start: int) -> tuple[int, int]:
        """Widen both sides until no other place has both. In a text that says the same on and on, give up at last."""
        text, size = self._text, self._size
        left, right = _seam_before(text, start), _seam_after(text, start + size)
        width = _FIRST_WIDTH
        while width < self._reach:
            prefix, suffix = text[max(0, left - width) : left], text[right : right + width]
            alike = (
                each
                for each in self._starts
                if text.endswith(prefix, 0, _seam_before(text, each))
                and text.startswith(suffix, _seam_after(text, each + size))
            )
            if len(list(islice(alike, 2))) == 1:
                break
            width *= 2
        return _grow_left(text, max(0, left - width)), _grow_right(text, min(len(text), right + width))


class _Side:
    """The text on one side of a place, read away from it."""

    __slots__ = ("at", "direction", "text")

    def __init__(self, text: str, at: int, direction: int) -> None:
        self.text = text
        self.at = at
        self.direction = direction

    def read(self, length: int) -> str:
        if self.direction > 0:
            return self.text[self.at : self.at + length]
        return self.text[max(0, self.at - length) : self.at][::-1]


def _lengths(sides: dict[int, _Side], size: int) -> dict[int, int | None]:
    """Give how many characters each side needs to differ from all others; None: it runs out of text first."""
    lengths: dict[int, int | None] = {}
    pending = sides
    for window in (*_WINDOWS, size):
        if window == size and len(pending) * size > _MOST_TO_COMPARE:
            break
        # In order, each text shares most with a neighbour.
        ordered = sorted((side.read(window), start) for start, side in pending.items())
        texts = ["", *(text for text, _ in ordered), ""]
        for index, (own, start) in enumerate(ordered, start=1):
            shared = 0
            if index > 1:
                shared = _shared(texts[index - 1], own)
            if index < len(ordered):
                shared = max(shared, _shared(texts[index + 1], own))
            if shared < len(own):
                lengths[start] = shared + 1
            elif len(own) < window:
                lengths[start] = None
        pending = {start: side for start, side in pending.items() if start not in lengths}
    return lengths | dict.fromkeys(pending)


def _shared(one: str, other: str) -> int:
    """Give how many characters two texts share at their beginning."""
    size = min(len(one), len(other))
    if one[:size] == other[:size]:
        return size
    return next(index for index in range(size) if one[index] != other[index])


def _seam_before(text: str, start: int) -> int:
    return start - 1 if start and text[start - 1] == " " else start


def _seam_after(text: str, end: int) -> int:
    return end + 1 if end < len(text) and text[end] == " " else end


def _grow_left(text: str, start: int) -> int:
    space = text.rfind(" ", max(0, start - _WORD_REACH), start)
    if space >= 0:
        return space + 1
    if start <= _WORD_REACH:
        return 0
    # A space at the outer end would be cut when typed, and tell nothing.
    return start - 1 if text[start] == " " else start


def _grow_right(text: str, end: int) -> int:
    space = text.find(" ", end, end + _WORD_REACH)
    if space >= 0:
        return space
    if end + _WORD_REACH >= len(text):
        return len(text)
    return end + 1 if text[end - 1] == " " else end
