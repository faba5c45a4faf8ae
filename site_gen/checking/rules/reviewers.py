"""Somebody else has read the check before it is published."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.checking.rule import Case, Finding, Rule, place_of


def find_unreviewed_claims(case: Case, _value: str) -> Iterator[Finding]:
    """Find claims that nobody but their own checkers has read. Without a verdict there is nothing to read yet."""
    for claim in case.claims:
        checkers = {name.casefold() for name in claim.checked_by}
        if claim.status is None:
            continue
        if not claim.reviewed_by:
            message = f"nobody is named who has read the check of `{claim.id}`"
        elif all(name.casefold() in checkers for name in claim.reviewed_by):
            message = f"`{claim.id}` was reviewed only by those who checked it"
        else:
            continue
        hint = "have somebody else read it, and add the name: `reviewed_by: S. Khan`"
        yield Finding(message, place_of(claim, "reviewed_by", "checked_by"), hint)


RULE = Rule("claim-is-reviewed", "ignore", "claims were not read by a second person", find_unreviewed_claims)
