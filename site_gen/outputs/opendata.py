"""All claims as open data: ``/claims.json`` names the files, one for each month of the articles' dates.

A month with very much has several. A correction changes one file, an addition the newest one. ``path`` is as seen
from the root, so that it holds wherever the site stands; ``url`` is whole, null where the site has no ``base_url``.
``/claims.schema.json`` is the JSON Schema of both kinds of file; ``/claims.csv`` has the same claims as a table.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from site_gen.model import ArticleRecord, ClaimRecord, Config, Site, Work, find_retraction
from site_gen.outputs.shards import Shard, cut_shards
from site_gen.presenting.addresses import claim_address, record_address
from site_gen.presenting.catalogue import claim_key
from site_gen.presenting.verdicts import find_verdict
from site_gen.support.urls import Linker, join_base

INDEX = "/claims.json"
VERSION = 1


def render_shards(site: Site) -> Mapping[str, bytes]:
    """Give every file of the open data by its address: the index and the months."""
    lines = {
        claim_key(each): _render_line(_make_claim(site.config, *each))
        for shard in cut_shards(site, lambda _: 0)
        for each in shard.claims
    }
    shards = list(cut_shards(site, lambda each: len(lines[claim_key(each)].encode()) + 2))
    files = {
        shard.name: _render("claims", [lines[claim_key(each)] for each in shard.claims]) for shard in shards
    }
    return {
        INDEX: render_index(shards, files),
        **{shard_address(name): data for name, data in files.items()},
    }


def shard_address(name: str) -> str:
    """Give the address of a month's file."""
    return f"/data/claims/{name}.json"


def render_index(shards: Iterable[Shard], files: Mapping[str, bytes]) -> bytes:
    """Give ``claims.json``: each file's month, address as seen from it, number of claims and hash."""
    linker = Linker(INDEX)
    entries = [
        {
            "month": shard.month,
            "url": linker.link(shard_address(shard.name)),
            "count": len(shard.claims),
            "sha256": hashlib.sha256(files[shard.name]).hexdigest(),
        }
        for shard in shards
    ]
    return _render("shards", [_render_line(entry) for entry in entries])


def _make_claim(config: Config, record: ArticleRecord, claim: ClaimRecord) -> dict[str, Any]:
    rating = find_verdict(config, claim)
    retraction = find_retraction(claim.history)
    address = claim_address(record, claim.id) if config.claim_pages else record_address(record, claim.id)
    return {
        "id": f"{record.slug}/{claim.id}",
        "path": address.lstrip("/"),
        "url": join_base(config.base_url, address) if config.base_url else None,
        "number": claim.number,
        "quote": claim.quote,
        "verbatim": claim.is_verbatim,
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
        "language": claim.language or record.language or config.language,
        "tags": list(dict.fromkeys((*record.tags, *claim.tags))),
        "publishers": list(claim.publishers),
        "appearance": _make_work(claim.appearance),
        "history": [
            {"date": str(entry.date), "kind": entry.kind, "from": entry.from_rating, "text": entry.text}
            for entry in claim.history
        ],
        **({"retracted": str(retraction.date)} if retraction else {}),
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


def _make_work(work: Work | None) -> dict[str, Any] | None:
    if work is None:
        return None
    return {
        "title": work.title,
        "url": work.url,
        "publisher": work.publisher,
        "author": work.author,
        "published": _text(work.published),
    }


def _render_line(entry: dict[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"))


def _render(name: str, lines: Iterable[str]) -> bytes:
    """One entry a line: small to fetch, and a change of one claim is a change of one line."""
    joined = ",\n".join(lines)
    return f'{{"version":{VERSION},"{name}":[\n{joined}\n]}}\n'.encode()
