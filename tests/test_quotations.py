"""Only the very words of somebody stand in quotation marks; never how we put them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from tests.built import BuiltSites

_ENDINGS = {".html", ".xml", ".json"}
_MARK = r"(?:“|<q\b[^>]*>|<blockquote\b[^>]*>\s*<p\b[^>]*>)"
_SHORTENED = 40
"""Characters that every list shows."""


def find_marked(text: str, words: str) -> Iterator[str]:
    """Give where ``words``, or what lists show of them, stand behind a quotation mark or in what has such marks."""
    for form in {words, escape(words), escape(escape(words))}:
        yield from re.findall(_MARK + re.escape(form[:_SHORTENED]), text)


def test_no_statement_in_our_own_words_is_quoted(built: BuiltSites) -> None:
    folder = built.build("demo")
    claims = [claim for shard in folder.glob("data/claims/*.json") for claim in load_claims(shard)]
    ours = {claim["claim"] for claim in claims if claim["claim"]} - {claim["quote"] for claim in claims}
    assert ours
    found = {
        (path.relative_to(folder).as_posix(), marked)
        for path in folder.rglob("*")
        if path.suffix in _ENDINGS
        for words in ours
        for marked in find_marked(path.read_text(encoding="utf-8"), words)
    }
    assert found == set()


def load_claims(path: Path) -> list[dict[str, str | None]]:
    return list(json.loads(path.read_text(encoding="utf-8"))["claims"])
