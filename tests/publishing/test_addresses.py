from __future__ import annotations

import pytest

from site_gen.model import Config
from site_gen.publishing.addresses import check_base_url, find_address, guess_base_url
from site_gen.support.errors import PublishError

PROJECT = "https://github.com/Desk/Facts.git"
HOME = "git@github.com:desk/desk.github.io.git"
ELSEWHERE = "/srv/git/site.git"


def config(**settings: str) -> Config:
    return Config(title="x", ratings=(), **settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("settings", "url", "guess"),
    [
        ({}, PROJECT, "https://desk.github.io/Facts/"),
        ({}, HOME, "https://desk.github.io/"),
        ({}, ELSEWHERE, None),
        ({"domain": "facts.example"}, PROJECT, "https://facts.example/"),
        ({"domain": "facts.example"}, ELSEWHERE, "https://facts.example/"),
        ({"base_url": "https://example.org/"}, PROJECT, "https://desk.github.io/Facts/"),
        ({"base_url": "https://example.org/"}, ELSEWHERE, None),
        ({"base_url": "https://desk.github.io/Facts/"}, PROJECT, None),
    ],
)
def test_an_address_that_is_not_written_is_guessed(
    settings: dict[str, str], url: str, guess: str | None
) -> None:
    assert guess_base_url(config(**settings), url) == guess
    written = settings.get("base_url")
    assert find_address(config(**settings), url) == (
        guess or (None if "example.org" in str(written) else written)
    )


@pytest.mark.parametrize(
    ("settings", "url"),
    [
        ({}, PROJECT),
        ({"base_url": "https://desk.github.io/Facts/"}, PROJECT),
        ({"base_url": "https://Desk.github.io/facts/"}, PROJECT),
        ({"base_url": "https://desk.github.io/"}, HOME),
        ({"base_url": "https://facts.example/", "domain": "facts.example"}, PROJECT),
        ({"base_url": "http://facts.example/", "domain": "facts.example"}, HOME),
        # the owner's own site has a domain, and this one stands below it
        ({"base_url": "https://desk.example/facts/"}, PROJECT),
        # an organisation's private site
        ({"base_url": "https://fluffy-cat-1.pages.github.io/"}, PROJECT),
        ({"base_url": "https://example.org/"}, PROJECT),
        ({"base_url": "https://anything.example/at/all/"}, ELSEWHERE),
    ],
)
def test_addresses_that_fit(settings: dict[str, str], url: str) -> None:
    check_base_url(config(**settings), url)


@pytest.mark.parametrize(
    ("settings", "url", "right"),
    [
        ({"base_url": "https://desk.github.io/"}, PROJECT, "https://desk.github.io/Facts/"),
        ({"base_url": "https://desk.github.io/other/"}, PROJECT, "https://desk.github.io/Facts/"),
        ({"base_url": "https://desk.github.io/facts/facts/"}, PROJECT, "https://desk.github.io/Facts/"),
        ({"base_url": "https://other.github.io/facts/"}, PROJECT, "https://desk.github.io/Facts/"),
        ({"base_url": "http://desk.github.io/facts/"}, PROJECT, "https://desk.github.io/Facts/"),
        ({"base_url": "https://desk.github.io/desk.github.io/"}, HOME, "https://desk.github.io/"),
        ({"base_url": "https://facts.example/"}, PROJECT, "https://desk.github.io/Facts/"),
        ({"base_url": "https://facts.example/"}, HOME, "https://desk.github.io/"),
        (
            {"base_url": "https://desk.github.io/facts/", "domain": "facts.example"},
            PROJECT,
            "https://facts.example/",
        ),
        (
            {"base_url": "https://facts.example/facts/", "domain": "facts.example"},
            PROJECT,
            "https://facts.example/",
        ),
        (
            {"base_url": "https://old.example/", "domain": "facts.example"},
            ELSEWHERE,
            "https://facts.example/",
        ),
    ],
)
def test_an_address_that_does_not_fit_is_refused_with_the_right_one(
    settings: dict[str, str], url: str, right: str
) -> None:
    with pytest.raises(PublishError) as refusal:
        check_base_url(config(**settings), url)
    assert f"but the site will be at {right}" in refusal.value.message
    assert f"\n  base_url: {right}\n" in refusal.value.help
    assert refusal.value.help.endswith("\n  site-gen deploy")


def test_a_host_of_ones_own_may_be_meant_as_the_domain() -> None:
    with pytest.raises(PublishError) as refusal:
        check_base_url(config(base_url="https://facts.example/"), PROJECT)
    assert "  domain: facts.example\n" in refusal.value.help
