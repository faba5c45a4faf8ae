from __future__ import annotations

import pytest

from site_gen.anchoring.selectors import Contexts


def context(text: str, words: str, number: int) -> tuple[str, str]:
    starts = [at for at in range(len(text)) if text.startswith(words, at)]
    start = starts[number]
    left, right = Contexts(text, starts, len(words)).find(start)
    return text[left:start], text[start + len(words) : right]


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("one wall only", 0, ("", "")),
        ("a wall here, a wall there", 0, ("", " here,")),
        ("the long red wall, the long blue wall.", 1, ("", ".")),
        ("wall wall", 0, ("", " wall")),
        ("wall wall", 1, ("wall ", "")),
        ("wall so wall so wall", 1, ("wall so ", " so wall")),
    ],
)
def test_a_context_is_short_and_ends_between_words(text: str, number: int, expected: tuple[str, str]) -> None:
    assert context(text, "wall", number) == expected


def test_a_context_does_not_begin_with_a_space() -> None:
    text = f"{'x' * 40} the wall {'y' * 40}the wall {'y' * 40}"
    assert context(text, "wall", 0) == ("x the ", "")
    assert context(text, "wall", 1) == ("ythe ", "")


def test_long_equal_surroundings() -> None:
    same = "word " * 300
    text = f"alpha {same}wall {same}omega {same}wall {same}end"
    before, after = context(text, "wall", 0)
    assert before.startswith("alpha ") or after.endswith("omega")
