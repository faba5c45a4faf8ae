"""What stands in an output already: ours, somebody else's, in the way."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from site_gen.building.standing import find_foreign, is_same_file
from site_gen.support.errors import OutputError
from tests.building.test_build import river_site, tree

SiteMaker = Callable[..., Path]


def foreign(output: Path, *paths: str, ours: tuple[str, ...] = (), going: tuple[str, ...] = ()) -> list[str]:
    return list(find_foreign(output, paths, ours, going))


@pytest.fixture
def output(make_site: SiteMaker) -> Path:
    return make_site({"index.html": "1", "docs/a.txt": "2", "docs/deep/b.txt": "3"}, folder="out")


def test_only_what_stands_and_is_not_ours_is_in_the_way(output: Path) -> None:
    assert foreign(output, "index.html", "new.html", "docs/a.txt") == ["index.html", "docs/a.txt"]
    assert foreign(output, "index.html", "docs/a.txt", ours=("index.html",)) == ["docs/a.txt"]


def test_a_file_makes_way_for_a_folder_only_where_it_goes(output: Path) -> None:
    assert foreign(output, "index.html/x", ours=("index.html",)) == ["index.html/x"]
    assert foreign(output, "index.html/x", ours=("index.html",), going=("index.html",)) == []


def test_a_folder_makes_way_for_a_file_only_where_all_of_it_goes(output: Path) -> None:
    ours = ("docs/a.txt", "docs/deep/b.txt")
    assert foreign(output, "docs", ours=ours, going=ours) == []
    assert foreign(output, "docs", ours=ours, going=ours[:1]) == ["docs"]
    (output / "docs/empty").mkdir()
    assert foreign(output, "docs", ours=ours, going=ours) == ["docs"]


def test_a_link_to_a_folder_is_in_the_way(output: Path, tmp_path: Path) -> None:
    (output / "linked").symlink_to(tmp_path)
    (output / "docs/linked").symlink_to(tmp_path)
    ours = ("docs/a.txt", "docs/deep/b.txt")
    assert foreign(output, "linked/x.html", "linked", "docs", ours=ours, going=ours) == [
        "linked/x.html",
        "linked",
        "docs",
    ]


def test_the_same_name_in_another_case_is_ours_only_where_it_is_the_same_file(output: Path) -> None:
    assert foreign(output, "INDEX.html", ours=("index.html",), going=("index.html",)) == []
    os.link(output / "index.html", output / "INDEX.html")  # what a disk shows that ignores case
    assert foreign(output, "INDEX.html", ours=("index.html",), going=("index.html",)) == []
    (output / "INDEX.html").unlink()
    (output / "INDEX.html").write_text("somebody else's")
    assert foreign(output, "INDEX.html", ours=("index.html",), going=("index.html",)) == ["INDEX.html"]


def test_the_same_file_is_plain_and_equal(output: Path) -> None:
    (output / "link").symlink_to("index.html")
    assert is_same_file(output / "index.html", b"1")
    assert not is_same_file(output / "index.html", b"2")
    assert not is_same_file(output / "link", b"1")
    assert not is_same_file(output / "docs", b"1")
    assert not is_same_file(output / "missing", b"")


def root_file(path: str, text: str = "x") -> dict[str, str]:
    return {f"static/root/{path}": text}


def test_a_file_turns_into_a_folder_and_back(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site(**root_file("extra")))
    build_site(root, options)
    before = tree(root / "_site")
    (root / "static/root/extra").unlink()
    make_site(root_file("extra/2026/x.csv"))
    assert build_site(root, options).done
    assert (root / "_site/extra/2026/x.csv").read_text() == "x"
    (root / "static/root/extra/2026/x.csv").unlink()
    (root / "static/root/extra/2026").rmdir()
    (root / "static/root/extra").rmdir()
    make_site(root_file("extra"))
    assert build_site(root, options).done
    assert tree(root / "_site") == before


def test_a_folder_with_somebody_elses_file_does_not_turn_into_a_file(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    root = make_site(river_site(**root_file("extra/x.csv")))
    build_site(root, options)
    (root / "_site/extra/notes.txt").write_text("mine")
    before = tree(root / "_site")
    (root / "static/root/extra/x.csv").unlink()
    (root / "static/root/extra").rmdir()
    make_site(root_file("extra"))
    with pytest.raises(OutputError, match="did not write"):
        build_site(root, options)
    assert tree(root / "_site") == before
    (root / "_site/extra/notes.txt").unlink()
    assert build_site(root, options).done


def test_a_file_changed_by_hand_does_not_turn_into_a_folder(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    root = make_site(river_site(**root_file("extra")))
    build_site(root, options)
    (root / "_site/extra").write_text("changed by hand")
    (root / "static/root/extra").unlink()
    make_site(root_file("extra/x.csv"))
    with pytest.raises(OutputError, match="did not write"):
        build_site(root, options)
    assert (root / "_site/extra").read_text() == "changed by hand"


def test_a_name_changes_only_in_case(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site(**root_file("Extra/Humans.txt")))
    build_site(root, options)
    (root / "static/root/Extra/Humans.txt").unlink()
    (root / "static/root/Extra").rmdir()
    make_site(root_file("extra/humans.txt"))
    result = build_site(root, options)
    assert (result.written, result.removed) == (1, 1)
    assert [path for path in tree(root / "_site") if "umans" in path] == ["extra/humans.txt"]


def test_on_a_disk_that_ignores_case_the_file_is_renamed_not_lost(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    root = make_site(river_site(**root_file("Humans.txt")))
    build_site(root, options)
    (root / "static/root/Humans.txt").unlink()
    make_site(root_file("humans.txt"))
    os.link(root / "_site/Humans.txt", root / "_site/humans.txt")
    result = build_site(root, options)
    assert (result.written, result.removed) == (1, 1)  # not taken for standing, and then removed
    assert (root / "_site/humans.txt").read_text() == "x"


def test_a_site_that_was_copied_is_not_written_again(
    make_site: SiteMaker, options: BuildOptions, tmp_path: Path
) -> None:
    root = make_site(river_site())
    build_site(root, options)
    shutil.copytree(root, tmp_path / "copy", copy_function=shutil.copyfile)
    result = build_site(tmp_path / "copy", options)
    assert (result.written, result.removed) == (0, 0)
    assert build_site(tmp_path / "copy", options).written == 0


def test_a_folder_where_the_manifest_stands_is_named(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site(**{"_site/.site-gen.json/x": "mine"}))
    with pytest.raises(OutputError, match=r"\.site-gen\.json"):
        build_site(root, options)
    assert tree(root / "_site") == {".site-gen.json/x": b"mine"}
