"""What a page of the preview asks to have written: a new claim or note on selected words. Knows no servers.

The words go through the same door as those of ``add``: read again before they are written, whole or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from site_gen.authoring.entries import Kind, NewEntry, NewSource
from site_gen.authoring.insert import Added, AddResult, Refused, add_entry
from site_gen.building.live import LiveSite
from site_gen.model import On
from site_gen.support.structs import Struct, field, replace

_LONGEST = 20_000
"""Characters of one field: more is hardly typed."""
_TEXTS = ("quote", "prefix", "suffix", "status", "summary", "title", "note", "claimant", "said", "appearance")
_NAMES: Mapping[str, str] = {"source": "source_url"}
"""What a key is called in the form, where it has another name."""
_STREAMS: Mapping[str, On] = {"body": "body", "title": "title", "summary": "summary"}


class Wish(Struct, frozen=True):
    """What a page asks for."""

    article: str
    """The article's file."""
    digest: str
    """The hash of the claims file as the page has seen it; empty for none."""
    entry: NewEntry


class Outcome(Struct, frozen=True):
    """What became of it."""

    status: int
    """200: written; 409: the file changed meanwhile; 422: it cannot be written like this."""
    answer: Mapping[str, Any] = field(default_factory=dict)
    """For the page, as JSON."""
    written: str = ""
    """The file that was written."""


def parse_wish(data: bytes) -> Wish | None:
    """Read what a page sends; None where it is not of that form."""
    try:
        sent = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(sent, dict) or not all(isinstance(value, str) for value in sent.values()):
        return None
    if any(len(value) > _LONGEST for value in sent.values()):
        return None
    on = _STREAMS.get(sent.get("on", "body"))
    kind: Kind | None = {"claim": "claim", "note": "note"}.get(sent.get("kind", ""))  # type: ignore[assignment]
    if on is None or kind is None or not sent.get("article") or not sent.get("quote", "").strip():
        return None
    texts = {name: sent.get(name, "") for name in _TEXTS}
    source = NewSource(url=sent.get("source_url", "").strip(), title=sent.get("source_title", "").strip())
    return Wish(sent["article"], sent.get("digest", ""), NewEntry(kind=kind, on=on, source=source, **texts))


def write_wish(site: LiveSite, wish: Wish) -> Outcome:
    """Write what a page asks for into the claims file of its article. Only articles of the site have one.

    Its source was read today, as with ``add``.
    """
    if not site.is_article(wish.article):
        return Outcome(422, _say("there is no such article any more", "look at the site's front page"))
    entry = replace(wish.entry, source=replace(wish.entry.source, accessed=site.today))
    try:
        result: AddResult = add_entry(site.root, wish.article, entry, expected_digest=wish.digest)
    except OSError as problem:
        return Outcome(422, _say(f"the claims file cannot be written: {problem.strerror or problem}", ""))
    if isinstance(result, Added):
        lacks = ", ".join(f"`{key}`" for key in result.lacks)
        answer = {
            "id": result.id,
            "path": result.path,
            "line": result.line,
            "state": result.state,
            "lacks": lacks,
        }
        return Outcome(200, answer, result.path)
    return Outcome(409 if _has_changed(result) else 422, _explain(result))


def _has_changed(refused: Refused) -> bool:
    return any(each.code == "file-is-unchanged" for each in refused.diagnostics)


def _explain(refused: Refused) -> Mapping[str, Any]:
    keys = refused.keys or ("",) * len(refused.diagnostics)
    problems = [
        {"message": each.message, "help": each.help, "field": _NAMES.get(key, key)}
        for each, key in zip(refused.diagnostics, keys, strict=True)
    ]
    return {"problems": problems, "nearest": refused.nearest, "to_paste": refused.to_paste}


def _say(message: str, help_: str) -> Mapping[str, Any]:
    return {"problems": [{"message": message, "help": help_}]}
