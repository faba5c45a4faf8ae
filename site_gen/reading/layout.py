"""How a YAML entry is laid out: where its keys and dashes stand, and what is wrong with that.

Rules for lines; what stands behind the colon is ``value_slips``' affair.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from site_gen.reading.neighbours import find_agreed_column, find_block_end, find_next, is_alone
from site_gen.reading.yaml_keys import KNOWN_KEYS, MAP_KEYS
from site_gen.reading.yaml_lines import Shape, find_unspaced_dash, read_shape
from site_gen.support.structs import Struct, field

_NEAR = 2
"""By how many columns a line may be off and still be put right."""
_TWO_READINGS = (
    "put a key right below its neighbours; a text that goes on needs quotation marks, or `>-` above it"
)
_UNSPACED_COLON = re.compile(r"([\w-]+)(?::(?!//)|：[ \t]*)(?=\S)")


class LayoutSlip(Struct, frozen=True):
    """What is wrong with a line's beginning."""

    code: str
    message: str
    line: str | None = None
    """The line put right; None where that is not certain."""
    help: str = ""
    """The way out, where the line itself does not show it."""
    shift: int = 0
    """By how many columns the lines that belong to it move too."""
    end: int | None = None
    """The row behind those lines, where that is known."""
    offset: int = 0
    """How far behind the line's first sign it stands."""


class Levels(Struct):
    """The columns in which keys and dashes may stand at one point of a file."""

    columns: list[tuple[int, bool]] = field(default_factory=list)
    """Outermost first; true for a dash."""
    above: Shape | None = None
    """The last line with content."""
    tab: int | None = None
    """How many columns a tab stood for in the lines above."""

    def fits(self, shape: Shape, indent: int) -> bool:
        """Tell whether a line may begin in this column."""
        if not self.columns or self.may_open(shape, indent):
            return True
        return (indent, bool(shape.dashes)) in self.columns

    def may_open(self, shape: Shape, indent: int) -> bool:
        """Tell whether a line in this column may begin the value of the key above."""
        if self.above is None or not self.above.is_open:
            return False
        parent = self.above.parent
        return indent > parent or (indent == parent and bool(shape.dashes) and self.above.key is not None)

    def find_expanded(self, shape: Shape) -> int | None:
        """Give the column of a line that tabs begin; None where it might belong to one thing or another."""
        widths = {size: len(_expand(shape.lead, size)) for size in (2, 4, 8, 1)}
        if self.tab is not None and self.fits(shape, widths[self.tab]):
            return widths[self.tab]
        if self.above is not None and "\t" in self.above.lead:
            return None
        fitting = {size: width for size, width in widths.items() if self.fits(shape, width)}
        inner = {size: width for size, width in fitting.items() if self.may_open(shape, width)}
        outer = {size: width for size, width in fitting.items() if size not in inner}
        if inner and self._is_value(shape):
            outer = {}
        elif outer and not shape.dashes:
            inner = {}
        if len(set(outer.values())) + bool(inner) != 1:
            return None
        if shape.dashes and outer and shape.key != "id" and sum(dash for _, dash in self.columns) > 1:
            return None  # an item of the list above, however far in that stands, or one further out
        size, width = next(iter((outer or inner).items()))
        self.tab = size if "\t" in shape.lead else self.tab
        return width

    def _is_value(self, shape: Shape) -> bool:
        """Tell whether a line below an open key is surely of its value: not the next claim, nor a neighbour."""
        above = self.above.key if self.above is not None else None
        return shape.key != "id" if shape.dashes else above in MAP_KEYS

    def _find_columns(self, shape: Shape) -> set[int]:
        wanted = {column for column, dash in self.columns if dash == bool(shape.dashes)}
        if shape.dashes and self.above is not None and self.above.is_open and self.above.key is not None:
            wanted.add(self.above.parent)
        return wanted

    def find_nearest(self, shape: Shape) -> int | None:
        """Give the one column near the line's own in which it may stand."""
        distances = sorted((abs(column - shape.indent), column) for column in self._find_columns(shape))
        if not distances or distances[0][0] > _NEAR:
            return None
        if len(distances) > 1 and distances[1][0] == distances[0][0]:
            return None
        return distances[0][1]

    def find_both(self, shape: Shape) -> tuple[int, int] | None:
        """Give the two columns that are as near."""
        both = (shape.indent - 1, shape.indent + 1)
        return both if self._find_columns(shape).issuperset(both) else None

    def pass_by(self, shape: Shape) -> None:
        """Go on behind a line that is not where it belongs, wherever that is."""
        if not self.columns or shape.indent > self.columns[-1][0]:
            self.enter(shape)
        self.above = shape

    def enter(self, shape: Shape) -> None:
        """Go on behind a line."""
        dash = bool(shape.dashes)
        while self.columns and (
            self.columns[-1][0] > shape.indent or self.columns[-1] == (shape.indent, not dash)
        ):
            if dash and self.columns[-1] == (shape.indent, False):
                break
            self.columns.pop()
        column = shape.indent
        for part in re.findall(r"-\s*", shape.dashes):
            self._add(column, dash=True)
            column += len(part)
        if shape.key is not None:
            self._add(column, dash=False)
        self.above = shape

    def _add(self, column: int, *, dash: bool) -> None:
        if (column, dash) not in self.columns:
            self.columns.append((column, dash))


def find_layout_slips(lines: Sequence[str], row: int, levels: Levels) -> LayoutSlip | None:
    """Give the first thing that is wrong with the beginning of a line."""
    shape = read_shape(lines[row])
    return next((slip for rule in _RULES if (slip := rule(lines, row, shape, levels)) is not None), None)


def find_next_content(lines: Sequence[str], row: int) -> Shape | None:
    """Give the next line behind ``row`` that is neither blank nor a comment."""
    for line in lines[row + 1 : row + 50]:
        shape = read_shape(line)
        if shape.is_content:
            return shape
    return None


def _tab(_lines: Sequence[str], _row: int, shape: Shape, levels: Levels) -> LayoutSlip | None:
    if not shape.lead.strip(" ") and "\t" not in shape.dashes:
        return None
    dashes = re.sub(r"-[ \t]*\t[ \t]*", "- ", shape.dashes)
    rest = dashes + shape.head[len(shape.lead) + len(shape.dashes) :] + shape.value
    if not shape.lead.strip(" "):
        message = "a tab behind the dash; a plain space must stand there"
        return LayoutSlip("yaml-indentation-is-spaces", message, shape.lead + rest)
    sign = "a tab" if "\t" in shape.lead else "a special space"
    message = f"{sign} at the beginning of the line; only plain spaces may stand there"
    indent = levels.find_expanded(shape)
    if indent is None:
        return LayoutSlip("yaml-indentation-is-spaces", message, help="put spaces in its place")
    help_text = f"put {indent} {'space' if indent == 1 else 'spaces'} at the beginning of the line"
    return LayoutSlip("yaml-indentation-is-spaces", message, " " * indent + rest, help_text)


def _expand(lead: str, size: int) -> str:
    return re.sub("[^\t]", " ", lead).expandtabs(size)


def _unspaced_dash(lines: Sequence[str], row: int, shape: Shape, levels: Levels) -> LayoutSlip | None:
    length = find_unspaced_dash(shape)
    if not length and shape.key is None and not shape.dashes and re.match(r"-[^\W\d]", shape.value):
        length = 1 if levels.columns and levels.columns[-1] == (shape.indent, True) else 0
    if not length:
        return None
    rest = shape.head[len(shape.lead) :] + shape.value
    below = find_next_content(lines, row)
    shift = 1 if below is not None and below.indent == shape.indent + 1 else 0
    message = "a dash before an item of a list is a hyphen with a space behind it"
    return LayoutSlip("yaml-marks-are-spaced", message, f"{shape.lead}- {rest[length:]}", shift=shift)


def _unspaced_colon(lines: Sequence[str], row: int, shape: Shape, _levels: Levels) -> LayoutSlip | None:
    if shape.key is not None:
        return None
    match = _UNSPACED_COLON.match(shape.value)
    if match is None or match[1] not in KNOWN_KEYS:
        return None
    below = find_next_content(lines, row)
    if shape.dashes and (below is None or below.indent != shape.column):
        return None
    message = f"the colon behind {match[1]} must have a space behind it"
    line = f"{shape.head}{match[1]}: {shape.value[match.end() :]}"
    return LayoutSlip("yaml-marks-are-spaced", message, line)


def _indentation(lines: Sequence[str], row: int, shape: Shape, levels: Levels) -> LayoutSlip | None:
    if shape.key is None and not shape.dashes:
        return None
    if levels.fits(shape, shape.indent):
        return _odd_first(lines, row, shape, levels)
    nearest = levels.find_nearest(shape)
    if nearest is None and (both := levels.find_both(shape)) is not None:
        nearest = _choose(lines, row, shape, levels, both)
    name = shape.key if shape.key is not None and not shape.dashes else "the dash"
    above = levels.above
    if above is not None and shape.indent > above.column and above.key in MAP_KEYS and not above.is_open:
        message = f"{above.key} has a text behind its colon and keys below it; it may have one of both"
        help_text = f"write `{above.key}:` alone on its line, and its text behind a key of its own below"
        return LayoutSlip("yaml-indentation-fits", message, help=help_text)
    if nearest is None:
        message = f"{name} stands in column {shape.indent + 1}, where nothing above it begins"
        return LayoutSlip(
            "yaml-indentation-fits", message, help="put it right below the key or dash it belongs with"
        )
    if _may_be_text(shape, above):
        message = _compare(name, shape.indent, nearest)
        return LayoutSlip("yaml-indentation-fits", message, help=_TWO_READINGS)
    return _move(lines, row, shape, nearest)


def _choose(
    lines: Sequence[str], row: int, shape: Shape, levels: Levels, both: tuple[int, int]
) -> int | None:
    """Choose between an outer and an inner column that are as near, by what stands below."""
    outer, inner = both
    if shape.dashes and levels.columns[0] == (outer, True):
        return inner  # an entry has no second dash in the column of its first
    block = find_next_content(lines, row)
    if shape.is_open and block is not None and shape.indent < block.indent <= inner:
        return outer
    below = find_next(lines, row, shape)
    fits = below is not None and below.indent == inner and bool(below.dashes) == bool(shape.dashes)
    return inner if fits else None


def _odd_first(lines: Sequence[str], row: int, shape: Shape, levels: Levels) -> LayoutSlip | None:
    """The first line of a list or map fits anywhere; its neighbours below tell where it should stand."""
    floor = levels.above.parent if levels.above is not None else 0
    opens = levels.may_open(shape, shape.indent)
    if opens:
        agreed = find_agreed_column(lines, row, shape.indent, floor, dash=bool(shape.dashes))
        if agreed is not None:
            return _move(lines, row, shape, agreed)
    if shape.key is None or shape.dashes.count("-") != 1:
        return None
    agreed = find_agreed_column(lines, row, shape.column, shape.indent)
    if agreed is None:
        return None
    indent = shape.indent + agreed - shape.column
    if opens and shape.dashes == "- " and indent >= floor:
        others = find_agreed_column(lines, row, shape.indent, floor, dash=True, least=1)
        if others == indent or is_alone(lines, row, floor):
            return _move(lines, row, shape, indent)
    if agreed < shape.indent + 2:
        return None
    rest = lines[row][len(shape.lead) + len(shape.dashes) :]
    return LayoutSlip(
        "yaml-indentation-fits",
        _compare(shape.key, shape.column, agreed),
        shape.lead + "-".ljust(agreed - shape.indent) + rest,
        _advise(shape.column - agreed),
        offset=len(shape.dashes),
    )


def _move(lines: Sequence[str], row: int, shape: Shape, column: int) -> LayoutSlip:
    """Put a line into the column of its neighbours, with what belongs to it where it must follow."""
    name = shape.key if shape.key is not None and not shape.dashes else "the dash"
    return LayoutSlip(
        "yaml-indentation-fits",
        _compare(name, shape.indent, column),
        " " * column + lines[row].lstrip(),
        _advise(shape.indent - column),
        _find_shift(lines, row, shape, column),
        None if shape.dashes else find_block_end(lines, row, shape),
    )


def _compare(name: str, column: int, others: int) -> str:
    return f"{name} stands in column {column + 1}, its neighbours in column {others + 1}"


def _may_be_text(shape: Shape, above: Shape | None) -> bool:
    """Tell whether a line may as well go on with the words above it: two columns further in, after prose."""
    if above is None or shape.indent != above.column + _NEAR or not shape.value or shape.dashes:
        return False
    return " " in above.value and above.value[0] not in "\"'[{|>"


def _advise(columns: int) -> str:
    count = abs(columns)
    return (
        f"move it {count} {'column' if count == 1 else 'columns'} to the {'left' if columns > 0 else 'right'}"
    )


def _find_shift(lines: Sequence[str], row: int, shape: Shape, indent: int) -> int:
    """Tell by how much the lines below move with a line that moves to column ``indent``."""
    below = find_next_content(lines, row)
    if below is None or below.indent <= shape.indent:
        return 0
    if shape.dashes:
        return indent - shape.indent if below.indent == shape.column else 0
    if below.dashes and below.indent == indent:
        return 0
    return indent - shape.indent if below.indent <= indent else 0


_RULES: tuple[Callable[[Sequence[str], int, Shape, Levels], LayoutSlip | None], ...] = (
    _tab,
    _unspaced_dash,
    _unspaced_colon,
    _indentation,
)
