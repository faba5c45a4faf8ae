"""ClaimReview, by which fact-check collections find and read a check.

https://schema.org/ClaimReview; what is required and recommended, and when a check may have one:
https://developers.google.com/search/docs/appearance/structured-data/factcheck. One stands on a claim's own page and
nowhere else. Google's search no longer shows them; its Fact Check Explorer and others read them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from site_gen.model import (
    ArticleRecord,
    ClaimRecord,
    Config,
    HistoryEntry,
    Rating,
    Site,
    Work,
    find_retraction,
)
from site_gen.outputs.schema_org import Json, given, make_publisher
from site_gen.presenting.addresses import claim_address
from site_gen.support.structs import Struct
from site_gen.support.urls import join_base

_LOWEST = 1
"""What ``worstRating`` may be at the least."""


class Obstacle(Struct, frozen=True):
    """Why a claim has no ClaimReview."""

    code: str
    """The healthy state, as diagnostics name it."""
    reason: str
    """What was found and what was expected."""
    help: str
    """What to write instead."""


def find_obstacles(config: Config, article: ArticleRecord, claim: ClaimRecord) -> tuple[Obstacle, ...]:
    """Give every reason why a claim cannot have a ClaimReview; none where it can.

    The rules: the check has a page of its own at a whole address (``url``), a verdict (``alternateName``), and a
    statement that somebody outside this site made.
    """
    return tuple(_find_obstacles(config, article, claim))


def _find_obstacles(config: Config, article: ArticleRecord, claim: ClaimRecord) -> Iterator[Obstacle]:
    if config.base_url is None:
        yield Obstacle(
            "site-has-base-url",
            "a ClaimReview names the whole address of the check, and the site has no `base_url`",
            "write the site's address as `base_url` into site.yaml",
        )
    if not config.claim_pages:
        yield Obstacle(
            "claim-has-page",
            "a ClaimReview stands on the claim's own page, and `claim_pages` is off",
            "take `claim_pages: false` out of site.yaml",
        )
    if not claim.status:
        yield Obstacle(
            "claim-has-verdict",
            "a ClaimReview says the verdict, and the claim has none yet",
            "give it a `status`",
        )
    retraction = find_retraction(claim.history)
    if retraction:
        yield Obstacle(
            "claim-stands",
            f"a ClaimReview gives the verdict, and the check was withdrawn on {retraction.date}",
            "nothing: the check's own page says that it was withdrawn",
        )
    if not claim.statement:
        yield Obstacle(
            "claim-has-words",
            "a ClaimReview names the statement, and the claim has neither a quote nor neutral words",
            "say in `claim` what was claimed",
        )
    if not _has_outside_origin(config, article, claim):
        yield Obstacle(
            "origin-is-known",
            "a ClaimReview is for what somebody outside this site said, and nothing says who said this, or where",
            "add `claimant`, or `appearance` with its title or address",
        )


def _has_outside_origin(config: Config, article: ArticleRecord, claim: ClaimRecord) -> bool:
    own = _OwnNames(config, article)
    speaks = bool(claim.claimant) and not own.is_name(claim.claimant)
    return speaks or _is_outside(own, claim.appearance)


def _is_outside(own: _OwnNames, work: Work | None) -> bool:
    if work is None or own.is_place(work.url) or own.is_name(work.publisher):
        return False
    return bool(work.url or work.title or work.publisher)


class _OwnNames:
    """What names this site, its publisher and who wrote the article."""

    def __init__(self, config: Config, article: ArticleRecord) -> None:
        publisher = config.publisher
        names = [config.title, publisher.name if publisher else None, *article.authors]
        places = [config.base_url, publisher.url if publisher else None]
        self._names = {name.casefold().strip() for name in names if name}
        self._hosts = {_host(place) for place in places if place}

    def is_name(self, name: str | None) -> bool:
        return bool(name) and (name or "").casefold().strip() in self._names

    def is_place(self, url: str | None) -> bool:
        return bool(url) and _host(url or "") in self._hosts


def _host(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # a malformed address is nobody's own
        host = ""
    return host.removeprefix("www.")


def makes_claim_reviews(site: Site) -> bool:
    """Tell whether the site has ClaimReviews at all: asked for, and no preview with drafts."""
    return site.config.asks_for("claimreview") and not site.drafts


def make_claim_review(site: Site, article: ArticleRecord, claim: ClaimRecord) -> Json | None:
    """Make the ClaimReview of a claim; None where one of its rules is not met."""
    base_url = site.config.base_url
    if base_url is None or find_obstacles(site.config, article, claim):
        return None
    rating = site.config.rating(claim.status)
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": join_base(base_url, claim_address(article, claim.id)),
        "claimReviewed": claim.statement,
        **given("datePublished", claim.checked or article.date),
        "inLanguage": claim.language or article.language or site.config.language,
        "author": make_publisher(site),
        "reviewRating": _make_rating(site.config, rating, claim.summary),
        "itemReviewed": _make_item(site, article, claim),
        **given("correction", make_corrections(claim.history)),
    }


def _make_rating(config: Config, rating: Rating, explanation: str) -> Json:
    """Numbers only for what is on the axis, and only where they make a right scale (worst from 1, best above it)."""
    values = [each.value for each in config.ratings if each.value is not None]
    numbers: Json = {}
    if rating.value is not None and _LOWEST <= min(values) < max(values):
        numbers = {"ratingValue": rating.value, "bestRating": max(values), "worstRating": min(values)}
    return {
        "@type": "Rating",
        "alternateName": rating.label,
        **numbers,
        **given("ratingExplanation", explanation),
    }


def _make_item(site: Site, article: ArticleRecord, claim: ClaimRecord) -> Json:
    """The statement: who made it (left out where nobody is named), when, and where, always as a CreativeWork."""
    item: Json = {"@type": "Claim"}
    if claim.claimant:
        item["author"] = {"@type": "Person", "name": claim.claimant, **given("sameAs", claim.claimant_url)}
    item |= given("datePublished", claim.said)
    if claim.appearance and _is_outside(_OwnNames(site.config, article), claim.appearance):
        item["appearance"] = _make_work(claim.appearance)
    return item


def _make_work(work: Work) -> Json:
    return {
        "@type": "CreativeWork",
        **given("url", work.url),
        **given("name", work.title),
        **given("datePublished", work.published),
        **given("author", {"@type": "Person", "name": work.author} if work.author else None),
        **given("publisher", {"@type": "Organization", "name": work.publisher} if work.publisher else None),
    }


def make_corrections(history: tuple[HistoryEntry, ...]) -> list[Any]:
    """Make the corrections and retractions among dated changes, oldest first."""
    return [
        {"@type": "CorrectionComment", "text": entry.text, "datePublished": entry.date.isoformat()}
        for entry in sorted(history, key=lambda each: each.date)
        if entry.kind in {"correction", "retraction"}
    ]
