"""``check --fix`` over every broken site: what has one right form is put right, and nothing else is touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from site_gen.authoring.mend import mend_site
from site_gen.building.look import check_site
from site_gen.building.results import BuildOptions

INVALID = Path(__file__).resolve().parents[1] / "invalid"
CASES = sorted(path.name for path in INVALID.iterdir() if path.is_dir())
EXPECTED = {name: (INVALID / name / "expected.txt").read_text("utf-8") for name in CASES}
SLIPS = [name for name in CASES if "error[yaml-" in EXPECTED[name]]


def copy(name: str, folder: Path) -> dict[str, bytes]:
    shutil.copytree(INVALID / name, folder)
    return contents(folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("name", SLIPS)
def test_what_has_one_right_form_is_put_right(name: str, tmp_path: Path, options: BuildOptions) -> None:
    site = tmp_path / "site"
    copy(name, site)
    before = check_site(site, options).diagnostics
    certain = {each for each in before if each.code.startswith("yaml-") and each.severity == "error"}
    certain = {each for each in certain if each.help.startswith(("write:", "move it", "put "))}
    assert bool(mend_site(site)) == bool(certain)
    after = check_site(site, options).diagnostics
    assert not certain & set(after)
    assert not [
        each
        for each in after
        if each.code.startswith("yaml-") and each.help.startswith("write: ") and each.severity == "error"
    ]
    mended = contents(site)
    assert mend_site(site) == []
    assert contents(site) == mended


def test_nothing_else_is_touched(tmp_path: Path) -> None:
    for name in CASES:
        if "error[yaml-" in EXPECTED[name] or "error[front-matter-" in EXPECTED[name]:
            continue
        before = copy(name, tmp_path / name)
        assert mend_site(tmp_path / name) == []
        assert contents(tmp_path / name) == before
