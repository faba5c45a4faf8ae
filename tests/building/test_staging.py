"""Writing safely: cut off anywhere, carried on by whoever comes next; no journal believed that is not ours."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from site_gen.building import staging
from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from site_gen.building.staging import STAGE, Stage, find_journals, journal_path, recover
from site_gen.support.errors import OutputError
from site_gen.support.files import digest
from tests.building.test_build import WELL, river_site, tree

SiteMaker = Callable[..., Path]

OLD = {
    "index.html": b"old home",
    "kept.html": b"kept",
    "gone/deep/index.html": b"goes",
    "turns": b"a file that becomes a folder",
    "folds/one": b"1",
    "folds/two": b"2",
    "Case.txt": b"case",
    "mine/notes.txt": b"not ours",
    "mine/ours.html": b"goes",
}
REMOVED = ["gone/deep/index.html", "turns", "folds/one", "folds/two", "Case.txt", "mine/ours.html"]
NEW = {
    "index.html": b"new home",
    "turns/index.html": b"in a folder now",
    "folds": b"a file now",
    "case.txt": b"case",
    ".site-gen.json": b"{}",
}
AFTER = {
    **{path: data for path, data in OLD.items() if path not in REMOVED},
    **{path: data for path, data in NEW.items() if path != ".site-gen.json"},
}


class Cut(BaseException):
    """The process is killed here."""


@pytest.fixture
def sealed(tmp_path: Path) -> Stage:
    """An output with its old site, and a journal that nobody has begun to carry out."""
    output = tmp_path / "site/_site"
    for path, data in OLD.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_bytes(data)
    stage = Stage(output, journal_path(tmp_path / "site/.site-gen", output))
    stage.begin()
    for path, data in NEW.items():
        stage.add(path, data)
    stage.seal(REMOVED)
    return stage


@contextmanager
def cut_before(monkeypatch: pytest.MonkeyPatch, step: int) -> Iterator[None]:
    """Kill the process before its disk operation number ``step``."""
    done = 0

    def count(operate: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **more: Any) -> Any:
            nonlocal done
            if done == step:
                raise Cut
            done += 1
            return operate(*args, **more)

        return run

    with monkeypatch.context() as patch:
        patch.setattr(staging, "replace_file", count(staging.replace_file))
        patch.setattr(shutil, "rmtree", count(shutil.rmtree))
        for name in ("mkdir", "rmdir", "unlink"):
            patch.setattr(Path, name, count(getattr(Path, name)))
        yield


def test_a_journal_is_carried_out_from_wherever_it_was_cut_off(
    sealed: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(tmp_path / "site", tmp_path / "as-sealed")
    cuts = 0
    for step in range(200):
        shutil.rmtree(tmp_path / "site")
        shutil.copytree(tmp_path / "as-sealed", tmp_path / "site")
        try:
            with cut_before(monkeypatch, step):
                recover(sealed.journal)
        except Cut:
            cuts += 1
        else:
            break
        for _ in range(2):  # twice: the second finds nothing to do
            recover(sealed.journal)
            shutil.rmtree(sealed.output / STAGE, ignore_errors=True)
            assert tree(sealed.output) == AFTER, f"cut before step {step}"
            assert not sealed.journal.exists()
    assert cuts > len(NEW) + len(REMOVED)
    assert not (sealed.output / "gone").exists()


def test_what_a_user_deletes_in_between_does_not_come_in_the_way(sealed: Stage) -> None:
    shutil.rmtree(sealed.output / "gone")
    (sealed.output / "folds/one").unlink()
    assert recover(sealed.journal)
    assert tree(sealed.output) == AFTER


def test_a_name_that_changed_only_in_case_survives_a_second_run(
    sealed: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", _raise(Cut()))
        with pytest.raises(Cut):
            recover(sealed.journal)
    # As a disk shows it that ignores case: the old name finds the new file.
    os.link(sealed.output / "case.txt", sealed.output / "Case.txt")
    assert recover(sealed.journal)
    assert (sealed.output / "case.txt").read_bytes() == b"case"
    assert (sealed.output / "Case.txt").exists()


def test_a_file_held_open_is_one_sentence_and_the_next_command_finishes(
    sealed: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = staging.replace_file

    def refuse(source: Path, target: Path) -> None:
        if target.name == "folds":
            raise PermissionError(13, "Permission denied", str(source), None, str(target))
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(staging, "replace_file", refuse)
        with pytest.raises(OutputError, match=r"cannot replace .*folds: Permission denied") as caught:
            recover(sealed.journal)
    assert "it finishes what this one began" in caught.value.help
    assert recover(sealed.journal)
    assert tree(sealed.output) == AFTER


DAMAGED = {
    "empty": b"",
    "cut": b'{"output": "',
    "binary": b"\xff\xfe\x00",
    "list": b"[]",
    "keys": b"{}",
    "kinds": b'{"output": 1, "remove": 3}',
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_journal_changes_nothing_and_stops_nobody(
    make_site: SiteMaker, options: BuildOptions, damage: bytes
) -> None:
    root = make_site(river_site())
    build_site(root, options)
    before = tree(root / "_site")
    journal = journal_path(root / ".site-gen", (root / "_site").resolve())
    journal.write_bytes(damage)
    assert not recover(journal)
    result = build_site(root, options)
    assert (result.written, result.notes) == (0, ())
    assert tree(root / "_site") == before
    make_site({"content/articles/well.md": WELL.replace("deep", "dry")})
    assert build_site(root, options).written == 1


def forge(state: Path, output: Path, **plan: object) -> Path:
    """Write a journal for an output as somebody else might."""
    journal = journal_path(state, output)
    journal.parent.mkdir(parents=True, exist_ok=True)
    journal.write_text(json.dumps({"output": str(output), "remove": [], **plan}))
    return journal


def test_a_journal_from_elsewhere_removes_nobodys_files(
    make_site: SiteMaker, options: BuildOptions, tmp_path: Path
) -> None:
    root = make_site(river_site())
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis/chapter.doc").write_text("years of work")
    forge(root / ".site-gen", tmp_path / "thesis", remove=["chapter.doc"])
    assert find_journals(root / ".site-gen") == {}
    assert build_site(root, options).notes == ()
    assert (tmp_path / "thesis/chapter.doc").read_text() == "years of work"


@pytest.mark.parametrize("path", ["../mine.txt", "a/../../mine.txt", "/etc/hostname", "a//b", ".", "a/", ""])
def test_a_journal_does_not_reach_out_of_its_output(tmp_path: Path, path: str) -> None:
    output = tmp_path / "out"
    (output / STAGE).mkdir(parents=True)
    (tmp_path / "mine.txt").write_text("mine")
    journal = forge(tmp_path / "state", output, remove=[path])
    (output / STAGE / "ready").write_text(digest(journal.read_bytes()))
    assert not recover(journal)
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_journal_counts_only_with_the_stage_it_was_written_for(sealed: Stage) -> None:
    shutil.rmtree(sealed.output / STAGE)
    assert not recover(sealed.journal)
    assert tree(sealed.output) == OLD
    other = Stage(sealed.output, sealed.journal.with_name("journal-other.json"))
    other.begin()
    other.add("index.html", b"unfinished")
    assert not recover(sealed.journal)
    other.drop()
    assert tree(sealed.output) == OLD


def test_a_journal_does_not_follow_links_out_of_its_output(sealed: Stage, tmp_path: Path) -> None:
    (tmp_path / "elsewhere/deep").mkdir(parents=True)
    (tmp_path / "elsewhere/deep/index.html").write_text("mine")
    shutil.rmtree(sealed.output / "gone")
    (sealed.output / "gone").symlink_to(tmp_path / "elsewhere")
    assert recover(sealed.journal)
    assert (tmp_path / "elsewhere/deep/index.html").read_text() == "mine"


def test_folders_that_differ_only_in_case_are_one_where_the_disk_says_so(tmp_path: Path) -> None:
    output = tmp_path / "_site"
    stage = Stage(output, journal_path(tmp_path / ".site-gen", output))
    stage.begin()
    stage.add("Articles/mine.html", b"1")
    comes = output / STAGE / "new"
    if not (comes / "articles").exists():  # as a disk would show it that ignores case
        (comes / "articles").symlink_to(comes / "Articles")
    stage.add("articles/bridge/index.html", b"2")
    assert (comes / "Articles/bridge/index.html").read_bytes() == b"2"


def test_a_stage_left_behind_is_dropped(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(
        river_site(**{f"_site/{STAGE}/new/index.html": "half a page", f"_site/{STAGE}/ready": "x"})
    )
    assert build_site(root, options).done
    assert not (root / "_site" / STAGE).exists()


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_stands_in_the_place_of_the_stage_is_no_hindrance(
    make_site: SiteMaker, options: BuildOptions, kind: str, tmp_path: Path
) -> None:
    root = make_site(river_site(**{"_site/mine.txt": "mine"}))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/file").write_text("theirs")
    if kind == "file":
        (root / "_site" / STAGE).write_text("x")
    else:
        (root / "_site" / STAGE).symlink_to(tmp_path / "elsewhere")
    assert build_site(root, options).done
    assert (tmp_path / "elsewhere/file").read_text() == "theirs"
    assert not (root / "_site" / STAGE).exists()


def _raise(problem: BaseException) -> Callable[..., Any]:
    def run(*_args: object, **_more: object) -> None:
        raise problem

    return run


def cut_build(root: Path, options: BuildOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin a build that is killed with its journal standing."""
    with monkeypatch.context() as patch:
        patch.setattr(staging, "_put_in_place", _raise(Cut()))
        with pytest.raises(Cut):
            build_site(root, options)


def test_the_next_build_finishes_what_a_killed_one_began_even_if_it_is_refused(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site(river_site())
    build_site(root, options)
    make_site({"content/articles/well.md": WELL.replace("deep", "dry")})
    cut_build(root, options, monkeypatch)
    assert "deep" in (root / "_site/articles/well/index.html").read_text("utf-8")
    make_site({"content/articles/well.md": WELL + "\n[x](no.md)\n"})
    result = build_site(root, options)
    assert not result.done
    assert result.notes == (f"finished the build of {root / '_site'} that was cut off",)
    assert "dry" in (root / "_site/articles/well/index.html").read_text("utf-8")


def test_a_build_finishes_killed_builds_of_other_outputs_too(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = make_site(river_site())
    elsewhere = options._replace(output=tmp_path / "out")
    cut_build(root, elsewhere, monkeypatch)
    result = build_site(root, options)
    assert result.notes == (f"finished the build of {tmp_path / 'out'} that was cut off",)
    assert tree(tmp_path / "out") == tree(root / "_site")
    assert build_site(root, elsewhere).written == 0


def test_an_output_that_cannot_be_finished_does_not_stop_the_build_of_another(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = make_site(river_site())
    cut_build(root, options._replace(output=tmp_path / "stick"), monkeypatch)
    (tmp_path / "stick").rename(tmp_path / "unplugged")
    assert build_site(root, options).notes == ()
    (tmp_path / "unplugged").rename(tmp_path / "stick")
    build_site(root, options)
    assert tree(tmp_path / "stick") == tree(root / "_site")
