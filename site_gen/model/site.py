"""Records: what pages know of each other. Together with the configuration they are the site."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal, NamedTuple

from site_gen.model.bodies import LinkUse
from site_gen.model.claims import WITHDRAWN, HistoryEntry, Source, find_retraction
from site_gen.model.common import PartialDate, Work
from site_gen.model.config import Config
from site_gen.support.locations import Span
from site_gen.support.structs import Struct, field, replace
from site_gen.support.urls import compose


class ClaimRecord(Struct, frozen=True):
    """What other pages know of a published claim."""

    id: str
    number: int
    quote: str
    """The words as they stand in the article; of ``on: article`` the paraphrase or summary."""
    claim: str | None
    summary: str
    status: str
    claimant: str | None
    said: PartialDate | None
    checked: datetime.date | None
    sources: tuple[str, ...]
    """Keys of the sources it cites."""
    span: Span | None
    """Where it says ``same_as``; else its entry, where it has no rating yet. Of others nobody asks."""
    same_as: str | None = None
    language: str | None = None
    claimant_url: str | None = None
    appearance: Work | None = None
    tags: tuple[str, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    shared_sources: tuple[str, ...] = ()
    """Ids in ``content/sources.yaml`` of the sources it cites from there."""
    publishers: tuple[str, ...] = ()
    """Of the sources it cites."""
    is_verbatim: bool = False
    """Whether the article gives ``quote`` as somebody's very words, see ``Anchor``."""

    @property
    def statement(self) -> str:
        """What was said, as lists show it: in neutral words where there are some."""
        return self.claim or self.quote

    @property
    def is_quote(self) -> bool:
        """Whether the statement is shown in quotation marks."""
        return self.is_verbatim and not self.claim

    @property
    def verdict(self) -> str:
        """The id of what readers are shown as its rating: ``status``, or that it was withdrawn."""
        return WITHDRAWN if self.history and find_retraction(self.history) else self.status


class ArticleRecord(Struct, frozen=True):
    """What other pages know of an article."""

    path: str
    slug: str
    title: str
    body_key: str
    """The key of its body in the cache."""
    date: datetime.date | None = None
    updated: datetime.date | None = None
    authors: tuple[str, ...] = ()
    summary: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    image: str | None = None
    draft: bool = False
    publish_after: datetime.datetime | None = None
    aliases: tuple[str, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    original: Work | None = None
    claims: tuple[ClaimRecord, ...] = ()
    """In the order of their numbers."""
    note_count: int = 0
    links: tuple[LinkUse, ...] = ()
    fragments: str = ""
    """Ids on the page that a link may name, one a line: headings, records. As a set they took ten times the memory."""
    words: int = 0
    shown: str = ""
    """Fingerprint of what other pages show of it; empty where nobody has worked it out."""

    @property
    def address(self) -> str:
        """Its address in root form."""
        return f"/articles/{self.slug}/"


class PageRecord(Struct, frozen=True):
    """What other pages know of one of the site's own pages."""

    path: str
    slug: str
    title: str
    body_key: str
    summary: str | None = None
    updated: datetime.date | None = None
    language: str | None = None
    draft: bool = False
    links: tuple[LinkUse, ...] = ()
    fragments: str = ""

    @property
    def address(self) -> str:
        """Its address in root form."""
        return f"/{self.slug}/"


Record = ArticleRecord | PageRecord


class PublishedFile(Struct, frozen=True):
    """A picture, document or theme file that goes into the output as it is."""

    path: str
    """``content/…`` or ``static/…``."""
    address: str
    """In root form; a hashed name for ``static/``."""
    width: int | None = None
    """Pixels, of pictures."""
    height: int | None = None


class Listed(NamedTuple):
    """A claim in a list, with the article that it belongs to."""

    article: ArticleRecord
    claim: ClaimRecord


GroupKind = Literal["status", "speakers", "topics", "sources", "publishers"]


class ClaimGroup(Struct, frozen=True):
    """Claims that have something in common: a verdict, a speaker, a topic, a source, the publisher of a source."""

    kind: GroupKind
    id: str
    """Its name in the address."""
    name: str
    """As most claims write it."""
    members: tuple[Listed, ...]
    """Newest article first, then by number."""
    is_disputed: bool = False
    """Whether claims write its name in several ways."""


class Change(NamedTuple):
    """A dated change after publication, of an article or of one of its claims."""

    entry: HistoryEntry
    article: ArticleRecord
    claim: ClaimRecord | None
    """None: the article as a whole."""


class Lists(Struct, frozen=True):
    """What the site's indexes list; made of the records."""

    claims: tuple[Listed, ...] = ()
    """All of them, newest article first, then by number."""
    groups: Mapping[GroupKind, Mapping[str, ClaimGroup]] = field(default_factory=dict)
    """By id, in order of name; ratings in the order of the scale. Without ``indexes`` only of verdicts."""
    months: Mapping[str, tuple[ArticleRecord, ...]] = field(default_factory=dict)
    """Articles by month (``2018-06``), newest first."""
    changes: tuple[Change, ...] = ()
    """Newest first."""
    same: Mapping[str, tuple[Listed, ...]] = field(default_factory=dict)
    """The same claims in other articles, by ``<article slug>/<claim id>``."""
    disputed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Names of speakers and topics, as their lists have them, that claims write in several ways: by article path."""
    addresses: frozenset[str] = frozenset()
    """Where the indexes and files for programs stand that links may name."""


class Site(Struct, frozen=True, dict=True, weakref=True):
    """All that a page may know of the others: the configuration and one record per article and page."""

    config: Config
    articles: tuple[ArticleRecord, ...] = ()
    """Published ones (with ``--drafts`` all), newest first, then by slug."""
    pages: tuple[PageRecord, ...] = ()
    """By slug."""
    files: Mapping[tuple[str, str], PublishedFile] = field(default_factory=dict)
    """By (address of what uses it, composed path), as each has its own copy; those of ``static/`` by ("", path)."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    """Of ``content/sources.yaml``, by id."""
    lists: Lists = Lists()
    day: datetime.date = datetime.date.min
    """The day of the build, an input."""
    portable: bool = False
    drafts: bool = False
    """Whether this is a preview with drafts: badged, not indexed."""
    share_images: bool = False
    """Whether articles and claims have a picture of their own for links to them."""
    full_text: bool = False
    """Whether the search finds words in the text of articles, too."""

    @cached_property
    def places(self) -> Mapping[str, Record]:
        """The articles and pages by content path (as it is and composed) and by address."""
        return {key: record for record in self.records for key in name_places(record)}

    @property
    def records(self) -> tuple[Record, ...]:
        """All articles, then all pages."""
        return (*self.articles, *self.pages)


def name_places(record: Record) -> tuple[str, ...]:
    """Give the names by which a site knows an article or page: its content path (composed, as it is), its address."""
    return compose(record.path), record.path, record.address


def replace_records(
    site: Site,
    articles: tuple[ArticleRecord, ...],
    pages: tuple[PageRecord, ...],
    places: Mapping[str, Record],
) -> Site:
    """Give a site with other articles and pages, of which it is known who stands where."""
    made = replace(site, articles=articles, pages=pages)
    vars(made)["places"] = places
    return made


def replace_beside(site: Site, **parts: Any) -> Site:
    """Give a site with other parts, but the same articles and pages: who stands where is not worked out again."""
    made = replace(site, **parts)
    vars(made)["places"] = site.places
    return made
