from __future__ import annotations

import pytest

from site_gen.presenting.embed_size import CardText, estimate_height
from site_gen.support.structs import replace

SHORT = CardText("Check 1: Accurate", "It rained.", "It did.", "", "Checks, 4 May 2026", "The whole check")
LONG = "a statement of many words that goes on and on " * 6


def test_a_short_card_has_a_low_frame_and_a_long_one_a_high_frame() -> None:
    assert estimate_height(SHORT) < 220
    assert estimate_height(replace(SHORT, statement=LONG)) > estimate_height(SHORT) + 150
    assert estimate_height(replace(SHORT, origin="A. Mayor")) > estimate_height(SHORT)


@pytest.mark.parametrize("key", ["heading", "standing", "statement", "summary", "origin", "site"])
def test_more_text_never_makes_a_frame_lower(key: str) -> None:
    heights = [estimate_height(replace(SHORT, **{key: "word " * number})) for number in range(1, 60)]
    assert heights == sorted(heights)
    assert heights[-1] > heights[0]


def test_wide_letters_and_words_longer_than_a_line_are_counted() -> None:
    assert estimate_height(replace(SHORT, statement="\u5931" * 100)) > estimate_height(
        replace(SHORT, statement="a" * 100)
    )
    assert estimate_height(replace(SHORT, statement="a" * 100)) >= estimate_height(SHORT) + 3 * 25
