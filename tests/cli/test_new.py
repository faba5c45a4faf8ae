from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.commands import Run


def make_new(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796000000")
    assert run("new", "desk").code == 0
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


def test_a_new_site_has_the_schemas_that_its_files_name(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_new(run, tmp_path, monkeypatch)
    assert run("new", "article", "Rain").code == 0
    files = list(site.rglob("*.yaml"))
    assert len(files) == 3
    for file in files:
        first = file.read_text("utf-8").splitlines()[0]
        target = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert target, file
        assert (file.parent / target[1]).resolve().is_file(), file


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("What was “promised”: and when?", "what-was-promised-and-when"),
        ("बजट 2026", "बजट-2026"),
        ("No", "no"),
        ("con", "con-1"),
        ("  A \n title # with: signs ", "a-title-with-signs"),
    ],
)
def test_a_new_article_builds_without_a_warning(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, title: str, slug: str
) -> None:
    site = make_new(run, tmp_path, monkeypatch)
    ended = run("new", "article", title)
    assert ended.code == 0
    assert f"content/articles/{slug}.md" in ended.out
    assert f"site-gen add {slug}" in ended.out
    text = (site / f"content/articles/{slug}.md").read_text("utf-8")
    assert "date: 2026-11-30\n" in text
    assert "draft: true\n" in text
    assert run("build", "--strict").code == 0
    assert run("build", "--strict", "--drafts").code == 0
    page = (site / f"_site-drafts/articles/{slug}/index.html").read_text("utf-8")
    assert f">{' '.join(title.split())}</h1>" in page
    published = text.replace("draft: true\n", "")
    (site / f"content/articles/{slug}.md").write_text(published, "utf-8")
    assert run("build", "--strict").code == 0
    assert run("add", slug, "--quote", "Write or paste").code == 0
    assert run("check", "--strict").code == 0


def test_the_day_can_be_given(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_new(run, tmp_path, monkeypatch)
    assert run("new", "article", "Rain", "--date", "2026-05-31").code == 0
    assert "date: 2026-05-31\n" in (site / "content/articles/rain.md").read_text("utf-8")
    ended = run("new", "article", "Snow", "--date", "2026-02-30")
    assert ended.code == 2
    assert "30 February" in ended.err


def test_nothing_is_written_over(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_new(run, tmp_path, monkeypatch)
    (site / "content/articles/rain.claims.yaml").write_text("mine", "utf-8")
    for title in ("Rain", "First check"):
        ended = run("new", "article", title)
        assert ended.code == 2
        assert "is there already" in ended.err
    other = "---\ntitle: T\ndraft: true\nslug: snow\n---\n"
    (site / "content/articles/other.md").write_text(other, "utf-8")
    assert "/articles/snow/ already" in run("new", "article", "Snow").err
    assert not (site / "content/articles/rain.md").exists()
    assert run("new", "article", "?!").code == 2


def test_an_article_needs_a_site_and_a_title(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "article", "Rain").code == 2
    assert run("new", "article").code == 2
    assert run("new", "./article").code == 0
    assert (tmp_path / "article/site.yaml").exists()


def test_a_new_page_asks_its_question_until_it_is_answered(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_new(run, tmp_path, monkeypatch)
    ended = run("new", "page", "Ethics: what we do not do")
    assert ended.code == 0
    file = site / "content/pages/ethics-what-we-do-not-do.md"
    assert "content/pages/ethics-what-we-do-not-do.md" in ended.out
    assert run("build", "--strict", "--drafts").code == 0
    page = (site / "_site-drafts/ethics-what-we-do-not-do/index.html").read_text("utf-8")
    assert ">Ethics: what we do not do</h1>" in page
    assert run("check", "--strict").code == 0
    file.write_text(file.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
    assert "policy-page-is-filled" in run("check").out


def test_a_new_page_takes_nobodys_place(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_new(run, tmp_path, monkeypatch)
    other = site / "content/pages/other.md"
    other.write_text("---\ntitle: Other\nslug: ethics\ndraft: true\n---\n", "utf-8")
    before = sorted(site.rglob("*"))
    for title, said in (
        ("About", "is there already"),
        ("Ethics", "/ethics/ already"),
        ("Search", "of its own"),
    ):
        ended = run("new", "page", title)
        assert ended.code == 2
        assert said in ended.err
    assert run("new", "page", "?!").code == 2
    assert sorted(site.rglob("*")) == before


def test_help_counts_what_a_new_site_has(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_new(run, tmp_path, monkeypatch)
    assert len(list((site / "content/pages").glob("*.md"))) == 4
    assert "four pages" in " ".join(run("new", "--help").out.split())
