"""What a check says of the past has happened. Days ahead are mostly slips: a wrong year, day and month exchanged."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from site_gen.checking.rule import Case, Finding, Rule, place_in_source, place_of
from site_gen.model import Claim, HistoryEntry, PartialDate, Source, Spans
from site_gen.support.locations import Span

_TIME_ZONES = datetime.timedelta(1)
"""Where the desk is, it may be tomorrow already."""
_ISSUES = datetime.timedelta(366)
"""Journals date their issues ahead, by month or year."""
_LOOK = "see whether year, month and day are right"


def find_days_ahead(case: Case, _value: str) -> Iterator[Finding]:
    """Find days that have not come yet where something is told that is over.

    The article's own may lie ahead as far as ``publish_after`` does; ``review_by`` is a plan.
    """
    yield from _find_in_article(case)
    for claim in case.claims:
        yield from _find_in_claim(claim, case.day)
    for _, _, source in case.citations:
        yield from _find_in_source(source, case.day)


def _find_in_article(case: Case) -> Iterator[Finding]:
    article, day = case.article, case.day
    publication = max(day, article.publish_after.date()) if article.publish_after else day
    if _is_ahead(article.date, publication):
        hint = "write the day of publication; `publish_after:` with day and time keeps the article back"
        yield _make_finding("date", article.date, day, place_of(article, "date"), hint)
    if _is_ahead(article.updated, publication):
        hint = "write the day on which the text was last changed"
        yield _make_finding("updated", article.updated, day, place_of(article, "updated"), hint)
    yield from _find_in_history(
        article.history, publication, day, article.spans, place_of(article, "history")
    )
    if article.original and _is_ahead(article.original.published, day):
        place = place_of(article, "original.published", "original")
        yield _make_finding("published", article.original.published, day, place, _LOOK)


def _find_in_claim(claim: Claim, day: datetime.date) -> Iterator[Finding]:
    if _is_ahead(claim.checked, day):
        hint = "write the day on which it was checked; a day on which to look again is `review_by:`"
        yield _make_finding("checked", claim.checked, day, place_of(claim, "checked"), hint)
    if _is_ahead(claim.said, day):
        yield _make_finding("said", claim.said, day, place_of(claim, "said"), _LOOK)
    yield from _find_in_history(claim.history, day, day, claim.spans, place_of(claim, "history"))


def _find_in_history(
    history: Iterable[HistoryEntry], latest: datetime.date, day: datetime.date, spans: Spans, around: Span
) -> Iterator[Finding]:
    for index, entry in enumerate(history):
        if _is_ahead(entry.date, latest):
            place = spans.get(f"history.{index}.date", around)
            hint = f"write the day of the {entry.kind}; readers see it as soon as the site is built"
            yield _make_finding("date", entry.date, day, place, hint)


def _find_in_source(source: Source, day: datetime.date) -> Iterator[Finding]:
    if _is_ahead(source.accessed, day):
        hint = "write the day on which the source was read"
        yield _make_finding("accessed", source.accessed, day, place_in_source(source, "accessed"), hint)
    if _is_ahead(source.published, day):
        yield _make_finding("published", source.published, day, place_in_source(source, "published"), _LOOK)


def _make_finding(
    key: str, date: datetime.date | PartialDate | None, day: datetime.date, place: Span, hint: str
) -> Finding:
    return Finding(f"`{key}: {date}` has not come yet: today is {day}", place, hint)


def _is_ahead(date: datetime.date | PartialDate | None, latest: datetime.date) -> bool:
    """Tell whether a date is surely later, wherever on earth and however roughly it was meant."""
    if isinstance(date, PartialDate):
        first = datetime.date(date.year, date.month or 1, date.day or 1)
        return first - latest > (_TIME_ZONES if date.day else _ISSUES)
    return date is not None and date - latest > _TIME_ZONES


RULE = Rule("date-has-come", "warn", "dates lie in the future", find_days_ahead)
