"""The entries of a YAML file: one that cannot be read must not hide the others. Knows nothing of slips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_gen.reading.yaml_keys import TOP_KEYS
from site_gen.reading.yaml_lines import Shape, find_value_end, read_shape
from site_gen.support.structs import Struct

_NEAR = 2
_Head = tuple[int, Shape]
"""A row and the line there that begins a key or an item."""


class Unit(Struct, frozen=True):
    """Lines that can be read on their own: a top-level key, or one entry of the list or map below it."""

    start: int
    """The first row, from 0."""
    end: int
    """Exclusive."""
    column: int
    """The column, from 0, in which its neighbours begin."""
    dash: bool
    """Whether they begin with a dash."""


def split_units(lines: Sequence[str]) -> list[Unit]:
    """Cut the lines into units that cover all of them, in order."""
    heads = list(_find_heads(lines))
    top = min((shape.indent for _, shape in heads), default=0)
    starts = [start for block in _split_blocks(heads, top) for start in _find_starts(block, top)]
    if not starts:
        return [Unit(0, len(lines), 0, dash=False)]
    rows = [0, *(row for row, _, _ in starts[1:]), len(lines)]
    return [
        Unit(begin, end, column, dash)
        for (_, column, dash), begin, end in zip(starts, rows[:-1], rows[1:], strict=True)
    ]


def _find_heads(lines: Sequence[str]) -> Iterator[_Head]:
    row = 0
    while row < len(lines):
        shape = read_shape(lines[row])
        if not shape.is_content or lines[row].startswith(("---", "...", "%")):
            row += 1
            continue
        yield row, shape
        row = find_value_end(lines, row, shape)


def _split_blocks(heads: Sequence[_Head], top: int) -> Iterator[list[_Head]]:
    """Cut the file at its top-level keys."""
    block: list[_Head] = []
    for head in heads:
        if block and _begins_block(head[1], block, top):
            yield block
            block = []
        block.append(head)
    if block:
        yield block


def _begins_block(shape: Shape, block: Sequence[_Head], top: int) -> bool:
    first = block[0][1]
    if shape.begins_item and first.is_open and first.key is not None and not first.dashes:
        return len(block) > 1 and not block[1][1].begins_item and shape.indent <= top
    if shape.indent <= top:
        return True
    if shape.key is None or shape.dashes or len(block) == 1 or not first.is_open:
        return False
    below = block[1][1]
    if below.begins_item:
        return shape.indent < below.indent
    outwards = below.indent - shape.indent - (shape.indent - top)
    return outwards > 0 or (outwards == 0 and shape.key in TOP_KEYS)


def _find_starts(block: Sequence[_Head], top: int) -> Iterator[tuple[int, int, bool]]:
    """Give row, right column and dash of the units of one top-level key: the key, and each entry below it."""
    row, first = block[0]
    yield row, top, first.begins_item
    is_own = first.key is not None and first.key.startswith("x-")
    if len(block) == 1 or not first.is_open or first.begins_item or is_own:
        return
    model, column = _choose_model([shape for _, shape in block[1:]], top)
    for below, shape in block[1:]:
        if below == block[1][0] or _is_neighbour(shape, model):
            yield below, column, model.begins_item


def _choose_model(shapes: Sequence[Shape], top: int) -> tuple[Shape, int]:
    """Give an entry that begins where most do, and the column in which they all should."""
    first = shapes[0]
    entries = [shape for shape in shapes[1:] if shape.begins_item == first.begins_item]
    if any(shape.indent == first.indent for shape in entries):
        return first, first.indent
    inside = {shape.indent for shape in shapes if first.begins_item and not shape.begins_item}
    inside |= {shape.indent for shape in shapes[1:2] if first.is_open}
    by_keys = _choose_column(shapes, top)
    for column in (first.indent - 1, first.indent + 1):
        others = [shape for shape in entries if shape.indent == column]
        if len(others) > (column != by_keys) and column >= top and column not in inside:
            return others[0], column
    if not first.begins_item or any(shape.indent <= first.indent + 1 for shape in entries):
        return first, first.indent
    return first, by_keys


def _choose_column(shapes: Sequence[Shape], top: int) -> int:
    """Give the column of the first item by its keys: two left of them, if these agree."""
    first = shapes[0]
    if first.dashes != "- ":
        return first.indent
    columns = [shape.indent for shape in shapes[1:] if not shape.begins_item and shape.indent > first.indent]
    near = [column for column in columns if abs(column - first.column) <= 1]
    column = min(near, default=first.column)
    agreed = first.column not in near and near.count(column) > 1 and column - 2 >= top
    return column - 2 if agreed else first.indent


def _is_neighbour(shape: Shape, model: Shape) -> bool:
    if not model.begins_item:
        return not shape.begins_item and shape.lead == model.lead
    column = max(model.column, model.indent + 2)
    if not shape.begins_item or abs(shape.indent - model.indent) > _NEAR or shape.indent >= column:
        return False
    if "\t" in shape.lead and "\t" not in model.lead:
        return shape.key == model.key  # a tab has no width of its own: it may as well be an item further in
    is_between = shape.indent - model.indent == column - shape.indent
    return not is_between or shape.key == model.key  # else it is rather one of a list below an item's key
