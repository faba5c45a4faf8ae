from __future__ import annotations

import datetime as dt
import json
from typing import Any

from site_gen.model import (
    Anchor,
    Article,
    ArticleRecord,
    Body,
    Claim,
    Config,
    HistoryEntry,
    Note,
    Publisher,
    Rating,
    Site,
    Source,
)
from site_gen.outputs.webannotation import make_annotations, render_annotations
from site_gen.support.locations import Span
from site_gen.support.slots import make_slot

HERE = Span("content/articles/x.claims.yaml")
RATING = Rating("inaccurate", "Inaccurate", "It is not so.", "bad", 1)
RATINGS_LINK = make_slot("href", "/ratings/")
NOTE_HTML = f'<p>See <a href="{RATINGS_LINK}">the key</a> and <a href="#claim-caatsa">this</a>.</p>\n'


def make_site(base_url: str | None = "https://example.org/facts/") -> Site:
    publisher = Publisher("The Desk", "https://example.org/")
    return Site(Config("Facts", (RATING,), base_url=base_url, publisher=publisher), (make_record(),))


def make_record() -> ArticleRecord:
    return ArticleRecord("content/articles/x.md", "x", "A title", "key", date=dt.date(2018, 6, 7))


def make_article() -> Article:
    source = Source(
        HERE,
        title="A report",
        url="https://example.com/report",
        accessed=dt.date(2026, 11, 22),
        archived="https://archive.example/1",
        quote="the very words",
    )
    claim = Claim(
        "january",
        HERE,
        status="inaccurate",
        summary="It was not so.",
        note="…",
        sources=(source, Source(HERE, title="A book", locator="p. 14")),
        checked=dt.date(2018, 7, 1),
        checked_by=("Ann", "Bob"),
        history=(HistoryEntry(dt.date(2018, 8, 1), "update", "More."),),
        language="hi",
    )
    note = Note("caatsa", HERE, title="An Act")
    whole = Claim("whole", HERE, on="article", status="inaccurate", summary="All of it.")
    return Article("content/articles/x.md", "x", "A title", "…", claims=(whole, claim), notes=(note,))


def make_body() -> Body:
    return Body(
        html="",
        notes={"january": NOTE_HTML},
        claim_ids=("january", "whole"),
        note_ids=("caatsa",),
        anchors=(
            Anchor("january", 1, "title", 0, 7, "A title", "", "", 1),
            Anchor("january", 2, "body", 10, 20, "ten places", "before ", " after", 5),
            Anchor("caatsa", 1, "body", 30, 36, "CAATSA", "", " Act", 6),
        ),
    )


def annotate(site: Site) -> dict[str, Any]:
    return make_annotations(site, make_record(), make_article(), make_body())


def test_a_collection_has_one_page_with_claims_by_number_and_then_notes() -> None:
    made = annotate(make_site())
    address = "https://example.org/facts/articles/x/annotations.jsonld"
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (made["id"], made["type"], made["label"], made["total"]) == (
        address,
        "AnnotationCollection",
        "A title",
        3,
    )
    page = made["first"]
    assert (page["type"], page["partOf"], page["startIndex"]) == ("AnnotationPage", address, 0)
    assert [each["id"].partition("#")[2] for each in page["items"]] == ["january", "whole", "caatsa"]
    assert [each["motivation"] for each in page["items"]] == ["assessing", "assessing", "describing"]
    assert all(each["target"] for each in page["items"])


def test_a_place_is_one_target_with_quote_and_position() -> None:
    title, body = annotate(make_site())["first"]["items"][0]["target"]
    assert body == {
        "type": "SpecificResource",
        "source": "https://example.org/facts/articles/x/",
        "selector": [
            {"type": "TextQuoteSelector", "exact": "ten places", "prefix": "before ", "suffix": " after"},
            {"type": "TextPositionSelector", "start": 10, "end": 20},
        ],
    }
    assert title["selector"] == [{"type": "TextQuoteSelector", "exact": "A title"}]


def test_a_claim_about_the_whole_article_targets_the_article() -> None:
    assert annotate(make_site())["first"]["items"][1]["target"] == "https://example.org/facts/articles/x/"


def test_bodies_say_verdict_reasons_context_and_sources() -> None:
    check = annotate(make_site())["first"]["items"][0]
    label, key, summary, context, report, book = check["body"]
    assert (label["purpose"], label["value"], label["language"]) == ("classifying", "Inaccurate", "en")
    assert key["source"] == "https://example.org/facts/ratings/#rating-inaccurate"
    assert (summary["purpose"], summary["value"], summary["language"]) == (
        "assessing",
        "It was not so.",
        "hi",
    )
    assert context["format"] == "text/html"
    assert context["value"] == (
        '<p>See <a href="https://example.org/facts/ratings/">the key</a> and '
        '<a href="https://example.org/facts/articles/x/#claim-caatsa">this</a>.</p>'
    )
    assert report == {
        "type": "SpecificResource",
        "purpose": "linking",
        "source": "https://example.com/report",
        "state": {
            "type": "TimeState",
            "sourceDate": "2026-11-22T00:00:00Z",
            "cached": "https://archive.example/1",
        },
        "selector": {"type": "TextQuoteSelector", "exact": "the very words"},
    }
    assert (book["purpose"], book["value"]) == ("linking", "A book, p. 14")


def test_who_and_when() -> None:
    check, whole, _ = annotate(make_site())["first"]["items"]
    assert check["creator"] == [{"type": "Person", "name": "Ann"}, {"type": "Person", "name": "Bob"}]
    assert (check["created"], check["modified"]) == ("2018-07-01T00:00:00Z", "2018-08-01T00:00:00Z")
    assert whole["creator"] == {
        "type": "Organization",
        "name": "The Desk",
        "homepage": "https://example.org/",
    }
    assert whole["created"] == "2018-06-07T00:00:00Z"
    assert "modified" not in whole


def test_without_a_base_url_addresses_are_relative_to_the_collection() -> None:
    made = annotate(make_site(base_url=None))
    assert made["id"] == "annotations.jsonld"
    check = made["first"]["items"][0]
    assert check["id"] == "#january"
    assert check["target"][0]["source"] == "./"
    assert check["body"][1]["source"] == "../../ratings/#rating-inaccurate"


def test_an_article_without_claims_has_an_empty_collection() -> None:
    made = make_annotations(make_site(), make_record(), make_article(), Body(""))
    assert made["total"] == 0
    assert "first" not in made


def test_the_file_is_json_that_people_can_read() -> None:
    data = render_annotations(make_site(), make_record(), make_article(), make_body())
    assert json.loads(data) == annotate(make_site())
    assert data.endswith(b"}\n")
    assert data == render_annotations(make_site(), make_record(), make_article(), make_body())
