"""The desk's list: every claim, how far it is, and what is open."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from site_gen.building.results import BuildOptions
from site_gen.checking.desk import Desk
from site_gen.checking.editorial import check_desk_rules
from site_gen.reports import render_desk

FILES = {
    "site.yaml": "title: T\nbase_url: https://example.org/\n",
    "content/articles/bridge.md": "---\ntitle: The bridge\ndate: 2026-05-04\n---\n\n"
    "The bridge was closed for nine weeks.\n\nIt cost a million. It is old. It is long.\n",
    "content/articles/bridge.claims.yaml": """\
claims:
  - id: old
    quote: It is old
    state: draft
  - id: weeks
    quote: nine weeks
    status: inaccurate
    summary: Four.
    checked: 2026-05-04
    checked_by: R. Iyer
    reviewed_by: [S. Khan]
    review_by: 2026-06-01
  - id: cost
    quote: It cost two million
    state: review
    status: accurate
  - id: long
    quote: It is long
    status: wrong
    summary: x
notes:
  - {id: bridge, quote: The bridge, title: Which one}
""",
    "content/articles/tunnel.md": "---\ntitle: The tunnel\ndraft: true\n---\n\nIt is dark.\n",
    "content/articles/tunnel.claims.yaml": "claims:\n"
    "  - {id: dark, quote: It is dark, status: accurate, summary: So}\n",
}


def load(make_site: Callable[..., Path], options: BuildOptions) -> Desk:
    return check_desk_rules(make_site(FILES), options).editorial.desk


def test_every_claim_has_an_entry_with_what_is_open(
    make_site: Callable[..., Path], options: BuildOptions
) -> None:
    desk = load(make_site, options)
    assert [(entry.slug, entry.id, entry.state, entry.status) for entry in desk.entries] == [
        ("tunnel", "dark", "draft", "accurate"),
        ("bridge", "old", "draft", None),
        ("bridge", "weeks", "published", "inaccurate"),
        ("bridge", "cost", "review", "accurate"),
        ("bridge", "long", "published", "wrong"),
    ]
    by_id = {entry.id: entry for entry in desk.entries}
    weeks = by_id["weeks"]
    assert (weeks.article, weeks.path, weeks.words) == (
        "The bridge",
        "content/articles/bridge.md",
        "nine weeks",
    )
    assert (weeks.checked_by, weeks.reviewed_by, weeks.due) == (
        ("R. Iyer",),
        ("S. Khan",),
        datetime.date(2026, 6, 1),
    )
    assert str(weeks.place) == "content/articles/bridge.md:6:1"
    assert str(weeks.span) == "content/articles/bridge.claims.yaml:5:5"
    assert {each.code for each in weeks.problems} == {
        "claim-has-sources",
        "origin-is-known",
        "review-is-on-time",
    }
    assert {each.code for each in by_id["cost"].problems} >= {"quote-is-found"}
    assert {each.code for each in by_id["long"].problems} == {"status-is-known"}
    assert by_id["cost"].words == "It cost two million"
    assert "claim-has-sources" in {each.code for each in by_id["cost"].problems}, "it has a verdict"
    assert by_id["old"].problems == (), "a draft without a verdict is left in peace"


def test_claims_are_counted_by_state_and_by_rating(
    make_site: Callable[..., Path], options: BuildOptions
) -> None:
    desk = load(make_site, options)
    assert desk.states == (("draft", 2), ("review", 1), ("published", 2))
    assert desk.statuses == (("Accurate", 2), ("Inaccurate", 1))
    assert render_desk(desk) == [
        "  claims: 2 in draft (1 in draft articles), 1 under review, 2 published (1 with errors)"
    ]
    assert render_desk(Desk()) == []
