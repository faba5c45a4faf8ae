from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_gen.authoring.properties import Property, find_properties


def test_values_on_light_and_dark_pages() -> None:
    sheet = """
    /* --not: this; */
    :root { color: red; --ink: #000; --faces: "a;b}", serif
      , other }
    .card { --ink: #444; }
    @media (prefers-color-scheme: dark) { :root { --ink: #fff; --only-dark: 1 } .card { --ink: #999 } }
    @media print { :root { --ink: black; } }
    @media (min-width: 40rem) { :root { --faces: wide; } }
    """
    assert find_properties([sheet]) == (
        Property("--ink", "#000", "#fff"),
        Property("--faces", '"a;b}", serif , other'),
    )


def test_a_later_sheet_wins() -> None:
    assert find_properties(
        [
            ":root { --a: 1; --b: 2 } @media (prefers-color-scheme: dark) { :root { --a: 3 } }",
            ":root { --a: 4 }",
            "@layer own { :root, [lang] { --b: 5 } }",
        ]
    ) == (Property("--a", "4", "3"), Property("--b", "5"))


@given(st.text(alphabet=":root{}-;\"'/*a \n"))
def test_any_text_can_be_looked_at(sheet: str) -> None:
    find_properties([sheet])
