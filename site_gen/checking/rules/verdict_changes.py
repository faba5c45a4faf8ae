"""Readers are told when a verdict changes, and why."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.checking.rule import Case, Finding, Rule, place_of
from site_gen.model import ArticleRecord, Claim
from site_gen.support.locations import Span


def find_silent_changes(case: Case, _value: str) -> Iterator[Finding]:
    """Find claims whose verdict differs from the published one, or that say they had another, without an explanation.

    A claim that is gone is found, too; one that was moved with its article, by the article's former addresses.
    """
    yield from _find_gone(case)
    for claim in case.claims:
        before = _find_published(case, claim)
        explained = {entry.from_rating for entry in claim.history}
        if before and claim.status and before != claim.status and before not in explained:
            message = f"`{claim.id}` was published as `{before}` and is `{claim.status}` now, without a word to readers"
            hint = (
                "add to the claim:\n  history:\n"
                f"    - {{date: {case.day}, kind: correction, from: {before}, text: what was wrong, and why}}"
            )
            yield Finding(message, place_of(claim, "status"), hint)
        last = claim.history[-1] if claim.history else None
        withdrawn = last is not None and last.kind == "retraction"  # what it was before is what `status` says
        if last and not withdrawn and last.from_rating and last.from_rating == claim.status:
            message = (
                f"the last entry of `history` has `{claim.id}` as `{claim.status}` before, which it still is"
            )
            hint = f"mend `from: {last.from_rating}` there or `status: {claim.status}` here"
            yield Finding(message, place_of(claim, "status"), hint)


def _find_gone(case: Case) -> Iterator[Finding]:
    here = {claim.id for claim in case.claims if claim.state == "published"} | case.article.unread
    before = case.published.statuses if case.published else {}
    for key, status in before.items():
        slug, _, id_ = key.rpartition("/")
        if slug in _former_slugs(case.record) and id_ not in here:
            message = f"`{id_}` was published as `{status}` and is gone, without a word to readers"
            hint = (
                "bring it back under this id, which is part of its address; to withdraw it, let it say so:\n"
                f"  history:\n    - {{date: {case.day}, kind: retraction, from: {status}, text: why}}"
            )
            yield Finding(message, Span(case.article.claims_path or case.article.path), hint)


def _find_published(case: Case, claim: Claim) -> str | None:
    if case.published is None:
        return None
    for slug in _former_slugs(case.record):
        status = case.published.statuses.get(f"{slug}/{claim.id}")
        if status:
            return status
    return None


def _former_slugs(record: ArticleRecord) -> Iterator[str]:
    yield record.slug
    for alias in record.aliases:
        yield alias.strip("/").rpartition("/")[2]


RULE = Rule(
    "verdict-change-is-explained",
    "warn",
    "verdicts have changed without a word to readers",
    find_silent_changes,
)
