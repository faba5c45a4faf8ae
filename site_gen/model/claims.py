"""Claims and context notes, and the evidence they cite."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from site_gen.model.common import PartialDate, Person, Spans, Work
from site_gen.support.locations import Span
from site_gen.support.structs import Struct, field

State = Literal["draft", "review", "published"]
Confidence = Literal["high", "medium", "low"]
SourceKind = Literal["primary", "secondary", "data", "document", "interview", "audio", "video"]
Stance = Literal["supports", "refutes", "context"]
HistoryKind = Literal["correction", "update", "clarification", "retraction"]
On = Literal["body", "title", "summary", "article"]

WITHDRAWN = "withdrawn"
"""The id that stands in place of a rating's where a check was withdrawn."""


class Source(Struct, frozen=True):
    """A piece of evidence that a check cites."""

    span: Span
    """The whole entry (of a shared source: where it is cited)."""
    title: str | None = None
    """None only for an address alone; the address is shown then."""
    shared_id: str | None = None
    """Its id in ``content/sources.yaml``."""
    url: str | None = None
    locator: str | None = None
    """Page, section, or time in a recording."""
    anonymous: str | None = None
    """Why the source cannot be named."""
    publisher: str | None = None
    author: str | None = None
    published: PartialDate | None = None
    accessed: datetime.date | None = None
    archived: str | None = None
    kind: SourceKind | None = None
    stance: Stance | None = None
    quote: str | None = None
    """The words relied on."""
    language: str | None = None
    spans: Spans = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What makes it the same source elsewhere: shared id, else address, else title."""
        return self.shared_id or self.url or self.title or ""


class HistoryEntry(Struct, frozen=True):
    """A dated change of a claim or an article after publication."""

    date: datetime.date
    kind: HistoryKind
    text: str
    from_rating: str | None = None
    """The rating's id before the change."""


def find_retraction(history: Sequence[HistoryEntry]) -> HistoryEntry | None:
    """Give the entry that withdraws what it is about: the newest one, where that is a retraction."""
    if not history:
        return None
    newest = max(reversed(history), key=lambda entry: entry.date)  # of a day the last one written
    return newest if newest.kind == "retraction" else None


class Occurrence(Struct, frozen=True):
    """Which of several equal places is meant."""

    index: int | None
    """From 1; None: all of them."""
    of: int | None = None
    """How many there must be (``2 of 5``)."""


class QuoteSelector(Struct, frozen=True):
    """Words of the article, and how to choose among equal ones."""

    span: Span
    """The YAML value of the quote."""
    exact: str | None
    """The words as typed; None: all of the title or summary."""
    prefix: str | None = None
    suffix: str | None = None
    occurrence: Occurrence | None = None


class Claim(Struct, frozen=True):
    """A checked statement."""

    id: str
    span: Span
    """The whole entry."""
    quotes: tuple[QuoteSelector, ...] = ()
    """Empty: marked inline in the article, or ``on`` is ``article``."""
    on: On = "body"
    status: str | None = None
    """A rating's id; None only in a draft or under review."""
    summary: str | None = None
    note: str | None = None
    """Markdown."""
    reason: str | None = None
    sources: tuple[Source, ...] = ()
    claim: str | None = None
    """The statement in neutral words, where the quote does not stand alone."""
    claimant: Person | None = None
    said: PartialDate | None = None
    appearance: Work | None = None
    """Where it was said, the article's ``original`` filled in."""
    confidence: Confidence | None = None
    state: State = "published"
    checked: datetime.date | None = None
    checked_by: tuple[str, ...] = ()
    reviewed_by: tuple[str, ...] = ()
    review_by: datetime.date | None = None
    same_as: str | None = None
    """``<article slug>/<claim id>``."""
    language: str | None = None
    tags: tuple[str, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    """The desk's own ``x-`` keys."""
    spans: Spans = field(default_factory=dict)

    @property
    def verdict(self) -> str | None:
        """The id of what readers are shown as its rating: ``status``, or that it was withdrawn."""
        return WITHDRAWN if self.history and find_retraction(self.history) else self.status


class Note(Struct, frozen=True):
    """A context note: explains words, gives no verdict."""

    id: str
    span: Span
    quotes: tuple[QuoteSelector, ...] = ()
    on: On = "body"
    title: str | None = None
    summary: str | None = None
    note: str | None = None
    """Markdown."""
    sources: tuple[Source, ...] = ()
    state: State = "published"
    language: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    spans: Spans = field(default_factory=dict)
