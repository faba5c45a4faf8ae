"""Views of the indexes: claims by verdict, speaker, topic and source, articles by month, corrections.

What they are made of, and what templates see besides, is in ``presenting.views``.
"""

from __future__ import annotations

from site_gen.presenting.views import (
    ChromeView,
    CountsView,
    Direction,
    HeadView,
    HistoryView,
    LinkView,
    PagerView,
    RatingView,
    SourceView,
    StandingView,
    TeaserView,
    TimeView,
)
from site_gen.support.structs import Struct


class EntryView(Struct, frozen=True):
    """A claim in a list."""

    statement: str
    """The words, or the statement in neutral words where it has some; shortened where it is long."""
    href: str
    """Its own page; its record in the article where the site makes none."""
    rating: RatingView | None
    """None only in a preview."""
    summary: str
    claimant: LinkView | None
    said: TimeView | None
    article: LinkView
    date: TimeView | None
    """Of the article."""
    language: str
    direction: Direction
    article_language: str
    article_direction: Direction
    is_quote: bool = True
    """Whether ``statement`` is in the very words; only those stand in quotation marks."""
    standing: StandingView | None = None
    """None where the check was neither withdrawn nor corrected; a reason is shortened where it is long."""


class ClaimListView(Struct, frozen=True):
    """The claims of one verdict, speaker, topic, source or publisher, or all of them."""

    chrome: ChromeView
    head: HeadView
    kicker: LinkView | None
    """The list of all speakers, all topics, …"""
    heading: str
    intro: str | None
    rating: RatingView | None
    """Of a list of one verdict."""
    source: SourceView | None
    """Of a list of claims that rest on one source."""
    counts: CountsView | None
    """Of the whole list; None on its older pages, and in a list of one verdict."""
    total: str | None
    """"12 statements checked"; None on older pages."""
    entries: tuple[EntryView, ...]
    pager: PagerView | None


class DirectoryEntryView(Struct, frozen=True):
    """A speaker, topic, source, publisher, verdict or month in the list of all."""

    label: str
    href: str
    count: str
    """"3 statements checked"."""
    detail: str | None = None
    """The publisher of a source."""
    rating: RatingView | None = None


class DirectoryGroupView(Struct, frozen=True):
    """Entries under one heading, such as a year."""

    heading: str | None
    entries: tuple[DirectoryEntryView, ...]


class DirectoryView(Struct, frozen=True):
    """All speakers, topics, sources, publishers, verdicts or months."""

    chrome: ChromeView
    head: HeadView
    kicker: LinkView | None
    """Back from one letter to all of them."""
    heading: str
    intro: str | None
    groups: tuple[DirectoryGroupView, ...]
    letters: tuple[LinkView, ...]
    """Where names are too many for one page: the pages by how they begin."""


class MonthView(Struct, frozen=True):
    """The articles of a month."""

    chrome: ChromeView
    head: HeadView
    kicker: LinkView
    """The archive."""
    heading: str
    teasers: tuple[TeaserView, ...]
    pager: PagerView | None


class ChangeView(Struct, frozen=True):
    """A correction or another change after publication."""

    history: HistoryView
    subject: LinkView
    """The check or article that it is about."""
    statement: str | None
    """Of the claim, as in a list."""
    article: LinkView | None
    """None where the subject is the article."""
    language: str
    direction: Direction
    is_quote: bool = True
    """Whether ``statement`` is in the very words; only those stand in quotation marks."""


class ChangesMonthView(Struct, frozen=True):
    """The changes of a month."""

    heading: str
    changes: tuple[ChangeView, ...]


class CorrectionsView(Struct, frozen=True):
    """All changes after publication, by month."""

    chrome: ChromeView
    head: HeadView
    heading: str
    policy: LinkView | None
    """The page that says how corrections are made."""
    months: tuple[ChangesMonthView, ...]
    pager: PagerView | None


class RedirectView(Struct, frozen=True):
    """A former address of an article, of a claim's own page, or of a card for other sites."""

    chrome: ChromeView
    head: HeadView
    target: LinkView
    """Where it is now."""


class SearchView(Struct, frozen=True):
    """The search among all claims."""

    chrome: ChromeView
    head: HeadView
    heading: str
    index: str
    """The address of the open data."""
    root: str
    """What the paths in the open data are put behind."""
    ratings: tuple[RatingView, ...]
    full_text: str | None = None
    """The script of the index of articles' full text; None where there is none."""


class NotFoundView(Struct, frozen=True):
    """The page for addresses that do not exist."""

    chrome: ChromeView
    head: HeadView
    newest: tuple[LinkView, ...]
