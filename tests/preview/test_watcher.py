from __future__ import annotations

import queue
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from site_gen.preview.watcher import SiteWatcher, is_relevant

SECONDS = 20
Seen = queue.Queue[Collection[str] | None]


@pytest.fixture
def changes(tmp_path: Path) -> Iterator[Seen]:
    (tmp_path / "content" / "articles").mkdir(parents=True)
    seen: Seen = queue.Queue()
    watcher = SiteWatcher(tmp_path, seen.put, lambda _: None)
    watcher.start()
    assert seen.get(timeout=SECONDS) is None, "nothing asked for the first look"
    yield seen
    watcher.stop()


def drain(seen: Seen) -> set[str]:
    """Wait for a save; give the paths seen by then. An empty set: a new watch, so any file may have changed."""
    paths = set(seen.get(timeout=SECONDS) or ())
    while not seen.empty():
        paths.update(seen.get() or ())
    return paths


def test_a_save_is_seen(tmp_path: Path, changes: Seen) -> None:
    (tmp_path / "content" / "articles" / "x.md").write_text("x", encoding="utf-8")
    assert drain(changes) == {"content/articles/x.md"}


def test_a_save_by_renaming_is_seen(tmp_path: Path, changes: Seen) -> None:
    page = tmp_path / "content" / "articles" / "x.md"
    page.write_text("x", encoding="utf-8")
    drain(changes)
    (tmp_path / "new").write_text("y", encoding="utf-8")
    (tmp_path / "new").rename(page)
    drain(changes)


def test_the_configuration_is_watched(tmp_path: Path, changes: Seen) -> None:
    (tmp_path / "site.yaml").write_text("title: x", encoding="utf-8")
    drain(changes)


def test_a_folder_made_later_is_watched(tmp_path: Path, changes: Seen) -> None:
    (tmp_path / "templates").mkdir()
    drain(changes)
    (tmp_path / "templates" / "page.html").write_text("x", encoding="utf-8")
    drain(changes)


def test_a_folder_that_was_replaced_is_watched(tmp_path: Path, changes: Seen) -> None:
    (tmp_path / "content").rename(tmp_path / "old")
    drain(changes)
    (tmp_path / "old").rename(tmp_path / "content")
    drain(changes)
    (tmp_path / "content" / "articles" / "y.md").write_text("y", encoding="utf-8")
    drain(changes)


@pytest.mark.parametrize(
    ("path", "relevant"),
    [
        ("site.yaml", True),
        ("content/articles/x.md", True),
        ("content/sources.yaml", True),
        ("static/custom.css", True),
        ("static/root/.well-known/security.txt", True),
        ("templates/parts/head-extra.html", True),
        ("_site/index.html", False),
        (".site-gen/cache.db", False),
        (".git/index", False),
        ("README.md", False),
        ("content/articles/.x.md.swp", False),
        ("content/articles/x.md~", False),
        ("content/articles/.x.md.4711.tmp", False),
        ("../content/x.md", False),
    ],
)
def test_only_what_the_site_is_made_of_matters(tmp_path: Path, path: str, *, relevant: bool) -> None:
    root = tmp_path / ".venv" / "site"
    assert is_relevant(root, str(root / path)) is relevant
