"""Other programs can be told of a check: it can be given as ClaimReview. The conditions are those of the output."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.checking.rule import Case, Finding, Rule, place_of
from site_gen.outputs.claimreview import find_obstacles


def find_unsharable_claims(case: Case, _value: str) -> Iterator[Finding]:
    """Find claims of which no ClaimReview is made, each with every reason; what was withdrawn is to have none."""
    nouns = {claim.id: claim for claim in case.standing_claims}
    for record in case.record.claims:
        obstacles = find_obstacles(case.config, case.record, record) if record.id in nouns else ()
        if obstacles:
            reasons = "; ".join(each.reason for each in obstacles)
            message = f"no ClaimReview is made of `{record.id}`: {reasons}"
            yield Finding(
                message, place_of(nouns[record.id], "status"), "\n".join(each.help for each in obstacles)
            )


RULE = Rule(
    "claim-review-is-possible",
    "ignore",
    "claims cannot be given as ClaimReview",
    find_unsharable_claims,
)
