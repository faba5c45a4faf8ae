from __future__ import annotations

import datetime as dt

import pytest

from site_gen.model import PageRecord
from site_gen.outputs.sitemap import SitemapPart, cut_sitemap, render_index, render_part, render_robots
from site_gen.support.structs import replace
from tests.outputs.records import BASE, make_article, make_claim, make_large_site, make_site
from tests.outputs.standards import SITEMAP, find_sitemap_faults, parse_xml

SITE = make_site(
    make_article("x", "2018-06-09", make_claim("a"), updated=dt.date(2018, 9, 1)),
    make_article("नदी", "2018-05-09", make_claim("ख", checked=None)),
    pages=(PageRecord("content/pages/about.md", "about", "About", "key"),),
)


def places(part: SitemapPart) -> dict[str, str | None]:
    root = parse_xml(render_part(SITE, part.places))
    return {
        item.findtext(f"{SITEMAP}loc", "").removeprefix(BASE): item.findtext(f"{SITEMAP}lastmod")
        for item in root
    }


def test_a_small_site_has_one_file_with_every_page_for_readers() -> None:
    (part,) = cut_sitemap(SITE)
    assert find_sitemap_faults(render_part(SITE, part.places), BASE) == []
    found = places(part)
    assert found["articles/x/"] == "2018-09-01"
    assert found["articles/x/a/"] == "2018-07-01"
    assert found["articles/%E0%A4%A8%E0%A4%A6%E0%A5%80/%E0%A4%96/"] == "2018-05-09"
    assert {
        "",
        "about/",
        "ratings/",
        "claims/",
        "status/inaccurate/",
        "speakers/ann/",
        "archive/2018-06/",
    } <= set(found)


def test_the_check_sees_what_is_wrong() -> None:
    data = render_part(SITE, cut_sitemap(SITE)[0].places).decode()
    assert find_sitemap_faults(data.encode(), "https://elsewhere.example/")
    assert find_sitemap_faults(data.replace("2018-09-01", "1 September").encode(), BASE)
    assert find_sitemap_faults(data.replace("sitemaps.org", "sitemap.org").encode(), BASE)


@pytest.mark.slow
def test_over_50000_addresses_become_an_index_by_month() -> None:
    site = make_large_site(5_000, 12)
    parts = cut_sitemap(site)
    assert parts[0].name == "pages"
    assert parts[1].name == "1996-01"
    assert sum(len(part.places) for part in parts) > 65_000
    assert all(len(part.places) <= 50_000 for part in parts)
    index = render_index(site, [part.address for part in parts])
    assert find_sitemap_faults(index, BASE) == []
    assert b"<sitemapindex" in index
    assert find_sitemap_faults(render_part(site, parts[3].places), BASE) == []


def test_robots_may_read_all_but_a_preview() -> None:
    assert render_robots(SITE) == f"User-agent: *\nDisallow:\n\nSitemap: {BASE}sitemap.xml\n".encode()
    assert b"Sitemap" not in render_robots(make_site(base_url=None))
    assert b"Disallow: /" in render_robots(replace(SITE, drafts=True))
