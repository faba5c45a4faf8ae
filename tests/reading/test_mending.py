"""``check --fix``: the mends of a file written back, and nothing else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from site_gen.reading.mending import mend_file


@pytest.mark.parametrize(
    ("name", "before", "after", "count"),
    [
        (
            "a.claims.yaml",
            "\ufeffclaims: # a: b\r\n  - id: a\r\n    quote: He said: we won\r\n\r\n  #\r\n    note: | x",
            '\ufeffclaims: # a: b\r\n  - id: a\r\n    quote: "He said: we won"\r\n\r\n  #\r\n    note: |\r\n      x',
            2,
        ),
        (
            "a.md",
            "---\ntitle: One: two\n---\n\nkey: not: yaml\n",
            '---\ntitle: "One: two"\n---\n\nkey: not: yaml\n',
            1,
        ),
        ("b.md", "No front matter: none\n", "No front matter: none\n", 0),
        (
            "c.md",
            "\ufefftitle: One: two\r\ndate: 2018-06-05\r\n---\r\ntitle: words\r\n",
            '\ufeff---\r\ntitle: "One: two"\r\ndate: 2018-06-05\r\n---\r\ntitle: words\r\n',
            1,
        ),
        ("d.md", "title: One\n---\nText.", "---\ntitle: One\n---\nText.", 1),
        ("e.md", "\n\ntitle: One\n---\nText.", "---\n\ntitle: One\n---\nText.", 1),
        ("site.yaml", "title: fine # a: b\n", "title: fine # a: b\n", 0),
        ("x.yaml", "a: b\nwords\nc: d: e\n", 'a: b\nwords\nc: "d: e"\n', 1),
        ("y.yaml", "quote: 'It's true\n", "quote: 'It's true\n", 0),
        ("notes.txt", "a: b: c\n", "a: b: c\n", 0),
    ],
)
def test_only_mends_are_written(tmp_path: Path, name: str, before: str, after: str, count: int) -> None:
    (tmp_path / name).write_bytes(before.encode())
    assert mend_file(tmp_path, name) == count
    assert (tmp_path / name).read_bytes().decode() == after
    assert mend_file(tmp_path, name) == 0


def test_a_file_in_another_encoding_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"title: caf\xe9: x\n")
    assert mend_file(tmp_path, "a.yaml") == 0
    assert (tmp_path / "a.yaml").read_bytes() == b"title: caf\xe9: x\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_who_may_read_a_file_stays_and_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_text("a: b: c\n", "utf-8")
    real.chmod(0o600)
    (tmp_path / "site.yaml").symlink_to("real.yaml")
    assert mend_file(tmp_path, "site.yaml") == 1
    assert (tmp_path / "site.yaml").is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
