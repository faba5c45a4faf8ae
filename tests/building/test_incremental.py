"""Random edits of random sites: what is built upon an old site is, file by file, what is built from nothing.

``--hypothesis-profile=thorough`` tries 600 histories of up to six edits.
"""

from __future__ import annotations

import datetime
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from site_gen.building import inputs
from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions, BuildResult
from site_gen.support.files import Signature
from tests.building.random_sites import Choices, differing, edits, render_site
from tests.built import NOW

SECOND = 1_000_000_000
BEGAN = 1_700_000_000 * SECOND
EXAMPLES = settings.default.max_examples if settings.default else 100
IS_THOROUGH = EXAMPLES > 100


@dataclass
class Disk:
    """A clock, and a file system that stamps no finer than two seconds, as FAT does; inodes are those of the disk."""

    now: int = BEGAN
    changed: dict[Path, int] = field(default_factory=dict)

    def time_ns(self) -> int:
        return self.now

    def save(self, path: Path, text: str, modified: int | None = None) -> None:
        """Save a file now. ``modified``: the time that it brings along, as of a copy or of an unpacked archive."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        at = self.now if modified is None else modified
        os.utime(path, ns=(at, at))
        self.changed[path] = self.now

    def signature(self, place: Path | str) -> Signature | None:
        path = Path(place)
        try:
            status = path.stat()
        except OSError:
            return None
        stamps = (status.st_mtime_ns, self.changed.get(path, status.st_ctime_ns))
        modified, changed = (stamp // (2 * SECOND) * 2 * SECOND for stamp in stamps)
        return status.st_size, modified, changed, status.st_ino


@dataclass(frozen=True)
class Step:
    """What happens between two builds, and what is asked of the second."""

    edits: tuple[tuple[str, int], ...]
    goes_back: bool
    """Whether the site is put back as it was two builds before, its files with their times of then."""
    seconds: int
    """Until the files are saved."""
    rest: int
    """From then until the build."""
    harm: str
    now: datetime.datetime
    drafts: bool
    portable: bool
    strict: bool
    base_url: str | None


def mostly(usual: Any, *others: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([*[usual] * 4, *others])


def garble(path: Path) -> None:
    if path.is_file():
        data = bytearray(path.read_bytes())
        data[len(data) // 3 :: 97] = b"?" * len(data[len(data) // 3 :: 97])
        path.write_bytes(data)


def cut_off(path: Path) -> None:
    if path.is_file():
        os.truncate(path, 5000)


def make_foreign(path: Path) -> None:
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE prepared (other INTEGER)")
    connection.close()


def bar(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir(exist_ok=True)


def unbar(path: Path) -> None:
    if path.is_dir():
        path.rmdir()


HARMS: dict[str, Callable[[Path], object]] = {
    "none": lambda _: None,
    "cache garbled": lambda root: garble(root / ".site-gen/cache.sqlite"),
    "cache of another program": lambda root: make_foreign(root / ".site-gen/cache.sqlite"),
    "cache cut off": lambda root: cut_off(root / ".site-gen/cache.sqlite"),
    "no cache to be had": lambda root: bar(root / ".site-gen/cache.sqlite"),
    "drafts' cache gone": lambda root: (root / ".site-gen/unpublished.sqlite").unlink(missing_ok=True),
    "state gone": lambda root: shutil.rmtree(root / ".site-gen", ignore_errors=True),
    "notes garbled": lambda root: [garble(path) for path in (root / ".site-gen").glob("seen-*.json")],
    "home page deleted": lambda root: (root / "_site/index.html").unlink(missing_ok=True),
    "home page changed": lambda root: (root / "_site/index.html").write_text("ours", "utf-8"),
}

steps = st.builds(
    Step,
    edits=st.lists(edits, max_size=4).map(tuple),
    goes_back=mostly(False, True),
    seconds=st.sampled_from([0, 1, 3, 90]),
    rest=st.sampled_from([0, 1, 3, 90]),
    harm=mostly("none", *HARMS),
    now=mostly(NOW, *(NOW + datetime.timedelta(hours=hours) for hours in (7, 24, -1))),
    drafts=mostly(False, True),
    portable=mostly(False, True),
    strict=mostly(False, True),
    base_url=mostly(None, "https://example.com/mirror/"),
)


class Desk:
    """A site that is edited and built again and again, and how it stood before."""

    def __init__(self, root: Path, disk: Disk) -> None:
        self.root = root
        self.disk = disk
        self.choices: dict[str, int] = {}
        self.files: dict[str, str] = {}
        self.earlier: list[tuple[dict[str, int], dict[str, int]]] = []

    def edit(self, step: Step) -> None:
        self.disk.now += step.seconds * SECOND
        times: dict[str, int] = {}
        if step.goes_back and len(self.earlier) > 1:
            choices, times = self.earlier[-2]
            self.choices = dict(choices)
        self.choices |= dict(step.edits)
        self._save(times)
        self.disk.now += step.rest * SECOND
        stamps = {path: (self.root / path).stat().st_mtime_ns for path in self.files}
        self.earlier.append((dict(self.choices), stamps))

    def _save(self, times: dict[str, int]) -> None:
        files = render_site(self.choices)
        for path in differing(self.files, files):
            if path in files:
                self.disk.save(self.root / path, files[path], times.get(path))
            else:
                (self.root / path).unlink()
        self.files = files


def stand(folder: Path) -> dict[str, bytes | None]:
    """Give every file and folder of an output but our own notes."""
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.name != ".site-gen.json"
    }


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    found = {path: path.stat() for path in folder.rglob("*") if path.is_file()}
    return {
        path.relative_to(folder).as_posix(): (status.st_ino, status.st_mtime_ns)
        for path, status in found.items()
    }


def tell(result: BuildResult) -> tuple[object, ...]:
    return result.done, result.diagnostics, result.summary, result.files


def build_cold(choices: Choices, root: Path, options: BuildOptions) -> BuildResult:
    for path, text in render_site(choices).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return build_site(root, options._replace(output=root / "_site"))


@pytest.mark.timeout(7200)  # with many examples
@settings(max_examples=600 if IS_THOROUGH else 24)
@given(
    first=st.lists(edits, max_size=12), history=st.lists(steps, min_size=1, max_size=6 if IS_THOROUGH else 3)
)
def test_random_edits_of_random_sites(first: list[tuple[str, int]], history: list[Step]) -> None:
    disk = Disk()
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(inputs, "time", disk),
        patch.object(inputs, "signature", disk.signature),
    ):
        home = Path(folder).resolve()
        desk = Desk(home / "site", disk)
        desk.choices = dict(first)
        for number, step in enumerate(
            [Step((), False, 0, 0, "none", NOW, False, False, False, None), *history]
        ):
            follow(desk, step, home / f"cold-{number}")


def follow(desk: Desk, step: Step, cold_root: Path) -> None:
    """Do one step, build upon what is there, and compare with a build from nothing."""
    output = desk.root / "_site"
    desk.edit(step)
    if desk.root.joinpath(".site-gen").is_dir() and output.is_dir():
        unbar(desk.root / ".site-gen/cache.sqlite")
        HARMS[step.harm](desk.root)
    before, stamped = stand(output), stamps(output)
    options = BuildOptions(
        step.now,
        drafts=step.drafts,
        portable=step.portable,
        strict=step.strict,
        base_url=step.base_url,
        output=output,
    )
    warm = build_site(desk.root, options)
    cold = build_cold(desk.choices, cold_root, options)
    event("built" if warm.done else "refused")
    assert tell(warm) == tell(cold)
    after = stand(output)
    assert after == (stand(cold_root / "_site") if cold.done else before)
    same = {path for path, data in before.items() if data is not None and after.get(path) == data}
    now = stamps(output)
    assert {path: now[path] for path in same} == {path: stamped[path] for path in same}
    if warm.done:
        assert build_site(desk.root, options).written == 0
    shutil.rmtree(cold_root)
