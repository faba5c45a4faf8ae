"""The cache: fast, but never believed and never needed."""

from __future__ import annotations

import io
import os
import pickle
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.building import cache
from site_gen.building.build import build_site
from site_gen.building.cache import SqliteCache, read_value
from site_gen.building.prepared import ArticleEntry
from site_gen.building.results import BuildOptions
from site_gen.support.diagnostics import warning
from site_gen.support.locations import Span
from tests.building.test_build import WELL, river_site, tree

SiteMaker = Callable[..., Path]

ENTRY = ArticleEntry(
    "a.md", "key", None, (warning("some-code", "message", Span("a.md", 1, 2)),), (Span("a.claims.yaml", 3),)
)


class Hostile:
    """Runs a program when it is unpickled."""

    def __init__(self, command: str) -> None:
        self.command = command

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, (self.command,)


def overwrite(path: Path, value: bytes | str) -> int:
    """Put ``value`` in place of every value of a cache; gives how many there were."""
    with sqlite3.connect(path) as connection:
        found = connection.execute("UPDATE prepared SET value = ?", (value,)).rowcount
    connection.close()
    return found


def count_rows(path: Path) -> int:
    connection = sqlite3.connect(path)
    (rows,) = connection.execute("SELECT count(*) FROM prepared").fetchone()
    connection.close()
    return int(rows)


def test_what_is_put_is_found_again_in_the_next_run(tmp_path: Path) -> None:
    first = SqliteCache(tmp_path / "c.sqlite")
    first.put("a", ENTRY)
    assert first.get("a") == ENTRY
    first.close(["a"])
    second = SqliteCache(tmp_path / "c.sqlite")
    assert second.get("a") == ENTRY
    assert second.get("b") is None
    second.close([])


def test_a_value_that_would_run_a_program_is_refused(
    make_site: SiteMaker, options: BuildOptions, tmp_path: Path
) -> None:
    root = make_site(river_site())
    build_site(root, options)
    before = tree(root / "_site")
    marker = tmp_path / "ran"
    assert overwrite(root / ".site-gen/cache.sqlite", pickle.dumps(Hostile(f"touch '{marker}'"))) > 0
    make_site({"content/articles/well.md": WELL.replace("deep", "dry")})
    assert build_site(root, options).done
    make_site({"content/articles/well.md": WELL})
    assert build_site(root, options).done
    assert not marker.exists()
    assert tree(root / "_site") == before


@pytest.mark.parametrize(
    "name",
    [
        ("builtins", "eval"),
        ("builtins", "getattr"),
        ("os", "system"),
        ("posix", "system"),
        ("subprocess", "Popen"),
        ("site_gen.building.entries", "Path"),
        ("site_gen.building.entries", "re"),
        ("site_gen.building.entries", "fingerprint"),
        ("site_gen.building.prepare", "ArticleJob.__init__"),
        ("site_gen.support.files", "write_file"),
        ("site_gen.model.claims", "__builtins__"),
    ],
)
def test_only_our_own_nouns_are_read(name: tuple[str, str]) -> None:
    out = io.BytesIO()
    out.write(b"\x80\x04")
    for text in name:
        encoded = text.encode()
        out.write(b"\x8c" + bytes([len(encoded)]) + encoded)
    out.write(b"\x93.")
    assert read_value(out.getvalue()) is None


@pytest.mark.parametrize("value", [b"", b"\x80", b"no pickle", pickle.dumps([1])[:-3], b"\x80\x04\x8c\xffx"])
def test_damaged_values_count_as_absent(value: bytes) -> None:
    assert read_value(value) is None


@pytest.mark.parametrize("value", [b"", b"no pickle", pickle.dumps(42), "a text"])
def test_values_of_another_kind_cost_only_time(
    make_site: SiteMaker, options: BuildOptions, value: bytes | str
) -> None:
    root = make_site(river_site())
    build_site(root, options)
    before = tree(root / "_site")
    overwrite(root / ".site-gen/cache.sqlite", value)
    (root / "_site/articles/river/index.html").unlink()
    assert build_site(root, options).done
    assert tree(root / "_site") == before


def test_lost_bodies_are_made_anew_and_stay(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site())
    build_site(root, options)
    before = tree(root / "_site")
    with sqlite3.connect(root / ".site-gen/cache.sqlite") as connection:
        connection.execute("DELETE FROM prepared WHERE key NOT LIKE '%/entry'")
    connection.close()
    (root / "_site/articles/river/index.html").unlink()
    assert build_site(root, options).done
    assert tree(root / "_site") == before
    (root / "_site/articles/river/index.html").unlink()
    assert build_site(root, options).done
    assert count_rows(root / ".site-gen/cache.sqlite") > 0


def test_a_database_damaged_further_back_is_dropped_in_the_end(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    first = SqliteCache(path)
    for number in range(2000):
        first.put(f"key-{number:04}", ENTRY)
    first.close([f"key-{number:04}" for number in range(2000)])
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    path.write_bytes(data)
    second = SqliteCache(path)
    for number in range(0, 2000, 50):
        second.get(f"key-{number:04}")
        second.put(f"new-{number:04}", ENTRY)
        assert second.get(f"new-{number:04}") == ENTRY
    second.close([])
    third = SqliteCache(path)
    third.put("a", ENTRY)
    third.close(["a"])
    fourth = SqliteCache(path)
    fourth.close([])
    assert fourth.note == ""


def test_a_table_of_another_shape_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE prepared (other)")
    connection.close()
    found = SqliteCache(path)
    found.put("a", ENTRY)
    assert found.get("a") == ENTRY
    assert found.note == ""
    found.close(["a"])
    assert count_rows(path) == 1


def test_a_read_only_cache_is_read_and_left_as_it_is(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site(river_site())
    build_site(root, options)
    path = root / ".site-gen/cache.sqlite"
    rows = count_rows(path)
    real = sqlite3.connect

    def read_only(name: str, timeout: float) -> sqlite3.Connection:
        return real(f"file:{name}?mode=ro", timeout=timeout, uri=True) if name else real("")

    with monkeypatch.context() as patch:
        patch.setattr(cache.sqlite3, "connect", read_only)
        make_site({"content/articles/well.md": WELL.replace("deep", "dry")})
        assert build_site(root, options).written == 1
    assert count_rows(path) == rows


def test_a_place_that_cannot_hold_a_cache_is_mentioned(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site(**{".site-gen/cache.sqlite/file": "x"}))
    result = build_site(root, options)
    assert result.done
    assert len(result.notes) == 1
    assert "cannot be used" in result.notes[0]
    assert (root / ".site-gen/cache.sqlite/file").exists()


def test_a_cache_that_another_command_holds_is_not_thrown_away(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    first = SqliteCache(path)
    first.put("a", ENTRY)
    first.close(["a"])
    holder = sqlite3.connect(path)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    holder.execute("INSERT INTO prepared VALUES ('b', x'00')")
    second = SqliteCache(path)
    second.put("c", ENTRY)
    assert second.get("c") == ENTRY
    second.close(["c"])
    holder.commit()
    holder.close()
    assert count_rows(path) == 2


def test_two_commands_at_once_keep_what_they_can(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    first, second = SqliteCache(path), SqliteCache(path)
    first.put("a", ENTRY)
    second.put("b", ENTRY)
    second.put("c", ENTRY)
    assert (second.get("b"), second.get("c")) == (ENTRY, ENTRY)
    second.close(["b", "c"])
    first.close(["a"])
    assert count_rows(path) == 1


def test_entries_long_unused_are_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_SPARE_ROWS", 3)
    path = tmp_path / "c.sqlite"
    for keys in ("abcd", "ef"):
        found = SqliteCache(path)
        for key in keys:
            found.put(key, ENTRY)
        found.close(keys)
    assert count_rows(path) == 6  # as yet no more than spare
    found = SqliteCache(path)
    found.close("e")
    assert count_rows(path) == 1
