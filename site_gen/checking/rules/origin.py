"""Readers can see who made a statement, or where."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.checking.rule import Case, Finding, Rule, place_of


def find_claims_without_origin(case: Case, _value: str) -> Iterator[Finding]:
    """Find claims of which neither the speaker nor the place is named. One without a verdict is in work."""
    for claim in case.claims:
        work = claim.appearance
        if (
            claim.status is not None
            and claim.claimant is None
            and (work is None or not (work.url or work.title))
        ):
            message = f"nothing says who made the statement of `{claim.id}`, or where it was made"
            hint = (
                "add `claimant: a name` or `appearance: https://…` to the claim (or to `defaults`), or `original:` to "
                "the article's front matter"
            )
            yield Finding(message, place_of(claim, "quote", "quotes"), hint)


RULE = Rule("origin-is-known", "warn", "claims do not say who said it, or where", find_claims_without_origin)
