"""The statement is told without its verdict (Google's ClaimReview: no rating inside ``claimReviewed``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_gen.checking.rule import Case, Finding, Rule, place_of

_VERDICT_WORDS = (
    "baseless",
    "bogus",
    "debunked",
    "disproved",
    "disproven",
    "fake",
    "false",
    "falsely",
    "falsehood",
    "hoax",
    "inaccurate",
    "inaccurately",
    "incorrect",
    "incorrectly",
    "misleading",
    "misleadingly",
    "not true",
    "unfounded",
    "unproven",
    "untrue",
    "wrongly",
)
"""English words that judge. Of other languages the labels of the site's own ratings are looked for."""


def find_judging_claims(case: Case, _value: str) -> Iterator[Finding]:
    """Find claims whose paraphrase already says how it is rated."""
    labels = [rating.label for rating in case.config.ratings if rating.label]
    language = case.article.language or case.config.language
    words = [*labels, *(_VERDICT_WORDS if language.lower().startswith("en") else ())]
    judging = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
    for claim in case.claims:
        found = judging.search(claim.claim or "") if words else None
        if found:
            message = f"`claim` gives the verdict away: “{found[0]}”"
            hint = "say what was stated, as the speaker would; the verdict stands in `status`"
            yield Finding(message, place_of(claim, "claim"), hint)


RULE = Rule("claim-is-neutral", "warn", "statements are told with a verdict in them", find_judging_claims)
