from __future__ import annotations

import pytest

from site_gen.markdown.links import resolve_links
from site_gen.markdown.parser import find_title, parse_markdown, render_document

MANY = 20_000
DEEP = {
    "brackets": "[" * MANY,
    "pictures": "![" * MANY,
    "inline notes": "^[" * MANY,
    "footnote marks": "[^" * MANY,
    "closed brackets": "[" * 5000 + "]" * 5000,
    "nested pictures": "![" * 300 + "](b.jpg)" * 300,
    "nested notes": "^[" * 300 + "]" * 300,
    "quotations": ">" * MANY,
    "lists": "".join("  " * depth + "- a\n" for depth in range(60)),
    "lists on a line": "- " * 5000 + "a",
    "mixed": "> 1. " * 2000,
    "emphasis": "*a **b " * 60 + "c** d*" * 60,
}
BROAD = {
    "asterisks": "*" * MANY,
    "underscores": "_" * MANY,
    "emphasis never closed": "*a **b _c " * 5000,
    "backquotes": "`" * 100_000,
    "backquotes of all lengths": "".join("`" * length + " " for length in range(1, 440)),
    "tildes": "~~a " * MANY,
    "half links": "[a](" * MANY,
    "half titles": '[a](b "' * 5000,
    "angles": "<a:" * MANY,
    "backslashes": "\\" * 100_000,
    "entities": "&#1" * MANY,
    "definitions": "[a]: b 'c\n" * 3000,
    "footnotes": "".join(f"[^{number}]: x\n\n" for number in range(2000)),
    "cells": "|a" * 500 + "|\n" + "|-" * 500 + "|\n" + "|x\n" * 100,
    "terms": "a\n: b\n" * 2000,
    "spaces": " " * 100_000 + "a",
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP.keys())
def test_what_nests_without_end_is_an_error_with_a_place(text: str) -> None:
    document = parse_markdown(f"first\n\n{text}")
    _, diagnostics = resolve_links(document, "content/articles/x.md", 10)
    found = [each for each in diagnostics if each.code == "markdown-is-shallow"]
    assert found
    assert found[0].severity == "error"
    assert found[0].span.line >= 12
    assert render_document(document)


@pytest.mark.parametrize("text", BROAD.values(), ids=BROAD.keys())
def test_what_only_repeats_is_taken(text: str) -> None:
    document = parse_markdown(text)
    _, diagnostics = resolve_links(document, "content/articles/x.md", 1)
    assert "markdown-is-shallow" not in {each.code for each in diagnostics}
    render_document(document)


def test_fifty_levels_are_allowed() -> None:
    assert not parse_markdown("> " * 50 + "a").slips
    assert parse_markdown("> " * 51 + "a").slips
    assert not parse_markdown("[" * 50 + "a").slips
    assert parse_markdown("[" * 51 + "a").slips
    assert not parse_markdown("\\[" * 100 + "[x] " * 100).slips


def test_nothing_is_cut_in_silence() -> None:
    for depth in range(40, 60):
        text = "> " * depth + "the end"
        document = parse_markdown(text)
        assert document.slips or "the end" in render_document(document)


def test_a_title_may_be_hostile_too() -> None:
    assert find_title("# " + "[" * MANY) is not None
