from __future__ import annotations

import datetime as dt

import pytest

from site_gen.support.words import ENGLISH, find_words, text_direction

WORDS = find_words("en")


def test_dates_are_as_precise_as_given() -> None:
    assert WORDS.date(2018) == "2018"
    assert WORDS.date(2018, 6) == "June 2018"
    assert WORDS.full_date(dt.date(2018, 6, 5)) == "5 June 2018"


def test_one_and_many_differ() -> None:
    assert WORDS.count("counts.total", 1) == "1 statement checked"
    assert WORDS.count("counts.total", 0) == "0 statements checked"


def test_counted_texts_have_both_forms() -> None:
    stems = {
        form: {key[: -len(form)] for key in ENGLISH if key.endswith(form)} for form in (".one", ".other")
    }
    assert stems[".one"] == stems[".other"]


@pytest.mark.parametrize(
    ("language", "direction"),
    [("en", "ltr"), ("ar-EG", "rtl"), ("he", "rtl"), ("az-Arab", "rtl"), ("ur-Latn", "ltr")],
)
def test_text_runs_as_its_script_does(language: str, direction: str) -> None:
    assert text_direction(language) == direction
