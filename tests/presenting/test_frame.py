from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.model import NavItem, PageRecord, PublishedFile, Site
from site_gen.presenting.frame import (
    STYLES,
    Picture,
    make_bare_chrome,
    make_chrome,
    make_data_block,
    make_head,
    make_own_chrome,
    make_policy,
)
from site_gen.presenting.page import make_page, make_rootless_page
from site_gen.support.structs import replace
from tests.presenting.examples import CONFIG, RECORD, SITE

OWN_ORIGIN = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)


def test_pages_may_use_their_own_origin_only() -> None:
    assert make_policy(CONFIG, portable=False) == OWN_ORIGIN


def test_a_site_can_add_origins() -> None:
    config = replace(CONFIG, csp={"frame-src": ("https://v.example",), "form-action": ("https://f.example",)})
    policy = make_policy(config, portable=False)
    assert "; form-action https://f.example; frame-src https://v.example" in policy


def test_from_a_disk_files_may_come_from_the_disk() -> None:
    policy = make_policy(CONFIG, portable=True)
    assert "script-src 'self' file:;" in policy
    assert "default-src 'none';" in policy


def test_only_theme_files_that_the_site_has_are_linked() -> None:
    chrome = make_chrome(make_page(SITE, "/about/"))
    assert chrome.styles == ("../static/site.0a.css",)
    assert chrome.scripts == ("../static/site.0b.js",)
    assert chrome.icon == "../static/icon.0c.svg"
    assert chrome.asset("maps/kiev.svg") == "../static/kiev.1f.svg"
    with pytest.raises(LookupError, match=r"gone\.svg"):
        chrome.asset("gone.svg")


FOLDERS = st.sampled_from(
    ["articles", "missile", "about", "static", "embed", "ratings", "claims", "a b:c", "été"]
)
PAGES = st.lists(FOLDERS, max_size=4).map(lambda folders: "/".join(["", *folders, ""]))
NAVS = st.sampled_from(
    [
        None,
        "/",
        "/about/",
        RECORD.address,
        "/%61rticles/missile",
        "/static/kiev.1f.svg",
        "articles/",
        "../articles/x",
    ]
)


@st.composite
def sites(draw: st.DrawFn) -> Site:
    typed = draw(NAVS)
    nav = None if typed is None else (NavItem(url=typed), NavItem(page="about"))
    own = PageRecord("content/pages/c.md", draw(FOLDERS), "Another", "key3")
    return replace(
        SITE,
        config=replace(CONFIG, nav=nav),
        pages=(*SITE.pages, own),
        lists=replace(SITE.lists, addresses=frozenset({"/claims/", "/search/", "/feed.xml"})),
        portable=draw(st.booleans()),
    )


@given(sites(), st.lists(PAGES, min_size=1, max_size=5))
def test_what_surrounds_many_pages_is_what_each_would_have(site: Site, addresses: list[str]) -> None:
    for address in addresses:
        page = make_page(site, address)
        assert make_chrome(page) == make_own_chrome(page)
        assert make_bare_chrome(page, STYLES) == make_own_chrome(page, STYLES, (), bare=True)
        missing = make_rootless_page(site, "/404.html")
        assert make_chrome(missing) == make_own_chrome(missing)


@pytest.mark.parametrize("slug", ["about", "été"])
def test_a_page_leads_to_itself_as_from_nowhere_else(slug: str) -> None:
    site = replace(SITE, pages=(PageRecord("content/pages/c.md", slug, "Another", "key3"),))
    page = make_page(site, f"/{slug}/")
    assert make_chrome(page) == make_own_chrome(page)
    assert any(link.current for link in make_chrome(page).nav)


def test_data_cannot_leave_its_script_element() -> None:
    assert make_data_block('{"a": "</script><!--&"}') == '{"a": "\\u003c/script\\u003e\\u003c!--\\u0026"}'


def test_every_page_says_what_it_is_even_where_nobody_wrote_a_summary() -> None:
    head = make_head(make_page(SITE, "/about/"), "About us")
    assert head.description == "About us – Check & Co"
    assert "og:description" not in dict(head.open_graph), "it would say the title again"
    assert (
        make_head(make_page(SITE, "/about/"), "About us", description="Who we are").description
        == "Who we are"
    )


def test_a_picture_of_the_site_stands_for_pages_without_one() -> None:
    assert "og:image" not in dict(make_head(make_page(SITE, "/about/"), "About us").open_graph)
    picture = PublishedFile("static/share.png", "/static/share.0e.png", 1200, 630)
    site = replace(SITE, files={**SITE.files, ("", "static/share.png"): picture})
    shown = dict(make_head(make_page(site, "/about/"), "About us").open_graph)
    assert shown["og:image"] == "https://example.org/facts/static/share.0e.png"
    assert "twitter:card" not in shown, "shown small: it says nothing of this page"
    image = Picture("/about/us.jpg", 1200, 630, "The desk at work")
    own = dict(make_head(make_page(site, "/about/"), "About us", image=image).open_graph)
    assert own["og:image"] == "https://example.org/facts/about/us.jpg"
    assert (own["og:image:width"], own["og:image:height"]) == ("1200", "630")
    assert own["og:image:alt"] == "The desk at work"
    assert own["twitter:card"] == "summary_large_image"
