"""Short ways to read texts in tests."""

from __future__ import annotations

from site_gen.model import Article, Claim, Config, Note
from site_gen.reading.articles import parse_article
from site_gen.reading.scale import DEFAULT_RATINGS
from site_gen.reading.sources import SharedSources
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.locations import TextFile

CONFIG = Config("Test", DEFAULT_RATINGS)
FRONT = "---\ntitle: What was announced\ndate: 2018-06-05\n---\n"


def read(
    claims: str = "",
    article: str = FRONT + "Text.\n",
    shared: SharedSources | None = None,
    path: str = "x.md",
) -> tuple[Article, list[Diagnostic]]:
    """Read an article and its claims file."""
    file = TextFile(f"content/articles/{path}", article)
    beside = TextFile("content/articles/x.claims.yaml", claims) if claims else None
    found, problems = parse_article(file, beside, shared or SharedSources(), CONFIG)
    assert found is not None
    return found, problems


def read_claim(keys: str, before: str = "", **other: str) -> tuple[Claim, list[Diagnostic]]:
    """Read one claim; ``keys`` are lines without indentation, added to those that it needs."""
    own = "id: a\nstatus: inaccurate\nsummary: No.\n" + keys
    article, problems = read(f"{before}claims:\n{_entry(own)}", **other)  # type: ignore[arg-type]
    assert not [each for each in problems if each.severity == "error"], problems
    return article.claims[0], problems


def read_note(keys: str) -> Note:
    """Read one context note."""
    article, problems = read(f"notes:\n{_entry('id: a' + chr(10) + keys)}")
    assert not problems
    return article.notes[0]


def _entry(keys: str) -> str:
    lines = keys.rstrip("\n").split("\n")
    return "\n".join(("  - " if index == 0 else "    ") + line for index, line in enumerate(lines)) + "\n"


def codes(problems: list[Diagnostic]) -> list[str]:
    """Give the codes of some problems, in order of place."""
    return [each.code for each in sorted(problems, key=lambda each: (each.span, each.code))]
