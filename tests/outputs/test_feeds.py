from __future__ import annotations

import datetime as dt
import json

import pytest

from site_gen.model import HistoryEntry, Publisher
from site_gen.outputs import feeds
from tests.outputs.records import BASE, make_article, make_claim, make_site
from tests.outputs.standards import ATOM, find_atom_faults, find_json_feed_faults, parse_xml

HISTORY = (
    HistoryEntry(dt.date(2018, 8, 1), "correction", "The year was <wrong>.", "accurate"),
    HistoryEntry(dt.date(2018, 9, 1), "update", "More is known.", "unverified"),
)
SITE = make_site(
    make_article(
        "newest",
        "2018-07-02",
        make_claim("c", history=HISTORY),
        make_claim("d", 2, status="unverified", quote="A & B <b>", is_verbatim=True),
        title="On <tea> & more",
        summary="A\u000bsummary",
        authors=("A. Writer", "B. Writer"),
        tags=("tea",),
        updated=dt.date(2018, 7, 5),
        history=(HistoryEntry(dt.date(2018, 7, 5), "clarification", "A name."),),
    ),
    make_article("पुराना", "2018-06-09", language="hi"),
    publisher=Publisher("The Desk"),
    tagline="We check",
)
RENDER = (feeds.render_articles, feeds.render_claims, feeds.render_corrections)


@pytest.mark.parametrize("render", RENDER)
def test_a_feed_keeps_to_rfc_4287(render: object) -> None:
    assert find_atom_faults(render(SITE)) == []  # type: ignore[operator]
    assert find_atom_faults(render(make_site())) == []  # type: ignore[operator]


def test_the_checks_see_what_is_wrong() -> None:
    good = feeds.render_articles(SITE).decode()
    assert find_atom_faults(good.replace("T00:00:00Z", "").encode())
    assert find_atom_faults(good.replace("https://", "//").encode())
    assert find_atom_faults(good.replace('rel="self"', 'rel="other"').encode())
    assert find_json_feed_faults({"version": "1", "items": [{"id": "x"}]})


def test_the_json_feed_keeps_to_its_specification() -> None:
    for site in (SITE, make_site()):
        assert find_json_feed_faults(json.loads(feeds.render_json(site))) == []


def test_an_article_comes_with_its_checks_and_its_own_days() -> None:
    feed = parse_xml(feeds.render_articles(SITE))
    newest, older = feed.findall(f"{ATOM}entry")
    assert newest.findtext(f"{ATOM}title") == "On <tea> & more"
    assert newest.findtext(f"{ATOM}id") == f"{BASE}articles/newest/"
    assert newest.findtext(f"{ATOM}published") == "2018-07-02T00:00:00Z"
    assert newest.findtext(f"{ATOM}updated") == feed.findtext(f"{ATOM}updated") == "2018-07-05T00:00:00Z"
    content = newest.findtext(f"{ATOM}content") or ""
    assert "2 statements checked: 1\u00a0inaccurate, 1\u00a0unverified" in content
    assert f'<a href="{BASE}articles/newest/d/">“A &amp; B &lt;b&gt;”</a>' in content
    assert older.get("{http://www.w3.org/XML/1998/namespace}lang") == "hi"


def test_corrections_say_the_rating_before_and_after_and_keep_their_ids() -> None:
    entries = parse_xml(feeds.render_corrections(SITE)).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        f"{BASE}articles/newest/c/#c-change-2",
        f"{BASE}articles/newest/c/#c-change-1",
        f"{BASE}articles/newest/#article-change-1",
    ]
    assert entries[1].findtext(f"{ATOM}title", "").startswith("Correction: Check 1: Inaccurate")
    assert "from Accurate to Unverified" in (entries[1].findtext(f"{ATOM}content") or "")
    assert "&lt;wrong&gt;" in (entries[1].findtext(f"{ATOM}content") or "")


def test_a_feed_has_the_newest_only() -> None:
    many = make_site(*(make_article(f"a{n}", f"2018-01-{n:02}") for n in range(31, 0, -1)))
    entries = parse_xml(feeds.render_articles(many)).findall(f"{ATOM}entry")
    assert len(entries) == feeds.NEWEST
    assert entries[0].findtext(f"{ATOM}title") == "A31"


def test_the_same_site_gives_the_same_bytes() -> None:
    assert [render(SITE) for render in RENDER] == [render(SITE) for render in RENDER]
