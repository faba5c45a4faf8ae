"""Where in the text of a claims file a new entry goes, so that every other byte stays as it is.

Gives several ways, the most natural first; whoever asks reads each result again and takes the first that says what it
should. Knows nodes and their places, not what the keys mean.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from site_gen.reading.nodes import ListNode, MapNode, Node, ScalarNode, YamlDoc
from site_gen.support.structs import Struct

_INDENT = 2
_LINE_END = re.compile(r"\r\n|\r|\n")
_INDENTED_COMMENT = re.compile(r"[ \t]+#")
_BOM = "\ufeff"


class Piece(Struct, frozen=True):
    """A new entry in both styles of YAML."""

    lines: Callable[[int, str], list[str]]
    """Gives its lines; takes the column of the dash, and what stands between the dash and the first key."""
    one_line: str
    """Between braces."""


class Page:
    """The text of a file with the ends of its lines as they are."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends = [match.span() for match in _LINE_END.finditer(text)]
        self.starts = [0, *(end for _, end in self._ends)]
        common = Counter(text[start:end] for start, end in self._ends).most_common(1)
        self._common_end = common[0][0] if common else "\n"

    @property
    def rows(self) -> int:
        """How many lines there are; behind a line end at the very end is one more, an empty one."""
        return len(self.starts)

    def line(self, row: int) -> str:
        """Give a line without its end and without a byte order mark."""
        end = self._ends[row][0] if row < len(self._ends) else len(self.text)
        return self.text[self.starts[row] : end].removeprefix(_BOM)

    def offset(self, line: int, column: int) -> int:
        """Give the offset of a place that counts from 1."""
        mark = 1 if line == 1 and self.text.startswith(_BOM) else 0
        return self.starts[line - 1] + mark + column - 1

    def insert_lines(self, row: int, lines: Sequence[str]) -> str:
        """Give the text with lines put in before a row; the file's last line keeps having an end or none."""
        if row >= self.rows:
            return self.text + "".join(f"{self._end_of(self.rows - 1)}{line}" for line in lines)
        start = self.starts[row]
        end = self._end_of(row - 1) if row else self._end_of(0)
        mark = _BOM if row == 0 and self.text.startswith(_BOM) else ""
        start += len(mark)
        return self.text[:start] + "".join(f"{line}{end}" for line in lines) + self.text[start:]

    def _end_of(self, row: int) -> str:
        """Give the end of a line, of one that has none what most lines of the file have."""
        if row < len(self._ends):
            start, end = self._ends[row]
            return self.text[start:end]
        return self._common_end

    def replace(self, start: int, end: int, text: str) -> str:
        """Give the text with a stretch replaced."""
        return self.text[:start] + text + self.text[end:]


def find_insertions(text: str, doc: YamlDoc, section: str, piece: Piece) -> Iterator[str]:
    """Give the text of a file with an entry added to the list ``section``, in every way that may do."""
    page = Page(text)
    root = doc.root
    if root is None:
        yield from _begin_file(page, section, piece)
        return
    if not isinstance(root, MapNode):
        return
    value = root.find(section)
    if value is None:
        yield from _add_section(page, root, section, piece)
    elif isinstance(value, ListNode) and _is_flow(page, value):
        yield from _add_to_flow(page, root, value, piece)
    elif isinstance(value, ListNode):
        yield from _add_to_block(page, value, piece)
    elif isinstance(value, ScalarNode) and value.is_absent:
        yield from _fill_empty(page, root, section, piece)


def _is_flow(page: Page, node: Node) -> bool:
    start = page.offset(node.span.line, node.span.column)
    return page.text[start : start + 1] in {"[", "{"}


def _begin_file(page: Page, section: str, piece: Piece) -> Iterator[str]:
    """Add to a file that has nothing but comments, blank lines, perhaps a line ``---``."""
    row = page.rows if page.line(page.rows - 1).strip() else page.rows - 1
    while row and not page.line(row - 1).strip():
        row -= 1
    lines = [f"{section}:", *piece.lines(_INDENT, " ")]
    above = page.line(row - 1).strip() if row else ""
    yield page.insert_lines(row, ["", *lines] if above.startswith("#") and row > 1 else lines)


def _add_section(page: Page, root: MapNode, section: str, piece: Piece) -> Iterator[str]:
    if _is_flow(page, root):
        end = _end_of(page, root.entries[-1].value) if root.entries else page.offset(*_start(root)) + 1
        comma = ", " if root.entries else ""
        yield page.replace(end, end, f"{comma}{section}: [{piece.one_line}]")
        return
    margin = " " * (root.span.column - 1)
    column = len(margin) + _usual_indent(page, root)
    lines = ["", f"{margin}{section}:", *piece.lines(column, " ")]
    yield from _insert_behind(page, root.span.end_line or root.span.line, lines)


def _fill_empty(page: Page, root: MapNode, section: str, piece: Piece) -> Iterator[str]:
    """Add to ``claims:`` with nothing behind it, below comments that are indented under it."""
    key = next(entry.key for entry in root.entries if entry.key.text == section)
    if _is_flow(page, root):
        return
    lines = piece.lines(root.span.column - 1 + _usual_indent(page, root), " ")
    row = _pass_comments(page, key.span.line)
    yield page.insert_lines(row, ["", *lines] if row > key.span.line else lines)
    yield page.insert_lines(key.span.line, lines)


def _add_to_block(page: Page, value: ListNode, piece: Piece) -> Iterator[str]:
    column = value.span.column - 1
    lines = piece.lines(column, _usual_gap(page, value, column))
    if _has_blank_lines_between(page, value):
        lines = ["", *lines]
    yield from _insert_behind(page, value.items[-1].span.end_line or value.span.end_line, lines)


def _insert_behind(page: Page, line: int, lines: list[str]) -> Iterator[str]:
    """Put lines behind a line that counts from 1: below its indented comments, or else below blank lines.

    A text below ``|+`` keeps the blank lines that follow it.
    """
    row = _pass_comments(page, line)
    blank = row
    while blank < page.rows and not page.line(blank).strip():
        blank += 1
    for each in dict.fromkeys((row, min(blank, page.rows), line)):
        has_room = each > 0 and not page.line(each - 1).strip()
        yield page.insert_lines(each, lines[1:] if has_room and not lines[0] else lines)


def _add_to_flow(page: Page, root: MapNode, value: ListNode, piece: Piece) -> Iterator[str]:
    start, end = page.offset(*_start(value)), _end_of(page, value)
    if value.items:
        last = _end_of(page, value.items[-1])
        yield page.replace(last, last, f", {piece.one_line}")
        return
    inside = page.text[start + 1 : end - 1]
    if not inside.strip() and not _is_flow(page, root):
        # An empty pair of brackets gives way to a list with a line for each key.
        kept = page.text[:start].rstrip(" \t")
        without = Page(kept + page.text[end:])
        lines = piece.lines(root.span.column - 1 + _usual_indent(page, root), " ")
        row = len(_LINE_END.findall(kept)) + 1
        yield without.insert_lines(row, lines)
    yield page.replace(start + 1, start + 1, piece.one_line)


def _pass_comments(page: Page, row: int) -> int:
    """Give the row behind comments that are indented: they belong to what stands above them."""
    passed = row
    while row < page.rows:
        line = page.line(row)
        row += 1
        if _INDENTED_COMMENT.match(line):
            passed = row
        elif line.strip():
            break
    return passed


def _usual_indent(page: Page, root: MapNode) -> int:
    """Give how far the lists of this file stand right of their keys."""
    for entry in root.entries:
        if isinstance(entry.value, ListNode) and entry.value.items and not _is_flow(page, entry.value):
            return entry.value.span.column - root.span.column
    return _INDENT


def _usual_gap(page: Page, value: ListNode, column: int) -> str:
    """Give what stands between the dash and the first key of the last entry."""
    last = value.items[-1]
    line = page.line(last.span.line - 1)
    gap = line[column + 1 : last.span.column - 1] if line[column : column + 1] == "-" else ""
    return gap if gap and not gap.strip() else " "


def _has_blank_lines_between(page: Page, value: ListNode) -> bool:
    """Tell whether entries are parted by blank lines; one entry alone says nothing, and then they are."""
    if len(value.items) < 2:
        return True
    gaps = ((one.span.end_line or one.span.line, other.span.line) for one, other in pairwise(value.items))
    return any(not page.line(row).strip() for above, below in gaps for row in range(above, below - 1))


def _start(node: Node) -> tuple[int, int]:
    return node.span.line, node.span.column


def _end_of(page: Page, node: Node) -> int:
    return page.offset(node.span.end_line or node.span.line, node.span.end_column)
