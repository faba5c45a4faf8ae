"""The text that is checked is not evidence for itself."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.checking.places_on_web import is_same_page
from site_gen.checking.rule import Case, Finding, Rule, place_in_source


def find_origins_as_evidence(case: Case, _value: str) -> Iterator[Finding]:
    """Find sources that are the very page on which the statement was made, unless cited as context."""
    for claim in case.claims:
        origin = claim.appearance.url if claim.appearance else None
        for source in claim.sources:
            if origin and source.url and source.stance != "context" and is_same_page(source.url, origin):
                message = (
                    f"the source is the page on which the statement of `{claim.id}` was made: it shows that it was"
                    " said, not that it is so"
                )
                hint = "write `stance: context` for it, and cite evidence from elsewhere"
                yield Finding(message, place_in_source(source), hint)


RULE = Rule(
    "evidence-is-independent-of-claim",
    "warn",
    "sources are the very pages on which the statements were made",
    find_origins_as_evidence,
)
