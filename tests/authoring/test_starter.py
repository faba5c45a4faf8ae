from __future__ import annotations

from pathlib import Path

import pytest

from site_gen.authoring.starter import STARTER, make_site
from site_gen.support.errors import InternalError, UsageError
from site_gen.support.files import walk_files

PICTURE = b"\x89PNG\r\n\x1a\n\0\0"


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    folder = tmp_path / "starter"
    (folder / "content" / "articles").mkdir(parents=True)
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "x.pyc").write_bytes(b"x")
    (folder / "site.yaml").write_bytes(b"title: x\r\nlanguage: en\r\n")
    (folder / ".gitignore").write_bytes(b"_site/\n")
    (folder / "content" / "articles" / "photo.png").write_bytes(PICTURE)
    return folder


def test_a_new_site_is_the_whole_starter(tmp_path: Path) -> None:
    site = tmp_path / "parent" / "site"
    paths = make_site(site)
    assert "site.yaml" in paths
    assert paths == list(walk_files(site))
    assert set(paths) <= set(walk_files(STARTER))


def test_text_has_lf_and_pictures_stay_as_they_are(tmp_path: Path, starter: Path) -> None:
    site = tmp_path / "site"
    assert make_site(site, starter) == [".gitignore", "site.yaml", "content/articles/photo.png"]
    assert (site / "site.yaml").read_bytes() == b"title: x\nlanguage: en\n"
    assert (site / "content/articles/photo.png").read_bytes() == PICTURE


@pytest.mark.parametrize("inside", [[], [".git"], [".git", ".DS_Store"]])
def test_an_empty_folder_or_fresh_repository_will_do(
    tmp_path: Path, starter: Path, inside: list[str]
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for name in inside:
        (site / name).mkdir()
    make_site(site, starter)
    assert (site / "site.yaml").exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, starter: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for number in range(12):
        (site / f"file{number:02}.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"holds: file00\.txt, .*, file09\.txt and 2 more"):
        make_site(site, starter)
    assert len(list(site.iterdir())) == 12


def test_a_file_in_the_way_is_left_alone(tmp_path: Path, starter: Path) -> None:
    file = tmp_path / "site"
    file.write_text("mine", encoding="utf-8")
    for folder in (file, file / "below" / "it"):
        with pytest.raises(UsageError, match="site is a file, not a folder"):
            make_site(folder, starter)
    assert file.read_text(encoding="utf-8") == "mine"


def test_an_installation_without_starter_is_our_fault(tmp_path: Path) -> None:
    with pytest.raises(InternalError):
        make_site(tmp_path / "site", tmp_path / "nothing")
