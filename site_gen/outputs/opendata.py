"""All claims as open data: ``/claims.json`` names the files, one for each month of the articles' dates.

A correction changes one month's file, an addition the newest one. ``path`` is as seen from the root,
so that it holds wherever the site stands; ``url`` is whole, null where the site has no ``base_url``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from site_gen.model import ArticleRecord, ClaimRecord, Config, Site
from site_gen.presenting.addresses import claim_address, record_address
from site_gen.support.urls import Linker, join_base

INDEX = "/claims.json"
VERSION = 1
UNDATED = "undated"
"""The month of articles without a date, which only a preview with drafts has."""


def render_shards(site: Site) -> Mapping[str, bytes]:
    """Give every file of the open data by its address: the index and the months."""
    months = group_by_month(site)
    shards = {month: render_shard(site.config, records) for month, records in months.items()}
    counts = {month: sum(len(record.claims) for record in records) for month, records in months.items()}
    return {
        INDEX: render_index(shards, counts),
        **{shard_address(month): data for month, data in shards.items()},
    }


def group_by_month(site: Site) -> dict[str, tuple[ArticleRecord, ...]]:
    """Give the articles that have claims by month (``2018-06``), oldest first."""
    groups: dict[str, list[ArticleRecord]] = {}
    for record in sorted(site.articles, key=lambda each: (str(each.date or UNDATED), each.slug)):
        if record.claims:
            groups.setdefault(f"{record.date:%Y-%m}" if record.date else UNDATED, []).append(record)
    return {month: tuple(records) for month, records in groups.items()}


def shard_address(month: str) -> str:
    """Give the address of a month's file."""
    return f"/data/claims/{month}.json"


def render_index(shards: Mapping[str, bytes], counts: Mapping[str, int]) -> bytes:
    """Give ``claims.json``: each month's address as seen from it, number of claims and hash."""
    linker = Linker(INDEX)
    entries = [
        {
            "month": month,
            "url": linker.link(shard_address(month)),
            "count": counts[month],
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        for month, data in shards.items()
    ]
    return _render("shards", entries)


def render_shard(config: Config, records: Iterable[ArticleRecord]) -> bytes:
    """Give the claims of some articles. Every claim has the same keys; what is not known is null."""
    return _render(
        "claims", [_make_claim(config, record, claim) for record in records for claim in record.claims]
    )


def _make_claim(config: Config, record: ArticleRecord, claim: ClaimRecord) -> dict[str, Any]:
    rating = config.rating(claim.status) if claim.status else None
    address = claim_address(record, claim.id) if config.claim_pages else record_address(record, claim.id)
    return {
        "id": f"{record.slug}/{claim.id}",
        "path": address.lstrip("/"),
        "url": join_base(config.base_url, address) if config.base_url else None,
        "number": claim.number,
        "quote": claim.quote,
        "claim": claim.claim,
        "status": claim.status,
        "label": rating.label if rating else None,
        "value": rating.value if rating else None,
        "summary": claim.summary,
        "claimant": claim.claimant,
        "said": _text(claim.said),
        "checked": _text(claim.checked),
        "sources": list(claim.sources),
        "same_as": claim.same_as,
        "article": {
            "slug": record.slug,
            "title": record.title,
            "date": _text(record.date),
            "updated": _text(record.updated),
            "authors": list(record.authors),
            "tags": list(record.tags),
            "language": record.language or config.language,
        },
    }


def _text(date: object) -> str | None:
    return None if date is None else str(date)


def _render(name: str, entries: list[dict[str, Any]]) -> bytes:
    """One entry a line: small to fetch, and a change of one claim is a change of one line."""
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in entries)
    return f'{{"version":{VERSION},"{name}":[\n{lines}\n]}}\n'.encode()
