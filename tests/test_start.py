"""What commands load before they do anything: most of the time of a build that has little to do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.building.test_build import RIVER_CLAIMS, river_site

SiteMaker = Callable[..., Path]

READS_FLAGS = {"click"}
READS_YAML = {"yaml", "pydantic_core", "site_gen.reading.articles"}
READS_MARKDOWN = {"markdown_it", "site_gen.anchoring"}
MAKES_PAGES = {"jinja2", "sqlite3", "pickle", "site_gen.model", "site_gen.outputs", "site_gen.presenting"}
LOCKS = {"filelock"} if os.name != "nt" else set()
NEVER = {"pydantic", "multiprocessing", "concurrent.futures", "rich", *LOCKS}
"""For the JSON Schema of editors, for many articles at once, for people who watch, for systems without ``flock``."""


def load(root: Path, *words: str) -> set[str]:
    """Give the modules that a command has loaded when it ends."""
    command = [sys.executable, "-X", "importtime", "-m", "site_gen", *words]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}


def test_the_version_is_told_without_a_program(tmp_path: Path) -> None:
    program = {"site_gen.cli", "site_gen.support", "pathlib", "json", *READS_FLAGS}
    assert load(tmp_path, "--version") & program == set()


def test_help_is_given_without_what_works(tmp_path: Path) -> None:
    loaded = load(tmp_path, "--help")
    assert loaded & {*READS_YAML, *READS_MARKDOWN, *MAKES_PAGES, *NEVER} == set()


def test_a_build_loads_what_it_needs_and_no_more(make_site: SiteMaker) -> None:
    files = river_site()
    del files["content/sources.yaml"]  # what it holds is read in every build that has something to do
    inline = '- {title: Gauge, url: "https://example.org/gauge", publisher: Water board, published: 2026-05}'
    files["content/articles/river.claims.yaml"] = RIVER_CLAIMS.replace("- gauge", inline)
    files["site.yaml"] += "outputs: [pages, status, feeds, sitemap]\n"
    root = make_site(files)
    text, claims = root / "content/articles/river.md", root / "content/articles/river.claims.yaml"
    first = load(root, "build", "--jobs", "4")
    assert {*READS_FLAGS, *READS_YAML, *READS_MARKDOWN, *MAKES_PAGES} <= first
    assert first & NEVER == set()
    for words in (("build",), ("build", "--quiet")):
        nothing = load(root, *words)
        assert (
            nothing & {*READS_FLAGS, *READS_YAML, *READS_MARKDOWN, *MAKES_PAGES, *NEVER, "inspect", "msgspec"}
            == set()
        )
    text.write_text(text.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    edited = load(root, "build")
    assert {*READS_MARKDOWN, *MAKES_PAGES} <= edited
    assert edited & {*READS_FLAGS, *READS_YAML, *NEVER} == set()
    claims.write_text(claims.read_text("utf-8").replace("four weeks", "five weeks"), "utf-8")
    assert load(root, "build") & {*READS_FLAGS, *NEVER} == set()
