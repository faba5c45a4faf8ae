"""Articles with claims, and the marks and messages that come of them: one block of text a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.anchoring.cases import Case, load_cases, show_result

CASES = load_cases()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case, rewrite: bool) -> None:
    if rewrite:
        pytest.skip("written anew")
    assert show_result(case) == case.result


def test_rewriting(rewrite: bool) -> None:
    if not rewrite:
        pytest.skip("only with --rewrite")
    texts: dict[Path, list[str]] = {}
    for case in CASES:
        new = Case(case.file, case.title, case.article, case.claims, show_result(case))
        texts.setdefault(case.file, []).append(new.text)
    for file, blocks in texts.items():
        file.write_text("\n".join(blocks), encoding="utf-8")
