"""A text that changed was checked again."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.checking.rule import Case, Finding, Rule, place_of


def find_checks_older_than_text(case: Case, _value: str) -> Iterator[Finding]:
    """Find claims that were last checked before the article was last changed."""
    updated = case.article.updated
    for claim in case.standing_claims:
        if updated is not None and claim.checked is not None and claim.checked < updated:
            message = f"`{claim.id}` was checked on {claim.checked}, but the article was changed on {updated}"
            hint = f"see whether the check still holds, then write `checked: {updated}` or a later day"
            yield Finding(message, place_of(claim, "checked"), hint)


RULE = Rule(
    "check-follows-update",
    "warn",
    "claims were checked before the article was last changed",
    find_checks_older_than_text,
)
