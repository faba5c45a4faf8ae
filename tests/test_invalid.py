"""Broken sites beside what ``site-gen check`` says of them: each folder of ``tests/invalid`` has an ``expected.txt``.

``pytest --rewrite`` writes the expected files anew; read the difference before keeping it.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from site_gen.building.look import check_site
from site_gen.building.results import BuildOptions
from site_gen.reports import load_lines, render_diagnostics

TESTS = Path(__file__).parent
INVALID = TESTS / "invalid"
PACKAGE = TESTS.parent / "site_gen"
CASES = sorted(path.name for path in INVALID.iterdir() if path.is_dir())
HEAD = re.compile(r"[^\s:][^:\n]*:[1-9]\d*:[1-9]\d*: (error|warning)\[[a-z0-9]+(-[a-z0-9]+)+\] \S.*")
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
OURS = re.compile(
    r"\b(?:boolean|strings?|mapping|scalar|parsed?|parser|schema|nodes?|null|integer|map)\b|"
    r"pydantic|jinja2\.|NoneType|\btuple|\bdict\b|\bNone\b|Input should|Traceback|\w+Error\b|0x[0-9a-f]{6}"
)


def check(root: Path, options: BuildOptions) -> str:
    """Give the problems of a site as ``site-gen check`` prints them."""
    return render_diagnostics(check_site(root, options).diagnostics, "text", load_lines(root))


@pytest.mark.parametrize("name", CASES)
def test_a_broken_site_gives_these_messages(name: str, rewrite: bool, options: BuildOptions) -> None:
    folder = INVALID / name
    expected = folder / "expected.txt"
    before = sorted(path for path in folder.rglob("*") if path != expected)
    found = check(folder, options)
    if rewrite:
        expected.write_text(found, "utf-8", newline="\n")
    assert found.strip(), "nothing is wrong with this site"
    assert found == expected.read_text("utf-8")
    assert sorted(path for path in folder.rglob("*") if path != expected) == before, (
        "check left something behind"
    )


@pytest.mark.parametrize("name", CASES)
def test_every_message_has_a_place_and_plain_words(name: str) -> None:
    text = (INVALID / name / "expected.txt").read_text("utf-8")
    for problem in text.strip("\n").split("\n\n"):
        assert HEAD.fullmatch(problem.split("\n")[0]), problem
    assert not OURS.search(text)


def test_the_corpus_is_large() -> None:
    assert len(CASES) >= 60


MAKERS = {
    "error",
    "warning",
    "Diagnostic",
    "ValueProblem",
    "Slip",
    "ValueSlip",
    "LayoutSlip",
    "_refuse",
    "_note",
}
"""What is called with the code of a problem."""


def codes_in_use() -> dict[str, str]:
    """Give every code that the package can say, with a module that says it."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                words = [each.value for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant)]
                if name in MAKERS:
                    found |= {word: path.name for word in words if CODE.fullmatch(str(word))}
    return found


def test_every_code_is_shown_or_tested() -> None:
    shown = set(
        re.findall(r": (?:error|warning)\[(\S+?)\] ", "".join(map(read, INVALID.glob("*/expected.txt"))))
    )
    tests = "".join(read(path) for path in TESTS.rglob("*.py"))
    codes = codes_in_use()
    assert len(codes) > 80
    missing = {
        code: module for code, module in codes.items() if code not in shown and f'"{code}"' not in tests
    }
    assert not missing, "add a case to tests/invalid"
    assert shown <= codes.keys()


def test_codes_name_the_healthy_state() -> None:
    for code in codes_in_use():
        assert not {"wrong", "missing", "invalid", "unknown", "bad", "broken"} & set(code.split("-")), code


def read(path: Path) -> str:
    return path.read_text("utf-8")
