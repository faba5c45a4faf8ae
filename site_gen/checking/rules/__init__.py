"""All editorial rules, one file a rule, in the order in which they are told of."""

from __future__ import annotations

from site_gen.checking.rule import Case, OwnPages, Rule
from site_gen.checking.rules import (
    access_dates,
    archive_copies,
    balance,
    check_age,
    claim_length,
    claim_review,
    claim_wording,
    future_dates,
    independence,
    origin,
    origin_as_evidence,
    placeholders,
    policy_pages,
    primary_source,
    questions,
    review_dates,
    reviewers,
    self_citation,
    sources,
    updates,
    verdict_changes,
)

ARTICLE_RULES: tuple[Rule[Case], ...] = (
    sources.RULE,
    origin.RULE,
    origin_as_evidence.RULE,
    self_citation.RULE,
    access_dates.RULE,
    claim_wording.RULE,
    claim_length.RULE,
    verdict_changes.RULE,
    updates.RULE,
    future_dates.RULE,
    review_dates.RULE,
    placeholders.RULE,
    archive_copies.RULE,
    primary_source.RULE,
    independence.RULE,
    balance.RULE,
    reviewers.RULE,
    check_age.RULE,
    claim_review.RULE,
)
PAGE_RULES: tuple[Rule[OwnPages], ...] = (policy_pages.RULE, questions.RULE)
RULES: tuple[Rule[Case] | Rule[OwnPages], ...] = (*ARTICLE_RULES, *PAGE_RULES)
