"""How data about claims is cut into files by month, so that none is too large and an addition changes one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from site_gen.model import ArticleRecord, ClaimRecord, Listed, Site
from site_gen.support.structs import Struct

MAX_SHARD = 5_000_000
"""Bytes that no file may exceed."""
UNDATED = "undated"
"""The month of articles without a date, which only a preview with drafts has."""
_ROOM = 1_000
"""Bytes for what stands around the claims of a file."""


class Shard(Struct, frozen=True):
    """The claims of one file."""

    month: str
    """``2018-06``."""
    name: str
    """The month; with a number from the second file of a month on: ``2018-06-2``."""
    claims: tuple[Listed, ...]
    """Oldest article first."""


def group_by_month(site: Site) -> Mapping[str, tuple[ArticleRecord, ...]]:
    """Give the articles that have claims by month, oldest first."""
    groups: dict[str, list[ArticleRecord]] = {}
    for record in sorted(site.articles, key=lambda each: (str(each.date or UNDATED), each.slug)):
        if record.claims:
            groups.setdefault(f"{record.date:%Y-%m}" if record.date else UNDATED, []).append(record)
    return {month: tuple(records) for month, records in groups.items()}


def cut_shards(site: Site, weigh: Callable[[Listed], int]) -> Iterator[Shard]:
    """Cut the claims of a site, oldest first; ``weigh`` gives how many bytes a claim takes at the most."""
    for month, articles in group_by_month(site).items():
        claims = [Listed(article, claim) for article in articles for claim in article.claims]
        for number, part in enumerate(_cut(claims, weigh), 1):
            yield Shard(month, month if number == 1 else f"{month}-{number}", part)


def _cut(claims: Sequence[Listed], weigh: Callable[[Listed], int]) -> Iterator[tuple[Listed, ...]]:
    start, size = 0, _ROOM
    for index, each in enumerate(claims):
        weight = weigh(each)
        if size + weight > MAX_SHARD and index > start:
            yield tuple(claims[start:index])
            start, size = index, _ROOM
        size += weight
    if start < len(claims):
        yield tuple(claims[start:])


def weigh_texts(article: ArticleRecord, claim: ClaimRecord) -> int:
    """Give more bytes than the texts of a claim's ClaimReview take in UTF-8 inside JSON."""
    texts = (
        claim.quote, claim.claim, claim.summary, claim.claimant, claim.claimant_url, claim.id, article.slug,
        *(entry.text for entry in claim.history),
    )  # fmt: skip
    work = claim.appearance
    more = (work.url, work.title, work.author, work.publisher) if work else ()
    return sum(
        6 * len(text) if not text.isprintable() else 4 * len(text) + 4 for text in (*texts, *more) if text
    )
