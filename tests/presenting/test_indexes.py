"""The indexes as readers see them: order, counts, names that belong together, pages that stay small."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from site_gen.model import HistoryEntry, Site, Source
from site_gen.outputs import index_pages
from site_gen.presenting.corrections import present_corrections
from site_gen.presenting.indexes import (
    begin_heading,
    directory_parts,
    letter_address,
    present_archive,
    present_claims,
    present_directory,
    present_group,
    present_letter,
    present_month,
)
from site_gen.presenting.templating import Templates
from site_gen.support.urls import name_slug
from tests.outputs.records import HERE, make_article, make_claim, make_large_site, make_site

TEMPLATES = Templates([Path(__file__).resolve().parents[2] / "templates"])
SOURCES = {"gauge": Source(HERE, title="Gauge readings", shared_id="gauge", publisher="Water board")}
SITE = make_site(
    make_article(
        "newest",
        "2018-07-02",
        make_claim("c", 1, status="unverified", claimant="bob", publishers=("The Office", "A Paper")),
        make_claim("d", 2, status="accurate", claimant=None, shared_sources=("gauge",)),
        tags=("Water",),
        language="hi",
    ),
    make_article("older", "2018-06-09", make_claim("a", 1, claimant="Bob", tags=("water", "Roads"))),
    make_article("bare", "2018-05-01", aliases=("/old/",)),
    sources=SOURCES,
)


def labels(site: Site, kind: str) -> list[str]:
    return [entry.label for group in present_directory(site, kind).groups for entry in group.entries]  # type: ignore[arg-type]


def test_all_claims_stand_newest_first_with_their_counts() -> None:
    view = present_claims(SITE)
    assert [entry.href for entry in view.entries] == [
        "../articles/newest/c/",
        "../articles/newest/d/",
        "../articles/older/a/",
    ]
    assert view.counts is not None
    assert view.counts.text == "3 statements checked: 1\u00a0inaccurate, 1\u00a0accurate, 1\u00a0unverified"
    assert [part.href for part in view.counts.parts] == [
        "../status/inaccurate/",
        "../status/accurate/",
        "../status/unverified/",
    ]
    assert (view.entries[0].language, view.entries[2].language) == ("hi", "en")


def test_names_that_differ_in_case_are_one_and_shown_as_most_write_them() -> None:
    assert labels(SITE, "speakers") == ["Bob"]
    assert labels(SITE, "topics") == ["Roads", "Water"]
    assert [entry.href for entry in present_group(SITE, "topics", "water").entries] == [
        "../../articles/newest/c/",
        "../../articles/newest/d/",
        "../../articles/older/a/",
    ]


def test_a_topic_in_small_letters_begins_its_own_page_with_a_capital() -> None:
    tags = ("housing", "iPhone", "mRNA", "école", "जल", "5g")
    site = make_site(make_article("x", "2018-01-01", make_claim("a", tags=tags)))
    view = present_group(site, "topics", "housing")
    assert view.heading == "Housing"
    assert "housing" in view.head.title
    headings = {present_group(site, "topics", name_slug(tag)).heading for tag in tags}
    assert headings == {"Housing", "iPhone", "mRNA", "École", "जल", "5g"}
    assert "housing" in labels(site, "topics"), "in a list it stands as it was typed"


@pytest.mark.parametrize(
    ("name", "language", "heading"),
    [
        ("iklim", "tr", "iklim"),
        ("iklim", "en", "Iklim"),
        ("ßx", "de", "ßx"),
        ("", "en", ""),
        ("é t", "fr", "É t"),
    ],
)
def test_a_heading_begins_with_a_capital_where_that_is_right(name: str, language: str, heading: str) -> None:
    assert begin_heading(name, language) == heading


def test_names_stand_in_their_order_whatever_the_verdicts() -> None:
    people = {"Érica": "inaccurate", "Dan": "accurate", "zoe": "inaccurate", "Fay": "unverified"}
    claims = [make_claim(f"c{n}", n, claimant=who, status=people[who]) for n, who in enumerate(people, 1)]
    assert labels(make_site(make_article("x", "2018-01-01", *claims)), "speakers") == [
        "Dan",
        "Érica",
        "Fay",
        "zoe",
    ]


def test_verdicts_stand_in_the_order_of_the_scale_and_retired_ones_only_where_given() -> None:
    assert labels(SITE, "status") == ["Accurate", "Inaccurate", "Unverified"]
    old = make_site(make_article("x", "2018-01-01", make_claim("a", status="old")))
    assert labels(old, "status")[-1] == "Old"


def test_unverified_is_never_shown_as_false() -> None:
    view = present_group(SITE, "status", "unverified")
    assert view.rating is not None
    assert view.rating.tone == "none"
    assert {entry.rating.tone for entry in view.entries if entry.rating} == {"none"}
    assert (
        "bad"
        not in index_pages.render_group(SITE, TEMPLATES, "status", "unverified").decode().split("<main")[1]
    )


def test_a_shared_source_shows_itself_and_what_rests_on_it() -> None:
    view = present_group(SITE, "sources", "gauge")
    assert view.source is not None
    assert view.source.title == "Gauge readings"
    assert [entry.href for entry in view.entries] == ["../../articles/newest/d/"]
    assert labels(SITE, "publishers") == ["A Paper", "The Office"]


def test_the_archive_has_every_month_with_its_counts() -> None:
    view = present_archive(SITE)
    assert [group.heading for group in view.groups] == ["2018"]
    assert [(entry.label, entry.count) for entry in view.groups[0].entries] == [
        ("July 2018", "1 article, 2 statements checked"),
        ("June 2018", "1 article, 1 statement checked"),
        ("May 2018", "1 article, 0 statements checked"),
    ]
    assert [teaser.title for teaser in present_month(SITE, "2018-06").teasers] == ["Older"]


def test_a_site_without_claim_pages_leads_to_the_records() -> None:
    site = make_site(make_article("x", "2018-01-01", make_claim("a")), claim_pages=False)
    assert present_claims(site).entries[0].href == "../articles/x/#claim-a"


def test_changes_stand_newest_first_with_the_rating_before_and_after() -> None:
    history = (
        HistoryEntry(dt.date(2018, 7, 5), "correction", "First wrong.", "accurate"),
        HistoryEntry(dt.date(2018, 8, 1), "update", "New evidence.", "unverified"),
    )
    whole = (HistoryEntry(dt.date(2018, 7, 9), "clarification", "A name."),)
    site = make_site(make_article("x", "2018-07-01", make_claim("a", history=history), history=whole))
    view = present_corrections(site)
    found = [
        (month.heading, change.history.kind, change.history.change, change.subject.label)
        for month in view.months
        for change in month.changes
    ]
    assert found == [
        ("August 2018", "Update", "from Unverified to Inaccurate", "Check 1: Inaccurate"),
        ("July 2018", "Clarification", None, "X"),
        ("July 2018", "Correction", "from Accurate to Unverified", "Check 1: Inaccurate"),
    ]


def test_a_former_address_leads_to_the_article() -> None:
    html = index_pages.render_redirect(SITE, TEMPLATES, "bare", "/2017/old/").decode()
    assert '<meta http-equiv="refresh" content="0; url=../../articles/bare/">' in html
    assert '<link rel="canonical" href="https://example.org/facts/articles/bare/">' in html


def test_the_same_claim_is_found_from_both_sides_and_through_a_third() -> None:
    site = make_site(
        make_article("x", "2018-01-03", make_claim("a", same_as="y/b")),
        make_article("y", "2018-01-02", make_claim("b")),
        make_article("z", "2018-01-01", make_claim("c", same_as="x/a"), make_claim("d", 2, same_as="z/d")),
    )
    found = {key: [each.article.slug for each in others] for key, others in site.lists.same.items()}
    assert found == {"x/a": ["y", "z"], "y/b": ["x", "z"], "z/c": ["x", "y"]}


@pytest.fixture(scope="module")
def large() -> Site:
    """As many claims as a site is to bear, with long words in a script of three bytes a letter."""
    return make_large_site(10_000, 12, "चन्द्रमा ")


def test_no_index_page_is_over_200_kb(large: Site) -> None:
    for number in (None, 1, 3_000):
        assert len(index_pages.render_claims(large, TEMPLATES, number)) < 200_000
    assert len(large.lists.claims) == 120_000
    for kind in ("speakers", "publishers"):
        assert len(index_pages.render_directory(large, TEMPLATES, kind)) < 200_000
        for part in directory_parts(large, kind):
            assert len(part.items) <= 100
        ids = tuple(group.id for group in part.items)
        assert len(index_pages.render_letter(large, TEMPLATES, kind, part.start, ids)) < 200_000
    assert len(index_pages.render_group(large, TEMPLATES, "topics", "everything")) < 200_000
    assert len(index_pages.render_archive(large, TEMPLATES)) < 200_000
    assert len(index_pages.render_month(large, TEMPLATES, "2010-05")) < 200_000


def test_too_many_names_are_cut_by_how_they_begin(large: Site) -> None:
    view = present_directory(large, "publishers")
    assert view.groups == ()
    assert len(view.letters) > 5
    addresses = {letter_address("publishers", part.start) for part in directory_parts(large, "publishers")}
    assert len(addresses) == len(view.letters)
    shown = present_letter(large, "publishers", "publisher-1", ("publisher-1",))
    assert [entry.label for entry in shown.groups[0].entries] == ["Publisher 1"]
