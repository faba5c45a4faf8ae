"""Templates as compiled, written down and read again."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from site_gen.presenting.compiled import Compiled, parse_compiled, render_compiled

KNOWN = Compiled({"a": compile("1 + 1", "a", "eval")}, {"a": ("b", None), "b": ()})
DATA = render_compiled(KNOWN, ["a", "b", "c"], "one")


def test_what_was_written_is_read() -> None:
    assert parse_compiled(DATA, "one") == KNOWN
    assert parse_compiled(DATA, "two") == Compiled()
    assert parse_compiled(render_compiled(KNOWN, ["b"], "one"), "one") == Compiled({}, {"b": ()})


@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
@example(DATA.index(b"\n"), 1)
def test_damaged_bytes_are_never_taken_for_code(place: int, change: int) -> None:
    damaged = bytearray(DATA)
    damaged[place] ^= change
    assert parse_compiled(bytes(damaged), "one") == Compiled()
    assert parse_compiled(DATA[:place], "one") == Compiled()
