from __future__ import annotations

import pytest

from site_gen.model import Config
from site_gen.publishing.hosting import GITHUB_FILE_LIMIT
from site_gen.publishing.plan import Plan, Target, make_plan, render_plan

GITHUB = Target("origin", "https://token@github.com/Desk/facts.git", "gh-pages")


def plan(target: Target = GITHUB, *, is_first: bool = False, size: int = 1, **config: str) -> Plan:
    settings = Config(title="x", ratings=(), **config)  # type: ignore[arg-type]
    changes = {"a": "A", "b": "M", "c": "M", "d": "M", "e": "M", "f": "D", "g": "T"}
    return make_plan(target, settings, {"a": size, "b": 2}, changes, is_first=is_first, old_domain=None)


def test_a_plan_in_words() -> None:
    assert render_plan(plan()).splitlines() == [
        "2 files, 3 bytes, go to the branch gh-pages of origin",
        "  remote:  https://github.com/Desk/facts.git",
        "  address: https://desk.github.io/facts/",
        "  1 new: a",
        "  5 changed: b, c, d and 2 more",
        "  1 removed: f",
    ]


def test_a_first_deployment_says_so_and_what_to_set_on_github() -> None:
    text = render_plan(plan(is_first=True))
    assert "The branch is made new" in text
    assert "Settings, Pages, Deploy from a branch, gh-pages" in text


def test_a_wrong_base_url_is_noticed() -> None:
    assert plan(base_url="https://desk.github.io/facts/").notes == ()
    notes = plan(base_url="https://desk.github.io/").notes
    assert notes == (
        "site.yaml has base_url https://desk.github.io/, but the site will be at https://desk.github.io/facts/",
    )


def test_a_placeholder_for_an_address_is_noticed() -> None:
    elsewhere = Target("origin", "/srv/git/site.git", "gh-pages")
    (note,) = plan(elsewhere, base_url="https://example.org/").notes
    assert "still the placeholder https://example.org/" in note


def test_files_that_github_refuses_are_named() -> None:
    assert any("refuses files over 105 MB: a" in note for note in plan(size=GITHUB_FILE_LIMIT + 1).notes)


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
