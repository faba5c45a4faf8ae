"""The entries of all articles, kept together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from site_gen.building.cache import render_value
from site_gen.building.known import KnownArticles
from site_gen.building.prepared import ArticleEntry
from site_gen.building.store import CACHE, Store
from site_gen.model import ArticleRecord


@pytest.fixture
def open_store(tmp_path: Path) -> Iterator[Callable[[], Store]]:
    opened: list[Store] = []

    def open_next() -> Store:
        opened.append(Store(tmp_path))
        return opened[-1]

    yield open_next
    for store in opened:
        store.close(())


def make_entry(path: str, title: str) -> ArticleEntry:
    return ArticleEntry(path, f"key of {title}", ArticleRecord(path, "well", title, "key"), ())


def put(known: KnownArticles, path: str, title: str, *, published: bool) -> None:
    entry = make_entry(path, title)
    known.put(entry, render_value(entry), published=published)


def test_what_was_put_is_found_by_the_next(open_store: Callable[[], Store]) -> None:
    store = open_store()
    first = store.know_articles("site")
    put(first, "a.md", "One", published=True)
    put(first, "b.md", "Two", published=False)
    store.close(first.keys)
    again = open_store().know_articles("site")
    assert again.find("a.md", "key of One") == make_entry("a.md", "One")
    assert again.find("b.md", "key of Two") == make_entry("b.md", "Two")
    assert again.find("a.md", "another key") is None
    assert again.find_former("a.md") == make_entry("a.md", "One")
    assert open_store().know_articles("drafts").find_former("a.md") is None


def test_what_is_not_published_is_in_no_file_that_may_be_given_away(
    tmp_path: Path, open_store: Callable[[], Store]
) -> None:
    store = open_store()
    known = store.know_articles("site")
    put(known, "a.md", "Secret plans", published=False)
    put(known, "b.md", "Shown first", published=True)
    put(known, "b.md", "Shown no more", published=False)
    store.close(known.keys)
    data = (tmp_path / CACHE).read_bytes()
    assert b"Secret plans" not in data
    assert b"Shown no more" not in data
    later = open_store()
    again = later.know_articles("site")
    assert again.find_former("b.md") == make_entry("b.md", "Shown no more")
    put(again, "b.md", "Shown again", published=True)
    assert again.find_former("b.md") == make_entry("b.md", "Shown again")
    assert later.know_articles("site").find_former("b.md") == make_entry("b.md", "Shown again")


def test_articles_that_are_gone_are_forgotten(open_store: Callable[[], Store]) -> None:
    store = open_store()
    known = store.know_articles("site")
    put(known, "a.md", "One", published=True)
    put(known, "b.md", "Two", published=False)
    later = store.know_articles("site")
    later.keep_only(["a.md"])
    last = store.know_articles("site")
    assert last.find_former("a.md") == make_entry("a.md", "One")
    assert last.find_former("b.md") is None


def test_rows_of_another_making_count_as_absent(open_store: Callable[[], Store]) -> None:
    store = open_store()
    store.put_bytes("site/a.md", b"no entry", published=True)
    store.put("site/b.md", ["no", "entry"], published=True)
    store.put("site/c.md", ArticleEntry(["no", "path"], "key", None, ()), published=False)  # type: ignore[arg-type]
    wrong = ArticleRecord("d.md", "d", "D", "key", claims=(3,))  # type: ignore[arg-type]
    store.put("site/d.md", ArticleEntry("d.md", "key", wrong, ()), published=True)
    known = store.know_articles("site")
    assert [known.find_former(path) for path in ("a.md", "b.md", "c.md", "d.md")] == [None] * 4
    put(known, "a.md", "One", published=True)
    assert store.know_articles("site").find_former("a.md") == make_entry("a.md", "One")


def test_names_that_are_no_unicode_are_kept_too(open_store: Callable[[], Store]) -> None:
    store = open_store()
    known = store.know_articles("site")
    put(known, "caf\udce9.md", "One", published=True)
    assert store.know_articles("site").find_former("caf\udce9.md") == make_entry("caf\udce9.md", "One")
