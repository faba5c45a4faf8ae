"""Plain values of nodes: what no text may hold."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from site_gen.reading.nodes import MapNode
from site_gen.reading.plain import UNFIT, Plain, has_unfit, make_plain
from site_gen.reading.yamldoc import parse_yaml
from site_gen.support.locations import TextFile

CONTROLS = [*map(chr, range(0xA0)), *map(chr, range(0xD800, 0xE000)), *map(chr, range(0xFFF0, 0x10010))]


def test_each_unfit_character_is_noticed() -> None:
    noticed = {sign for sign in CONTROLS if has_unfit(f"a{sign}b")}
    assert noticed == {sign for sign in CONTROLS if UNFIT.search(sign)}


@given(st.text(st.characters(exclude_categories=()) | st.sampled_from(CONTROLS)))
def test_as_the_pattern_sees_it(text: str) -> None:
    assert has_unfit(text) == (UNFIT.search(text) is not None)


def join(value: Plain) -> str:
    """Give all texts of a value."""
    if isinstance(value, str):
        return value
    return " ".join(map(join, value.values() if isinstance(value, dict) else value))


@given(
    st.sampled_from(
        ["a: {}", "a: '{}'", 'a: "{}"', "a: |\n  {}", "a: >\n  {}", "a:\n  - b{}", "a: {{b: {}}}"]
    ),
    st.text(st.sampled_from([*CONTROLS, *"ab \\0x1b_N\n"]), max_size=8),
)
@example('a: "{}"', "\\0\\x1b\\N\\ud800")
@example("a: |\n  {}", "b\x85c")
def test_no_value_of_a_file_holds_one(form: str, text: str) -> None:
    root = parse_yaml(TextFile("content/articles/x.claims.yaml", form.format(text))).root
    if isinstance(root, MapNode):
        assert not UNFIT.search(join(make_plain(root).values))
