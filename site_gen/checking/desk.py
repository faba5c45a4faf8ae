"""The desk's list: every claim with how far it is, who did what, what is open and what is due. Prints nothing."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence

from site_gen.checking.rule import Case
from site_gen.model import Anchor, Claim, Config, Note, State
from site_gen.presenting.verdicts import make_scale
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.locations import Span
from site_gen.support.structs import Struct

STATES: tuple[State, ...] = ("draft", "review", "published")


class DeskEntry(Struct, frozen=True):
    """A claim as the desk sees it."""

    article: str
    """The article's title."""
    path: str
    """The article's file."""
    slug: str
    id: str
    span: Span
    """Where the claim is written."""
    place: Span
    """The line of the article on which its words begin; its entry where they were not found."""
    words: str
    """The words that it is about; else what it says in neutral words, or its summary."""
    state: State
    """As readers meet it: what stands in a draft article is a draft, whatever it says itself."""
    in_draft: bool
    """Whether its article is a draft."""
    status: str | None
    """The id of its verdict: a rating's, or that it was withdrawn."""
    summary: str | None
    checked: datetime.date | None
    checked_by: tuple[str, ...]
    reviewed_by: tuple[str, ...]
    due: datetime.date | None
    """The day by which to look at it again."""
    publish_after: datetime.datetime | None
    """When its article will be let out, where it waits for that."""
    problems: tuple[Diagnostic, ...]
    """All that is open, by place."""


class Desk(Struct, frozen=True):
    """All claims of a site, and how many there are of each kind."""

    entries: tuple[DeskEntry, ...] = ()
    """By article, newest first, then in the order of the file."""
    states: tuple[tuple[State, int], ...] = ()
    """How many claims each state has, in the order of the work."""
    statuses: tuple[tuple[str, int], ...] = ()
    """(label, number) of each rating given, drafts included, in the order of the scale; then what was withdrawn."""


def make_entries(
    case: Case, damaged: Iterable[Claim | Note], problems: Sequence[Diagnostic]
) -> list[DeskEntry]:
    """Make the entries of one article, of claims with errors, too. ``problems``: all that is open in its files."""
    hurt = [each for each in damaged if isinstance(each, Claim)]
    claims = sorted((*case.claims, *hurt), key=lambda claim: claim.span)
    anchors = {anchor.id: anchor for anchor in reversed(case.body.anchors)}  # the first place of each
    return [_make_entry(case, claim, anchors.get(claim.id), problems) for claim in claims]


def _make_entry(case: Case, claim: Claim, anchor: Anchor | None, problems: Sequence[Diagnostic]) -> DeskEntry:
    quoted = next((quote.exact for quote in claim.quotes if quote.exact), None)
    return DeskEntry(
        article=case.article.title,
        path=case.article.path,
        slug=case.article.slug,
        id=claim.id,
        span=claim.span,
        place=Span(case.article.path, anchor.line) if anchor else claim.span,
        words=(anchor.exact if anchor else quoted) or claim.claim or claim.summary or "",
        state=_find_state(claim, is_draft=case.record.draft),
        in_draft=case.record.draft,
        status=claim.verdict,
        summary=claim.summary,
        checked=claim.checked,
        checked_by=claim.checked_by,
        reviewed_by=claim.reviewed_by,
        due=claim.review_by,
        publish_after=case.record.publish_after,
        problems=tuple(each for each in problems if claim.span.covers(each.span)),
    )


def _find_state(claim: Claim, *, is_draft: bool) -> State:
    return "draft" if is_draft and claim.state == "published" else claim.state


def count_desk(config: Config, entries: Iterable[DeskEntry]) -> Desk:
    """Make the desk of its entries."""
    entries = tuple(entries)
    states = Counter(entry.state for entry in entries)
    statuses = Counter(entry.status for entry in entries)
    return Desk(
        entries,
        tuple((state, states[state]) for state in STATES),
        tuple((each.label, statuses[each.id]) for each in make_scale(config).values() if statuses[each.id]),
    )
