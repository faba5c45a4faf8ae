from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.model import PartialDate
from site_gen.reading.dates import parse_day, parse_moment, parse_partial_date
from site_gen.reading.values import ValueProblem


@given(st.dates())
def test_every_day_is_read_as_it_is_written(day: datetime.date) -> None:
    assert parse_day(day.isoformat()) == day
    assert str(parse_partial_date(day.isoformat())) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "date"),
    [("2018", PartialDate(2018)), ("2018-06", PartialDate(2018, 6)), ("2018-06-05", PartialDate(2018, 6, 5))],
)
def test_a_date_is_as_precise_as_it_is_given(text: str, date: PartialDate) -> None:
    assert parse_partial_date(text) == date


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("2026-02-30", "30 February 2026 does not exist", "February 2026 has 28 days"),
        ("2026-00-10", "there is no month 0", "from 01 to 12"),
        ("0000-01-01", "there is no year 0000", "four digits"),
        (
            "5/6/2018",
            "`5/6/2018` is not a full day",
            "write `2018-06-05` or `2018-05-06`, whichever is meant",
        ),
        ("25.6.2018", "`25.6.2018` is not a full day", "write `2018-06-25`"),
        ("2018/6/5", "`2018/6/5` is not a full day", "write `2018-06-05`"),
        ("June 5", "`June 5` is not a full day", "write it like `2018-06-05`"),
        ("June 5th, 2018", "`June 5th, 2018` is not a full day", "write `2018-06-05`"),
        ("5 Jun. 2018", "`5 Jun. 2018` is not a full day", "write `2018-06-05`"),
        ("2018-06-05T10:00Z", "`2018-06-05T10:00Z` is not a full day", "write `2018-06-05`"),
        ("2018", "`2018` is not a full day", "write it like `2018-06-05`"),
    ],
)
def test_a_wrong_day_is_told_so(text: str, message: str, hint: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        parse_day(text)
    assert caught.value.message == message
    assert hint in caught.value.help


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-22 06:00 +05:30", "2026-11-22T00:30:00+00:00"),
        ("2026-11-22T06:00:30-0800", "2026-11-22T14:00:30+00:00"),
        ("2026-11-22T00:30Z", "2026-11-22T00:30:00+00:00"),
        ("2026-11-22 0:30 UTC", "2026-11-22T00:30:00+00:00"),
        ("2026-07-01 12:00 Europe/Berlin", "2026-07-01T10:00:00+00:00"),
    ],
)
def test_a_moment_has_its_zone(text: str, utc: str) -> None:
    moment = parse_moment(text)
    assert moment.astimezone(datetime.UTC).isoformat() == utc
    assert isinstance(moment.tzinfo, datetime.timezone)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22",
        "2026-11-22 06:00",
        "2026-11-22 25:00Z",
        "2026-11-22 06:00 IST",
        "2026-11-22 06:00 Mars/Base",
        "2026-11-22 06:00 ../x",
    ],
)
def test_a_moment_without_time_or_zone_is_refused(text: str) -> None:
    with pytest.raises(ValueProblem):
        parse_moment(text)
