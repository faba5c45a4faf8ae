"""Records: what pages know of each other. Together with the configuration they are the site."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from site_gen.model.bodies import LinkUse
from site_gen.model.claims import HistoryEntry
from site_gen.model.common import PartialDate, Work
from site_gen.model.config import Config
from site_gen.support.locations import Span
from site_gen.support.urls import compose


@dataclass(frozen=True, slots=True)
class ClaimRecord:
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
    span: Span
    """Where it says ``same_as``, else its entry in the claims file."""
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleRecord:
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
    fragments: frozenset[str] = frozenset()
    """Ids on the page that a link may name: headings, records."""
    words: int = 0

    @property
    def address(self) -> str:
        """Its address in root form."""
        return f"/articles/{self.slug}/"


@dataclass(frozen=True, slots=True)
class PageRecord:
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
    fragments: frozenset[str] = frozenset()

    @property
    def address(self) -> str:
        """Its address in root form."""
        return f"/{self.slug}/"


Record = ArticleRecord | PageRecord


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A picture, document or theme file that goes into the output as it is."""

    path: str
    """``content/…`` or ``static/…``."""
    address: str
    """In root form; a hashed name for ``static/``."""
    width: int | None = None
    """Pixels, of pictures."""
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """All that a page may know of the others: the configuration and one record per article and page."""

    config: Config
    articles: tuple[ArticleRecord, ...] = ()
    """Published ones (with ``--drafts`` all), newest first, then by slug."""
    pages: tuple[PageRecord, ...] = ()
    """By slug."""
    files: Mapping[tuple[str, str], PublishedFile] = field(default_factory=dict)
    """By (address of what uses it, composed path), as each has its own copy; those of ``static/`` by ("", path)."""
    day: datetime.date = datetime.date.min
    """The day of the build, an input."""
    portable: bool = False
    drafts: bool = False
    """Whether this is a preview with drafts: badged, not indexed."""
    places: Mapping[str, Record] = field(init=False, repr=False, compare=False)
    """The articles and pages by content path (as it is and composed) and by address; made of the above."""

    def __post_init__(self) -> None:
        places = {
            key: record
            for record in self.records
            for key in (compose(record.path), record.path, record.address)
        }
        object.__setattr__(self, "places", places)

    @property
    def records(self) -> tuple[Record, ...]:
        """All articles, then all pages."""
        return (*self.articles, *self.pages)
