"""A build killed at any moment leaves the old site or the new one, once the next command has run."""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions, BuildResult
from site_gen.building.staging import journal_path
from tests.building.test_build import RIVER, RIVER_CLAIMS, SITE, SOURCES, errors_of, tree
from tests.built import NOW
from tests.commands import spawn

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


def _build(root: Path) -> BuildResult:
    return build_site(root, BuildOptions(NOW))


def _begin(root: Path) -> tuple[multiprocessing.process.BaseProcess, float]:
    """Begin a build in a process of its own, forked from one that has built before; give the moment too."""
    process = multiprocessing.get_context("fork").Process(target=_build, args=[root])
    began = time.monotonic()
    process.start()
    return process, began


def _measure(root: Path) -> float:
    """Say how long a build takes that is let run."""
    process, began = _begin(root)
    process.join()
    assert process.exitcode == 0
    return time.monotonic() - began


def _kill(root: Path, delay: float, *, aimed: bool) -> bool:
    """Kill a build, where ``aimed`` after the replacing has begun; tell whether that was seen."""
    process, _ = _begin(root)
    seen = aimed and _wait_for_journal(root, process)
    time.sleep(delay)
    process.kill()
    process.join()
    return seen


def _wait_for_journal(root: Path, process: multiprocessing.process.BaseProcess) -> bool:
    journal = str(journal_path(root / ".site-gen", (root / "_site").resolve()))
    while process.is_alive():
        for _ in range(1000):  # the journal stands for some milliseconds only
            if os.path.exists(journal):  # noqa: PTH110 - the quickest look there is
                return True
    return False


def _settle(root: Path) -> None:
    """Let the next build have nothing of its own to write: its input has an error."""
    broken = root / "content/articles/broken.md"
    broken.write_text("---\ntitle: Broken\n")
    assert errors_of(_build(root))
    broken.unlink()


def test_sixty_kills_leave_no_file_cut_and_no_site_mixed(make_site: SiteMaker) -> None:
    chance = random.Random(20261122)
    sites = [_site("First title"), _site("Second title")]
    trees = []
    for number, files in enumerate(sites):
        cold = make_site(files, folder=f"cold-{number}")
        assert _build(cold).done
        trees.append(tree(cold / "_site"))
    assert trees[0].keys() == trees[1].keys()
    pages = [name for name in trees[0] if name.endswith(".html")]
    assert all(trees[0][name] != trees[1][name] for name in pages)

    root = make_site(sites[0])
    inside = 0
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(_build, root).result().done
        make_site(sites[1])
        duration = pool.submit(_measure, root).result()
        for number in range(KILLS):
            wanted = 1 - trees.index(_deployable(root))  # so that every page is to change
            make_site(sites[wanted])
            aimed = number % 2 == 1  # into the replacing itself
            delay = chance.uniform(0, 0.004 if aimed else duration)
            inside += pool.submit(_kill, root, delay, aimed=aimed).result()
            killed = _deployable(root)
            for name, content in killed.items():
                assert content in (trees[0][name], trees[1][name]), f"{name} is neither old nor new"
            _settle(root)
            assert _deployable(root) in trees, f"kill {number}: the site is mixed"
            assert not any((root / ".site-gen").glob("journal-*"))
    assert inside > KILLS // 4
    assert spawn("build", "--quiet", cwd=root).returncode == 0
    assert tree(root / "_site") == trees[wanted]
    assert not (root / "_site/.site-gen-stage").exists()


def _deployable(root: Path) -> dict[str, bytes]:
    output = root / "_site"
    return {
        name: content for name, content in tree(output).items() if not name.startswith(".site-gen-stage/")
    }
