"""All ClaimReviews as one feed of data: ``/claimreview.json`` names the files, each a DataFeed of a month's checks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from site_gen.model import Listed, Site
from site_gen.outputs.claimreview import find_obstacles, make_claim_review
from site_gen.outputs.schema_org import given, make_publisher, render_data
from site_gen.outputs.shards import Shard, cut_shards, weigh_texts
from site_gen.support.urls import join_base

INDEX = "/claimreview.json"
_FRAME = 2_000
"""Bytes of a review beside its texts: names of properties, addresses of the site, the publisher."""


def review_shards(site: Site) -> list[Shard]:
    """Cut the claims that may have a ClaimReview into files."""
    room = _FRAME + 12 * sum(len(text) for text in _own_texts(site))
    found = []
    for shard in cut_shards(site, lambda each: room + weigh_texts(*each)):
        claims = tuple(each for each in shard.claims if not find_obstacles(site.config, *each))
        if claims:
            found.append(Shard(shard.month, shard.name, claims))
    return found


def _own_texts(site: Site) -> Iterable[str]:
    publisher = site.config.publisher
    yield from (site.config.title, site.config.base_url or "")
    yield from (publisher.name, publisher.url or "") if publisher else ()
    yield max((rating.label for rating in site.config.ratings), key=len, default="")


def shard_address(name: str) -> str:
    """Give the address of a month's file."""
    return f"/data/claimreview/{name}.json"


def render_index(site: Site, shards: Sequence[tuple[str, int]]) -> bytes:
    """Give ``claimreview.json``; ``shards`` are (name, number of reviews)."""
    base_url = site.config.base_url or ""
    parts = [
        {
            "@type": "DataFeed",
            "name": name,
            "url": join_base(base_url, shard_address(name)),
            "encodingFormat": "application/ld+json",
            "size": f"{count} ClaimReview",
        }
        for name, count in shards
    ]
    return _render(site, INDEX, "hasPart", parts)


def render_shard(site: Site, name: str, keys: Sequence[Listed]) -> bytes:
    """Give the reviews of a month's file, oldest article first."""
    reviews = [make_claim_review(site, *each) for each in keys]
    items = [
        {
            "@type": "DataFeedItem",
            **given("dateCreated", review.get("datePublished")),
            "item": {key: value for key, value in review.items() if key != "@context"},
        }
        for review in reviews
        if review is not None
    ]
    return _render(site, shard_address(name), "dataFeedElement", items)


def _render(site: Site, address: str, name: str, parts: Iterable[Any]) -> bytes:
    head = render_data(
        {
            "@context": "https://schema.org",
            "@type": "DataFeed",
            "@id": join_base(site.config.base_url or "", address),
            "name": site.config.title,
            "provider": make_publisher(site),
        }
    )
    lines = ",\n".join(render_data(part) for part in parts)
    return f'{head[:-1]},"{name}":[\n{lines}\n]}}\n'.encode()
