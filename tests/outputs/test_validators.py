"""Feeds and sitemaps as other people's programs read them: the published schema, an independent reader."""

from __future__ import annotations

import json

import feedparser
import pytest
from lxml import etree

from site_gen.outputs import feeds
from site_gen.outputs.sitemap import cut_sitemap, render_part
from tests.built import SITES, BuiltSites
from tests.npm import fetch
from tests.outputs.records import BASE
from tests.outputs.test_feeds import RENDER
from tests.outputs.test_feeds import SITE as FEEDS
from tests.outputs.test_sitemap import SITE as MAPPED

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
