"""What is kept of an article or page that was read and anchored. Apart from the step itself, which is heavy to import.

Where all is known from last time, nothing of reading Markdown and finding quotes is needed to show a page.
"""

from __future__ import annotations

from typing import NamedTuple

from site_gen.model import Article, ArticleRecord, Body, Claim, Note, OwnPage, PageRecord
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.locations import Span, TextFile
from site_gen.support.structs import Struct


class Unprepared(NamedTuple):
    """An article of which too little is known: its key, its files as just read."""

    key: str
    article: TextFile
    claims: TextFile | None
    claims_key: str = ""
    """Fingerprint of what claims and notes are read from."""
    known: Article | None = None
    """The article as read before, with the text of now, where nothing else has changed."""


class PreparedArticle(Struct, frozen=True):
    """An article with its body, or with the reason why it has none."""

    article: Article | None
    """None where the article's own files cannot be read."""
    body: Body | None
    diagnostics: tuple[Diagnostic, ...]
    unpublished: tuple[Claim | Note, ...] = ()
    """Claims and notes left out as draft or under review: in neither ``article`` nor body."""
    damaged: tuple[Claim | Note, ...] = ()
    """Claims and notes whose id and place could be read, but not all else; never in the body."""


class PreparedPage(Struct, frozen=True):
    """An own page with its body, or with the reason why it has none."""

    page: OwnPage | None
    body: Body | None
    diagnostics: tuple[Diagnostic, ...]


class ArticleEntry(Struct, frozen=True):
    """What is kept of an article beside its body."""

    path: str
    key: str
    """Fingerprint of all that its body depends on; empty where its files cannot be read."""
    record: ArticleRecord | None
    """None where it cannot be read."""
    diagnostics: tuple[Diagnostic, ...]
    unpublished: tuple[Span, ...] = ()
    """The entries of claims and notes that are drafts or under review."""
    reading_key: str = ""
    """Fingerprint of all that it was read from but its text; empty where another text means to read it again."""


class PageEntry(Struct, frozen=True):
    """What is kept of an own page beside its body."""

    record: PageRecord | None
    diagnostics: tuple[Diagnostic, ...]
