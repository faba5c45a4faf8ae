"""What an editorial rule is: a code, a level, and a function that finds where a check does not live up to it.

The meaning of each, with an example, is in ``site_gen/explanations``; the settings of a site are in ``Config.rules``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from site_gen.model import (
    Article,
    ArticleRecord,
    Body,
    Claim,
    Config,
    Level,
    Note,
    OwnPage,
    PageRecord,
    Source,
    find_retraction,
)
from site_gen.support.locations import Span
from site_gen.support.structs import Struct, field

T = TypeVar("T")


class Finding(Struct, frozen=True):
    """One place where a rule is not kept. How much that counts, the site decides."""

    message: str
    span: Span
    help: str


class Published(Struct, frozen=True):
    """What readers have been told so far: the site as it is on the web."""

    statuses: Mapping[str, str] = field(default_factory=dict)
    """Rating ids by ``<article slug>/<claim id>``."""


class Case(Struct, frozen=True):
    """An article as a rule sees it."""

    config: Config
    record: ArticleRecord
    article: Article
    body: Body
    day: datetime.date
    """The day of the check."""
    unpublished: tuple[Claim | Note, ...] = ()
    """Drafts and what is under review, where ``article`` lacks them."""
    published: Published | None = None
    """None: not asked for."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims that could be read, in the order of the file."""
        claims = [each for each in (*self.article.claims, *self.unpublished) if isinstance(each, Claim)]
        return tuple(sorted(claims, key=lambda claim: (claim.span.line, claim.span.column)))

    @property
    def standing_claims(self) -> tuple[Claim, ...]:
        """Those that were not withdrawn: of the others there is nothing left to look at."""
        return tuple(claim for claim in self.claims if find_retraction(claim.history) is None)

    @property
    def citations(self) -> Iterator[tuple[Claim | Note, int, Source]]:
        """Every source with the claim or note that cites it, and its index there."""
        for each in (*self.article.claims, *self.article.notes, *self.unpublished):
            yield from ((each, index, source) for index, source in enumerate(each.sources))


class OwnPages(Struct, frozen=True):
    """The site's own pages as a rule sees them."""

    config: Config
    pages: tuple[tuple[PageRecord, str, OwnPage | None], ...]
    """Each with its text as readers have it, and as it was typed; drafts included."""


class Rule(Struct, Generic[T], frozen=True):
    """One editorial rule."""

    code: str
    """Names the healthy state."""
    level: Level
    """Where the site says nothing of it."""
    many: str
    """What is said of several findings, behind their number: ``claims cite no source``."""
    find: Callable[[T, str], Iterator[Finding]]
    """Gets what the rule looks at, and the value it compares with."""
    value: str = ""
    """What it compares with where the site says nothing; empty: with nothing."""


def place_of(noun: Claim | Note | Article, *keys: str) -> Span:
    """Give the place of the first of some keys that is written, else of the entry's id, else of the whole."""
    for key in (*keys, "id"):
        if key in noun.spans:
            return noun.spans[key]
    return Span(noun.path) if isinstance(noun, Article) else noun.span


def place_in_source(source: Source, key: str = "url") -> Span:
    """Give the place of a source's key where it is cited; of a shared source that of its id."""
    return source.spans.get(key, source.span)


def is_off_axis(config: Config, claim: Claim) -> bool:
    """Tell whether a claim has a rating that says nothing of true or false, such as `unverified`."""
    return any(rating.id == claim.status and rating.tone == "none" for rating in config.ratings)
