from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.cli.commands import run

SiteMaker = Callable[..., Path]


def call(*arguments: str) -> int:
    with pytest.raises(SystemExit) as end:
        run(arguments)
    return int(str(end.value.code))


def test_the_list_needs_no_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("theme", "list") == 0
    shown = capsys.readouterr().out
    assert "templates/article.html" in shown
    assert "block overview" in shown
    assert "(yours)" not in shown


def test_a_site_that_is_named_must_be_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("theme", "list", "--site", str(tmp_path)) == 2
    assert "there is no site.yaml" in capsys.readouterr().err


def test_a_copy_is_the_sites_own(make_site: SiteMaker, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site({"site.yaml": "title: x\n"})
    assert call("theme", "copy", "parts/card.html", "--site", str(root)) == 0
    assert (root / "templates/parts/card.html").is_file()
    assert "its first line says" in capsys.readouterr().out
    assert call("theme", "list", "--site", str(root)) == 0
    assert "templates/parts/card.html  (yours)" in capsys.readouterr().out


def test_a_second_copy_is_refused(make_site: SiteMaker, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site({"site.yaml": "title: x\n"})
    assert call("theme", "copy", "home.html", "--site", str(root)) == 0
    assert call("theme", "copy", "home.html", "--site", str(root)) == 2
    assert "is in your site already" in capsys.readouterr().err
