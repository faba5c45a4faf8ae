"""Articles and own pages as read, and where they lie."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from site_gen.model.claims import Claim, HistoryEntry, Note
from site_gen.model.common import Spans, Work
from site_gen.support.structs import Struct, field


class Article(Struct, frozen=True):
    """An article as read: its front matter, its Markdown, its claims and notes."""

    path: str
    """``content/articles/….md``."""
    slug: str
    title: str
    markdown: str
    """The text below the front matter; a title heading is blank lines, so that line numbers hold."""
    first_line: int = 1
    """The line of the file on which ``markdown`` begins."""
    claims_path: str | None = None
    date: datetime.date | None = None
    updated: datetime.date | None = None
    authors: tuple[str, ...] = ()
    summary: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    image: str | None = None
    """A picture beside the article or in ``static/``, as typed."""
    draft: bool = False
    publish_after: datetime.datetime | None = None
    """With its zone."""
    aliases: tuple[str, ...] = ()
    """Former addresses in root form, such as ``/2018/old-name/``."""
    history: tuple[HistoryEntry, ...] = ()
    original: Work | None = None
    claims: tuple[Claim, ...] = ()
    """Those that were read without an error, in the order of the file."""
    notes: tuple[Note, ...] = ()
    unread: frozenset[str] = frozenset()
    """The ids of claims and notes with errors, missing above: a link to one of them is no further problem."""
    damaged_claims: tuple[Claim, ...] = ()
    """Those of them whose id and quotes were read, without the keys that were wrong: to look for their quotes."""
    damaged_notes: tuple[Note, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    spans: Spans = field(default_factory=dict)


class OwnPage(Struct, frozen=True):
    """One of the site's own pages: about, methodology, …"""

    path: str
    """``content/pages/….md``."""
    slug: str
    title: str
    markdown: str
    first_line: int = 1
    summary: str | None = None
    updated: datetime.date | None = None
    language: str | None = None
    draft: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)
    spans: Spans = field(default_factory=dict)


class ArticleFiles(Struct, frozen=True):
    """Where an article lies."""

    path: str
    claims_path: str | None = None


class Library(Struct, frozen=True):
    """What lies under ``content/``, as paths relative to the site's folder."""

    articles: tuple[ArticleFiles, ...] = ()
    pages: tuple[str, ...] = ()
    sources_path: str | None = None
    attachments: tuple[str, ...] = ()
    """Every other file: pictures and documents beside articles and pages."""
