"""Copies of theme files: told apart from their originals, and of no effect on the pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.authoring.theme import copy_file
from site_gen.building import environment
from site_gen.building.build import build_site
from site_gen.building.look import check_site
from site_gen.building.results import BuildOptions
from site_gen.building.theme_copies import check_copies
from site_gen.outputs.copies import Origin, render_origin
from tests.building.test_build import river_site, tree

SiteMaker = Callable[..., Path]
COPIED = (
    "templates/base.html",
    "templates/parts/card.html",
    "static/css/20-base.css",
    "static/js/20-hover.js",
)
OLD = Origin("0.0.9", "0123456789ab")


def test_copies_change_no_byte_of_the_site(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site())
    build_site(root, options)
    before = tree(root / "_site")
    for path in (*COPIED, "templates/parts/head-extra.html", "static/icon.svg"):
        copy_file(root, path)
    result = build_site(root, options)
    assert result.diagnostics == ()
    assert tree(root / "_site") == before


@pytest.mark.parametrize("path", COPIED)
def test_check_says_that_an_original_has_changed(
    make_site: SiteMaker, options: BuildOptions, path: str
) -> None:
    root = make_site(river_site())
    copy_file(root, path)
    file = root / path
    current, _, rest = file.read_text("utf-8").partition("\n")
    file.write_text(f"{render_origin(path, OLD)}\n{rest}", encoding="utf-8")
    (problem,) = check_site(root, options).diagnostics
    assert (problem.code, problem.severity, str(problem.span)) == (
        "theme-copy-is-current",
        "warning",
        f"{path}:1:1",
    )
    assert "site-gen 0.0.9" in problem.message
    assert f"site-gen theme copy {path}" in problem.help
    assert f"`{current}`" in problem.help
    file.write_text(f"{current}\nand what I have changed{rest}", encoding="utf-8")
    assert list(check_copies(root)) == []


def test_an_original_that_is_gone_is_said(make_site: SiteMaker) -> None:
    path = "static/css/15-gone.css"
    root = make_site({**river_site(), path: f"{render_origin(path, OLD)}\na {{}}\n"})
    (problem,) = check_copies(root)
    assert "has no such file any more" in problem.message


def test_files_of_ones_own_are_nobodys_copies(make_site: SiteMaker) -> None:
    root = make_site(
        {
            **river_site(),
            "templates/parts/head-extra.html": "<!-- copied from site-gen 0.0.9, 0123456789ab -->\n",
            "static/custom.css": "a { color: red }\n",
            "static/photo.png": b"\x89PNG",
            "templates/broken.html": b"\xff",
        }
    )
    assert list(check_copies(root)) == []


def test_the_theme_itself_is_no_copy() -> None:
    assert list(check_copies(environment.PACKAGE.parent)) == []
