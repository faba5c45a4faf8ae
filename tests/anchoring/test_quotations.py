"""Quotation marks of many languages, and signs that look like them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.anchoring.quotations import find_pairs

MARKS = (
    "“”",
    "„“",
    "„”",
    "””",
    "«»",
    "»«",
    "»»",
    '""',
    "‘’",
    "‚‘",
    "’’",
    "‹›",
    "›‹",
    "''",
    "「」",
    "『』",
    "《》",
)
PLAIN = st.text(st.characters(categories=("Lu", "Ll", "Lo", "Nd")), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“a,” she said, “b.”", ["“a,”", "“b.”"]),
        ('He said:"yes" and ("no").', ['"yes"', '"no"']),
        ("„Wort“ und »Wort« und «mot»", ["„Wort“", "»Wort«", "«mot»"]),
        ("« mot » et l’« homme »", ["« mot »", "« homme »"]),
        ("”Svenska” och ’ord’ och »finska»", ["”Svenska”", "’ord’", "»finska»"]),
        ("所谓“中国制造”的「あ『い』う」", ["“中国制造”", "「あ『い』う」"]),
        ("“outer ‘inner’ more” and ‘one “two” three’", ["“outer ‘inner’ more”", "‘one “two” three’"]),
        ("the mayor's plan, the dogs' home, the mayor’s plan, the dogs’ home", []),
        (
            "'the mayor's plan is bad' and ‘the mayor’s plan’",
            ["'the mayor's plan is bad'", "‘the mayor’s plan’"],
        ),
        ("in the '90s, rock ’n’ roll, ’twas “so”", ["“so”"]),
        ('5\' 10" tall and 6" wide, "he said"', ['"he said"']),
        ("“opened and not closed", []),
        ("closed” and not opened", []),
        ('"left open and "opened again"', ['"opened again"']),
        ("", []),
    ],
)
def test_pairs_are_found(text: str, expected: list[str]) -> None:
    assert [text[pair.opened : pair.closed + 1] for pair in find_pairs(text)] == expected


@pytest.mark.parametrize("mark", ["“", "„", "«", '"'])
def test_what_the_next_paragraph_takes_up_again_goes_on_to_the_end(mark: str) -> None:
    text = f"She said: {mark}It is balanced."
    assert find_pairs(text, f"{mark}It will stay so.") == [(10, len(text))]
    assert find_pairs(text, "It will stay so.") == []


@given(
    st.sampled_from(MARKS),
    st.lists(PLAIN, min_size=1),
    st.lists(PLAIN, min_size=1),
    st.lists(PLAIN, min_size=1),
)
def test_words_between_marks_are_a_pair(
    marks: str, before: list[str], inside: list[str], behind: list[str]
) -> None:
    said = f"{marks[0]}x {' '.join(inside)}{marks[1]}"
    text = f"{' '.join(before)} {said} {' '.join(behind)}"
    assert [text[pair.opened : pair.closed + 1] for pair in find_pairs(text)] == [said]


@given(st.text(st.sampled_from("“”„«»\"'‘’‚‹›「」 ab.,:—9"), max_size=60), st.sampled_from(["", "“b", "»b"]))
def test_pairs_stand_apart_and_in_order(text: str, following: str) -> None:
    pairs = find_pairs(text, following)
    assert all(0 <= pair.opened < pair.closed <= len(text) for pair in pairs)
    assert all(one.closed < other.opened for one, other in pairwise(pairs))
