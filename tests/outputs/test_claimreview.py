"""ClaimReview: each documented rule, met and not met."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from site_gen.model import ClaimRecord, HistoryEntry, Publisher, Site, Work
from site_gen.outputs.claimreview import find_obstacles, make_claim_review
from site_gen.outputs.review_feed import render_index, render_shard, review_shards
from site_gen.support.structs import replace
from tests.outputs.records import BASE, RATINGS, make_article, make_claim, make_large_site, make_site

PUBLISHER = Publisher("The Desk", url="https://desk.example/")


def review(claim: ClaimRecord | None = None, **config: Any) -> dict[str, Any]:
    """Make the review of a claim in an article of 2018-06-09."""
    claim = claim or make_claim("a")
    site = make_site(make_article("x", "2018-06-09", claim), **{"publisher": PUBLISHER, **config})
    made = make_claim_review(site, site.articles[0], claim)
    assert made is not None, obstacles(claim, **config)
    return made


def obstacles(claim: ClaimRecord, **config: Any) -> list[str]:
    authors = config.pop("authors", ())
    site = make_site(
        make_article("x", "2018-06-09", claim, authors=authors), **{"publisher": PUBLISHER, **config}
    )
    found = find_obstacles(site.config, site.articles[0], claim)
    assert (make_claim_review(site, site.articles[0], claim) is None) == bool(found)
    return [each.code for each in found]


def test_what_is_required_is_there() -> None:
    made = review()
    assert made["@type"] == "ClaimReview"
    assert made["url"] == f"{BASE}articles/x/a/"
    assert made["claimReviewed"] == "“a” 日本"
    assert made["reviewRating"]["@type"] == "Rating"
    assert made["reviewRating"]["alternateName"] == "Inaccurate"


def test_neutral_words_stand_for_a_quote_that_does_not_stand_alone() -> None:
    assert review(make_claim("a", claim="Ann was first"))["claimReviewed"] == "Ann was first"


def test_what_was_withdrawn_has_none_and_is_no_longer_kept_back_when_it_stands_again() -> None:
    history = (HistoryEntry(dt.date(2018, 8, 2), "retraction", "We misread it."),)
    assert obstacles(make_claim("a", history=history)) == ["claim-stands"]
    again = HistoryEntry(dt.date(2018, 8, 2), "update", "We had read it right.")
    assert obstacles(make_claim("a", history=(*history, again))) == []


def test_the_rating_is_not_in_the_claim() -> None:
    assert "Inaccurate" not in review()["claimReviewed"]


def test_numbers_are_those_of_the_scale() -> None:
    rating = review()["reviewRating"]
    assert (rating["ratingValue"], rating["bestRating"], rating["worstRating"]) == (1, 5, 1)
    assert rating["ratingExplanation"] == "Why."


def test_a_verdict_off_the_axis_has_words_only() -> None:
    rating = review(make_claim("a", status="unverified"))["reviewRating"]
    assert rating == {"@type": "Rating", "alternateName": "Unverified", "ratingExplanation": "Why."}


@pytest.mark.parametrize("values", [(5, 0), (3, None), (3, -1)])
def test_a_scale_that_cannot_be_told_in_numbers_has_words_only(values: tuple[int, int | None]) -> None:
    best, worst = values
    ratings = (replace(RATINGS[0], value=best), replace(RATINGS[1], value=worst))
    site = make_site(make_article("x", "2018-06-09", claim := make_claim("a")), publisher=PUBLISHER)
    site = replace(site, config=replace(site.config, ratings=ratings))
    made = make_claim_review(site, site.articles[0], claim)
    assert made is not None
    assert not {"ratingValue", "bestRating", "worstRating"} & made["reviewRating"].keys()


def test_the_author_is_who_publishes_the_check() -> None:
    author = review()["author"]
    assert (author["name"], author["url"]) == ("The Desk", "https://desk.example/")
    assert review(publisher=None)["author"]["name"] == "Facts"


def test_the_claim_has_its_own_author_and_day() -> None:
    item = review(make_claim("a", claimant_url="https://ann.example/"))["itemReviewed"]
    assert item["@type"] == "Claim"
    assert item["author"] == {"@type": "Person", "name": "Ann", "sameAs": "https://ann.example/"}
    assert item["datePublished"] == "2018-06"


def test_a_claim_of_nobody_in_particular_has_no_author() -> None:
    made = review(make_claim("a", claimant=None, said=None, appearance=Work("A leaflet")))
    assert made["itemReviewed"] == {
        "@type": "Claim",
        "appearance": {"@type": "CreativeWork", "name": "A leaflet"},
    }


def test_where_it_was_said_is_a_work_and_not_a_mere_address() -> None:
    work = Work("A speech", "https://example.com/speech", "A Paper", "B. Writer")
    assert review(make_claim("a", appearance=work))["itemReviewed"]["appearance"] == {
        "@type": "CreativeWork",
        "url": "https://example.com/speech",
        "name": "A speech",
        "author": {"@type": "Person", "name": "B. Writer"},
        "publisher": {"@type": "Organization", "name": "A Paper"},
    }


def test_the_day_is_that_of_the_check_else_of_the_article() -> None:
    assert review()["datePublished"] == "2018-07-01"
    assert review(make_claim("a", checked=None))["datePublished"] == "2018-06-09"


def test_corrections_are_told_and_other_changes_are_not() -> None:
    history = (
        HistoryEntry(dt.date(2018, 8, 2), "retraction", "Withdrawn."),
        HistoryEntry(dt.date(2018, 8, 1), "correction", "The year was wrong."),
        HistoryEntry(dt.date(2018, 8, 3), "update", "More is known."),
    )
    assert review(make_claim("a", history=history))["correction"] == [
        {"@type": "CorrectionComment", "text": "The year was wrong.", "datePublished": "2018-08-01"},
        {"@type": "CorrectionComment", "text": "Withdrawn.", "datePublished": "2018-08-02"},
    ]
    assert "correction" not in review()


@pytest.mark.parametrize(
    ("claim", "config", "code"),
    [
        ({}, {"base_url": None}, "site-has-base-url"),
        ({}, {"claim_pages": False}, "claim-has-page"),
        ({"status": ""}, {}, "claim-has-verdict"),
        ({"quote": ""}, {}, "claim-has-words"),
        ({"claimant": None}, {}, "origin-is-known"),
        ({"claimant": "the desk"}, {}, "origin-is-known"),
        ({"claimant": "Facts"}, {}, "origin-is-known"),
        ({"claimant": "C. Checker"}, {"authors": ("C. Checker",)}, "origin-is-known"),
        ({"claimant": None, "appearance": Work("Ours", f"{BASE}articles/y/")}, {}, "origin-is-known"),
        ({"claimant": None, "appearance": Work("Ours", "https://www.desk.example/z")}, {}, "origin-is-known"),
        ({"claimant": None, "appearance": Work("Ours", publisher="The Desk")}, {}, "origin-is-known"),
        ({"claimant": None, "appearance": Work(author="Nobody")}, {}, "origin-is-known"),
    ],
)
def test_a_rule_that_is_not_met_is_named(claim: dict[str, Any], config: dict[str, Any], code: str) -> None:
    assert obstacles(make_claim("a", **claim), **config) == [code]


def test_all_reasons_are_given_at_once() -> None:
    found = obstacles(make_claim("a", claimant=None, status=""), base_url=None, claim_pages=False)
    assert found == ["site-has-base-url", "claim-has-page", "claim-has-verdict", "origin-is-known"]


def test_a_place_of_our_own_is_left_out_where_somebody_else_speaks() -> None:
    made = review(make_claim("a", appearance=Work("Ours", f"{BASE}articles/y/")))
    assert "appearance" not in made["itemReviewed"]


def feed(site: Site) -> dict[str, Any]:
    shards = review_shards(site)
    index = json.loads(render_index(site, [(shard.name, len(shard.claims)) for shard in shards]))
    parts = {shard.name: json.loads(render_shard(site, shard.name, shard.claims)) for shard in shards}
    assert [part["name"] for part in index["hasPart"]] == list(parts)
    assert all(part["@type"] == "DataFeed" for part in (index, *parts.values()))
    return parts


def test_the_feed_has_every_review_once_by_month() -> None:
    site = make_site(
        make_article("y", "2018-07-01", make_claim("b"), make_claim("c", 2, claimant=None)),
        make_article("x", "2018-06-09", make_claim("a")),
    )
    parts = feed(site)
    assert {
        name: [item["item"]["url"] for item in part["dataFeedElement"]] for name, part in parts.items()
    } == {"2018-06": [f"{BASE}articles/x/a/"], "2018-07": [f"{BASE}articles/y/b/"]}
    assert "@context" not in parts["2018-06"]["dataFeedElement"][0]["item"]


def test_no_file_of_the_feed_is_over_5_mb() -> None:
    site = make_large_site(1_500, 12, "चन्द्रमा ")
    site = make_site(*(replace(each, date=dt.date(2018, 6, 9)) for each in site.articles))
    shards = review_shards(site)
    assert [shard.name for shard in shards[:2]] == ["2018-06", "2018-06-2"]
    assert sum(len(shard.claims) for shard in shards) == 18_000
    assert all(len(render_shard(site, shard.name, shard.claims)) <= 5_000_000 for shard in shards[:3])
