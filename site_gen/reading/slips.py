"""The slips that writers of prose make in YAML: found, named and put right, line by line.

Looks only at entries that a parser has refused. What is meant but not certain is named and left as it is.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from site_gen.reading.layout import LayoutSlip, Levels, find_layout_slips, find_next_content
from site_gen.reading.value_slips import ValueSlip, find_value_slip
from site_gen.reading.yaml_lines import (
    Shape,
    find_value_end,
    is_block_header,
    quote_text,
    read_shape,
)
from site_gen.support.structs import Struct

_SHOWN = 4
"""How many lines of a mend a message shows."""


class Slip(Struct, frozen=True):
    """One slip."""

    code: str
    message: str
    row: int
    """The line, from 0."""
    column: int
    """From 0, in the line as typed."""
    help: str
    mended: bool


class MendedLines(Struct, frozen=True):
    """Lines put right."""

    lines: tuple[tuple[str, ...], ...]
    """What to write for each line given."""
    slips: tuple[Slip, ...]


class _Found(Struct):
    """A slip whose lines may still change by another one."""

    code: str
    message: str
    row: int
    column: int
    rows: tuple[int, ...]
    help: str


def mend_lines(lines: Sequence[str], column: int, *, dash: bool) -> MendedLines:
    """Find the slips in the lines of one entry, and put right what is certain.

    ``column`` and ``dash`` tell how its neighbours begin.
    """
    walk = _Walk(lines, Levels([(column, dash)]))
    walk.run()
    return MendedLines(
        tuple(tuple(line.split("\n")) for line in walk.lines),
        tuple(walk.finish(found) for found in walk.found),
    )


class _Walk:
    """Goes through the lines of an entry from top to bottom, with what it knows of those above."""

    def __init__(self, lines: Sequence[str], levels: Levels) -> None:
        self.typed = lines
        self.lines = list(lines)
        self.levels = levels
        self.found: list[_Found] = []

    def run(self) -> None:
        row = 0
        while row < len(self.lines):
            shape = read_shape(self.lines[row])
            if shape.is_content and not self.lines[row].startswith(("---", "...", "%")):
                row = self._mend_entry(row)
            else:
                row += 1

    def finish(self, found: _Found) -> Slip:
        """Make the slip of what was found, its lines as they are in the end."""
        written = "\n".join(self.lines[row] for row in found.rows)
        help_text = found.help or "write:" + _show_lines(written.split("\n"))
        return Slip(found.code, found.message, found.row, found.column, help_text, bool(found.rows))

    def _mend_entry(self, row: int) -> int:
        """Mend one line and the value that begins on it; give the row behind."""
        slip = None
        for _ in range(3):
            slip = find_layout_slips(self.lines, row, self.levels)
            if slip is None:
                break
            self._apply_layout(row, slip)
            if slip.line is None:
                break
        shape = read_shape(self.lines[row])
        end = find_value_end(self.lines, row, shape)
        if slip is not None and slip.line is None and slip.code.startswith("yaml-indentation"):
            self.levels.pass_by(shape)
        else:
            self.levels.enter(shape)
        if is_block_header(shape.value):
            return self._mend_block(row, end, shape)
        if not shape.is_open and (shape.key is not None or shape.dashes):
            self._mend_value(row, end, shape)
        return end

    def _apply_layout(self, row: int, slip: LayoutSlip) -> None:
        typed = self.typed[row]
        column = len(typed) - len(typed.lstrip(" " if slip.code == "yaml-indentation-is-spaces" else None))
        column += slip.offset
        self._note(slip.code, slip.message, row, column, (row,) if slip.line is not None else (), slip.help)
        if slip.line is None:
            return
        indent = read_shape(self.lines[row]).indent
        self.lines[row] = slip.line
        below = row + 1
        end = len(self.lines) if slip.end is None else slip.end
        while slip.shift and below < end:
            line = self.lines[below]
            if line.strip():
                if read_shape(line).indent <= indent:
                    break
                self.lines[below] = _shift(line, slip.shift)
            below += 1

    def _mend_value(self, row: int, end: int, shape: Shape) -> None:
        key, head, value = shape.key or "", shape.head, shape.value
        if shape.dashes and " " in key and not shape.has_known_key and self._is_alone(end, shape):
            key, head = "", shape.lead + shape.dashes
            value = self.lines[row][len(head) :].rstrip()
        more = [line.strip() for line in self.lines[row + 1 : end]]
        slip = find_value_slip(key, "\n".join([value, *more]))
        if slip is None:
            return
        column = min(len(head), max(0, len(self.typed[row].rstrip()) - 1))
        rows = tuple(range(row, end)) if slip.text is not None or slip.raw is not None else ()
        self._note(slip.code, slip.message, row, column, rows, "" if rows else slip.help)
        if slip.raw is not None:
            self._write(row, [head + slip.raw + slip.comment])
        elif slip.text is not None:
            self._write(row, self._write_text(row, end, shape, head, slip))

    def _is_alone(self, end: int, shape: Shape) -> bool:
        """Tell whether no other key stands below that of an item."""
        below = find_next_content(self.lines, end - 1)
        return below is None or below.indent < shape.column

    def _write_text(self, row: int, end: int, shape: Shape, head: str, slip: ValueSlip) -> list[str]:
        words = (slip.text or "").split("\n")
        if not slip.block and len(words) == 1:
            return [head + quote_text(words[0].strip()) + slip.comment]
        margin = " " * (shape.parent + 2)
        below = [f"{margin}{line.strip()}".rstrip() for line in words[1:]]
        if slip.block and end > row + 1:
            margin = " " * max(shape.parent + 1, read_shape(self.lines[row + 1]).indent)
            below = self.lines[row + 1 : end]
        return [f"{head}{slip.block or '>-'}{slip.comment}\n{margin}{words[0].strip()}", *below]

    def _write(self, row: int, lines: Sequence[str]) -> None:
        self.lines[row : row + len(lines)] = lines

    def _mend_block(self, row: int, end: int, shape: Shape) -> int:
        """Put the text below ``|`` or ``>`` in one column."""
        if any(digit in shape.value.split("#")[0] for digit in "123456789"):
            return end
        rows = [below for below in range(row + 1, end) if self.lines[below].strip()]
        self._mend_block_tabs(
            [below for below in rows if self.lines[below].startswith("\t")], rows, shape.parent
        )
        if rows and self._indent(rows[0]) <= shape.parent:
            message = f"the text below {shape.key or 'the dash'} must stand further in than its key"
            self._align(rows, shape.parent + 2, message)
        elif rows:
            column = self._indent(rows[0])
            message = "this line of text stands left of the one it begins with"
            self._align([below for below in rows if self._indent(below) < column], column, message)
        return end

    def _mend_block_tabs(self, tabs: Sequence[int], rows: Sequence[int], parent: int) -> None:
        if not tabs:
            return
        column = next((self._indent(row) for row in rows if row not in tabs), parent + 2)
        for row in tabs:
            self.lines[row] = " " * column + self.lines[row][1:]
        message = "a tab before a line of text; only plain spaces may stand there"
        help_text = f"put {column} spaces in its place"
        self._note("yaml-indentation-is-spaces", message, tabs[0], 0, tuple(tabs), help_text)

    def _align(self, rows: Sequence[int], column: int, message: str) -> None:
        """Let lines of text begin in one column."""
        if not rows:
            return
        typed = self._indent(rows[0])
        for row in rows:
            self.lines[row] = " " * column + self.lines[row].lstrip(" ")
        self._note(
            "yaml-indentation-fits", message, rows[0], typed, tuple(rows), f"begin it in column {column + 1}"
        )

    def _indent(self, row: int) -> int:
        return len(self.lines[row]) - len(self.lines[row].lstrip(" "))

    def _note(
        self, code: str, message: str, row: int, column: int, rows: tuple[int, ...], help_text: str = ""
    ) -> None:
        self.found.append(_Found(code, message, row, column, rows, help_text))


def _shift(line: str, columns: int) -> str:
    if columns >= 0:
        return " " * columns + line
    return line[-columns:] if line.startswith(" " * -columns) else line


def _show_lines(lines: Sequence[str]) -> str:
    """Give lines for a message: one behind the words before, several below them without their common margin."""
    if len(lines) == 1:
        return f" {lines[0].strip()}"
    shown = textwrap.dedent("\n".join(lines[:_SHOWN])).split("\n")
    return "".join(f"\n  {line}" for line in [*shown, *["…"] * (len(lines) > _SHOWN)])
