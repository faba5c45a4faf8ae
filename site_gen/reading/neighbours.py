"""Lines of YAML that belong together: what is the block of a key, and in which column its neighbours agree.

Knows nothing of what is wrong with a line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from site_gen.reading.yaml_lines import Shape, find_value_end, read_shape

_LOOK_AHEAD = 400


def find_block_end(lines: Sequence[str], row: int, shape: Shape) -> int:
    """Give the row behind all that belongs to the key on ``row``: its value, or the lines below it."""
    end = find_value_end(lines, row, shape)
    if not shape.is_open:
        return end
    first = _skip(lines, end)
    if first is None:
        return end
    head = read_shape(lines[first])
    floor = max(shape.parent + 1, head.indent)
    if head.indent == shape.parent and head.dashes:
        floor = head.indent
    elif head.indent <= shape.parent:
        return end
    return next((below for below, each in _heads(lines, first) if _ends(each, floor, head)), len(lines))


def _ends(shape: Shape, floor: int, first: Shape) -> bool:
    return shape.indent < floor or (shape.indent == floor and bool(first.dashes) and not shape.dashes)


def find_agreed_column(
    lines: Sequence[str], row: int, column: int, floor: int, *, dash: bool = False, least: int = 2
) -> int | None:
    """Give the column in which the neighbours of the first line of a map or list agree, if it alone is one off.

    ``column`` is that of its key or dash; its neighbours, ``least`` ones, stand right of the column ``floor``.
    """
    found = _neighbour_columns(lines[row : row + _LOOK_AHEAD], floor, dash=dash)
    columns = Counter(each for each in found if abs(each - column) <= 1)
    if len(columns) != 1:
        return None
    [(agreed, count)] = columns.items()
    return agreed if agreed != column and count >= least else None


def is_alone(lines: Sequence[str], row: int, floor: int) -> bool:
    """Tell whether the item that begins on a row is the only one of its list."""
    return not any(True for _ in _neighbour_columns(lines[row : row + _LOOK_AHEAD], floor, dash=True))


def find_next(lines: Sequence[str], row: int, shape: Shape) -> Shape | None:
    """Give the first line behind all that belongs to the key on ``row``."""
    below = _skip(lines, find_block_end(lines, row, shape))
    return None if below is None else read_shape(lines[below])


def _neighbour_columns(lines: Sequence[str], floor: int, *, dash: bool) -> Iterator[int]:
    """Give the columns of the lines that stand beside the first one."""
    below = find_block_end(lines, 0, read_shape(lines[0]))
    while (found := _skip(lines, below)) is not None:
        shape = read_shape(lines[found])
        if shape.indent < floor or (shape.indent == floor and not (dash and shape.dashes)):
            return
        if bool(shape.dashes) == dash:
            yield shape.indent
        below = find_block_end(lines, found, shape)


def _heads(lines: Sequence[str], row: int) -> Iterator[tuple[int, Shape]]:
    """Give the lines from ``row`` on that begin a key or an item."""
    below: int | None = row
    while below is not None:
        shape = read_shape(lines[below])
        yield below, shape
        below = _skip(lines, find_value_end(lines, below, shape))


def _skip(lines: Sequence[str], row: int) -> int | None:
    """Give the first row from ``row`` on with content."""
    return next((below for below in range(row, len(lines)) if read_shape(lines[below]).is_content), None)
