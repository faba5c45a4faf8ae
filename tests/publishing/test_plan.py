from __future__ import annotations

import pytest

from site_gen.model import Config
from site_gen.publishing.github import GITHUB_FILE_LIMIT
from site_gen.publishing.plan import Plan, make_plan, render_next, render_plan
from site_gen.publishing.target import Target

GITHUB = Target("origin", "https://token@github.com/Desk/facts.git", "gh-pages")


def plan(target: Target = GITHUB, *, is_first: bool = False, size: int = 1, **config: str) -> Plan:
    settings = Config(title="x", ratings=(), **config)  # type: ignore[arg-type]
    changes = {"a": "A", "b": "M", "c": "M", "d": "M", "e": "M", "f": "D", "g": "T"}
    return make_plan(target, settings, {"a": size, "b": 2}, changes, is_first=is_first)


def test_a_plan_in_words() -> None:
    assert render_plan(plan()).splitlines() == [
        "2 files, 3 bytes of the 1.0 GB that GitHub Pages takes, go to the branch gh-pages of origin",
        "  remote:  https://github.com/Desk/facts.git",
        "  address: https://desk.github.io/facts/",
        "  1 new: a",
        "  5 changed: b, c, d and 2 more",
        "  1 removed: f",
    ]


def test_a_first_deployment_says_so_and_what_to_set_on_github() -> None:
    first = plan(is_first=True)
    assert "The branch is made new" in render_plan(first)
    assert render_next(first) == [
        "once, on GitHub: open https://github.com/Desk/facts/settings/pages and choose",
        "  Source: Deploy from a branch",
        "  Branch: gh-pages, / (root), Save",
        "the site is there a minute or two later",
    ]
    assert render_next(plan()) == []


def test_a_placeholder_for_an_address_is_noticed() -> None:
    elsewhere = Target("origin", "/srv/git/site.git", "gh-pages")
    (note,) = plan(elsewhere, base_url="https://example.org/").notes
    assert "still the placeholder https://example.org/" in note
    (note,) = plan(base_url="https://example.org/").notes
    assert note.endswith("; this site is built for https://desk.github.io/facts/")


def test_files_that_github_refuses_are_named() -> None:
    assert any("refuses files over 104.9 MB: a" in note for note in plan(size=GITHUB_FILE_LIMIT + 1).notes)


@pytest.mark.parametrize(
    ("config", "address"),
    [
        ({}, None),
        ({"base_url": "https://desk.example/"}, "https://desk.example/"),
        ({"domain": "facts.example", "base_url": "https://facts.example/"}, "https://facts.example/"),
    ],
)
def test_elsewhere_the_address_is_that_of_site_yaml(config: dict[str, str], address: str | None) -> None:
    elsewhere = Target("origin", "/srv/git/site.git", "gh-pages")
    assert plan(elsewhere, **config).address == address
    assert plan(elsewhere, **config).notes == ()
