"""What people call a key who know other formats, or none. Knows nothing of where each key may stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator

_OTHER_NAMES = {
    "address": "url base_url",
    "author": "claimant",
    "baseurl": "base_url",
    "byline": "author",
    "category": "tags",
    "claimed_by": "claimant",
    "claimreviewed": "claim",
    "context": "note",
    "description": "summary tagline",
    "evidence": "sources",
    "excerpt": "quote summary",
    "explanation": "note",
    "heading": "title",
    "href": "url sources",
    "keywords": "tags",
    "link": "url sources",
    "links": "sources",
    "menu": "nav",
    "navigation": "nav",
    "person": "claimant",
    "politician": "claimant",
    "published": "date",
    "rating": "status",
    "reference": "sources",
    "references": "sources",
    "result": "status",
    "reviewer": "reviewed_by",
    "said_by": "claimant",
    "said_on": "said",
    "source": "sources",
    "speaker": "claimant",
    "statement": "quote",
    "subtitle": "summary tagline",
    "text": "quote note",
    "url": "sources base_url",
    "verdict": "status",
    "words": "quote",
}
"""Other names in lower case, each with the keys that may be meant, the likeliest first."""


def find_meant_key(name: str, known: Collection[str]) -> str | None:
    """Give the key that is called otherwise here; None where ``name`` is not among the usual other names."""
    return next(_find_meant(name, known), None)


def _find_meant(name: str, known: Collection[str]) -> Iterator[str]:
    keys = _OTHER_NAMES.get(name.strip().casefold().replace("-", "_").replace(" ", "_"), "")
    return (key for key in keys.split() if key in known)
