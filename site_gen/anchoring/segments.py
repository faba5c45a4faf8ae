"""Pieces: cuts the places of claims and notes into stretches of single leaves, with all that cover each.

Pure arithmetic on offsets; it knows neither tokens nor what covers.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from site_gen.anchoring.stream import Leaf
from site_gen.model import Segment

MAX_COVER = 50
"""More than this on one piece nobody can read."""

Place = tuple[int, int, int]
"""Start and end in the raw stream, and the rank of what it belongs to."""


def make_segments(leaves: Sequence[Leaf], places: Sequence[Place], ids: Sequence[str]) -> tuple[Segment, ...]:
    """Give the covered pieces of all leaves in reading order; ``ids`` names the ranks."""
    starts = [leaf.start for leaf in leaves]
    segments: list[Segment] = []
    for start, end, ranks in _iter_covered(places):
        names = tuple(ids[rank] for rank in ranks)
        index = max(0, bisect_right(starts, start) - 1)
        while index < len(leaves) and leaves[index].start < end:
            leaf = leaves[index]
            first, last = max(start, leaf.start), min(end, leaf.end)
            if first < last:
                segments.append(Segment(index, first - leaf.start, last - leaf.start, names))
            index += 1
    return tuple(segments)


def find_crowding(places: Sequence[Place]) -> set[int]:
    """Give the ranks that make some piece lie under more than ``MAX_COVER``: those that begin last there."""
    crowding: set[int] = set()
    active: list[tuple[int, int]] = []
    for start, end, rank in sorted(places, key=lambda place: (place[0], -place[1], place[2])):
        active = [each for each in active if each[0] > start]
        if rank in crowding or any(each[1] == rank for each in active):
            continue
        if len(active) >= MAX_COVER:
            crowding.add(rank)
        else:
            active.append((end, rank))
    return crowding


def _iter_covered(places: Sequence[Place]) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Sweep over all edges; give each stretch between two of them with the ranks that cover it."""
    edges = sorted(
        [(start, 1, rank) for start, _, rank in places] + [(end, -1, rank) for _, end, rank in places]
    )
    active: list[int] = []
    groups = [(offset, list(group)) for offset, group in groupby(edges, key=lambda edge: edge[0])]
    for (offset, group), (following, _) in pairwise([*groups, (0, [])]):
        for _, change, rank in group:
            if change > 0:
                insort(active, rank)
            else:
                active.remove(rank)
        if active:
            yield offset, following, tuple(dict.fromkeys(active))
