from __future__ import annotations

import pytest

from site_gen.anchoring.fold import fold_text, fold_words, replace_stretches


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
