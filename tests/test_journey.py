"""A newsroom's first day, as the README tells it: new, build, serve, two edits, deploy. Every command is a process."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from site_gen.support.files import walk_files
from tests.built import ROOT

pytestmark = pytest.mark.slow
SECONDS = 60
ARTICLE = "content/articles/first-check.md"
CLAIMS = "content/articles/first-check.claims.yaml"


class Desk:
    """A folder to work in, and the environment of whoever works there."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.site = folder / "my-checks"
        self.bare = home / "remote.git"
        self.environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("GIT_", "SOURCE_DATE"))
            },
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home),
            "GIT_CONFIG_NOSYSTEM": "1",
            **{
                f"GIT_{role}_{key}": value
                for role in ("AUTHOR", "COMMITTER")
                for key, value in (("NAME", "Desk"), ("EMAIL", "desk@example.org"))
            },
        }

    def site_gen(self, *words: str) -> str:
        """Run a command where the site is, or will be; give what it printed. It must go well, without a problem."""
        return self._run(sys.executable, "-m", "site_gen", *words)

    def git(self, *words: str) -> str:
        return self._run("git", *words)

    def _run(self, *words: str) -> str:
        ended = subprocess.run(
            words,
            cwd=self.site if self.site.exists() else self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        if words[0] == sys.executable:
            assert ended.stderr == ""
        return ended.stdout

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a file as an editor does."""
        text = (self.site / path).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (self.site / path).write_text(text.replace(old, new), encoding="utf-8")

    @contextmanager
    def serve(self) -> Iterator[str]:
        """Run the preview; give its address. In the end Ctrl-C ends it at once."""
        command = [sys.executable, "-m", "site_gen", "serve"]
        with subprocess.Popen(
            command,
            cwd=self.site,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as process:
            try:
                assert process.stdout is not None
                found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
                assert found
                yield found[0]
                if sys.platform != "win32":  # there Ctrl-C goes to a whole console
                    process.send_signal(signal.SIGINT)
                    process.communicate(timeout=10)
                    assert process.returncode in {0, 130}
            finally:
                process.kill()

    def published(self) -> dict[str, str]:
        """Give the hash of each file on the branch that the web is served from."""
        listed = self.git("--git-dir", str(self.bare), "ls-tree", "-r", "-z", "gh-pages").split("\0")
        return {
            name: facts.split()[2] for facts, _, name in (line.partition("\t") for line in listed) if name
        }

    def built(self) -> dict[str, str]:
        """Give the hash of each file of the site as built, without our own."""
        paths = [path for path in walk_files(self.site / "_site") if not path.startswith(".site-gen")]
        hashes = self.git("hash-object", "--no-filters", *(f"_site/{path}" for path in paths)).split()
        return dict(zip(paths, hashes, strict=True))

    def tips(self) -> str:
        return self.git("--git-dir", str(self.bare), "for-each-ref")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    for name in ("work", "home"):
        (tmp_path / name).mkdir()
    return Desk(tmp_path / "work", tmp_path / "home")


def test_a_new_site_builds_without_a_warning(desk: Desk) -> None:
    assert "site-gen serve --open" in desk.site_gen("new", "my-checks")
    assert "built" in desk.site_gen("build", "--strict")
    assert (desk.site / "_site" / "articles" / "first-check" / "index.html").is_file()
    assert "no problems" in desk.site_gen("check", "--strict")


@pytest.mark.browser
def test_the_preview_follows_the_hand_that_writes(desk: Desk, browser: Any) -> None:
    desk.site_gen("new", "my-checks")
    with desk.serve() as address, browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto(f"{address}articles/first-check/")
        page.get_by_role("heading", level=1, name="How often is the Empire State Building struck?").wait_for()

        desk.edit(ARTICLE, "Both figures are repeated", "Both numbers are repeated")
        page.get_by_text("Both numbers are repeated").wait_for()

        desk.edit(CLAIMS, "status: unverified", "status: inaccurate")
        page.locator("#ref-eight-in-24-minutes[aria-label='Check 2: Inaccurate']").wait_for()

        desk.edit(CLAIMS, ">-\n      it was hit eight times", ">-\n      it was hit nine times")
        notice = page.get_by_label("Problems found by site-gen")
        notice.get_by_text(CLAIMS).first.wait_for()
        notice.get_by_text("eight").first.wait_for()
        page.get_by_text("Both numbers are repeated").wait_for()

        desk.edit(CLAIMS, ">-\n      it was hit nine times", ">-\n      it was hit eight times")
        notice.wait_for(state="detached")
        page.locator("#ref-eight-in-24-minutes").wait_for()


def test_the_site_goes_to_the_web(desk: Desk) -> None:
    desk.site_gen("new", "my-checks")
    desk.git("init", "--quiet", "--bare", "--initial-branch=main", str(desk.bare))
    desk.git("init", "--quiet", "--initial-branch=main")
    desk.git("add", ".")
    desk.git("commit", "--quiet", "-m", "First check")
    desk.git("remote", "add", "origin", str(desk.bare))
    assert "site.yaml" in desk.git("ls-files").split()
    head = desk.git("rev-parse", "HEAD")

    assert "published to gh-pages of origin" in desk.site_gen("deploy", "--yes")
    assert desk.published() == desk.built()
    assert {"index.html", ".nojekyll", "404.html"} <= desk.published().keys()
    assert desk.git("status", "--porcelain") == ""
    assert (desk.git("rev-parse", "HEAD"), desk.git("branch")) == (head, "* main\n")

    first = desk.tips()
    assert "nothing to publish" in desk.site_gen("deploy", "--yes")
    assert desk.tips() == first

    desk.edit(ARTICLE, "Both figures are repeated", "Both numbers are repeated")
    assert "1 changed: articles/first-check/index.html" in desk.site_gen("deploy", "--dry-run")
    assert desk.tips() == first

    desk.git("commit", "--quiet", "--all", "-m", "Say it better")
    desk.site_gen("deploy", "--yes")
    assert desk.tips() != first
    assert desk.published() == desk.built()
    assert desk.git("--git-dir", str(desk.bare), "log", "--format=%an", "gh-pages").split() == [
        "Desk",
        "Desk",
    ]
