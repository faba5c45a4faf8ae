from __future__ import annotations

import pytest

from site_gen.anchoring.hints import Passages, diff_words

TEXT = (
    "In January, the US announced sanctions against Russia. The law, CAATSA, was passed in 2017. "
    "Turkey bought the system anyway, and paid 2.5 billion dollars for it. 失业率下降到百分之五。"
)


@pytest.mark.parametrize(
    ("quote", "nearest"),
    [
        ("in January the US announces sanctions", "In January, the US announced sanctions"),
        ("The law CAATSA was passed in 2018.", "The law, CAATSA, was passed in 2017."),
        ("sanctoins", "sanctions"),
        ("in Janury, teh US", "In January, the US"),
        ("amounced sanctoins", "announced sanctions"),
        ("was pased", "was passed"),
        ("Turkey paid 2.5 billion dollars", "Turkey bought the system anyway, and paid 2.5 billion dollars"),
        ("失业率上升到百分之五", "失业率下降到百分之五"),
    ],
)
def test_the_nearest_passage(quote: str, nearest: str) -> None:
    place = Passages(TEXT).find_nearest(quote)
    assert place is not None
    assert TEXT[slice(*place)] == nearest


@pytest.mark.parametrize(
    ("text", "quote", "nearest"),
    [
        (
            "The mayor said crime had fallen for three years running, and that it would fall on.",
            "crime had fallen for two years in a row",
            "crime had fallen for three years running",
        ),
        (
            "It rained. In spring the crime rate had fallen for years.",
            "yes, my friends, crime rate had fallen for years",
            "In spring the crime rate had fallen for years",
        ),
        (
            "He said the bridge was built by Mr. Smith.",
            "the bridge was built by Mr Smth",
            "the bridge was built by Mr. Smith",
        ),
        (
            "The road was closed for nine weeks, then opend again.",
            "closed for nine weeks then opened again",
            "closed for nine weeks, then opend again",
        ),
        ("It paid 2.5 billion a year. The end.", "paid 2.5 million a month", "paid 2.5 billion a year"),
        ("The bridge was closed for nine weeks.\0Then it rained.", "was closed for nine", None),
        (
            "The bridge was closed for nine\0Then it rained all of May.",
            "the bridge was closed for nine months last winter",
            "The bridge was closed for nine",
        ),
    ],
)
def test_the_nearest_passage_ends_where_its_part_of_the_sentence_does(
    text: str, quote: str, nearest: str | None
) -> None:
    place = Passages(text).find_nearest(quote)
    assert place is not None
    assert text[slice(*place)] == (nearest or quote)


@pytest.mark.parametrize(
    "quote",
    [
        "announced the end of all tariffs on steel",  # one word of many
        "dollars are for the ministers in the end",  # only words that are in every text
        "sanctoins have never hurt the economy",  # one mistyped word
        "the ministers",
        "system failure",
    ],
)
def test_a_word_here_and_there_is_no_passage(quote: str) -> None:
    assert Passages(TEXT).find_nearest(quote) is None


def test_one_word_is_never_suggested_for_several() -> None:
    assert Passages("Sanctions.").find_nearest("sanctions bite") is None
    place = Passages("Sanctions.").find_nearest("santions")
    assert place == (0, 9)


def test_nothing_is_near() -> None:
    assert Passages(TEXT).find_nearest("entirely different words here") is None
    assert Passages(TEXT).find_nearest("!?") is None
    assert Passages("").find_nearest("words") is None


def test_a_difference_is_shown_word_by_word() -> None:
    assert diff_words("a b c", "a x c d") == "a [b → x] c [– → d]"
