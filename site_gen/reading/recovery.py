"""From a file that a parser refuses to as much of it as can be read: entry by entry, slips mended on the way.

Gets the parser handed in, and so knows nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from site_gen.reading.claim_shapes import ClaimShape
from site_gen.reading.list_advice import advise_text
from site_gen.reading.nodes import Mend, Node, ScalarNode, YamlDoc
from site_gen.reading.sheet import Sheet
from site_gen.reading.site_shapes import ArticleFront
from site_gen.reading.slips import MendedLines, mend_lines
from site_gen.reading.units import Unit, split_units
from site_gen.reading.yaml_errors import TEXT_ALONE, Complaint, explain_complaint, explain_text_below
from site_gen.reading.yaml_lines import Shape, read_shape
from site_gen.support.diagnostics import Diagnostic, error, sort_diagnostics
from site_gen.support.structs import Struct

_OPEN_KEY = re.compile(r"[ \t]*(?:- +)*([A-Za-z_]+):\s*")
_ROUNDS = 3
"""How often slips are looked for: a mend may show another slip behind it."""
_LAST_TRIES = 8
"""How many entries are dropped at most that can be read alone, but not where they stand."""


class Reading(Struct, frozen=True):
    """What came of reading a sheet."""

    root: Node | None
    diagnostics: tuple[Diagnostic, ...]
    complaint: Complaint | None = None
    """What ended it early."""
    is_odd: bool = False
    """Whether there is something that can be read, but hardly was meant."""
    is_over_limit: bool = False
    """Whether it is too large or too deep to be read at all."""

    @property
    def is_clear(self) -> bool:
        """Tell whether all was read and surely meant so."""
        return self.complaint is None and not self.is_odd and not self.is_over_limit


Read: TypeAlias = Callable[[Sheet], Reading]


def recover(typed: Sheet, problems: Sequence[Diagnostic], read: Read) -> YamlDoc:
    """Read what can be read of a sheet that cannot be read as it stands."""
    found = list(problems)
    sheet = typed
    for _ in range(_ROUNDS):
        units = [_mend_unit(sheet.cut(unit.start, unit.end), unit, read) for unit in split_units(sheet.lines)]
        mended = sheet.rewrite(lines for unit in units for lines in unit.as_far_as_certain)
        if mended.lines == sheet.lines:
            break
        found.extend(problem for unit in units if unit.lines is not None for problem in unit.diagnostics)
        sheet = mended
        reading = read(sheet)
        if reading.is_clear:
            return _make_doc(typed, sheet, frozenset(), found, reading)
    found.extend(problem for unit in units for problem in unit.diagnostics)
    dropped = frozenset(row for unit in units if unit.lines is None for row in unit.sheet.rows)
    kept = ((line if row not in dropped else "",) for row, line in zip(sheet.rows, sheet.lines, strict=True))
    return _read_together(typed, sheet.rewrite(kept), dropped, found, read)


class _MendedUnit(Struct, frozen=True):
    """An entry put right as far as possible."""

    sheet: Sheet
    lines: tuple[tuple[str, ...], ...] | None
    """For each line of ``sheet`` what to read in its place; None where it cannot be read."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def as_far_as_certain(self) -> tuple[tuple[str, ...], ...]:
        """The lines put right, those of an entry that cannot be read as typed."""
        return tuple((line,) for line in self.sheet.lines) if self.lines is None else self.lines


def _mend_unit(sheet: Sheet, unit: Unit, read: Read) -> _MendedUnit:
    if (
        _stands_right(sheet, unit)
        and _find_complaint(sheet, reading := read(sheet)) is None
        and not reading.is_odd
    ):
        return _MendedUnit(sheet, tuple((line,) for line in sheet.lines))
    mended = mend_lines(sheet.lines, unit.column, dash=unit.dash)
    diagnostics = tuple(_report_slips(sheet, mended))
    again = sheet.rewrite(mended.lines)
    complaint = _find_complaint(again, read(again))
    if complaint is None:
        return _MendedUnit(sheet, mended.lines, diagnostics)
    if all(slip.mended for slip in mended.slips):
        diagnostics = (*diagnostics, _report_complaint(again, complaint))
    return _MendedUnit(sheet, None, diagnostics)


def _stands_right(sheet: Sheet, unit: Unit) -> bool:
    """Tell whether the unit's first line begins where those of its neighbours do."""
    _, shape = _find_head(sheet)
    return not shape.is_content or (shape.lead == " " * unit.column and bool(shape.dashes) == unit.dash)


def _find_complaint(sheet: Sheet, reading: Reading) -> Complaint | None:
    """Give what is wrong with a unit; a text alone, where others have a key, is wrong too."""
    if reading.complaint is None and isinstance(reading.root, ScalarNode):
        row, shape = _find_head(sheet)
        return Complaint(TEXT_ALONE, row, shape.indent, row, shape.indent)
    return reading.complaint


def _find_head(sheet: Sheet) -> tuple[int, Shape]:
    """Give the first line with content."""
    shapes = ((row, read_shape(line)) for row, line in enumerate(sheet.lines))
    return next((pair for pair in shapes if pair[1].is_content), (0, read_shape("")))


def _report_slips(sheet: Sheet, mended: MendedLines) -> Iterable[Diagnostic]:
    for slip in mended.slips:
        end = max(slip.column, len(sheet.lines[slip.row].rstrip()))
        where = sheet.span(slip.row, slip.column, slip.row, end)
        yield error(slip.code, sheet.restore(slip.message), where, sheet.restore(slip.help))


def _report_complaint(sheet: Sheet, complaint: Complaint) -> Diagnostic:
    plain = explain_complaint(complaint)
    key = _find_open_key(sheet, plain.row) if TEXT_ALONE in complaint.text else ""
    if key:
        text = _join_text(sheet, plain.row)
        shape = ClaimShape if sheet.lines[plain.row][:1] == " " else ArticleFront
        plain = explain_text_below(key, text, plain, advise_text(shape, (key,), key, text))
    return error(
        "yaml-is-readable",
        plain.message,
        sheet.span(plain.row, plain.column, plain.row, plain.column),
        plain.help,
    )


def _find_open_key(sheet: Sheet, row: int) -> str:
    """Give the key with nothing behind it that stands right above a line; empty where there is none."""
    above = sheet.file.lines[: sheet.rows[row] - 1] if row < len(sheet.rows) else ()
    nearest = next((line for line in reversed(above) if line.strip()), "")
    match = _OPEN_KEY.fullmatch(nearest)
    return match[1] if match else ""


def _join_text(sheet: Sheet, row: int) -> str:
    """Give a text with the lines that go on with it: those in the same column, up to the next key or dash."""
    first = read_shape(sheet.lines[row])
    text = [sheet.lines[row].strip()]
    for line in sheet.lines[row + 1 :]:
        shape = read_shape(line)
        if not shape.is_content or shape.indent != first.indent or shape.dashes or ":" in line:
            break
        text.append(line.strip())
    return " ".join(text)


def _read_together(
    typed: Sheet, sheet: Sheet, dropped: frozenset[int], found: list[Diagnostic], read: Read
) -> YamlDoc:
    """Read all entries again as one, and leave out those that do not fit where they stand."""
    units = split_units(sheet.lines)
    reading = read(sheet)
    for _ in range(_LAST_TRIES):
        if reading.complaint is None:
            break
        found.append(_report_complaint(sheet, reading.complaint))
        row = min(reading.complaint.row, len(sheet.lines) - 1)
        unit = next(unit for unit in units if row < unit.end)
        dropped = dropped.union(sheet.rows[unit.start : unit.end])
        lines = [*sheet.lines[: unit.start], *[""] * (unit.end - unit.start), *sheet.lines[unit.end :]]
        sheet = sheet.rewrite((line,) for line in lines)
        reading = read(sheet)
    return _make_doc(typed, sheet, dropped, found, reading)


def _make_doc(
    typed: Sheet, sheet: Sheet, dropped: frozenset[int], found: Sequence[Diagnostic], reading: Reading
) -> YamlDoc:
    diagnostics = tuple(sort_diagnostics([*found, *reading.diagnostics]))
    if reading.complaint is not None:
        return YamlDoc(None, diagnostics)
    return YamlDoc(reading.root, diagnostics, tuple(_make_mends(typed, sheet, dropped)))


def _make_mends(typed: Sheet, sheet: Sheet, dropped: frozenset[int]) -> Iterable[Mend]:
    """Compare the lines as typed and as read, but for entries that could not be read.

    Nothing is certain in a file with unprintable characters.
    """
    if typed.has_unprintable:
        return
    written: dict[int, list[str]] = {}
    for row, line in zip(sheet.rows, sheet.lines, strict=True):
        written.setdefault(row, []).append(line)
    for row, line in zip(typed.rows, typed.lines, strict=True):
        if written[row] != [line] and row not in dropped:
            yield Mend(row, typed.file.lines[row - 1], tuple(typed.restore(new) for new in written[row]))
