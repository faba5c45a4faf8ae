"""Readers can tell when a page on the web said what it is cited for."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.checking.rule import Case, Finding, Rule, place_in_source


def find_undated_visits(case: Case, _value: str) -> Iterator[Finding]:
    """Find sources on the web without the day on which they were read."""
    for owner, _, source in case.citations:
        if source.url and source.accessed is None:
            message = f"nothing says when this page was read for `{owner.id}`; it may change or go"
            hint = "add `accessed:` with the day, such as `2026-11-22`, to the source or once to `defaults`"
            yield Finding(message, place_in_source(source), hint)


RULE = Rule(
    "source-has-access-date",
    "warn",
    "sources on the web do not say when they were read",
    find_undated_visits,
)
