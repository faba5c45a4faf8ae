"""What people read is true: commands, flags, paths, links, and the example that they try first."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from site_gen.cli import commands as cli
from site_gen.cli import terminal
from site_gen.reading.scale import DEFAULT_RATINGS

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "site_gen"
TEXTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
LONG_FLAG = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
OF_THIS_MACHINE = re.compile(r"(?<![\w.*}])/(?:work|tmp|root|home)/\w")
OF_MAKERS = re.compile(
    r"\b(?:TODO|FIXME|XXX|HACK|sub-?agents?|AI assistant|language model|this session|prompt)\b"
)


TEXT_ENDINGS = {".md", ".py", ".html", ".css", ".js", ".yaml", ".yml", ".toml", ".txt"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> str:
    return path.read_text("utf-8")


def load_spoken() -> dict[str, str]:
    """Give every text of the repository but its tests, by path: what is said to people somewhere in it."""
    folders = ("site_gen", "templates", "static", "scripts", "benchmarks", "content", ".github", ".ci")
    below = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in TEXT_ENDINGS)
    named = (ROOT / name for name in ("Makefile", "pyproject.toml", "site.yaml", ".ci/run"))
    return {name_of(path): read(path) for path in sorted({*TEXTS, *below, *named}) if path.is_file()}


def parse(path: Path) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(read(path))


def inlines(path: Path) -> Iterator[Token]:
    for block in parse(path):
        yield from block.children or ()


def code_in(path: Path) -> Iterator[str]:
    """Give all code of a text: spans and blocks."""
    yield from (token.content for token in inlines(path) if token.type == "code_inline")
    yield from (token.content for token in parse(path) if token.type == "fence")


SPOKEN = load_spoken()


def options_of(command: str) -> set[str]:
    found = cli.main.commands[command] if command else cli.main
    below = list(found.commands.values()) if command and isinstance(found, click.Group) else []
    params = [option for each in (found, *below) for option in each.params]
    return {name for option in params for name in (*option.opts, *option.secondary_opts)} | {"-h", "--help"}


# Commands


@pytest.mark.parametrize("command", sorted(cli.main.commands))
def test_every_command_and_flag_is_told_of(command: str) -> None:
    text = "\n".join(map(read, TEXTS))
    assert f"`site-gen {command}" in text
    told = set(LONG_FLAG.findall(text))
    flags = {name for name in options_of(command) if name.startswith("--")}
    assert flags <= told, flags - told


def test_the_readme_has_a_row_for_each_command_with_its_own_flags() -> None:
    rows = re.findall(r"^\| `site-gen (\w+)[^|]*\|(.*)\|$", read(ROOT / "README.md"), re.MULTILINE)
    assert sorted({command for command, _ in rows}) == sorted(cli.main.commands)
    for command, words in rows:
        assert set(LONG_FLAG.findall(words)) <= options_of(command), command


def test_commands_that_are_named_exist() -> None:
    for path, text in SPOKEN.items():
        for words in re.findall(r"(?<![\w/.-])site-gen +([a-z][^`\n\"',;()]*)", text):
            command, *rest = words.split()
            flags = {word for word in rest if word.startswith("--")}
            known = options_of(command) if command in cli.main.commands else set()
            assert flags <= known, f"{path}: site-gen {words}"
    for path in TEXTS:
        for code in code_in(path):
            for command in re.findall(r"^\s*site-gen ([a-z]\S*)", code, re.MULTILINE):
                assert command in cli.main.commands, code


def test_targets_of_make_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.MULTILINE))
    for path in TEXTS:
        for code in code_in(path):
            for named in re.findall(r"^make ([a-z]+)", code, re.MULTILINE):
                assert named in targets, f"{name_of(path)}: make {named}"


def test_exit_codes_are_told() -> None:
    told = read(ROOT / "README.md").split("Exit codes: ")[1].split(". ")[0]
    codes = [int(code) for code in re.findall(r"(?:^|[ ,\n])(\d+) ", told)]
    assert codes == [0, terminal.PROBLEMS, terminal.USAGE, terminal.OUR_FAULT, terminal.INTERRUPTED]


def test_the_version_of_python_is_told_right() -> None:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    version = project["requires-python"].removeprefix(">=")
    for name in ("README.md", "CONTRIBUTING.md"):
        assert f"Python {version} or newer" in read(ROOT / name)


def test_nobody_is_told_to_install_what_is_in_no_index() -> None:
    for path, text in SPOKEN.items():
        assert not re.search(r"\b(?:pip|pipx|uv|uvx) (?:\w+ )?['\"]?site[-_]gen\b", text), path


# Ratings and keys (all keys: tests/reading/test_reference.py)


def test_the_readme_names_every_rating() -> None:
    text = read(ROOT / "README.md")
    for rating in DEFAULT_RATINGS:
        assert f"`{rating.id}`" in text


# Links and paths


def anchors_of(path: Path) -> set[str]:
    """Give the anchors that GitHub makes of the headings."""
    seen: Counter[str] = Counter()
    anchors = set()
    tokens = parse(path)
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            words = "".join(child.content for child in inline.children or ())
            anchor = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
            anchors.add(f"{anchor}-{seen[anchor]}" if seen[anchor] else anchor)
            seen[anchor] += 1
    return anchors


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    for token in inlines(path):
        target = str(token.attrs.get("href") or token.attrs.get("src") or "")
        if not target or re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = unquote(target).partition("#")
        found = (path.parent / file).resolve() if file else path
        assert found.exists(), target
        assert found.is_relative_to(ROOT), target
        if anchor:
            assert anchor in anchors_of(found), target


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_paths_of_the_repository_that_are_named_exist(path: Path) -> None:
    for code in (token.content for token in inlines(path) if token.type == "code_inline"):
        if re.fullmatch(r"(?:site_gen|tests|scripts|benchmarks|docs)/[\w./-]*", code) and "<" not in code:
            assert holds_something(ROOT / code), code


def holds_something(path: Path) -> bool:
    """Tell whether there is such a file, or such a folder with more in it than what Python leaves behind."""
    return path.is_file() or any(
        each.is_file() and "__pycache__" not in each.parts for each in path.rglob("*")
    )


def rows_of_the_find_it_table() -> list[tuple[str, list[str]]]:
    table = read(ROOT / "CONTRIBUTING.md").split("## Find it in a minute")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (.*?) \| (.*?) \|$", table, re.MULTILINE)[1:]
    return [(what, re.findall(r"`([^`]+)`", where)) for what, where in rows]


def test_the_find_it_table_names_what_is_there() -> None:
    rows = rows_of_the_find_it_table()
    assert len(rows) > 30
    assert len({what for what, _ in rows}) == len(rows)
    for what, paths in rows:
        assert paths, what
        for path in paths:
            assert holds_something(ROOT / path), f"{what}: {path}"


def test_the_find_it_table_leads_into_every_folder() -> None:
    named = [path for _, paths in rows_of_the_find_it_table() for path in paths]
    folders = [each for each in PACKAGE.iterdir() if each.is_dir() and holds_something(each)]
    missing = [
        each.name for each in folders if not any(path.startswith(f"site_gen/{each.name}/") for path in named)
    ]
    assert not [name for name in missing if name not in {"__pycache__", "_data"}]


def test_the_templates_that_are_named_exist() -> None:
    text = read(ROOT / "docs/theming.md")
    rows = re.findall(r"^\| `([\w/.-]+)` \|", text, re.MULTILINE)
    assert {"article.html", "404.html"} <= set(rows)
    rows = [row for row in rows if not row.startswith("--")]  # custom properties have a table of their own
    for name in [*rows, *re.findall(r"`templates/([\w./-]+)`", text)]:
        assert (ROOT / "templates" / name).exists(), name
    pages = {path.name for path in (ROOT / "templates").glob("*.html")}
    assert pages - set(rows) <= {"base.html"}


# The example that people try first


def files_of_the_example() -> dict[str, str]:
    """Give the files that the README has its readers write: a path in a sentence, then its text."""
    files: dict[str, str] = {}
    path = ""
    for token in parse(ROOT / "README.md"):
        for child in token.children or ():
            if child.type == "code_inline" and re.fullmatch(r"content/[\w/.-]+\.(md|yaml)", child.content):
                path = child.content
        if token.type == "fence" and token.info in {"markdown", "yaml"} and path:
            files[path] = token.content
            path = ""
    return files


def test_the_first_five_minutes_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    section = read(ROOT / "README.md").split("## Annotate your first quote")[1].split("\n## ")[0]
    lines = section.split("```sh\n")[1].split("```")[0].splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["site-gen", "new"],
        ["cd", lines[0].split()[2]],
        ["site-gen", "serve"],
    ]
    monkeypatch.chdir(tmp_path)
    assert run(*lines[0].split()[1:]) == 0
    site = tmp_path / lines[1].split()[1]
    monkeypatch.chdir(site)
    files = files_of_the_example()
    assert sorted(files) == ["content/articles/tea.claims.yaml", "content/articles/tea.md"]
    for path, text in files.items():
        assert not (site / path).exists()
        (site / path).write_text(text, "utf-8")
    capsys.readouterr()
    assert run("check", "--strict") == 0
    assert capsys.readouterr().out.startswith("no problems in 2 articles\n")
    assert run("build", "--strict") == 0
    page = (site / "_site/articles/tea/index.html").read_text("utf-8")
    assert 'data-claim="every-country"' in page
    assert "is drunk in " in re.sub(r"<[^>]*>", "", page)


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as end:
        cli.run(words)
    assert isinstance(end.value.code, int)
    return end.value.code


def test_help_texts_have_no_word_of_the_machinery(capsys: pytest.CaptureFixture[str]) -> None:
    for name in cli.main.commands:
        assert run(name, "--help") == 0
        assert not re.search(r"\bNone\b|\bPath\b|pydantic|click|tuple", capsys.readouterr().out), name


# The house


def test_the_changelog_begins_with_what_is_to_come() -> None:
    headings = re.findall(r"^## (.*)$", read(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    versions = [
        heading for heading in headings[1:] if not re.match(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d$", heading)
    ]
    assert not versions


def test_nothing_speaks_of_one_machine_or_of_what_is_still_to_do() -> None:
    for path, text in SPOKEN.items():
        assert not (found := OF_THIS_MACHINE.search(text)), f"{path}: {found}"
        assert not (found := OF_MAKERS.search(text)), f"{path}: {found}"
