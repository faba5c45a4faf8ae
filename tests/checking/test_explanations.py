"""Codes, explanations, docs and tests are held together: what is explained is so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from site_gen.building.results import BuildOptions
from site_gen.checking.editorial import check_all, check_desk_rules
from site_gen.checking.explaining import explain_code, render_list, render_page, render_rule_table
from site_gen.checking.results import Checked
from site_gen.checking.rules import RULES
from site_gen.support.explanations import find_codes, load_explanation
from tests.test_invalid import codes_in_use

DOCS = Path(__file__).resolve().parents[2] / "docs"
FENCE = re.compile(r"^```(\w+)(?: (\S[^\n]*))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BASE = {
    "site.yaml": "title: Example Facts\nbase_url: https://facts.example/\n",
    "content/articles/bridge.md": "---\ntitle: The bridge\ndate: 2026-05-04\n---\n\n"
    "The bridge was closed for nine weeks in spring.\n",
}
NOT_RUN = {
    "address-is-short",
    "file-can-be-added-to",
    "file-is-readable",
    "file-is-unchanged",
    "file-is-utf8",
    "file-name-is-portable",
    "markdown-is-shallow",
    "output-is-made",
    "overlap-is-readable",
    "theme-copy-is-current",
    "yaml-characters-are-printable",
}
"""Their examples are told in words: long, not text, or a matter of the disk. All have a case in ``tests/invalid`` or a
test of their own (``tests/test_invalid.py`` holds that)."""
RULE_CODES = {rule.code for rule in RULES}


def examples(code: str) -> dict[str, dict[str, str]]:
    """Give the files of the wrong and of the right example; none where it is told in words."""
    parts = re.split(r"^## (Wrong|Right)$", load_explanation(code).text, flags=re.MULTILINE)
    assert parts[1::2] == ["Wrong", "Right"]
    found = {}
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        fences = FENCE.findall(text)
        assert fences, f"{code}: no example"
        found[name] = {path: content for _, path, content in fences if path}
    return found


def codes_of(
    files: dict[str, str], make_site: Callable[..., Path], options: BuildOptions, look: Callable[..., Checked]
) -> set[str]:
    root = make_site({**BASE, **files})
    return {each.code for each in look(root, options).diagnostics}


def test_every_code_in_use_is_explained_and_no_other() -> None:
    used = codes_in_use().keys() | RULE_CODES
    assert used == set(find_codes())


@pytest.mark.parametrize("code", sorted(set(find_codes()) - NOT_RUN))
def test_the_wrong_example_is_told_of_and_the_right_one_is_not(
    code: str, make_site: Callable[..., Path], options: BuildOptions
) -> None:
    example = examples(code)
    look = check_desk_rules if code in RULE_CODES else check_all
    assert code in codes_of(example["Wrong"], lambda files: make_site(files, "wrong"), options, look)
    assert code not in codes_of(example["Right"], lambda files: make_site(files, "right"), options, look)


@pytest.mark.parametrize("code", sorted(NOT_RUN))
def test_examples_told_in_words_have_no_files(code: str) -> None:
    assert examples(code) == {"Wrong": {}, "Right": {}}


@pytest.mark.parametrize("code", find_codes())
def test_an_explanation_is_short_and_plain(code: str) -> None:
    explanation = load_explanation(code)
    assert explanation.kind in {"error", "warning", "rule"}
    meaning = explanation.text.split("## Wrong")[0]
    assert 8 <= len(meaning.split()) <= 120, code
    assert max(map(len, explanation.text.split("\n"))) <= 120
    assert not re.search(r"\b(?:NoneType|dict|tuple|regex|boolean|string|node|parser?)\b", meaning), code
    assert explain_code(code)[0]


def test_rules_are_explained_as_they_are() -> None:
    for rule in RULES:
        explanation = load_explanation(rule.code)
        assert (explanation.kind, explanation.level, explanation.value) == ("rule", rule.level, rule.value)
        assert bool(explanation.takes) == bool(rule.value)
    assert {code for code in find_codes() if load_explanation(code).kind == "rule"} == RULE_CODES


def test_rules_name_the_healthy_state() -> None:
    for code in RULE_CODES:
        assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*-(?:is|are|has|follows)-[a-z-]+", code), code


def test_a_code_that_may_be_set_is_a_warning_somewhere() -> None:
    shown = "".join(
        path.read_text("utf-8") for path in (DOCS.parent / "tests/invalid").glob("*/expected.txt")
    )
    tests = "".join(path.read_text("utf-8") for path in (DOCS.parent / "tests").rglob("*.py"))
    for code in find_codes():
        if load_explanation(code).kind == "warning":
            assert f"warning[{code}]" in shown or f'"{code}"' in tests


def pages() -> Iterator[Path]:
    yield from (DOCS / "errors").glob("*.md")


def test_each_code_has_its_page_as_the_program_tells_it() -> None:
    expected = {f"{code}.md": render_page(load_explanation(code)) for code in find_codes()}
    expected["README.md"] = render_list()
    assert {page.name: page.read_text("utf-8") for page in pages()} == expected, "run scripts/make_docs.py"


def test_the_docs_have_the_rules_as_they_are() -> None:
    assert render_rule_table() in (DOCS / "check.md").read_text("utf-8"), "run scripts/make_docs.py"


def test_an_unknown_code_is_answered_with_the_nearest() -> None:
    assert explain_code("qoute-is-found") == (None, "quote-is-found")
    assert explain_code("[Quote-Is-Found]")[0]
    assert explain_code("zzzzzz") == (None, None)
