from __future__ import annotations

import datetime as dt

import pytest

from site_gen.support.words import ENGLISH, Words, find_words, text_direction

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


def test_what_runs_in_the_other_direction_is_kept_apart() -> None:
    label = "غير صحيح"
    assert WORDS.say("counts.part", n=3, rating=label) == f"3 \u2068{label}\u2069"
    assert WORDS.say("check.heading", number=2, rating=label) == f"Check 2: \u2068{label}\u2069"
    parts = f"3 \u2068{label}\u2069, 2 \u2068صحيح\u2069"
    assert (
        WORDS.say("counts.text", total="5 statements checked", parts=parts)
        == f"5 statements checked: {parts}"
    )


def test_what_runs_in_the_same_direction_stays_as_it_is() -> None:
    assert WORDS.say("check.heading", number=2, rating="सही – nö") == "Check 2: सही – nö"
    assert WORDS.say("page.title", page="الماء", site="مكتب") == "الماء – مكتب"
    arabic = Words("ar", {"by": "بقلم {names}", "n": "{n} كلمة"})
    assert arabic.say("by", names="فريق") == "بقلم فريق"
    assert arabic.say("by", names="Ann B.") == "بقلم \u2068Ann B.\u2069"
    assert arabic.say("n", n=3) == "3 كلمة"
