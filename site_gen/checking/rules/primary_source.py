"""A check goes back to the document, the data or the recording itself."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.checking.rule import Case, Finding, Rule, place_of


def find_claims_without_primary_source(case: Case, _value: str) -> Iterator[Finding]:
    """Find claims that cite reports only. A claim without any source is a matter of another rule."""
    for claim in case.claims:
        if claim.sources and all(source.kind in {None, "secondary"} for source in claim.sources):
            message = f"no source of `{claim.id}` is marked as first-hand"
            hint = (
                "cite the document, data, interview or recording itself, and say so: `kind: primary` "
                "(or `data`, `document`, `interview`, `audio`, `video`)"
            )
            yield Finding(message, place_of(claim, "sources"), hint)


RULE = Rule(
    "claim-has-primary-source",
    "ignore",
    "claims have no first-hand source",
    find_claims_without_primary_source,
)
