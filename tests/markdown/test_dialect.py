from __future__ import annotations

import pytest

from site_gen.markdown.links import resolve_links
from site_gen.markdown.parser import parse_markdown, render_document
from site_gen.support.slots import fill_slots
from tests.markdown.cases import read_cases

PATH = "content/articles/x.md"


def render(text: str) -> str:
    document = parse_markdown(text)
    resolve_links(document, PATH, 1)
    kinds = ("href", "img")
    return fill_slots(
        render_document(document), {kind: lambda value, kind=kind: f"‹{kind}:{value}›" for kind in kinds}
    )


@pytest.mark.parametrize(("text", "html"), read_cases("dialect.md"))
def test_the_dialect(text: str, html: str) -> None:
    assert render(text).strip() == html


@pytest.mark.parametrize(("text", "expected"), read_cases("problems.md"))
def test_problems_have_place_and_way_out(text: str, expected: str) -> None:
    _, diagnostics = resolve_links(parse_markdown(text), PATH, 1)
    lines = [line.partition(" | ") for line in expected.splitlines()]
    found = [f"{each.span.line}:{each.span.column} {each.severity} {each.code}" for each in diagnostics]
    assert found == [place for place, _, _ in lines]
    for each, (_, _, words) in zip(diagnostics, lines, strict=True):
        assert words in f"{each.message} {each.help}"
