"""Broken input beside its messages: each folder of ``tests/invalid`` is a small site with an ``expected.txt``.

``pytest --rewrite`` writes the expected files anew; read the difference before keeping it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_gen.model import Config
from site_gen.reading.articles import parse_article, parse_page
from site_gen.reading.config import load_config
from site_gen.reading.library import find_library
from site_gen.reading.scale import DEFAULT_RATINGS
from site_gen.reading.sources import SharedSources, parse_sources
from site_gen.support.diagnostics import Diagnostic, sort_diagnostics
from site_gen.support.files import read_text_file

CASES = Path(__file__).parent.parent / "invalid"


def read_site(root: Path) -> list[Diagnostic]:
    config, problems = load_config(root)
    config = config or Config("Test", DEFAULT_RATINGS)
    library, found = find_library(root)
    problems += found
    shared = SharedSources()
    if library.sources_path:
        file, found = read_text_file(root, library.sources_path)
        problems += found
        if file:
            shared, found = parse_sources(file)
            problems += found
    for paths in library.articles:
        article, found = read_text_file(root, paths.path)
        problems += found
        claims = None
        if paths.claims_path:
            claims, found = read_text_file(root, paths.claims_path)
            problems += found
        if article:
            problems += parse_article(article, claims, shared, config)[1]
    for path in library.pages:
        page, found = read_text_file(root, path)
        problems += found
        if page:
            problems += parse_page(page)[1]
    return sort_diagnostics(problems)


def render(problems: list[Diagnostic]) -> str:
    lines = []
    for each in problems:
        lines.append(f"{each.span}: {each.severity}[{each.code}] {each.message}")
        lines += [f"    {line}".rstrip() for line in each.help.split("\n") if each.help]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir() if path.is_dir()))
def test_broken_input_gives_these_messages(name: str, rewrite: bool) -> None:
    folder = CASES / name
    expected = folder / "expected.txt"
    found = render(read_site(folder))
    if rewrite:
        expected.write_text(found, "utf-8", newline="\n")
    assert found.strip(), "nothing is wrong with this site"
    assert found == expected.read_text("utf-8")


def test_no_message_speaks_of_the_machinery() -> None:
    words = re.compile(r"pydantic|NoneType|\btuple|\bdict\b|\bNone\b|Input should|Traceback|Error\b")
    for path in CASES.glob("*/expected.txt"):
        assert not words.search(path.read_text("utf-8")), path
