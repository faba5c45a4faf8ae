"""The wheel has all that a site needs: what is built with it equals what is built from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from site_gen.support.files import walk_files
from tests.built import ROOT

pytestmark = pytest.mark.slow
DAY = "1795305600"


def run(folder: Path, *arguments: str | Path, **environment: str) -> str:
    """Run Python in a folder; give what it printed."""
    ended = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": DAY, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(ROOT, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    options = ("--quiet", "--disable-pip-version-check", "--no-deps", "--no-index", "--no-compile")
    run(folder, "-m", "pip", "install", *options, "--target", folder, wheel)
    return folder


def test_it_has_the_theme_the_starter_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("templates", "static"):
        packed = {name.removeprefix("site_gen/_data/") for name in names if f"_data/{folder}/" in name}
        assert packed == {f"{folder}/{path}" for path in walk_files(ROOT / folder)}
    starter = {name.removeprefix("site_gen/starter/") for name in names if "/starter/" in name}
    assert starter == set(walk_files(ROOT / "site_gen" / "starter"))
    assert ".gitignore" in starter
    explained = {name.removeprefix("site_gen/explanations/") for name in names if "/explanations/" in name}
    assert explained == set(walk_files(ROOT / "site_gen" / "explanations"))
    assert "site_gen/py.typed" in names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"site_gen"}
    assert not [name for name in names if "test" in name or name.endswith(".pyc")]


def test_what_it_builds_equals_what_the_checkout_builds(installed: Path, tmp_path: Path) -> None:
    built = {}
    for name, home in (("installed", installed), ("checkout", ROOT)):
        folder = tmp_path / name
        folder.mkdir()
        where = "import site_gen; print(site_gen.__file__)"
        assert Path(run(folder, "-c", where, PYTHONPATH=str(home)).strip()).is_relative_to(home)
        run(folder, "-m", "site_gen", "new", "my-checks", PYTHONPATH=str(home))
        site = folder / "my-checks"
        run(site, "-m", "site_gen", "build", "--strict", PYTHONPATH=str(home))
        built[name] = {
            path: (site / path).read_bytes()
            for path in walk_files(site)
            if not path.startswith((".site-gen/", "_site/.site-gen"))
        }
    assert "_site/articles/first-check/index.html" in built["installed"]
    assert built["installed"].keys() == built["checkout"].keys()
    assert [path for path, data in built["installed"].items() if data != built["checkout"][path]] == []
