"""Only the very words of somebody stand in quotation marks; never how we put them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from tests.built import NOW, BuiltSites

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
    assert list(find_in(folder, ours)) == []


def test_no_reported_words_are_quoted_in_the_demo(built: BuiltSites) -> None:
    folder = built.build("demo")
    claims = [claim for shard in folder.glob("data/claims/*.json") for claim in load_claims(shard)]
    reported = {claim["quote"] for claim in claims if not claim["verbatim"]}
    very = {claim["quote"] for claim in claims if claim["verbatim"]}
    assert "visible from space" in very
    assert "he told television viewers that he had not seen it" in reported
    assert list(find_in(folder, reported - very)) == []


ARTICLE = """\
---
title: The budget
date: 2026-05-04
history: [{date: 2026-05-05, kind: correction, text: A figure was wrong.}]
---

The budget, she told the council, is balanced without a cent of new debt. “The town has
**never** borrowed for it,” she added, and the schools were painted twice last year.
"""
CLAIMS = """\
defaults: {claimant: Helen Ortiz}
claims:
  - id: reported
    quote: balanced without a cent of new debt
    status: inaccurate
    summary: There is a loan.
    history: [{date: 2026-05-05, kind: correction, from: accurate, text: A loan was found.}]
  - id: said
    quote: The town has never borrowed for it
    status: inaccurate
    summary: It did.
    history: [{date: 2026-05-05, kind: correction, from: accurate, text: A loan was found.}]
  - id: painted
    quote: the schools were painted twice
    status: accurate
    summary: They were.
notes:
  - id: council
    quote: told the council
    summary: It has nine members.
"""


@pytest.fixture(scope="module")
def budget(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("budget")
    (root / "content/articles").mkdir(parents=True)
    (root / "site.yaml").write_text("title: Desk\nbase_url: https://example.org/\n", encoding="utf-8")
    (root / "content/articles/budget.md").write_text(ARTICLE, encoding="utf-8")
    (root / "content/articles/budget.claims.yaml").write_text(CLAIMS, encoding="utf-8")
    result = build_site(root, BuildOptions(now=NOW))
    assert result.diagnostics == ()
    return result.output


def test_reported_speech_is_shown_without_quotation_marks_and_with_its_claimant(budget: Path) -> None:
    reported = {"balanced without a cent of new debt", "the schools were painted twice", "told the council"}
    assert list(find_in(budget, reported)) == []
    for name in ("claims", "articles/budget/reported", "embed/budget/reported", "articles/budget"):
        page = (budget / name / "index.html").read_text(encoding="utf-8")
        assert ">balanced without a cent of new debt<" in page
        assert "Helen Ortiz" in page


def test_very_words_stand_in_quotation_marks_everywhere(budget: Path) -> None:
    found = {name for name, _ in find_in(budget, {"The town has never borrowed for it"})}
    assert found >= {
        "articles/budget/index.html",
        "articles/budget/said/index.html",
        "embed/budget/said/index.html",
        "claims/index.html",
        "speakers/helen-ortiz/index.html",
        "corrections/index.html",
        "feed.xml",
        "feed.json",
        "claims.xml",
    }
    page = (budget / "articles/budget/said/index.html").read_text(encoding="utf-8")
    assert "Inaccurate: “The town has never borrowed for it”" in page


def test_the_open_data_keep_the_words_and_say_whose_they_are(budget: Path) -> None:
    (shard,) = budget.glob("data/claims/*.json")
    assert [(claim["quote"], claim["verbatim"]) for claim in load_claims(shard)] == [
        ("balanced without a cent of new debt", False),
        ("The town has never borrowed for it", True),
        ("the schools were painted twice", False),
    ]


def find_in(folder: Path, statements: set[str]) -> Iterator[tuple[str, str]]:
    """Give the files of a site in which one of the statements stands in quotation marks, and how."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in _ENDINGS:
            text = path.read_text(encoding="utf-8")
            for words in statements:
                yield from (
                    (path.relative_to(folder).as_posix(), marked) for marked in find_marked(text, words)
                )


def load_claims(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_text(encoding="utf-8"))["claims"])
