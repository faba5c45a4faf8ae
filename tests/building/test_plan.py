"""No two files in one place, none where a disk or we ourselves would object."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.building.build import build_site
from site_gen.building.look import check_site
from site_gen.building.results import BuildOptions
from tests.building.test_build import WELL, errors_of, river_site

SiteMaker = Callable[..., Path]


@pytest.mark.parametrize(
    "path",
    [
        "static/root/about/index.html",
        "static/root/ABOUT/index.html",
        "static/root/about",
        "static/root/index.html/x.txt",
        "static/root/404.html",
        "static/root/claims.json",
    ],
)
def test_a_file_in_the_place_of_a_page_is_named(
    make_site: SiteMaker, options: BuildOptions, path: str
) -> None:
    root = make_site(river_site(**{path: "x"}))
    result = build_site(root, options)
    assert errors_of(result) == ["address-is-free"]
    assert result.diagnostics[0].span.path == path
    assert not (root / "_site").exists()


@pytest.mark.parametrize("path", ["static/root/.site-gen.json", "static/root/.site-gen-stage/x"])
def test_a_file_in_the_place_of_our_own_notes_is_named(
    make_site: SiteMaker, options: BuildOptions, path: str
) -> None:
    root = make_site(river_site(**{path: "x"}))
    result = build_site(root, options)
    assert errors_of(result) == ["address-is-free"]
    assert "keeps its own notes" in result.diagnostics[0].message


def test_a_name_that_no_disk_takes_is_said_before_anything_is_written(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    long = "\U00010908" * 80  # letters of four bytes each, as many as a slug may have
    article = WELL.replace("date:", f"slug: {long}\ndate:")
    root = make_site(river_site(**{"content/articles/long.md": article}))
    result = build_site(root, options)
    assert set(errors_of(result)) == {"address-is-short"}
    assert not (root / "_site").exists()


def test_a_name_as_long_as_a_disk_takes_is_fine(make_site: SiteMaker, options: BuildOptions) -> None:
    article = WELL.replace("date:", f"slug: {'ख' * 80}\ndate:")
    root = make_site(river_site(**{"content/articles/long.md": article}))
    assert build_site(root, options).done


def test_a_broken_template_is_a_problem_and_the_rest_is_still_checked(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    root = make_site(
        river_site(
            **{
                "templates/article.html": "{% if %}",
                "content/articles/well.md": WELL + "\n[x](no.md)\n",
            }
        )
    )
    found = check_site(root, options).diagnostics
    assert [(each.span.path, each.code) for each in found] == [
        ("content/articles/well.md", "link-leads-somewhere"),
        ("templates/article.html", "template-is-right"),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot hold them")
@pytest.mark.parametrize("name", ["a:b.pdf", "aux.pdf", "what?.pdf", "end.", ".github/x.txt"])
def test_a_name_that_some_computer_cannot_hold_is_said_at_its_file(
    make_site: SiteMaker, options: BuildOptions, name: str
) -> None:
    root = make_site(river_site(**{f"static/root/{name}": "x"}))
    result = build_site(root, options)
    assert errors_of(result) == ["file-name-is-portable"]
    assert result.diagnostics[0].span.path == f"static/root/{name}"
    assert not (root / "_site").exists()


def test_hidden_names_that_hosts_ask_for_are_fine(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site(**{"static/root/.well-known/security.txt": "x"}))
    assert build_site(root, options).done
    assert (root / "_site/.well-known/security.txt").is_file()
