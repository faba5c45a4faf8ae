"""Places in text files: the text as read, and spans in it. Knows nothing of what the text means."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TypeAlias

from site_gen.support.structs import Struct

Place: TypeAlias = tuple[int, int, int, int]
"""A span without its file: first line and column, last line and the column behind it."""


class Span(Struct, frozen=True, order=True):
    """A stretch of a text file. Lines and columns count from 1, columns in code points."""

    path: str
    """The file, relative to the site's folder, with forward slashes."""
    line: int = 1
    """The first line."""
    column: int = 1
    """The first column."""
    end_line: int = 0
    """The last line (0: the same as ``line``)."""
    end_column: int = 0
    """The column behind the last character (0: unknown)."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    @property
    def place(self) -> Place:
        """The span without its file."""
        return (self.line, self.column, self.end_line, self.end_column)

    def covers(self, other: Span) -> bool:
        """Tell whether ``other`` begins inside this span."""
        last = self.end_line or self.line
        begins_after = (other.line, other.column) >= (self.line, self.column)
        if not self.end_column:
            return self.path == other.path and begins_after and other.line <= last
        return (
            self.path == other.path and begins_after and (other.line, other.column) <= (last, self.end_column)
        )


class TextFile(Struct, frozen=True, dict=True):
    """A text file as read: UTF-8 without byte order mark, line ends made LF."""

    path: str
    """Relative to the site's folder, with forward slashes."""
    text: str
    """The whole text."""

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return self.text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.lines[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def span_at(self, start: int, end: int | None = None) -> Span:
        """Give the span from offset ``start`` to offset ``end`` (code points, end exclusive)."""
        line, column = self._position(start)
        if end is None:
            return Span(self.path, line, column)
        end_line, end_column = self._position(end)
        return Span(self.path, line, column, end_line, end_column)

    def _position(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self._starts, max(0, min(offset, len(self.text)))) - 1
        return index + 1, max(0, min(offset, len(self.text))) - self._starts[index] + 1
