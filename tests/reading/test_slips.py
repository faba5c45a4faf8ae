"""The slips of ``cases/yaml/slips.md``: what a message says, and how a line is put right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_gen.reading.yamldoc import YamlDoc, apply_mends, parse_yaml
from site_gen.support.locations import TextFile

CASES = Path(__file__).parent.parent / "cases" / "yaml" / "slips.md"
BLOCK = re.compile(r"^~~~(\w+)\n(.*?\n)??~~~$", re.MULTILINE | re.DOTALL)


def read_cases() -> dict[str, dict[str, str]]:
    sections = re.split(r"^## (.+)\n", CASES.read_text("utf-8"), flags=re.MULTILINE)
    return {
        title: {match[1]: match[2] or "" for match in BLOCK.finditer(text)}
        for title, text in zip(sections[1::2], sections[2::2], strict=True)
    }


def read(text: str) -> YamlDoc:
    return parse_yaml(TextFile("a.claims.yaml", text))


def show_problems(doc: YamlDoc) -> str:
    lines = []
    for problem in doc.diagnostics:
        place = f"{problem.span.line}:{problem.span.column}"
        lines.append(f"{place} {problem.severity} {problem.code}: {problem.message}")
        lines += [f"  {line}" for line in problem.help.split("\n") if line]
    return "".join(f"{line}\n" for line in lines)


def render_case(typed: str) -> str:
    doc = read(typed)
    mended = f"~~~mended\n{apply_mends(typed, doc.mends)}~~~\n" if doc.mends else ""
    return f"~~~typed\n{typed}~~~\n{mended}~~~problems\n{show_problems(doc)}~~~\n"


def test_cases_can_be_written_anew(rewrite: bool) -> None:
    if rewrite:
        head = CASES.read_text("utf-8").split("\n## ")[0].rstrip()
        cases = "\n".join(
            f"## {title}\n\n{render_case(case['typed'])}" for title, case in read_cases().items()
        )
        CASES.write_text(f"{head}\n\n{cases}", "utf-8")


@pytest.mark.parametrize("title", read_cases())
def test_slip(title: str) -> None:
    case = read_cases()[title]
    doc = read(case["typed"])
    assert show_problems(doc) == case["problems"]
    mended = apply_mends(case["typed"], doc.mends)
    assert mended == case.get("mended", case["typed"])
    assert show_tree(doc) == show_tree(read(mended))


def show_tree(doc: YamlDoc) -> str:
    """Give the tree without its places."""
    return re.sub(r"Span\(.*?\)|place=\(.*?\)|style='\w+'", "", repr(doc.root))


def test_special_spaces_before_a_key() -> None:
    typed = "claims:\n  - id: a\n\u00a0\u00a0\u00a0\u00a0quote: b\n"
    doc = read(typed)
    assert apply_mends(typed, doc.mends) == "claims:\n  - id: a\n    quote: b\n"
    assert [problem.code for problem in doc.diagnostics] == ["yaml-indentation-is-spaces"]
