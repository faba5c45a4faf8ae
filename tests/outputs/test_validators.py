"""Feeds and sitemaps as other people's programs read them: the published schema, an independent reader."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from site_gen.outputs import feeds, sitemap
from site_gen.outputs.sitemap import cut_sitemap, render_index, render_part
from tests.built import NOW, SITES, BuiltSites
from tests.commands import small_site
from tests.npm import fetch
from tests.outputs.records import BASE
from tests.outputs.test_feeds import RENDER
from tests.outputs.test_feeds import SITE as FEEDS
from tests.outputs.test_sitemap import SITE as MAPPED

START = "https://example.org/desk/"
ATOM_FEEDS = ("feed.xml", "claims.xml", "corrections.xml")


@pytest.fixture(scope="module")
def sitemap_schema() -> etree.XMLSchema:
    """The schema of https://www.sitemaps.org/schemas/sitemap/0.9/sitemap.xsd, as a package has it."""
    return etree.XMLSchema(file=str(fetch("sitemap@8.0.3", "schema/sitemap.xsd")))


def test_a_sitemap_is_valid_by_its_schema(sitemap_schema: etree.XMLSchema, built: BuiltSites) -> None:
    texts = [render_part(MAPPED, part.places) for part in cut_sitemap(MAPPED)]
    texts += [(built.build(site) / "sitemap.xml").read_bytes() for site in SITES]
    for text in texts:
        sitemap_schema.assertValid(etree.fromstring(text))


def test_the_schema_of_sitemaps_sees_what_is_wrong(sitemap_schema: etree.XMLSchema) -> None:
    good = render_part(MAPPED, cut_sitemap(MAPPED)[0].places).decode()
    for old, new in (("2018-09-01", "1 September"), ("lastmod>", "changed>"), (f"{BASE}articles/x/<", "x<")):
        assert old in good
        assert not sitemap_schema.validate(etree.fromstring(good.replace(old, new).encode())), old


@pytest.fixture(scope="module")
def index_schema() -> etree.XMLSchema:
    """The rules of https://www.sitemaps.org/protocol.html for an index: no package has a schema of it."""
    return etree.XMLSchema(file=str(Path(__file__).with_name("sitemap-index.xsd")))


def test_a_large_site_has_an_index_of_sitemaps_by_the_protocol(
    index_schema: etree.XMLSchema,
    sitemap_schema: etree.XMLSchema,
    make_site: Callable[..., Path],
    options: BuildOptions,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = make_site(small_site())
    assert build_site(folder, options).done
    whole = etree.fromstring((folder / "_site/sitemap.xml").read_bytes())
    monkeypatch.setattr(sitemap, "MAX_ADDRESSES", 3)
    assert build_site(folder, BuildOptions(now=NOW, output=folder / "cut")).done
    index = etree.fromstring((folder / "cut/sitemap.xml").read_bytes())
    index_schema.assertValid(index)
    found = []
    for address in find_locations(index):
        assert address.startswith(START)
        part = etree.fromstring((folder / "cut" / address.removeprefix(START)).read_bytes())
        sitemap_schema.assertValid(part)
        assert 0 < len(part) <= 3
        found += find_locations(part)
    assert sorted(found) == sorted(find_locations(whole))


def find_locations(root: etree._Element) -> list[str]:
    return [each.text or "" for each in root.iter("{*}loc")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sitemap/a.xml", "sitemap/b.xml"),
        (f"{BASE}sitemap/a.xml", "sitemap/a.xml"),
        ("sitemap/a.xml", "sitemap/a b.xml"),
        ("sitemap/a.xml", f"{'a' * 2_048}.xml"),
        ("</loc>", "</loc><lastmod>1 September</lastmod>"),
        ("</loc>", "</loc><lastmod>2026-11-23T10:00:00</lastmod>"),
        ("</loc>", "</loc><priority>1</priority>"),
        ("<loc>", "<lastmod>2026-11-23</lastmod><loc>"),
        ("loc>", "address>"),
        ("sitemaps.org", "sitemap.org"),
        ("sitemapindex", "urlset"),
    ],
)
def test_the_schema_of_an_index_sees_what_is_wrong(index_schema: etree.XMLSchema, old: str, new: str) -> None:
    good = render_index(MAPPED, ["/sitemap/a.xml", "/sitemap/b.xml"]).decode()
    index_schema.assertValid(etree.fromstring(good.encode()))
    assert old in good
    assert not index_schema.validate(etree.fromstring(good.replace(old, new).encode()))


@pytest.mark.parametrize("moment", ["2026", "2026-11", "2026-11-23", "2026-11-23T10:00:00+01:00"])
def test_the_schema_of_an_index_takes_all_dates_of_the_protocol(
    index_schema: etree.XMLSchema, moment: str
) -> None:
    good = render_index(MAPPED, ["/sitemap/a.xml"]).decode()
    index_schema.assertValid(
        etree.fromstring(good.replace("</loc>", f"</loc><lastmod>{moment}</lastmod>").encode())
    )


def test_an_index_without_sitemaps_is_none(index_schema: etree.XMLSchema) -> None:
    assert not index_schema.validate(etree.fromstring(render_index(MAPPED, [])))


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("name", ATOM_FEEDS)
def test_a_reader_of_feeds_finds_nothing_to_mend(built: BuiltSites, site: str, name: str) -> None:
    read = feedparser.parse((built.build(site) / name).read_bytes())
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    for entry in read.entries:
        assert entry.title
        assert entry.id.startswith(entry.link)
        assert entry.updated_parsed


def test_a_reader_gets_the_words_as_they_were_written() -> None:
    read = feedparser.parse(feeds.render_articles(FEEDS))
    assert [entry.title for entry in read.entries] == ["On <tea> & more", "पुराना".title()]
    assert [author.name for author in read.entries[0].authors] == ["A. Writer", "B. Writer"]
    assert [tag.term for tag in read.entries[0].tags] == ["tea"]
    assert all(not feedparser.parse(render(FEEDS)).bozo for render in RENDER)


def test_a_reader_sees_what_is_wrong() -> None:
    text = feeds.render_articles(FEEDS)
    assert feedparser.parse(text.replace(b"</entry>", b"", 1)).bozo
    assert feedparser.parse(text.replace(b"&lt;", b"<", 1)).bozo


def test_the_json_feed_and_the_atom_feed_say_the_same() -> None:
    atom = feedparser.parse(feeds.render_articles(FEEDS)).entries
    items = json.loads(feeds.render_json(FEEDS))["items"]
    assert [(item["id"], item["url"], item["title"]) for item in items] == [
        (entry.id, entry.link, entry.title) for entry in atom
    ]
    assert [item["date_published"] for item in items] == [entry.published for entry in atom]
