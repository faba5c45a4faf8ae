"""An article as long as the budget is for, made of the demo's own words: real sentences, real claims, real sources."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from tests.built import ROOT

ARTICLES = ROOT / "content" / "articles"
SITE = "title: Test Desk\nbase_url: https://example.org/\nreport_error: desk@example.org\n"
WORDS = 900
CLAIMS = 12
SOURCES = 2
KEYS = {"id", "quote", "prefix", "suffix", "occurrence", "status", "summary", "note"}


def make_budget_site() -> dict[str, str | bytes]:
    """Make the files of a site with one article of ``WORDS`` words, ``CLAIMS`` claims, ``SOURCES`` sources each."""
    text = _cut("\n\n".join(_read_body(name) for name in ("great-wall", "lightning")))
    flat = " ".join(text.split())
    files = [
        yaml.safe_load(_claims(name).read_text(encoding="utf-8")) for name in ("great-wall", "lightning")
    ]
    sources = {id_: source for file in files for id_, source in file.get("sources", {}).items()}
    claims = [_lean(claim) for file in files for claim in file["claims"] if _stands(claim, flat)][:CLAIMS]
    assert len(claims) == CLAIMS
    head = "---\ntitle: Two stories that are told\ndate: 2026-05-04\nauthor: A. Reporter\n---\n\n"
    cited = [_name(source) for each in claims for source in each["sources"]]
    sources = {id_: source for id_, source in sources.items() if id_ in cited}
    data = {"defaults": files[0]["defaults"], "sources": sources, "claims": claims}
    return {
        "site.yaml": SITE,
        "content/articles/stories.md": head + text,
        "content/articles/stories.claims.yaml": yaml.safe_dump(
            data, allow_unicode=True, sort_keys=False, width=10_000
        ),
        "content/sources.yaml": (ROOT / "content" / "sources.yaml").read_bytes(),
    }


def _claims(name: str) -> Path:
    return ARTICLES / f"{name}.claims.yaml"


def _read_body(name: str) -> str:
    return (ARTICLES / f"{name}.md").read_text(encoding="utf-8").split("\n---\n", 1)[1]


def _cut(text: str) -> str:
    """Give the first ``WORDS`` words in their paragraphs, with the headings above them, without pictures."""
    kept: list[str] = []
    left = WORDS
    for block in text.split("\n\n"):
        words = block.split()
        if not left or not words or words[0].startswith("!"):
            continue
        is_heading = words[0].startswith("#")
        kept.append(" ".join(words if is_heading else words[:left]))
        left -= 0 if is_heading else len(words[:left])
    return "\n\n".join(kept) + "\n"


def _name(source: str | dict[str, Any]) -> str | None:
    return source if isinstance(source, str) else source.get("ref")


def _stands(claim: dict[str, Any], flat: str) -> bool:
    quote = claim.get("quote")
    return "on" not in claim and bool(quote) and " ".join(quote.split()) in flat


def _lean(claim: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in claim.items() if key in KEYS}
    note = re.sub(r"\[([^]]*)\]\(#[^)]*\)", r"\1", claim.get("note", ""))
    return {**kept, "note": note, "sources": claim["sources"][:SOURCES]}
