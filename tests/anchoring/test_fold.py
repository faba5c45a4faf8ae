from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_gen.anchoring.fold import fold_text, fold_words, replace_stretches
from site_gen.anchoring.stream import _WORDS, make_text_stream

SIGNS = st.sampled_from(
    "ab é e\u0301\u0327\u00ad\u034f\u200b\ufe0f…“’—-日\u00a0\u2028\u3000\x85\x1c\0\n\t\r\f\v  "
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“It’s”", '"It\'s"'),
        ("„Ja‟ ‚so‛", "\"Ja\" 'so'"),
        ("5–10 — well ― so‐called −3", "5-10 - well - so-called -3"),
        ("wait…", "wait..."),
        ("a\u00a0b\t c\u2009d\ne", "a b c d e"),
        ("co\u00adop\u200b\u2060\ufeff", "coop"),
        ("Ang\u0301stro\u0308m \u212b", "Anǵström \u00c5"),
        ("❤\ufe0f", "❤"),
    ],
)
def test_texts_that_are_alike(one: str, other: str) -> None:
    assert fold_words(one) == fold_words(other) == fold_text(one).text


@pytest.mark.parametrize(
    ("one", "other"), [("Wall", "wall"), ('"a"', "'a'"), ("a--b", "a–b"), ("caf", "café"), ("«a»", '"a"')]
)
def test_texts_that_differ(one: str, other: str) -> None:
    assert fold_words(one) != fold_words(other)


def find(text: str, words: str) -> str | None:
    folded = fold_text(text)
    start = folded.text.index(fold_words(words))
    place = folded.find_original(start, start + len(fold_words(words)))
    return text[slice(*place)] if place else None


def test_a_place_leads_back_to_the_original() -> None:
    assert find("so … it\u00a0 was — “cafe\u0301”", '... it was - "café"') == "… it\u00a0 was — “cafe\u0301”"


def test_what_is_dropped_stays_outside_of_a_place() -> None:
    assert find("a \u200bword\u00ad b", "word") == "word"


def test_an_edge_inside_of_a_character_is_no_place() -> None:
    assert find("well…", "well..") is None
    assert find("क्षेत्र", "क") is None
    assert find("🇮🇳🇺🇸", "🇳🇺") is None


def test_a_place_next_to_joined_letters_is_found() -> None:
    assert find("می\u200cخواهم", "خواهم") == "خواهم"


def test_offsets_lead_both_ways() -> None:
    text, offsets = replace_stretches("abcdef", [(1, 3, "X"), (4, 5, "")])
    assert text == "aXdf"
    assert [offsets.back(offset) for offset in range(5)] == [(0, 0), (1, 1), (3, 3), (4, 5), (6, 6)]
    assert [offsets.forward(offset) for offset in range(7)] == [0, 1, 1, 2, 3, 3, 4]


@given(st.text(SIGNS | st.characters(), max_size=20))
@example("a\0b")
@example("a\0 b")
@example("a\u00a0b c")
@example("a\u034fb")
@example("\0")
def test_the_way_back_is_that_of_the_folded_words(text: str) -> None:
    assert fold_text(text).text == fold_words(text.strip())


@given(st.text(SIGNS | st.characters(), max_size=20))
def test_runs_of_white_space_are_one_and_words_are_counted(text: str) -> None:
    text = text.replace("\0", "")
    stream = make_text_stream(text)[1]
    parts = [part for part in re.split("[ \t\n\r\f]+", text) if part]
    assert stream.text == " ".join(parts)
    assert stream.words == len(re.findall(_WORDS, text))
