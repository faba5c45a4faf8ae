"""The house rules that a tool can hold: doors, sizes, who prints. Layers are held by import-linter."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "site_gen"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_data" not in path.parts)

DOORS = {
    "yaml": "reading/",
    "pydantic": "reading/",
    "pydantic_core": "reading/",
    "markdown_it": "markdown/",
    "mdit_py_plugins": "markdown/",
    "jinja2": "presenting/templating",
    "regex": "anchoring/graphemes.py",
    "imagesize": "support/pictures.py",
    "uharfbuzz": "outputs/fonts.py",
    "pagefind": "outputs/indexing.py",
    "uniseg": "outputs/lettering.py",
    "resvg_py": "outputs/drawing.py",
    "rcssmin": "outputs/shortening.py",
    "rjsmin": "outputs/shortening.py",
    "livereload": "preview/",
    "tornado": "preview/",
    "watchfiles": "preview/",
    "ghp_import": "publishing/",
    "subprocess": "publishing/git.py",
    "sqlite3": "building/cache.py",
    "pickle": "building/cache.py",
    "filelock": "support/locks.py",
    "msgspec": "support/structs.py",
    "click": "cli/",
}
ONE_FILE = {"yaml", "ghp_import", "watchfiles"}
MAX_LINES = 400
MAX_FUNCTION = 60


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def _imports(path: Path) -> frozenset[str]:
    return frozenset(_find_imports(path))


def _find_imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("package", sorted(DOORS))
def test_a_dependency_has_one_door(package: str) -> None:
    users = sorted(_name(path) for path in MODULES if package in _imports(path))
    assert users, f"{package} is not used any more: take it out of the table"
    assert all(user.startswith(DOORS[package]) for user in users), users
    if package in ONE_FILE:
        assert len(users) == 1, users


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_is_one_room(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), "a module says its job in its docstring"
    assert len(path.read_text("utf-8").splitlines()) <= MAX_LINES
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= MAX_FUNCTION, f"{node.name} is {length} lines long"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_only_the_command_line_prints_or_reads_the_environment(path: Path) -> None:
    if _name(path).startswith("cli/") or _name(path) == "__main__.py":
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print", f"line {node.lineno}"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert (node.value.id, node.attr) not in {
                ("os", "environ"),
                ("sys", "stdout"),
                ("sys", "stderr"),
            } or (
                _name(path) == "publishing/git.py"  # git runs in the caller's environment
            ), f"line {node.lineno}"


def test_the_package_holds_no_global_state() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            assert not isinstance(node, ast.Global), f"{_name(path)}:{node.lineno}"
