"""Paths that come from a file are held to the folder they are relative to."""

from __future__ import annotations

import pytest

from site_gen.support.files import all_inside


@pytest.mark.parametrize(
    "path", ["index.html", ".nojekyll", "..a/b..", "a/.../b", "ä/ö.html", "a b/c", ".well-known/x"]
)
def test_ordinary_paths_are_inside(path: str) -> None:
    assert all_inside([path, path])


@pytest.mark.parametrize("path", ["../mine.txt", "a/../../mine.txt", "/etc/hostname", "a//b", ".", "a/", ""])
def test_paths_that_lead_elsewhere_are_not(path: str) -> None:
    assert not all_inside(["index.html", path])
