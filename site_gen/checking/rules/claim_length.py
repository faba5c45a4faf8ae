"""The statement in neutral words is short enough to be shown whole (Google's ClaimReview: fewer than 75 characters)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.checking.rule import Case, Finding, Rule, place_of


def find_long_claims(case: Case, most: str) -> Iterator[Finding]:
    """Find claims whose paraphrase is longer than a number of characters."""
    for claim in case.claims:
        length = len(claim.claim or "")
        if length > int(most):
            message = f"the statement in neutral words has {length} characters, expected at most {most}"
            hint = (
                "say it shorter: search engines and lists cut it; what it leaves out can stand in `summary`"
            )
            yield Finding(message, place_of(claim, "claim"), hint)


RULE = Rule("claim-is-short", "warn", "statements in neutral words are too long", find_long_claims, "75")
