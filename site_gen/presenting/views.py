"""Views: all that a template can see, worded, sorted and linked; every ``href`` is ready to be used.

``Markup`` fields hold HTML, with marks and buttons as ``fill`` shows them; all others are plain text, which
templates escape. A template sees three names: ``view`` (one of the page views below), ``words`` (the texts of
``support.words``: ``words["ui.skip"]``) and ``asset('logo.svg')`` (the address of a file of ``static/``).

Styles are ``static/site.css``, ``colours.css`` (made from ``colours``), ``custom.css``; scripts ``site.js``,
``custom.js``; the icon ``icon.svg``, ``.png`` or ``.ico``: those that the site has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from markupsafe import Markup

from site_gen.model import Tone
from site_gen.support.structs import Struct, field

Direction = Literal["ltr", "rtl", "auto"]


class LinkView(Struct, frozen=True):
    """A link."""

    label: str
    href: str
    current: bool = False
    """Whether it leads to the page it stands on."""


class TimeView(Struct, frozen=True):
    """A day, month or year."""

    iso: str
    """For ``<time datetime>``."""
    text: str


class ChromeView(Struct, frozen=True):
    """What surrounds every page's content."""

    site_title: str
    tagline: str | None
    home: str
    language: str
    """Of the interface."""
    direction: Direction
    nav: tuple[LinkView, ...]
    footer: tuple[LinkView, ...]
    """All claims, search, corrections, ratings, and the own pages that the navigation leaves out."""
    publisher: LinkView | None
    """``href`` is empty where the publisher has no address."""
    report: LinkView | None
    """Where an error can be reported."""
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    icon: str | None
    content_security_policy: str
    badge: str | None
    """Says that this is a preview with drafts; None in a published site."""
    asset: Callable[[str], str]
    """Gives the address of a file of ``static/``; templates say ``asset('logo.svg')``. Raises LookupError."""
    explore: tuple[LinkView, ...] = ()
    """All claims, speakers, topics, …: the indexes that there are."""


class HeadView(Struct, frozen=True):
    """What a page's ``<head>`` says of the page."""

    title: str
    """With the site's name, for ``<title>``."""
    description: str | None
    canonical: str | None
    language: str
    """Of the page's content."""
    direction: Direction
    robots: str | None = None
    open_graph: tuple[tuple[str, str], ...] = ()
    """(property, content)."""
    json_ld: tuple[Markup, ...] = ()
    """Data blocks, safe inside ``<script type="application/ld+json">``."""
    alternates: tuple[tuple[str, str, str], ...] = ()
    """(type, title, href) of ``<link rel="alternate">``: annotations, feeds."""


class RatingView(Struct, frozen=True):
    """A verdict of the scale."""

    id: str
    label: str
    meaning: str
    tone: Tone
    href: str
    """Its entry on the page of ratings."""
    value: str | None = None
    """"4 of 5"; None off the axis."""
    retired: bool = False


class BarPartView(Struct, frozen=True):
    """One verdict's part of a bar, in hundredths of its width."""

    rating: RatingView
    count: int
    text: str
    """"3 inaccurate"."""
    start: str
    width: str
    href: str
    """Where the first claim with this verdict stands in the text; in lists of articles its record."""


class CountsView(Struct, frozen=True):
    """How many claims have which verdict."""

    total: int
    """Without those that were withdrawn."""
    text: str
    """"12 statements checked: 3 inaccurate, …; 1 withdrawn"."""
    parts: tuple[BarPartView, ...]
    """Empty where all were withdrawn."""


class PersonView(Struct, frozen=True):
    """A claimant."""

    name: str
    role: str | None
    href: str | None


class WorkView(Struct, frozen=True):
    """A text published elsewhere."""

    title: str
    href: str | None
    publisher: str | None
    author: str | None
    published: TimeView | None


class SourceView(Struct, frozen=True):
    """A piece of evidence."""

    title: str
    href: str | None
    """With a text fragment where words are quoted."""
    url: str | None
    """As given, for print."""
    publisher: str | None
    author: str | None
    published: TimeView | None
    date_text: str
    """The date in words, or "undated"."""
    accessed: TimeView | None
    archived: str | None
    kind: str | None
    """In words."""
    stance: str | None
    """In words."""
    stance_id: Literal["supports", "refutes", "context"] | None
    quote: str | None
    locator: str | None
    anonymous: str | None
    """Why it is not named."""
    language: str | None
    direction: Direction = "auto"


class HistoryView(Struct, frozen=True):
    """A dated change after publication."""

    date: TimeView
    kind: str
    """In words."""
    kind_id: Literal["correction", "update", "clarification", "retraction"]
    text: str
    change: str | None
    """"from Misleading to Inaccurate"; None where the rating did not change."""


class StandingView(Struct, frozen=True):
    """That a check was withdrawn, or that its verdict was corrected."""

    date: TimeView
    text: str
    """"Withdrawn on 2 June 2020", "Corrected on 2 June 2020"."""
    reason: str | None
    """Why it was withdrawn; None of a corrected one."""


class PlaceView(Struct, frozen=True):
    """A place of a claim or note in the article."""

    text: str
    """The words as they stand there."""
    href: str
    """Back to the place; on a claim's own page with the article's address."""
    label: str
    """"In the text", "In the title", …"""
    is_verbatim: bool = False
    """Whether they are somebody's very words: shown in quotation marks."""


class CheckView(Struct, frozen=True):
    """A claim with its verdict and evidence."""

    id: str
    number: int
    heading: str
    """"Check 3: Inaccurate"."""
    rating: RatingView | None
    """None only in a preview, for a claim without verdict yet."""
    places: tuple[PlaceView, ...]
    """Empty for a claim about the article as a whole."""
    claim: str | None
    """The statement in neutral words."""
    summary: str | None
    note: Markup | None
    card_note: Markup | None
    """The note without ids, to stand on the page a second time."""
    reason: str | None
    sources: tuple[SourceView, ...]
    claimant: PersonView | None
    said: TimeView | None
    appearance: WorkView | None
    confidence: str | None
    """In words."""
    checked: TimeView | None
    checked_by: str | None
    reviewed_by: str | None
    history: tuple[HistoryView, ...]
    tags: tuple[str, ...]
    record_href: str
    """The record in the article's list."""
    page_href: str | None
    """Its own page; None where the site makes none."""
    report: LinkView | None
    """Prefilled with the claim's id and quote."""
    same_as: LinkView | None
    shares: tuple[LinkView, ...]
    """Other checks and notes of which some words are the same; ``href`` names their record."""
    language: str | None
    direction: Direction = "auto"
    badge: str | None = None
    """The state, in a preview."""
    standing: StandingView | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


class NoteView(Struct, frozen=True):
    """A context note."""

    id: str
    letter: str
    heading: str
    """"Note b: Countering America's Adversaries Through Sanctions Act"."""
    title: str | None
    places: tuple[PlaceView, ...]
    summary: str | None
    note: Markup | None
    card_note: Markup | None
    sources: tuple[SourceView, ...]
    record_href: str
    shares: tuple[LinkView, ...]
    language: str | None
    direction: Direction = "auto"
    badge: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


class ContentsView(Struct, frozen=True):
    """An entry of an article's table of contents."""

    level: int
    label: str
    href: str


class ArticleView(Struct, frozen=True):
    """An annotated article."""

    chrome: ChromeView
    head: HeadView
    title: Markup
    """With marks."""
    summary: Markup | None
    """With marks."""
    authors: str | None
    """"By A and B"."""
    date: TimeView | None
    updated: TimeView | None
    reading_time: str
    tags: tuple[str, ...]
    image: str | None
    original: WorkView | None
    counts: CountsView | None
    """None where nothing was checked."""
    last_checked: TimeView | None
    history: tuple[HistoryView, ...]
    body: Markup
    """With marks, buttons and links."""
    contents: tuple[ContentsView, ...]
    checks: tuple[CheckView, ...]
    notes: tuple[NoteView, ...]
    ratings: tuple[RatingView, ...]
    """Those used here, for the key in print."""
    language: str
    direction: Direction
    badge: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    is_withdrawn: bool = False
    """Whether the newest entry of ``history`` withdraws it."""


class TeaserView(Struct, frozen=True):
    """An article in a list."""

    title: str
    href: str
    summary: str | None
    authors: str | None
    date: TimeView | None
    counts: CountsView | None
    language: str
    direction: Direction
    badge: str | None = None


class PagerView(Struct, frozen=True):
    """Where a list goes on."""

    newer: str | None
    older: str | None
    text: str
    """"3 March 2018 to 9 June 2018": no count, so that a new article leaves the older pages as they are."""


class HomeView(Struct, frozen=True):
    """The newest articles, or an older page of the list."""

    chrome: ChromeView
    head: HeadView
    heading: str
    teasers: tuple[TeaserView, ...]
    pager: PagerView | None


class OwnPageView(Struct, frozen=True):
    """One of the site's own pages."""

    chrome: ChromeView
    head: HeadView
    title: str
    body: Markup
    updated: TimeView | None
    language: str
    direction: Direction
    badge: str | None = None


class RatingsView(Struct, frozen=True):
    """The key to the scale."""

    chrome: ChromeView
    head: HeadView
    on_axis: tuple[RatingView, ...]
    off_axis: tuple[RatingView, ...]
    retired: tuple[RatingView, ...]
