"""A build killed at any moment leaves the old site or the new one, once the next command has run."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.building.staging import journal_path
from tests.building.test_build import RIVER, RIVER_CLAIMS, SITE, SOURCES, tree

SiteMaker = Callable[..., Path]
ARTICLES = 40
KILLS = 60

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(
        sys.platform == "win32", reason="Windows cannot kill a process so that it notices nothing"
    ),
]


def _site(title: str) -> dict[str, str]:
    """A site of which every page shows ``title``."""
    files = {"site.yaml": SITE.replace("Test Desk", title), "content/sources.yaml": SOURCES}
    for number in range(ARTICLES):
        files[f"content/articles/river-{number}.md"] = RIVER.replace("[the other article](well.md)", "more")
        files[f"content/articles/river-{number}.claims.yaml"] = RIVER_CLAIMS
    return files


def _build(root: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "site_gen", "build", "--quiet", *more]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _wait_for_journal(root: Path, process: subprocess.Popen[bytes]) -> bool:
    journal = str(journal_path(root / ".site-gen", (root / "_site").resolve()))
    while process.poll() is None:
        for _ in range(1000):  # the journal stands for some milliseconds only
            if os.path.exists(journal):  # noqa: PTH110 - the quickest look there is
                return True
    return False


def _settle(root: Path) -> None:
    """Run the next command so that it has nothing of its own to write: its input has an error."""
    broken = root / "content/articles/broken.md"
    broken.write_text("---\ntitle: Broken\n")
    assert _build(root).wait() == 1
    broken.unlink()


def test_sixty_kills_leave_no_file_cut_and_no_site_mixed(make_site: SiteMaker) -> None:
    chance = random.Random(20261122)
    sites = [_site("First title"), _site("Second title")]
    trees = []
    for number, files in enumerate(sites):
        cold = make_site(files, folder=f"cold-{number}")
        assert _build(cold).wait() == 0
        trees.append(tree(cold / "_site"))
    assert trees[0].keys() == trees[1].keys()
    pages = [name for name in trees[0] if name.endswith(".html")]
    assert all(trees[0][name] != trees[1][name] for name in pages)

    root = make_site(sites[0])
    began = time.monotonic()
    assert _build(root).wait() == 0
    duration = time.monotonic() - began
    inside = 0
    for number in range(KILLS):
        wanted = 1 - trees.index(_deployable(root))  # so that every page is to change
        make_site(sites[wanted])
        process = _build(root)
        if number % 2:  # aimed into the replacing itself
            inside += _wait_for_journal(root, process)
            time.sleep(chance.uniform(0, 0.004))
        else:
            time.sleep(chance.uniform(0, duration))
        process.send_signal(signal.SIGKILL)
        process.wait()
        killed = _deployable(root)
        for name, content in killed.items():
            assert content in (trees[0][name], trees[1][name]), f"{name} is neither old nor new"
        _settle(root)
        assert _deployable(root) in trees, f"kill {number}: the site is mixed"
        assert not any((root / ".site-gen").glob("journal-*"))
    assert inside > KILLS // 4
    assert _build(root).wait() == 0
    assert tree(root / "_site") == trees[wanted]
    assert not (root / "_site/.site-gen-stage").exists()


def _deployable(root: Path) -> dict[str, bytes]:
    output = root / "_site"
    return {
        name: content for name, content in tree(output).items() if not name.startswith(".site-gen-stage/")
    }
