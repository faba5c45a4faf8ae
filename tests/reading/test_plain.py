"""Plain values of nodes: what no text may hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_gen.reading.plain import UNFIT, has_unfit

CONTROLS = [*map(chr, range(0xA0)), *map(chr, range(0xD800, 0xE000)), *map(chr, range(0xFFF0, 0x10010))]


def test_each_unfit_character_is_noticed() -> None:
    noticed = {sign for sign in CONTROLS if has_unfit(f"a{sign}b")}
    assert noticed == {sign for sign in CONTROLS if UNFIT.search(sign)}


@given(st.text(st.characters(exclude_categories=()) | st.sampled_from(CONTROLS)))
def test_as_the_pattern_sees_it(text: str) -> None:
    assert has_unfit(text) == (UNFIT.search(text) is not None)
