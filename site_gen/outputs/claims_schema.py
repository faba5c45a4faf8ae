"""The JSON Schema of the open data, published beside it (https://json-schema.org/draft/2020-12)."""

from __future__ import annotations

import json
from typing import Any

ADDRESS = "/claims.schema.json"

_TEXT = {"type": "string"}
_MAYBE_TEXT = {"type": ["string", "null"]}
_TEXTS = {"type": "array", "items": _TEXT}
_DAY = {"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_PARTIAL = {"type": ["string", "null"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
_OPTIONAL = {"retracted"}


def _object(about: str, **properties: Any) -> dict[str, Any]:
    """Every key is always there but the optional ones, so that a program need not ask; what is not known is null."""
    return {
        "description": about,
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in _OPTIONAL],
    }


def _say(about: str, kind: dict[str, Any]) -> dict[str, Any]:
    return {"description": about, **kind}


_WORK = _object(
    "Where it was said.",
    title=_MAYBE_TEXT,
    url=_MAYBE_TEXT,
    publisher=_MAYBE_TEXT,
    author=_MAYBE_TEXT,
    published=_PARTIAL,
)
_CHANGE = _object(
    "A dated change after publication.",
    date=_DAY,
    kind={"enum": ["correction", "update", "clarification", "retraction"]},
    **{"from": _say("The rating's id before the change.", _MAYBE_TEXT)},
    text=_TEXT,
)
_ARTICLE = _object(
    "The article that the claim is part of.",
    slug=_TEXT,
    title=_TEXT,
    date=_DAY,
    updated=_DAY,
    authors=_TEXTS,
    tags=_TEXTS,
    language=_TEXT,
)
_CLAIM = _object(
    "A checked statement.",
    id=_say("`<article>/<claim>`: stays the same.", _TEXT),
    path=_say("Its address as seen from the root of the site.", _TEXT),
    url=_say("Its whole address.", _MAYBE_TEXT),
    number=_say("Its number in the article.", {"type": "integer", "minimum": 1}),
    quote=_say("The words as they stand in the article.", _TEXT),
    verbatim=_say(
        "Whether the article gives them as somebody's very words; they are shown in quotation marks then.",
        {"type": "boolean"},
    ),
    claim=_say("The statement in neutral words.", _MAYBE_TEXT),
    status=_say("The rating's id; of a check that was withdrawn the last one.", _TEXT),
    label=_say("The rating in words; of a check that was withdrawn that it was.", _MAYBE_TEXT),
    value=_say(
        "Its number; null off the axis and where the check was withdrawn.", {"type": ["integer", "null"]}
    ),
    summary=_say("The finding in a line.", _TEXT),
    claimant=_say("Who said it.", _MAYBE_TEXT),
    said=_say("When, as precisely as known.", _PARTIAL),
    checked=_DAY,
    sources=_say("An id, an address or a title for each source.", _TEXTS),
    same_as=_say("The `id` of the same claim elsewhere.", _MAYBE_TEXT),
    language=_TEXT,
    tags=_say("Topics, of the article and its own.", _TEXTS),
    publishers=_say("Of the sources.", _TEXTS),
    appearance={"oneOf": [_WORK, {"type": "null"}]},
    history={"type": "array", "items": _CHANGE},
    retracted=_say(
        "The day on which the check was withdrawn; only there where it was.", {**_DAY, "type": "string"}
    ),
    article=_ARTICLE,
)
_SHARD = _object(
    "A file of claims, as claims.json names it.",
    month={"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}|undated)$"},
    url=_say("As seen from claims.json.", _TEXT),
    count={"type": "integer", "minimum": 1},
    sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"},
)
_VERSION = {"const": 1}
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Checked claims",
    "oneOf": [
        _object("claims.json", version=_VERSION, shards={"type": "array", "items": _SHARD}),
        _object(
            "One of the files that it names", version=_VERSION, claims={"type": "array", "items": _CLAIM}
        ),
    ],
}


def render_schema() -> bytes:
    """Give the schema as it is published."""
    return f"{json.dumps(SCHEMA, ensure_ascii=False, indent=1)}\n".encode()
