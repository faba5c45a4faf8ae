"""Where a build may write, and what makes it start afresh."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.building import environment
from site_gen.building.build import build_site
from site_gen.building.environment import (
    check_output,
    find_environment,
    find_root,
    packaged_folder,
    state_folder,
    theme_folders,
)
from site_gen.building.results import BuildOptions
from site_gen.support.errors import OutputError, UsageError
from tests.building.test_build import river_site, tree
from tests.built import NOW

SiteMaker = Callable[..., Path]


def test_the_environment_is_the_same_twice_and_another_with_other_code(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = find_environment()
    assert find_environment() == before
    monkeypatch.setattr(environment, "PACKAGE", tmp_path)
    assert find_environment() != before


def install(home: Path, record: str = "site_gen/__init__.py,sha256=x,3", age: int = 0) -> Path:
    """Lay an installation out as installers do; give its package's folder."""
    package = home / "site_gen"
    for path in ("__init__.py", "_data/templates/base.html", "_data/static/icon.svg"):
        (package / path).parent.mkdir(parents=True, exist_ok=True)
        (package / path).write_text("x", "utf-8")
    (home / "site_gen-0.1.0.dist-info").mkdir()
    (home / "site_gen-0.1.0.dist-info/RECORD").write_text(record, "utf-8")
    for path in home.rglob("*"):
        os.utime(path, (1_000_000_000 - age, 1_000_000_000 - age))
    return package


def test_the_same_installation_elsewhere_is_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """So that what a workflow has saved is of use to its next run, on another machine."""
    found = []
    for name, record, age in (("a", "1", 0), ("b", "1", 5000), ("c", "2", 0)):
        lines = f"{name}/direct_url.json,sha256={name},1\nsite_gen/__init__.py,sha256={record},3\n"
        monkeypatch.setattr(environment, "PACKAGE", install(tmp_path / name, lines, age))
        found.append(find_environment())
    assert found[0] == found[1]
    assert found[2] != found[0], "another version"


def test_an_installation_that_somebody_works_on_is_another_at_each_change(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = install(tmp_path)
    monkeypatch.setattr(environment, "PACKAGE", package)
    found = {find_environment()}
    for path in ("__init__.py", "_data/templates/base.html"):
        (package / path).write_text("changed", "utf-8")
        found.add(find_environment())
    assert len(found) == 3


def test_with_other_code_every_page_is_made_anew(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site(river_site())
    build_site(root, options)
    monkeypatch.setattr("site_gen.building.build.find_environment", lambda: "a later version")
    monkeypatch.setattr("site_gen.outputs.pages.render_ratings", lambda *_: b"a page of the later version")
    monkeypatch.setattr("site_gen.outputs.pages.render_home", lambda *_, **__: b"another home")
    assert build_site(root, options).written == 2
    assert (root / "_site/ratings/index.html").read_bytes() == b"a page of the later version"
    assert (root / "_site/index.html").read_bytes() == b"another home"


def test_the_site_is_found_from_below(make_site: SiteMaker, tmp_path: Path) -> None:
    root = make_site(river_site())
    assert find_root(root / "content/articles") == root
    with pytest.raises(UsageError, match=r"no site\.yaml"):
        find_root(tmp_path / "elsewhere")


def test_a_theme_of_the_sites_own_comes_first(make_site: SiteMaker) -> None:
    root = make_site(river_site(**{"static/custom.css": "p {}"}))
    assert theme_folders(root, "static") == (root / "static", packaged_folder("static"))
    assert theme_folders(root, "templates") == (packaged_folder("templates"),)
    checkout = packaged_folder("static").parent
    assert theme_folders(checkout, "static") == (packaged_folder("static"),)


def refusal(root: Path, output: Path) -> str:
    with pytest.raises(OutputError) as caught:
        check_output(root, output)
    assert "--output" in caught.value.help
    return caught.value.message


def test_an_output_is_no_folder_that_is_read_from(make_site: SiteMaker, tmp_path: Path) -> None:
    root = make_site(river_site(**{"static/x.css": "", "real/other.md": ""}))
    (root / "templates").symlink_to(root / "real")
    assert "holds the site" in refusal(root, root)
    assert "holds the site" in refusal(root, tmp_path)
    assert "content/" in refusal(root, root / "content/out")
    assert "static/" in refusal(root, root / "static")
    assert "templates/" in refusal(root, root / "templates/out")
    assert "templates/" in refusal(root, root / "real/out")
    assert ".site-gen/" in refusal(root, root / ".site-gen")
    assert ".git/" in refusal(root, root / ".git/x")
    assert "is a file" in refusal(root, root / "site.yaml")
    assert check_output(root, root / "_site") == root / "_site"
    assert check_output(root, tmp_path / "contents") == tmp_path / "contents"


def test_an_output_is_no_other_project(make_site: SiteMaker, tmp_path: Path) -> None:
    root = make_site(river_site())
    other = make_site(river_site(), folder="other")
    assert "project of its own" in refusal(root, other)
    (tmp_path / "repository/.git").mkdir(parents=True)
    assert "project of its own" in refusal(root, tmp_path / "repository")


def test_a_circle_of_links_is_one_sentence(make_site: SiteMaker, tmp_path: Path) -> None:
    root = make_site(river_site())
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    with pytest.raises(OutputError, match="one"):
        build_site(root, BuildOptions(now=NOW, output=tmp_path / "one/site"))


def test_an_account_without_a_home_can_build(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", no_home)
    assert build_site(make_site(river_site()), options).done


def test_an_output_that_is_a_link_is_written_where_it_leads(
    make_site: SiteMaker, options: BuildOptions, tmp_path: Path
) -> None:
    root = make_site(river_site())
    (tmp_path / "www").mkdir()
    (root / "_site").symlink_to(tmp_path / "www")
    result = build_site(root, options)
    assert result.output == tmp_path / "www"
    assert (tmp_path / "www/index.html").is_file()
    assert (root / "_site").is_symlink()
    assert build_site(root, options).written == 0


def test_an_output_on_another_file_system(make_site: SiteMaker, options: BuildOptions) -> None:
    memory = Path("/dev/shm")  # noqa: S108 - a file system of its own
    root = make_site(river_site())
    if not memory.is_dir() or memory.stat().st_dev == root.stat().st_dev:
        pytest.skip("no second file system here")
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        away = options._replace(output=Path(folder) / "out")
        build_site(root, options)
        assert build_site(root, away).done
        assert tree(Path(folder) / "out") == tree(root / "_site")
        assert build_site(root, away).written == 0


def test_a_project_that_cannot_be_written_to_is_one_sentence(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes) -> None:
        raise OSError(30, os.strerror(30), str(path))

    root = make_site(river_site())
    monkeypatch.setattr(environment, "write_file", refuse)
    with pytest.raises(OutputError, match="Read-only file system"):
        build_site(root, options)


def test_the_state_folder_is_passed_over_by_git(make_site: SiteMaker) -> None:
    root = make_site(river_site())
    assert (state_folder(root) / ".gitignore").read_text() == "*\n"
    (root / ".site-gen/.gitignore").write_text("mine\n")
    assert (state_folder(root) / ".gitignore").read_text() == "mine\n"


def test_a_file_in_the_place_of_the_state_folder_is_one_sentence(make_site: SiteMaker) -> None:
    root = make_site(river_site(**{".site-gen": "x"}))
    with pytest.raises(OutputError, match=r"\.site-gen"):
        state_folder(root)
