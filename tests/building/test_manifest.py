"""The manifest: believed only where it can be true."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from site_gen.building.build import build_site
from site_gen.building.manifest import NAME, Manifest, Written, load_manifest, render_manifest
from site_gen.building.results import BuildOptions, Summary
from site_gen.support.diagnostics import warning
from site_gen.support.files import digest
from site_gen.support.locations import Span
from tests.building.test_build import river_site, tree

SiteMaker = Callable[..., Path]

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
FULL = Manifest(
    environment="e",
    asked="o",
    as_of=NOON,
    valid_until=NOON + datetime.timedelta(hours=6),
    inputs={"content/articles/ä.md": ((1, 2, 3, 4), "d"), "static/\udcff": ((1, 2, 3, 4), "")},
    inputs_at=5,
    outputs={"index.html": Written(1, 2, 3, "d", "k")},
    diagnostics=(warning("some-code", "message", Span("a.md", 1, 2, 3, 4), "help"),),
    summary=Summary(articles=1, statuses=(("Right", 2),), undecided=(("a.claims.yaml:3", "x"),), size=3),
)


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert load(tmp_path) == FULL


def load(folder: Path, written: bytes | None = None, seen: bytes | None = None) -> Manifest:
    """Read a manifest back; ``written`` and ``seen`` stand in place of what was rendered."""
    right = render_manifest(FULL)
    (folder / NAME).write_bytes(right[0] if written is None else written)
    (folder / "seen").write_bytes(right[1] if seen is None else seen)
    return load_manifest(folder, folder / "seen")


def change(**values: Any) -> bytes:
    return json.dumps({**json.loads(render_manifest(FULL)[0]), **values}).encode()


def change_seen(**values: Any) -> tuple[bytes, bytes]:
    """Give a manifest that belongs to what was seen, and that with some values changed."""
    seen = json.dumps({**json.loads(render_manifest(FULL)[1]), **values}).encode()
    return change(seen=digest(seen)), seen


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        change(version=1),
        change(outputs={"index.html": [1]}),
        change(outputs={"../index.html": [1, 2, 3, "d", "k"]}),
        change(outputs={"/etc/hostname": [1, 2, 3, "d", "k"]}),
        change(summary={"unknown": 1, "statuses": []}),
    ],
)
def test_a_damaged_or_foreign_manifest_counts_as_none(tmp_path: Path, data: bytes) -> None:
    assert load(tmp_path, data) == Manifest()


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        (None, b""),
        (None, b"{}"),
        (change(seen="of another build"), None),
        change_seen(as_of="yesterday"),
        change_seen(as_of="2026-11-22T12:00:00"),
        change_seen(inputs_at="late"),
        change_seen(inputs=[]),
        change_seen(diagnostics=["x"]),
    ],
)
def test_without_what_was_seen_only_what_was_written_is_known(
    tmp_path: Path, written: bytes | None, seen: bytes | None
) -> None:
    manifest = load(tmp_path, written, seen)
    assert manifest.outputs == FULL.outputs
    assert (manifest.inputs, manifest.diagnostics) == ({}, ())
    assert not manifest.holds_at(NOON)


def test_a_manifest_holds_from_its_own_moment_to_the_next_publication() -> None:
    hour = datetime.timedelta(hours=1)
    assert FULL.holds_at(NOON)
    assert FULL.holds_at(NOON + 5 * hour)
    assert not FULL.holds_at(NOON + 6 * hour)
    assert not FULL.holds_at(NOON - hour)
    assert not Manifest().holds_at(NOON)


def test_a_manifest_that_names_files_elsewhere_removes_none(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    root = make_site(river_site(**{"mine.txt": "mine"}))
    build_site(root, options)
    before = tree(root / "_site")
    manifest = root / "_site" / NAME
    data = json.loads(manifest.read_bytes())
    data["outputs"]["../mine.txt"] = [4, 0, 0, digest(b"mine"), ""]
    manifest.write_text(json.dumps(data))
    assert build_site(root, options).done
    assert (root / "mine.txt").read_text() == "mine"
    assert tree(root / "_site") == before


@pytest.mark.parametrize("damage", [b"", b"{}", b"[" * 100_000, b'{"version": 3, "outputs": 3}'])
def test_a_damaged_manifest_is_made_anew(make_site: SiteMaker, options: BuildOptions, damage: bytes) -> None:
    root = make_site(river_site())
    build_site(root, options)
    (root / "_site" / NAME).write_bytes(damage)
    result = build_site(root, options)
    assert (result.done, result.written) == (True, 0)
    assert load_manifest(root / "_site", root / "nothing").outputs.keys() == set(tree(root / "_site"))
