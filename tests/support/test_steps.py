from __future__ import annotations

from site_gen.support.steps import Steps, cut, finish


def add(numbers: list[int]) -> Steps[int]:
    total = 0
    for piece in cut(numbers, 2):
        total += sum(piece)
        yield
    return total


def test_all_steps_give_what_came_of_them() -> None:
    steps = add([1, 2, 3])
    assert [next(steps), next(steps)] == [None, None]
    assert finish(add([1, 2, 3])) == 6


def test_items_are_cut_into_pieces_without_looking_ahead() -> None:
    numbers = iter(range(5))
    pieces = cut(numbers, 2)
    assert next(pieces) == (0, 1)
    assert next(numbers) == 2
    assert list(pieces) == [(3, 4)]
