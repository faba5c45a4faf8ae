from __future__ import annotations

import os
from pathlib import Path

import pytest

from site_gen.model import ArticleFiles
from site_gen.reading.library import find_library
from tests.reading.reading import codes


def make(root: Path, *paths: str) -> None:
    for path in paths:
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()


def link(file: Path, target: Path) -> None:
    try:
        file.symlink_to(target)
    except OSError:
        pytest.skip("this system makes no symbolic links")


def test_files_are_found_and_paired(tmp_path: Path) -> None:
    make(
        tmp_path,
        "articles/b.md",
        "articles/a.md",
        "articles/a.claims.yaml",
        "articles/2018/a.md",
        "articles/2018/photo.jpg",
        "articles/report.pdf",
        "pages/about.md",
        "pages/team.png",
        "sources.yaml",
    )
    library, problems = find_library(tmp_path)
    assert not problems
    assert library.articles == (
        ArticleFiles("content/articles/2018/a.md"),
        ArticleFiles("content/articles/a.md", "content/articles/a.claims.yaml"),
        ArticleFiles("content/articles/b.md"),
    )
    assert library.pages == ("content/pages/about.md",)
    assert library.sources_path == "content/sources.yaml"
    assert library.attachments == (
        "content/articles/2018/photo.jpg",
        "content/articles/report.pdf",
        "content/pages/team.png",
    )


def test_dot_files_and_read_me_files_are_passed_over(tmp_path: Path) -> None:
    make(
        tmp_path,
        ".DS_Store",
        "README",
        "articles/README.md",
        "articles/readme.txt",
        "articles/.x.swp",
        ".git/x.md",
    )
    library, problems = find_library(tmp_path)
    assert not problems
    assert (library.articles, library.attachments) == ((), ())


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("articles/x.markdown", "x.md"),
        ("articles/x.MD", "x.md"),
        ("articles/x.md.md", "x.md"),
        ("articles/x.md.txt", "x.md"),
        ("articles/x.yml", "x.claims.yaml"),
        ("articles/x.claims.yml", "x.claims.yaml"),
        ("articles/x.claims.yaml.yaml", "x.claims.yaml"),
        ("articles/x.claims.yaml.txt", "x.claims.yaml"),
        ("articles/x.claims.claims.yaml", "x.claims.yaml"),
        ("articles/x.claim.yaml", "x.claims.yaml"),
        ("pages/about.markdown", "about.md"),
        ("sources.yml", "sources.yaml"),
        ("source.yaml", "sources.yaml"),
        ("sources.yaml.txt", "sources.yaml"),
    ],
)
def test_a_wrong_ending_is_told_the_right_name(tmp_path: Path, path: str, right: str) -> None:
    make(tmp_path, path)
    library, problems = find_library(tmp_path)
    assert codes(problems) == ["file-name-is-right"]
    assert problems[0].help == f"rename it to `{right}`"
    assert problems[0].severity == "error"
    assert library.articles == ()


def test_every_file_is_used_or_named(tmp_path: Path) -> None:
    paths = [
        "articles/a.md",
        "articles/b.claims.yaml",
        "articles/c.jpg",
        "pages/d.md",
        "e.md",
        "f.jpg",
        "g/h.md",
    ]
    make(tmp_path, *paths)
    library, problems = find_library(tmp_path)
    used = {each.path for each in library.articles} | set(library.pages) | set(library.attachments)
    named = {each.span.path for each in problems}
    assert used | named == {f"content/{path}" for path in paths if path != "g/h.md"} | {"content/g"}


@pytest.mark.parametrize(
    "name", ["aux.md", "COM1.tar.jpg", "a:b.md", "what?.jpg", "end.", "space .md/x.jpg", "con/x.md"]
)
def test_names_that_windows_does_not_allow_are_errors(tmp_path: Path, name: str) -> None:
    try:
        make(tmp_path, f"articles/{name}")
    except OSError:
        pytest.skip("this system does not allow it either")
    _, problems = find_library(tmp_path)
    expected = [] if name.startswith("space") else ["file-name-is-portable"]
    assert codes(problems) == expected


def test_links_may_not_lead_out_of_the_site(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside.md"
    make(site, "articles/a.md")
    outside.touch()
    articles = site / "content" / "articles"
    link(articles / "out.md", outside)
    link(articles / "broken.md", tmp_path / "nothing.md")
    link(articles / "folder", site / "content")
    link(articles / "inside.md", articles / "a.md")
    library, problems = find_library(site)
    assert codes(problems) == ["link-stays-inside"] * 3
    assert [each.path for each in library.articles] == ["content/articles/a.md", "content/articles/inside.md"]


def test_a_site_without_content_is_empty(tmp_path: Path) -> None:
    library, problems = find_library(tmp_path)
    assert (library.articles, problems) == ((), [])


def test_names_that_look_alike_belong_together(tmp_path: Path) -> None:
    make(tmp_path, "articles/cafe\u0301.md", "articles/caf\u00e9.claims.yaml")
    library, problems = find_library(tmp_path)
    assert not problems
    assert library.articles == (
        ArticleFiles("content/articles/cafe\u0301.md", "content/articles/caf\u00e9.claims.yaml"),
    )


def test_a_folder_that_cannot_be_opened_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "articles/a.md", "articles/2018/b.md")
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "2018":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    library, problems = find_library(tmp_path)
    assert [files.path for files in library.articles] == ["content/articles/a.md"]
    assert [(each.code, each.severity, str(each.span)) for each in problems] == [
        ("file-is-readable", "error", "content/articles/2018:1:1")
    ]


def test_a_text_that_may_be_anything_is_told_every_way(tmp_path: Path) -> None:
    make(tmp_path, "articles/notes.txt")
    _, problems = find_library(tmp_path)
    assert [problem.help.partition(";")[0] for problem in problems if problem.help] == [
        "if it is an article, rename it to `notes.md`"
    ]
