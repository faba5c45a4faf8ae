"""How a list is cut into pages so that a growing site changes few of them. Knows nothing of what is listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from site_gen.presenting.addresses import older_pages, part_address
from site_gen.support.structs import Struct

T = TypeVar("T")


class ListPage(Struct, Generic[T], frozen=True):
    """One page of a list."""

    address: str
    number: int | None
    """From the oldest page; None: the index, which has the newest."""
    items: tuple[T, ...]
    """Newest first."""
    newer: str | None
    """The address of the page before."""
    older: str | None


def cut_list(address: str, items: Sequence[T], size: int) -> Iterator[ListPage[T]]:
    """Cut a list, newest first, into pages: the index first, then from the newest to the oldest.

    Older pages are full and numbered from the oldest; the index keeps one page's worth to just under two. So
    an addition changes the index, and at most turns its older half into a new page.
    """
    yield find_part(address, items, size, None)
    for number in range(older_pages(len(items), size), 0, -1):
        yield find_part(address, items, size, number)


def find_part(address: str, items: Sequence[T], size: int, number: int | None) -> ListPage[T]:
    """Give one page of the list at ``address``: the index, or an older page by its number. Raises KeyError."""
    older = older_pages(len(items), size)
    first = len(items) - older * size
    if number is None:
        next_one = part_address(address, older) if older else None
        return ListPage(address, None, tuple(items[:first]), None, next_one)
    if not 0 < number <= older:
        raise KeyError(number)
    start = first + (older - number) * size
    newer = address if number == older else part_address(address, number + 1)
    next_one = part_address(address, number - 1) if number > 1 else None
    return ListPage(
        part_address(address, number), number, tuple(items[start : start + size]), newer, next_one
    )


class NamePart(Struct, Generic[T], frozen=True):
    """The part of a list in order of name of which all names begin alike."""

    start: str
    """What they begin with."""
    items: tuple[T, ...]


def cut_names(items: Sequence[tuple[str, T]], size: int) -> list[NamePart[T]]:
    """Cut a list of (name without case and accents, item) where names begin alike, each part at most ``size``.

    One part where all fit in it. A name that is added changes only the part that it belongs to. Items whose names
    are alike to the end stay together, however many they are.
    """
    if len(items) <= size:
        return [NamePart("", tuple(item for _, item in items))]
    return list(_cut_names(items, size, 1))


def _cut_names(items: Sequence[tuple[str, T]], size: int, length: int) -> Iterator[NamePart[T]]:
    by_start: dict[str, list[tuple[str, T]]] = {}
    for name, item in items:
        by_start.setdefault(name[:length], []).append((name, item))
    for start, group in by_start.items():
        if len(group) <= size or all(len(name) <= length for name, _ in group):
            yield NamePart(start, tuple(item for _, item in group))
        else:
            yield from _cut_names(group, size, length + 1)
