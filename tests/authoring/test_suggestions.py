from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.authoring.suggestions import find_checkable


def signs_in(text: str, language: str = "en") -> list[tuple[str, ...]]:
    return [each.signs for each in find_checkable(text, language)]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("The tax rose by 4 % again.", ("number",)),
        ("The bridge was built in 1978.", ("date",)),
        ("It was opened on 31/05/2026 at 9.", ("number", "date")),
        ("It has the largest port of all.", ("comparison",)),
        ("He called it “a great day for us”.", ("attribution",)),
        ("According to the mayor it is safe.", ("attribution",)),
        ("Some 2000 people came to the square.", ("date",)),
        ("Some 2,000 people came to the square.", ("number",)),
    ],
)
def test_a_sentence_with_a_sign_is_found_with_it(text: str, signs: tuple[str, ...]) -> None:
    assert signs_in(text) == [signs]


@pytest.mark.parametrize(
    "text",
    [
        "We walked along the river.",
        "Did it rise by 4 %?",
        "In 2019, yes.",
        "He called it “good” and went home.",
    ],
)
def test_other_sentences_are_passed_over(text: str) -> None:
    assert signs_in(text) == []


@pytest.mark.parametrize(
    ("text", "language", "signs"),
    [
        ("यह भारत की सबसे बड़ी नदी है।", "hi", ("comparison",)),
        ("2019 में कर ४ प्रतिशत बढ़ा था।", "hi-IN", ("number", "date")),
        ("会議は2019年に東京で開かれた。", "ja", ("date",)),
        ("Das ist laut Ministerium die größte Halle.", "de", ("comparison", "attribution")),
        ("Ceci est jamais arrivé à Paris.", "fr", ("comparison",)),
        ("هذا هو العدد 25 في المدينة.", "ar", ("number",)),
        ("This is never known in this language.", "xx", None),
    ],
)
def test_other_languages(text: str, language: str, signs: tuple[str, ...] | None) -> None:
    assert signs_in(text, language) == ([signs] if signs else [])


def test_abbreviations_and_numbers_do_not_end_a_sentence() -> None:
    text = "Dr. A. Smith of the U.S. Navy said No. 5 was first. It rained all day long."
    found = [text[each.start : each.end] for each in find_checkable(text, "en")]
    assert found == ["Dr. A. Smith of the U.S. Navy said No. 5 was first.", "It rained all day long."]


def test_blocks_are_parted() -> None:
    text = "The first has 4 things\nThe other has none of them"
    assert [text[each.start : each.end] for each in find_checkable(text, "en")] == text.split("\n")


@given(st.text(max_size=200), st.sampled_from(["en", "hi", "xx"]))
def test_sentences_lie_in_the_text_in_order_and_apart(text: str, language: str) -> None:
    end = 0
    for each in find_checkable(text, language):
        assert end <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == text[each.start : each.end].strip()
        assert each.signs
        end = each.end
