"""Rare characters of a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_gen.support.characters import find_rare

SIGNS = st.characters(exclude_categories=()) | st.sampled_from(
    "\t\n\r\x00\x1f\x7f\x80\x85\xa0\u2028\ud800\udc00\ufffe"
)


@given(st.text(SIGNS) | st.text("a \n") | st.builds(str.__add__, st.text(SIGNS), st.text("b\t~")))
def test_all_but_printable_ascii_tabs_and_line_ends(text: str) -> None:
    common = {*map(chr, range(0x20, 0x7F)), "\t", "\n"}
    assert find_rare(text) == "".join(sign for sign in text if sign not in common)
