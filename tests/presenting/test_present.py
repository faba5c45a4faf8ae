from __future__ import annotations

import datetime as dt

import pytest

from site_gen.model import HistoryEntry, NavItem
from site_gen.presenting.claim import present_claim
from site_gen.presenting.present import (
    present_article,
    present_home,
    present_not_found,
    present_own_page,
    present_ratings,
)
from site_gen.presenting.subjects import make_edition
from site_gen.presenting.views import ArticleView
from site_gen.support.structs import replace
from tests.presenting.examples import (
    ABOUT,
    ABOUT_PAGE,
    ARTICLE,
    BODY,
    DEAL,
    FRAGMENTS,
    JANUARY,
    RECORD,
    SITE,
    anchor,
    configured,
)


def shown(site=SITE, article=ARTICLE, body=BODY, record=RECORD) -> ArticleView:
    return present_article(site, make_edition(site, record, article, body))


def test_counts_name_the_worst_first_and_what_is_off_the_axis_last() -> None:
    counts = shown().counts
    assert counts is not None
    assert counts.text == "3 statements checked: 1\u00a0inaccurate, 1\u00a0accurate, 1\u00a0unverified"
    assert [(part.start, part.width) for part in counts.parts] == [
        ("0", "33.33"),
        ("33.33", "33.34"),
        ("66.67", "33.33"),
    ]
    assert counts.parts[0].href == "#ref-january"


def test_one_statement_is_singular() -> None:
    counts = shown(article=replace(ARTICLE, claims=(DEAL,))).counts
    assert counts is not None
    assert counts.text == "1 statement checked: 1\u00a0accurate"
    assert counts.parts[0].width == "100"


def test_nothing_checked_gives_no_counts() -> None:
    view = shown(article=replace(ARTICLE, claims=()))
    assert view.counts is None
    assert view.last_checked is None


def test_an_article_says_who_when_and_how_long() -> None:
    view = shown()
    assert view.authors == "By Ada and Bob"
    assert view.date is not None
    assert view.date.text == "22 November 2026"
    assert view.reading_time == "3 minutes to read"
    assert view.last_checked is not None
    assert view.last_checked.iso == "2026-11-21"
    assert view.summary == "What was &lt;said&gt;."
    assert view.image == "ship.jpg"
    assert [rating.id for rating in view.ratings] == ["accurate", "inaccurate", "unverified"]


def test_checks_come_by_number_with_all_that_is_known() -> None:
    view = shown()
    assert [check.heading for check in view.checks] == [
        "Check 1: Inaccurate",
        "Check 2: Accurate",
        "Check 3: Unverified",
    ]
    check = view.checks[0]
    assert check.checked_by == "Ada, Bob and Cy"
    assert check.said is not None
    assert check.said.text == "June 2018"
    assert check.rating is not None
    assert check.rating.value == "1 of 5"
    assert check.rating.href == "../../ratings/#rating-inaccurate"
    assert check.record_href == "#claim-january"
    assert check.page_href == "january/"
    assert check.shares[0].label == "Note a: An act of 2017"
    assert check.shares[0].href == "#claim-caatsa"


def test_a_source_link_points_at_the_words_relied_on() -> None:
    source = shown().checks[0].sources[0]
    assert source.href == "https://treasury.example/list#:~:text=no%20new%20sanctions"
    assert source.url == "https://treasury.example/list"
    assert source.date_text == "April 2018"
    assert source.stance == "Contradicts the statement"


def test_a_source_without_date_is_undated_and_without_title_shows_its_address() -> None:
    bare = replace(JANUARY.sources[0], title=None, published=None, quote=None)
    view = shown(article=replace(ARTICLE, claims=(replace(JANUARY, sources=(bare,)),)))
    assert view.checks[0].sources[0].title == "https://treasury.example/list"
    assert view.checks[0].sources[0].date_text == "undated"


def test_places_lead_back_to_the_text() -> None:
    places = shown().checks[1].places
    assert [(place.text, place.href, place.label) for place in places] == [
        ("a deal", "#ref-deal", "In the text"),
        ("a deal", "#ref-deal-2", "In the text"),
    ]
    assert shown().checks[2].places == ()


def test_the_note_of_a_card_has_no_ids() -> None:
    check = shown().checks[0]
    assert check.note == '<h3 id="h-n">N</h3><p><a href="../../ratings/">scale</a></p>'
    assert check.card_note == '<h3>N</h3><p><a href="../../ratings/">scale</a></p>'


def test_each_change_of_a_verdict_says_from_what_to_what() -> None:
    history = (
        HistoryEntry(dt.date(2026, 1, 1), "update", "first", "accurate"),
        HistoryEntry(dt.date(2026, 3, 1), "correction", "second", "needs-context"),
        HistoryEntry(dt.date(2026, 2, 1), "clarification", "words only"),
    )
    view = shown(article=replace(ARTICLE, claims=(replace(JANUARY, history=history),)))
    assert [(entry.date.iso, entry.kind, entry.change) for entry in view.checks[0].history] == [
        ("2026-03-01", "Correction", "from Needs context to Inaccurate"),
        ("2026-02-01", "Clarification", None),
        ("2026-01-01", "Update", "from Accurate to Needs context"),
    ]


def test_an_error_report_is_filled_in() -> None:
    report = shown().checks[0].report
    assert report is not None
    assert report.href.startswith("mailto:mistakes@example.org?subject=Error%20in%20check%20january")
    assert "https://example.org/facts/articles/missile/%23claim-january" in report.href
    assert "January,%20under%20CAATSA" in report.href
    assert "%0D%0A" in report.href


def test_a_new_issue_is_filled_in_and_any_other_address_is_left_alone() -> None:
    issue = (
        shown(configured(report_error="https://code.example/us/it/issues/new?labels=error")).checks[0].report
    )
    assert issue is not None
    assert issue.href.startswith("https://code.example/us/it/issues/new?labels=error&title=Error%20in")
    plain = shown(configured(report_error="https://forms.example/x")).checks[0].report
    assert plain is not None
    assert plain.href == "https://forms.example/x"
    assert shown(configured(report_error=None)).checks[0].report is None


def test_a_preview_badges_what_is_not_published() -> None:
    site = replace(SITE, drafts=True)
    waiting = replace(JANUARY, state="review", status=None)
    lost = replace(DEAL, id="lost", state="draft")
    view = shown(site, replace(ARTICLE, claims=(waiting, DEAL, lost)), record=replace(RECORD, draft=True))
    assert view.badge == "Draft"
    assert view.chrome.badge is not None
    assert view.head.robots == "noindex"
    assert view.head.canonical is None
    assert [(check.number, check.heading, check.badge) for check in view.checks] == [
        (1, "Check 1: no verdict yet", "Under review"),
        (2, "Check 2: Accurate", None),
        (3, "Check 3: Accurate", "Not found in the text"),
    ]
    assert view.checks[2].page_href is None
    assert view.counts is not None


def test_a_published_site_shows_only_published_claims() -> None:
    drafted = replace(ARTICLE, claims=(replace(JANUARY, state="draft"), DEAL))
    assert [check.id for check in shown(article=drafted).checks] == ["deal"]


def test_a_claims_own_page_links_back_to_the_article() -> None:
    view = present_claim(SITE, make_edition(SITE, RECORD, ARTICLE, BODY), "deal", ['{"a": "</script>"}'])
    assert view.check.record_href == "../#claim-deal"
    assert view.check.places[1].href == "../#ref-deal-2"
    assert view.article.href == "../"
    assert view.previous is not None
    assert view.previous.href == "../january/"
    assert view.next is not None
    assert view.next.label == "Check 3: Unverified"
    assert view.head.title == "Check 2: Accurate: “a deal” – Check & Co"
    assert view.head.canonical == "https://example.org/facts/articles/missile/deal/"
    assert view.head.json_ld == ('{"a": "\\u003c/script\\u003e"}',)


def test_a_note_on_a_claims_own_page_links_from_there() -> None:
    view = present_claim(SITE, make_edition(SITE, RECORD, ARTICLE, BODY), "january")
    assert view.check.note == '<h3 id="h-n">N</h3><p><a href="../../../ratings/">scale</a></p>'


@pytest.mark.parametrize("id_", ["caatsa", "nobody"])
def test_only_claims_have_pages(id_: str) -> None:
    with pytest.raises(KeyError):
        present_claim(SITE, make_edition(SITE, RECORD, ARTICLE, BODY), id_)


def test_the_same_claim_elsewhere_is_linked_if_it_is_in_the_build() -> None:
    other = replace(RECORD, path="content/articles/b.md", slug="b", title="B", fragments=FRAGMENTS)
    site = replace(SITE, articles=(RECORD, other))
    article = replace(ARTICLE, claims=(replace(JANUARY, same_as="b/deal"), replace(DEAL, same_as="b/gone")))
    first, second = shown(site, article).checks
    assert first.same_as is not None
    assert (first.same_as.label, first.same_as.href) == ("B", "../b/deal/")
    assert second.same_as is None


def test_an_article_page_says_where_it_stands() -> None:
    head = shown().head
    assert head.title == "The missile deal – Check & Co"
    assert head.canonical == "https://example.org/facts/articles/missile/"
    assert ("og:image", "https://example.org/facts/articles/missile/ship.jpg") in head.open_graph
    assert ("article:published_time", "2026-11-22") in head.open_graph
    assert head.alternates == (("application/ld+json", "Annotations of this article", "annotations.jsonld"),)


def test_without_base_url_nothing_names_a_whole_address() -> None:
    head = shown(configured(base_url=None)).head
    assert head.canonical is None
    assert not [name for name, _ in head.open_graph if name in ("og:url", "og:image")]


def test_titles_with_marks_keep_them() -> None:
    body = replace(BODY, title_html="The <b>deal</b>", anchors=(anchor("deal", 4, 8, "deal", on="title"),))
    view = shown(body=body)
    assert view.title == "The <b>deal</b>"
    assert view.checks[1].places[0].label == "In the title"


def test_own_pages_not_in_the_navigation_are_in_the_footer() -> None:
    chrome = present_own_page(SITE, ABOUT, ABOUT_PAGE, replace(BODY, html="<p>x</p>")).chrome
    assert [(link.label, link.href, link.current) for link in chrome.nav] == [("About us", "./", True)]
    assert [link.label for link in chrome.footer] == ["Our ratings"]
    nav = (NavItem(url="/ratings/", label="Scale"), NavItem(url="https://else.example", label="Else"))
    chrome = present_ratings(configured(nav=nav)).chrome
    assert [(link.label, link.href, link.current) for link in chrome.nav] == [
        ("Scale", "./", True),
        ("Else", "https://else.example", False),
    ]
    assert [(link.label, link.href) for link in chrome.footer] == [
        ("About us", "../about/"),
        ("Our ratings", "./"),
    ]


def test_the_key_to_the_scale_keeps_retired_verdicts_apart() -> None:
    view = present_ratings(SITE)
    assert [rating.id for rating in view.on_axis] == ["accurate", "needs-context", "inaccurate"]
    assert [rating.id for rating in view.off_axis] == ["unverified"]
    assert view.off_axis[0].value is None
    assert [rating.id for rating in view.retired] == ["false-ish"]


def test_the_page_for_missing_addresses_links_from_the_root() -> None:
    view = present_not_found(SITE)
    assert view.chrome.home == "/facts/"
    assert view.chrome.styles == ("/facts/static/site.0a.css",)
    assert view.newest[0].href == "/facts/articles/missile/"
    assert view.head.canonical is None
    assert view.head.robots == "noindex"
    assert present_not_found(configured(base_url=None)).chrome.home == "/"


def test_the_index_shows_teasers_with_their_counts() -> None:
    teaser = present_home(SITE).teasers[0]
    assert teaser.href == "articles/missile/"
    assert teaser.counts is not None
    assert teaser.counts.parts[0].href == "articles/missile/#claim-january"
    assert present_home(SITE).pager is None
