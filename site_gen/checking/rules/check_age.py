"""A check does not go on for years without a second look."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.checking.rule import Case, Finding, Rule, place_of


def find_old_checks(case: Case, days: str) -> Iterator[Finding]:
    """Find claims that were checked longer ago than a number of days, or on no day that is told."""
    for claim in case.standing_claims:
        hint = "look at it again, and put the day into `checked:`"
        if claim.checked is None:
            yield Finding(
                f"nothing says when `{claim.id}` was checked", place_of(claim, "status"), "add `checked:`"
            )
        elif (case.day - claim.checked).days > int(days):
            message = f"`{claim.id}` was checked on {claim.checked}, more than {days} days ago"
            yield Finding(message, place_of(claim, "checked"), hint)


RULE = Rule("check-is-recent", "ignore", "claims were checked long ago", find_old_checks, "365")
