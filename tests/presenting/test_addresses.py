from __future__ import annotations

import pytest

from site_gen.presenting.addresses import find_address, find_file
from site_gen.support.structs import replace
from tests.presenting.examples import ABOUT, RECORD, SITE, configured, many

HERE = RECORD.address


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("content/articles/missile.md", "/articles/missile/"),
        ("content/articles/missile.md#h-one", "/articles/missile/#h-one"),
        ("content/articles/missile.md#january", "/articles/missile/#claim-january"),
        ("content/articles/missile.md#caatsa", "/articles/missile/#claim-caatsa"),
        ("content/pages/about.md#h-team", "/about/#h-team"),
        ("content/articles/ship.jpg", "/articles/missile/ship.jpg"),
        ("content/articles/maps/kiev.svg", "/static/kiev.1f.svg"),
        ("static/maps/kiev.svg#layer", "/static/kiev.1f.svg#layer"),
        ("/", "/"),
        ("/about", "/about/"),
        ("/about/index.html", "/about/"),
        ("/about/?from=here#h-team", "/about/?from=here#h-team"),
        ("/ratings/#rating-inaccurate", "/ratings/#rating-inaccurate"),
        ("/articles/missile/january/", "/articles/missile/january/"),
        ("/static/site.0a.css", "/static/site.0a.css"),
        ("#january", "/articles/missile/#claim-january"),
        ("content/articles/m%69ssile.md", "/articles/missile/"),
    ],
)
def test_a_link_finds_its_address(target: str, address: str) -> None:
    assert find_address(SITE, target, HERE) == address


@pytest.mark.parametrize(
    "target",
    [
        "content/articles/draft.md",
        "content/articles/missile.md#gone",
        "content/articles/missile.claims.yaml",
        "content/articles/gone.jpg",
        "/nowhere/",
        "/ratings/#rating-gone",
        "/articles/missile/caatsa/",
        "/page/1/",
        "/#top",
    ],
)
def test_a_link_to_nothing_is_broken(target: str) -> None:
    assert find_address(SITE, target, HERE) is None


def test_a_picture_belongs_to_the_article_that_uses_it() -> None:
    assert find_address(SITE, "content/articles/ship.jpg", ABOUT.address) is None
    file = find_file(SITE, "content/articles/ship.jpg", HERE)
    assert file is not None
    assert file.width == 640


def test_no_claim_page_is_found_where_the_site_makes_none() -> None:
    assert find_address(configured(claim_pages=False), "/articles/missile/january/", HERE) is None


def test_an_article_left_out_is_not_found() -> None:
    assert find_address(replace(SITE, articles=()), "content/articles/missile.md", "/about/") is None


def test_older_pages_of_the_list_are_found() -> None:
    site = many(7, per_page=3)
    assert find_address(site, "/page/1/", "/") == "/page/1/"
    assert find_address(site, "/page/2/", "/") is None
