"""All claims as open data: ``/claims.json`` names the files, one for each month of the articles' dates.

A month with very much has several. A correction changes one file, an addition the newest one. ``path`` is as seen
from the root, so that it holds wherever the site stands; ``url`` is whole, null where the site has no ``base_url``.
``/claims.schema.json`` is the JSON Schema of both kinds of file; ``/claims.csv`` has the same claims as a table.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from site_gen.model import ArticleRecord, ClaimRecord, Config, Listed, Site, Work, find_retraction
from site_gen.outputs.shards import Shard, cut_shards
from site_gen.presenting.addresses import claim_address, record_address
from site_gen.presenting.verdicts import find_verdict
from site_gen.support.urls import Linker, join_base

INDEX = "/claims.json"
VERSION = 1
_FRAME = 600
"""Bytes of a line with no text in it: names of keys, numbers, dates."""
_PART = 3
"""Bytes around each text: quotation marks, a comma."""
_ENTRY = 70
"""Bytes of an entry of the history with no text in it."""
_LONGEST_ESCAPE = 6
"""Bytes of a sign in JSON at the most."""


def claim_shards(site: Site) -> list[Shard]:
    """Cut all claims into files. Nothing is made for it: of each claim it is known how long its line is at the most."""
    return list(cut_shards(site, lambda each: weigh_claim(site.config, *each)))


def weigh_claim(config: Config, record: ArticleRecord, claim: ClaimRecord) -> int:
    """Give more bytes than the line of a claim takes, and not much more."""
    named = f"{record.slug} {claim.id}"
    work = claim.appearance
    lists = (claim.sources, record.tags, claim.tags, claim.publishers, record.authors)
    texts: list[str | None] = [
        named, named, record.slug, config.base_url, claim.quote, claim.claim, claim.status, claim.summary,
        claim.claimant, claim.same_as, claim.language, config.language, record.title, *record.tags,
        record.language, *(each for texts in lists for each in texts),
    ]  # fmt: skip
    if work:
        texts += [work.title, work.url, work.publisher, work.author]
    for entry in claim.history:
        texts += [entry.text, entry.from_rating]
    rating = find_verdict(config, claim)
    texts.append(rating.label if rating else None)
    around = _FRAME + _PART * len(texts) + _ENTRY * len(claim.history)
    return around + len(quote(named)) + _weigh("".join(filter(None, texts)))


def _weigh(text: str) -> int:
    """Give the bytes of a text in JSON, and perhaps more."""
    escaped = text.count('"') + text.count("\\")
    if not text.isprintable():
        escaped += _LONGEST_ESCAPE * sum(not sign.isprintable() for sign in text)
    return len(text.encode("utf-8", "replace")) + escaped


def render_shard(site: Site, claims: Iterable[Listed]) -> bytes:
    """Give the file of some claims."""
    return _render("claims", [_render_line(_make_claim(site.config, *each)) for each in claims])


def shard_address(name: str) -> str:
    """Give the address of a month's file."""
    return f"/data/claims/{name}.json"


def render_index(site: Site) -> bytes:
    """Give ``claims.json``: each file's month, address as seen from it, number of claims and hash."""
    linker = Linker(INDEX)
    entries = [
        {
            "month": shard.month,
            "url": linker.link(shard_address(shard.name)),
            "count": len(shard.claims),
            "sha256": hashlib.sha256(render_shard(site, shard.claims)).hexdigest(),
        }
        for shard in claim_shards(site)
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
