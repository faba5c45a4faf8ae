"""Who promised to look at a claim again by a day has done so."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.checking.rule import Case, Finding, Rule, place_of


def find_missed_reviews(case: Case, _value: str) -> Iterator[Finding]:
    """Find claims whose `review_by` is over."""
    for claim in case.standing_claims:
        if claim.review_by is not None and claim.review_by < case.day:
            message = f"`{claim.id}` was to be looked at again by {claim.review_by}"
            hint = "look at it again, put the day into `checked:`, and move `review_by:` on or take it out"
            yield Finding(message, place_of(claim, "review_by"), hint)


RULE = Rule("review-is-on-time", "warn", "claims are due to be looked at again", find_missed_reviews)
