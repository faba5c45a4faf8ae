"""Files are read if they are files; paths that come from one are held to the folder they are relative to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from site_gen.support.files import all_inside, read_bytes
from site_gen.support.texts import read_text_file


@pytest.mark.parametrize(
    "path", ["index.html", ".nojekyll", "..a/b..", "a/.../b", "ä/ö.html", "a b/c", ".well-known/x"]
)
def test_ordinary_paths_are_inside(path: str) -> None:
    assert all_inside([path, path])


@pytest.mark.parametrize("path", ["../mine.txt", "a/../../mine.txt", "/etc/hostname", "a//b", ".", "a/", ""])
def test_paths_that_lead_elsewhere_are_not(path: str) -> None:
    assert not all_inside(["index.html", path])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(OSError, match="no plain file"):
        read_bytes(tmp_path / "pipe.md")
    file, problems = read_text_file(tmp_path, "pipe.md")
    assert file is None
    assert [each.message for each in problems] == ["the file cannot be read: it is no plain file"]
