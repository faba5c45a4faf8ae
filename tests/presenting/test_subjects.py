from __future__ import annotations

from site_gen.presenting.subjects import find_shared, make_letter
from tests.presenting.examples import anchor


def test_letters_go_on_behind_z() -> None:
    assert [make_letter(n) for n in (1, 26, 27, 52, 53, 703)] == ["a", "z", "aa", "az", "ba", "aaa"]


def test_only_those_with_the_same_words_share_them() -> None:
    anchors = [
        anchor("a", 0, 10, "…"),
        anchor("b", 5, 8, "…"),
        anchor("c", 8, 12, "…"),
        anchor("d", 12, 20, "…"),
        anchor("e", 0, 10, "…", on="title"),
        anchor("d", 30, 40, "…", place=2),
        anchor("a", 35, 36, "…", place=2),
    ]
    assert find_shared(anchors) == {"a": ("b", "c", "d"), "b": ("a",), "c": ("a",), "d": ("a",)}


def test_two_places_of_one_claim_do_not_share() -> None:
    assert find_shared([anchor("a", 0, 5, "…"), anchor("a", 3, 8, "…", place=2)]) == {}
