"""Writing where the system refuses: one plain sentence, and the old site as it was."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from site_gen.building import staging, writer
from site_gen.building.build import build_site
from site_gen.building.environment import name_output
from site_gen.building.results import BuildOptions
from site_gen.building.staging import STAGE, Stage
from site_gen.support import files
from site_gen.support.errors import OutputError
from tests.building.test_build import WELL, river_site, tree

SiteMaker = Callable[..., Path]


def refuse(number: int) -> Callable[..., Any]:
    def run(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return run


def refused(root: Path, options: BuildOptions) -> OutputError:
    with pytest.raises(OutputError) as caught:
        build_site(root, options)
    return caught.value


@pytest.mark.parametrize("step", ["begin", "add"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_an_output_that_cannot_be_written_to_is_one_sentence(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    root = make_site(river_site())
    monkeypatch.setattr(Stage, step, refuse(number))
    problem = refused(root, options)
    assert problem.message == f"cannot write to {root / '_site'}: {os.strerror(number)}"
    assert "nothing was changed" in problem.help
    assert not (root / "_site").exists()


def test_a_disk_that_is_full_half_way_keeps_the_old_site(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site(river_site())
    build_site(root, options)
    before = tree(root / "_site")
    make_site({"site.yaml": river_site()["site.yaml"].replace("Test Desk", "Next Desk")})
    real = Stage.add

    def add(self: Stage, path: str, data: bytes) -> os.stat_result:
        if path.startswith("articles/well"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(self, path, data)

    with monkeypatch.context() as patch:
        patch.setattr(Stage, "add", add)
        assert "No space left" in refused(root, options).message
    assert tree(root / "_site") == before
    assert not (root / "_site" / STAGE).exists()
    assert build_site(root, options).done


@pytest.mark.parametrize("step", ["the journal", "the manifest"])
def test_a_disk_that_is_full_at_the_end_keeps_the_old_site(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    root = make_site(river_site())
    build_site(root, options)
    before = tree(root / "_site")
    make_site({"content/articles/well.md": WELL.replace("deep", "dry")})
    with monkeypatch.context() as patch:
        if step == "the journal":
            patch.setattr(staging, "write_file", refuse(errno.ENOSPC))
        else:
            patch.setattr(writer, "render_manifest", refuse(errno.ENOSPC))
        assert "No space left" in refused(root, options).message
    assert tree(root / "_site") == before
    assert not list((root / ".site-gen").glob("journal-*"))
    assert build_site(root, options).written == 1


def test_a_file_held_open_is_named_and_the_next_build_finishes(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site(river_site())
    build_site(root, options)
    make_site({"content/articles/well.md": WELL.replace("deep", "dry")})
    real = Path.replace

    def hold(self: Path, target: Path) -> Path:
        if target.name == "index.html":
            raise PermissionError(13, "The file is in use by another program", str(self), None, str(target))
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(files, "_REPLACE_WAIT", 0)
        patch.setattr(Path, "replace", hold)
        problem = refused(root, options)
    page = root / "_site/articles/well/index.html"
    assert problem.message == f"cannot replace {page}: The file is in use by another program"
    assert build_site(root, options).notes == (f"finished the build of {root / '_site'} that was cut off",)
    assert "dry" in page.read_text("utf-8")


def test_the_second_of_two_builds_at_once_is_refused(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site())
    build_site(root, options)
    with FileLock(root / ".site-gen" / f"lock-{name_output(root / '_site')}"):
        assert refused(root, options).message == f"another command is writing to {root / '_site'}"
        assert build_site(root, options._replace(output=root / "other")).done
    assert build_site(root, options).done


def test_a_build_under_way_is_not_finished_by_another(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site(river_site())
    other = options._replace(output=root / "other")
    seen = []
    real = staging._put_in_place

    def build_meanwhile(staged: Path, target: Path) -> None:
        if not seen:
            seen.append(target)
            assert build_site(root, other).notes == ()
            assert not (root / "_site/index.html").exists()
        real(staged, target)

    monkeypatch.setattr(staging, "_put_in_place", build_meanwhile)
    assert build_site(root, options).done
    assert tree(root / "_site") == tree(root / "other")


def test_a_lock_that_cannot_be_taken_is_one_sentence(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site(river_site())
    monkeypatch.setattr(FileLock, "acquire", refuse(errno.ENOLCK))
    if os.name != "nt":
        monkeypatch.setattr("fcntl.flock", refuse(errno.ENOLCK))
    assert refused(root, options).message.startswith(f"cannot write to {root / '.site-gen'}")


def test_an_output_made_for_nothing_is_taken_away_again(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site(**{"templates/404.html": "{{ view.nothing }}"}))
    assert not build_site(root, options).done
    assert not (root / "_site").exists()
    (root / "_site").mkdir()
    assert not build_site(root, options).done
    assert (root / "_site").is_dir()


def test_the_note_of_the_output_is_only_a_short_cut(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site(river_site())
    build_site(root, options)
    (root / ".site-gen/output").write_bytes(b"\xff damaged")
    monkeypatch.setattr("site_gen.building.build.write_file", refuse(errno.EACCES))
    assert build_site(root, options).output == root / "_site"


def test_another_output_in_the_configuration_is_noticed_at_once(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    root = make_site(river_site(**{"site.yaml": river_site()["site.yaml"] + "output: _one\n"}))
    assert build_site(root, options).output == root / "_one"
    make_site({"site.yaml": river_site()["site.yaml"] + "output: _two\n"})
    assert build_site(root, options).output == root / "_two"
