from __future__ import annotations

from site_gen.anchoring.segments import MAX_COVER, find_crowding, make_segments
from site_gen.anchoring.stream import Leaf
from site_gen.model import Segment

LEAVES = [Leaf(0, 5, 0, 0, "text", 0), Leaf(5, 8, 0, 2, "code", 0), Leaf(9, 12, 1, 0, "text", 2)]


def test_each_piece_knows_all_that_cover_it() -> None:
    assert make_segments(LEAVES, [(3, 10, 0), (4, 6, 1)], ["a", "b"]) == (
        Segment(0, 3, 4, ("a",)),
        Segment(0, 4, 5, ("a", "b")),
        Segment(1, 0, 1, ("a", "b")),
        Segment(1, 1, 3, ("a",)),
        Segment(2, 0, 1, ("a",)),
    )


def test_places_of_one_claim_that_overlap_name_it_once() -> None:
    assert [piece.ids for piece in make_segments(LEAVES, [(0, 3, 0), (2, 5, 0)], ["a"])] == [("a",)] * 3


def test_nothing_is_covered_by_nothing() -> None:
    assert make_segments(LEAVES, [], []) == ()


def test_those_that_begin_last_crowd() -> None:
    places = [(rank, 200, rank) for rank in range(MAX_COVER + 2)]
    assert find_crowding(places) == {MAX_COVER, MAX_COVER + 1}
    assert find_crowding(places[:MAX_COVER]) == set()


def test_side_by_side_nobody_crowds() -> None:
    assert find_crowding([(rank, rank + 1, rank) for rank in range(3 * MAX_COVER)]) == set()
