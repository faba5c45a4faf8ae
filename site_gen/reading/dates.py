"""Days, months, years and moments as typed. Knows neither files nor keys."""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache
from typing import NoReturn

from site_gen.model import PartialDate
from site_gen.reading.nearest import shorten
from site_gen.reading.values import ValueProblem, expect_text
from site_gen.support.words import find_words

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt]|\s+)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?\s*(\S.*)?"
)
_OFFSET = re.compile(r"([+-])([0-9]{2}):?([0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?(?:[T ].*)?")
_YEAR_LAST = re.compile(r"(?:([0-9]{1,2})[-/.])?([0-9]{1,2})[-/.]([0-9]{4})")
_DAY_MONTH = re.compile(r"(?:([0-9]{1,2})(?:st|nd|rd|th)?\s+)?([^\W\d_]{3,9})\.?,?\s+([0-9]{4})")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,9})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONE_HELP = "write it like `2026-11-22 06:00 +05:30`, `2026-11-22 06:00 Asia/Kolkata` or `2026-11-22T00:30Z`"


def parse_day(value: object) -> datetime.date:
    """Give a full day, typed ``2018-06-05``. Raises ValueProblem."""
    return _make_day(expect_text(value).strip())


@lru_cache(maxsize=1024)
def _make_day(text: str) -> datetime.date:
    """Make a day of its text; one file has the same day again and again."""
    match = _PARTIAL.fullmatch(text)
    if not match or not match[3]:
        _refuse_form(text, "a full day", "2018-06-05")
    _check_exists(int(match[1]), int(match[2]), int(match[3]))
    return datetime.date(int(match[1]), int(match[2]), int(match[3]))


def parse_partial_date(value: object) -> PartialDate:
    """Give a day, a month or a year, typed ``2018-06-05``, ``2018-06`` or ``2018``. Raises ValueProblem."""
    return _make_partial_date(expect_text(value).strip())


@lru_cache(maxsize=1024)
def _make_partial_date(text: str) -> PartialDate:
    match = _PARTIAL.fullmatch(text)
    if not match:
        _refuse_form(text, "a day, a month or a year", "2018-06-05`, `2018-06` or `2018")
    year, month, day = (int(part) if part else None for part in match.groups())
    _check_exists(year or 0, month, day)
    return PartialDate(year or 0, month, day)


def parse_moment(value: object) -> datetime.datetime:
    """Give a day and time with its zone, kept as an offset from UTC. Raises ValueProblem."""
    text = expect_text(value).strip()
    match = _MOMENT.fullmatch(text)
    if not match:
        found = f"`{shorten(text)}` is not a day, a time and a time zone"
        raise ValueProblem("date-is-valid", found, _ZONE_HELP)
    day = parse_day(match[1])
    hour, minute, second = int(match[2]), int(match[3]), int(match[4] or 0)
    if hour > 23 or minute > 59 or second > 59:
        found = f"there is no time `{text[match.start(2) : match.end(4) if match[4] else match.end(3)]}`"
        raise ValueProblem("date-is-valid", found, "hours go from 00 to 23, minutes from 00 to 59")
    if not match[5]:
        raise ValueProblem("date-is-valid", f"`{shorten(text)}` lacks its time zone", _ZONE_HELP)
    moment = datetime.datetime.combine(day, datetime.time(hour, minute, second), _find_zone(match[5]))
    return moment.replace(tzinfo=datetime.timezone(moment.utcoffset() or datetime.timedelta()))


def _find_zone(name: str) -> datetime.tzinfo:
    if name.upper() in {"Z", "UTC", "GMT"}:
        return datetime.UTC
    match = _OFFSET.fullmatch(name)
    if match and int(match[2]) < 24 and int(match[3]) < 60:
        offset = datetime.timedelta(hours=int(match[2]), minutes=int(match[3]))
        return datetime.timezone(-offset if match[1] == "-" else offset)
    try:
        # An abbreviation such as IST is several zones; some of them are names in the database.
        if "/" in name:
            import zoneinfo  # noqa: PLC0415 - next to no file names its zone

            return zoneinfo.ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        pass
    raise ValueProblem(
        "date-is-valid", f"`{shorten(name)}` is not a time zone that is known here", _ZONE_HELP
    )


def _check_exists(year: int, month: int | None, day: int | None) -> None:
    if year < 1:
        raise ValueProblem("date-is-valid", "there is no year 0000", "write the year in four digits")
    if month is not None and not 1 <= month <= 12:
        help = "write the month as two digits, from 01 to 12: year-month-day"  # noqa: A001 - as in Diagnostic
        raise ValueProblem("date-is-valid", f"there is no month {month}", help)
    if month is None or day is None or 1 <= day <= 28:
        return
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = find_words("en").date(year, month)
        found = f"{day} {name} does not exist"
        raise ValueProblem("date-is-valid", found, f"{name} has {last} days")


def _refuse_form(text: str, expected: str, example: str) -> NoReturn:
    candidates = [each for each in _guess(text) if _PARTIAL.fullmatch(each)]
    if expected == "a full day":
        candidates = [each for each in candidates if len(each) == 10]
    choice = " or ".join(f"`{each}`" for each in candidates) or f"`{example}`"
    lead = "write" if candidates else "write it like"
    tail = ", whichever is meant" if len(candidates) > 1 else ""
    raise ValueProblem("date-is-valid", f"`{shorten(text)}` is not {expected}", f"{lead} {choice}{tail}")


def _guess(text: str) -> list[str]:
    """Give what a date in another form was meant to be; two where day and month cannot be told apart."""
    if match := _YEAR_FIRST.fullmatch(text):
        return _make_texts([(match[1], match[2], match[3])])
    if match := _YEAR_LAST.fullmatch(text):
        first, second, year = match.groups()
        return _make_texts(
            [(year, second, first)] + ([(year, first, second)] if first and first != second else [])
        )
    if match := _DAY_MONTH.fullmatch(text):
        return _make_texts([(match[3], _month(match[2]), match[1])])
    if match := _MONTH_DAY.fullmatch(text):
        return _make_texts([(match[3], _month(match[1]), match[2])])
    return []


def _month(name: str) -> str:
    start = name[:3].lower()
    return str(_MONTHS.index(start) + 1) if start in _MONTHS else "0"


def _make_texts(candidates: list[tuple[str, str, str | None]]) -> list[str]:
    texts = []
    for year, month, day in candidates:
        try:
            _check_exists(int(year), int(month), int(day) if day else None)
        except ValueProblem:
            continue
        texts.append(str(PartialDate(int(year), int(month), int(day) if day else None)))
    return texts
