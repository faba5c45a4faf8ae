"""A check weighs what speaks for a statement and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.checking.rule import Case, Finding, Rule, place_of


def find_claims_with_one_side(case: Case, _value: str) -> Iterator[Finding]:
    """Find claims with evidence for one side only and no word on the other; one without sources is another rule's."""
    for claim in case.claims:
        stances = {source.stance for source in claim.sources}
        missing = [stance for stance in ("supports", "refutes") if stance not in stances]
        if claim.sources and missing and not claim.reason:
            sides = " and ".join(f"`stance: {stance}`" for stance in missing)
            message = f"no source of `{claim.id}` has {sides}"
            hint = "add what speaks for the other side; if there is nothing, say so in `reason:`"
            yield Finding(message, place_of(claim, "sources"), hint)


RULE = Rule("both-sides-are-weighed", "ignore", "claims show one side only", find_claims_with_one_side)
