"""Reads cases from text files: ``=== title``, the Markdown, ``---`` on a line of its own, what is expected."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "cases" / "markdown"


def read_cases(name: str) -> list[object]:
    blocks = ("\n" + (FOLDER / name).read_text("utf-8")).split("\n=== ")[1:]
    return [_make_case(block) for block in blocks]


def _make_case(block: str) -> object:
    title, _, rest = block.partition("\n")
    text, _, expected = rest.partition("\n---\n") if not rest.endswith("\n---\n") else (rest[:-5], "", "")
    return pytest.param(f"{text}\n", expected.strip("\n"), id=title)
