"""What the editorial rules find, where, and how much it counts."""

from __future__ import annotations

import datetime
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from site_gen.checking.editorial import check_all, check_desk_rules
from site_gen.checking.results import Checked
from site_gen.checking.rule import Published
from site_gen.checking.rules import RULES
from site_gen.support.diagnostics import Diagnostic
from tests.built import NOW, ROOT

SITE = "title: Test Desk\nbase_url: https://example.org/desk/\n"
ARTICLE = """\
---
title: The bridge
date: 2026-05-04
---

The bridge was closed for nine weeks in spring, the mayor said.
"""
CLAIM = """\
claims:
  - id: nine-weeks
    quote: closed for nine weeks
    claimant: Mayor of Rivertown
    status: inaccurate
    summary: It was closed for four weeks.
    sources:
      - title: Road register
        url: https://roads.example/register
        accessed: 2026-05-04
"""
BARE = CLAIM.partition("    sources:")[0]
"""The same without its source."""
Check = Callable[..., Checked]


@pytest.fixture
def check(make_site: Callable[..., Path]) -> Check:
    def run(
        claims: str = CLAIM,
        *,
        rules: str = "",
        article: str = ARTICLE,
        site: str = SITE,
        drafts: bool = False,
        published: Published | None = None,
        **others: str,
    ) -> Checked:
        root = make_site(
            {
                "site.yaml": site + (f"rules: {{{rules}}}\n" if rules else ""),
                "content/articles/bridge.md": article,
                "content/articles/bridge.claims.yaml": claims,
                **others,
            }
        )
        return check_desk_rules(root, BuildOptions(now=NOW, drafts=drafts), published)

    return run


def told(checked: Checked) -> list[tuple[str, str, int, int]]:
    return [(each.code, each.severity, each.span.line, each.span.column) for each in checked.diagnostics]


def only(checked: Checked) -> Diagnostic:
    (found,) = checked.diagnostics
    return found


# Levels


def test_a_sound_claim_says_nothing(check: Check) -> None:
    assert told(check()) == []


def test_a_rule_is_raised_lowered_and_silenced_by_the_site(check: Check) -> None:
    assert told(check(BARE)) == [("claim-has-sources", "warning", 5, 13)]
    assert told(check(BARE, rules="claim-has-sources: error")) == [("claim-has-sources", "error", 5, 13)]
    assert told(check(BARE, rules="claim-has-sources: ignore")) == []


def test_a_rule_compares_with_the_site_s_own_value(check: Check) -> None:
    found = only(check(rules="claim-has-sources: {level: error, value: 2}"))
    assert (found.code, found.span.line) == ("claim-has-sources", 8)
    assert "cites 1 source, expected at least 2" in found.message


def test_a_rule_that_takes_a_value_has_its_own_without_one(check: Check) -> None:
    old = CLAIM.replace("    status", "    checked: 2025-11-21\n    status")
    assert told(check(old, rules="check-is-recent: warn")) == [("check-is-recent", "warning", 5, 14)]
    young = CLAIM.replace("    status", "    checked: 2025-11-22\n    status")
    assert told(check(young, rules="check-is-recent: warn")) == []


@pytest.mark.parametrize("value", ["soon", "0", "-1", "9" * 5000, "１２"])
def test_a_value_that_does_not_fit_is_left_to_the_reading_of_the_site(check: Check, value: str) -> None:
    bare = BARE + "    checked: 2020-01-01\n"
    rules = (
        f"check-is-recent: {{level: error, value: '{value}'}}, claim-has-sources: {{level: ignore, value: x}}"
    )
    assert told(check(bare, rules=rules)) == [("claim-has-sources", "warning", 5, 13)]


# What has not come yet


AHEAD = """\
---
title: The bridge
date: 2062-05-04
updated: 2062-05-05
original: {title: Speech, url: "https://speech.example/", published: 2062-05-03}
history:
  - {date: 2062-05-06, kind: update, text: More.}
---

The bridge was closed for nine weeks in spring, the mayor said.
"""
ALL_AHEAD = CLAIM.replace("2026-05-04", "2062-05-04\n        published: 2062-05-01").replace(
    "    sources",
    "    checked: 2062-05-05\n    said: 2062-05-01\n    review_by: 2063-01-01\n"
    "    history:\n      - {date: 2062-05-05, kind: correction, text: So.}\n    sources",
)


def test_days_that_have_not_come_are_told_of_one_by_one(check: Check) -> None:
    checked = check(ALL_AHEAD, article=AHEAD)
    found = [(each.span.path[-11:], each.span.line, each.message) for each in checked.diagnostics]
    today = "has not come yet: today is 2026-11-22"
    assert found == [
        ("claims.yaml", 7, f"`checked: 2062-05-05` {today}"),
        ("claims.yaml", 8, f"`said: 2062-05-01` {today}"),
        ("claims.yaml", 11, f"`date: 2062-05-05` {today}"),
        ("claims.yaml", 15, f"`accessed: 2062-05-04` {today}"),
        ("claims.yaml", 16, f"`published: 2062-05-01` {today}"),
        ("s/bridge.md", 3, f"`date: 2062-05-04` {today}"),
        ("s/bridge.md", 4, f"`updated: 2062-05-05` {today}"),
        ("s/bridge.md", 5, f"`published: 2062-05-03` {today}"),
        ("s/bridge.md", 7, f"`date: 2062-05-06` {today}"),
    ]
    assert {each.code for each in checked.diagnostics} == {"date-has-come"}
    assert told(check(ALL_AHEAD, article=AHEAD, rules="date-has-come: ignore")) == []


def test_tomorrow_is_today_somewhere(check: Check) -> None:
    assert told(check(CLAIM.replace("2026-05-04", "2026-11-23"))) == []
    assert told(check(CLAIM.replace("2026-05-04", "2026-11-24"))) == [("date-has-come", "warning", 10, 19)]


def test_a_journal_may_date_its_issue_ahead(check: Check) -> None:
    def source(published: str) -> str:
        return f"{CLAIM}        published: {published}\n"

    assert told(check(source("2027"))) == told(check(source("2027-01"))) == []
    assert [code for code, *_ in told(check(source("2062")))] == ["date-has-come"]
    assert [code for code, *_ in told(check(source("2027-01-01")))] == ["date-has-come"]


def test_an_article_may_be_dated_for_the_day_that_it_waits_for(check: Check) -> None:
    waiting = ARTICLE.replace("date: 2026-05-04", "date: 2027-01-01\npublish_after: 2027-01-01 06:00 +00:00")
    assert told(check(article=waiting)) == []
    assert told(check(article=waiting.replace("date: 2027-01-01\n", "date: 2027-02-01\n"))) == [
        ("date-has-come", "warning", 3, 7)
    ]


# What is not published


@pytest.mark.parametrize("state", ["draft", "review"])
def test_work_in_progress_is_left_in_peace(check: Check, state: str) -> None:
    bare = BARE.replace("    status", f"    state: {state}\n    status")
    strict = "claim-has-sources: error"
    checked = check(bare, rules=strict)
    assert told(checked) == []
    (entry,) = checked.editorial.desk.entries
    assert (entry.state, [each.code for each in entry.problems]) == (state, ["claim-has-sources"])
    assert told(check(bare, rules=strict, drafts=True)) == [("claim-has-sources", "warning", 6, 13)]


def test_so_is_a_draft_article_but_not_one_that_waits_for_its_day(check: Check) -> None:
    draft = ARTICLE.replace("date:", "draft: true\ndate:")
    waiting = ARTICLE.replace("date:", "publish_after: 2027-01-01 06:00 +00:00\ndate:")
    assert told(check(BARE, article=draft)) == []
    checked = check(BARE, article=waiting)
    assert [code for code, *_ in told(checked)] == ["claim-has-sources"]
    (entry,) = checked.editorial.desk.entries
    assert entry.publish_after == datetime.datetime(2027, 1, 1, 6, tzinfo=datetime.UTC)


def test_a_claim_with_an_error_is_not_told_off_twice(check: Check) -> None:
    checked = check(BARE.replace("inaccurate", "wrong"))
    assert told(checked) == []
    (entry,) = checked.editorial.desk.entries
    assert [each.code for each in entry.problems] == ["status-is-known"]


# Rules


def test_a_claim_of_which_nothing_was_found_needs_no_source(check: Check) -> None:
    assert told(check(BARE.replace("inaccurate", "unverified"))) == []


@pytest.mark.parametrize(
    "origin", ["https://roads.example/register", "http://www.roads.example/register/#top"]
)
def test_the_page_that_is_checked_is_no_evidence(check: Check, origin: str) -> None:
    claims = CLAIM.replace("    claimant: Mayor of Rivertown", f'    appearance: "{origin}"')
    assert told(check(claims)) == [("evidence-is-independent-of-claim", "warning", 9, 14)]
    assert told(check(claims.replace("        accessed", "        stance: context\n        accessed"))) == []


def test_nor_is_the_article_s_original(check: Check) -> None:
    article = ARTICLE.replace("date:", "original: https://roads.example/register\ndate:")
    assert told(check(article=article)) == [("evidence-is-independent-of-claim", "warning", 9, 14)]


def test_a_page_of_our_own_is_no_evidence(check: Check) -> None:
    site = SITE.replace("example.org", "desk.example")
    ours = CLAIM.replace("https://roads.example/register", "https://desk.example/desk/articles/old/")
    near = CLAIM.replace("https://roads.example/register", "https://desk.example/desk-of-others/")
    rules = "policy-page-is-there: ignore"
    assert told(check(ours, site=site, rules=rules)) == [("source-is-not-ourselves", "warning", 9, 14)]
    assert told(check(near, site=site, rules=rules)) == []


def test_an_address_for_examples_is_not_yet_our_own(check: Check) -> None:
    claims = CLAIM.replace("https://roads.example/register", "https://example.org/desk/register")
    assert told(check(claims)) == []


def test_a_shared_source_is_told_of_where_it_is_cited(check: Check) -> None:
    claims = CLAIM.partition("      - title")[0] + "      - register\n"
    shared = {"content/sources.yaml": "register: {title: R, url: https://roads.example/register}\n"}
    assert told(check(claims, **shared)) == [("source-has-access-date", "warning", 8, 9)]


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("The mayor falsely said nine weeks", "claim-is-neutral"),
        ("Needs Context: nine weeks", "claim-is-neutral"),
        ("The falsework of the bridge stood for nine weeks", None),
        ("x" * 75, None),
        ("x" * 76, "claim-is-short"),
    ],
)
def test_the_statement_is_told_short_and_without_a_verdict(
    check: Check, claim: str, code: str | None
) -> None:
    found = check(CLAIM.replace("    status", f"    claim: '{claim}'\n    status"))
    assert [each for each, *_ in told(found)] == ([code] if code else [])


def test_of_other_languages_the_labels_of_the_ratings_are_looked_for(check: Check) -> None:
    site = (
        "title: T\nbase_url: https://example.org/\nlanguage: de\nratings:\n"
        "  - {id: richtig, label: Richtig, meaning: Stimmt., tone: good}\n"
        "  - {id: inaccurate, label: Falsch, meaning: Stimmt nicht., tone: bad}\n"
    )
    said = CLAIM.replace("    status", "    claim: Neun Wochen, was falsch ist\n    status")
    english = CLAIM.replace("    status", "    claim: Der Film “Fake” lief neun Wochen\n    status")
    assert [code for code, *_ in told(check(said, site=site))] == ["claim-is-neutral"]
    assert told(check(english, site=site)) == []


def test_words_that_wait_are_covered_by_a_draft(check: Check) -> None:
    article = ARTICLE.replace("closed for nine weeks", "[closed for nine weeks](#)").replace(
        "the mayor", "[the mayor](#)"
    )
    draft = CLAIM.replace("    status", "    state: draft\n    status")
    found = only(check(draft, article=article))
    assert (found.code, found.span.path, found.span.line) == (
        "placeholder-has-note",
        "content/articles/bridge.md",
        6,
    )
    assert "“the mayor”" in found.message


def test_policy_pages_are_asked_for_once_the_site_has_an_address(check: Check) -> None:
    named = SITE.replace("example.org/desk/", "facts.example/")
    about = {"content/pages/about.md": "---\ntitle: About\n---\n\nWe are four.\n"}
    found = check(site=named, **about).diagnostics
    assert [each.message for each in found] == [
        "there is no page `corrections-policy`",
        "there is no page `funding`",
        "there is no page `methodology`",
    ]
    assert {str(each.span) for each in found} == {"site.yaml:2:11"}


def test_a_page_in_work_may_ask_its_desk(check: Check) -> None:
    page = "---\ntitle: Money\ndraft: true\n---\n\nTo answer: Who *pays*?\n"
    assert told(check(**{"content/pages/funding.md": page})) == []
    found = only(check(**{"content/pages/funding.md": page.replace("draft: true\n", "")}))
    assert found.code == "policy-page-is-filled"
    assert "“To answer: Who pays?”" in found.message
    assert str(found.span) == "content/pages/funding.md:5:1"


# Changes of verdicts


def test_a_verdict_that_changed_is_explained(check: Check) -> None:
    told_before = Published({"bridge/nine-weeks": "misleading"})
    found = only(check(published=told_before))
    assert (found.code, found.span.line) == ("verdict-change-is-explained", 5)
    assert "`misleading` and is `inaccurate` now" in found.message
    assert "from: misleading" in found.help
    mended = (
        CLAIM
        + found.help.split("\n", 1)[1].replace("\n", "\n  ").replace("  history", "    history", 1)
        + "\n"
    )
    assert told(check(mended, published=told_before)) == []
    assert told(check(published=Published({"bridge/nine-weeks": "inaccurate"}))) == []


def test_a_claim_that_was_withdrawn_keeps_its_verdict_and_is_left_in_peace(check: Check) -> None:
    withdrawn = (
        f"{CLAIM}    review_by: 2026-06-01\n    checked: 2024-01-01\n"
        "    history:\n      - {date: 2026-05-20, kind: retraction, from: inaccurate, text: We misread it.}\n"
    )
    rules = "check-is-recent: warn, claim-review-is-possible: warn"
    before = Published({"bridge/nine-weeks": "inaccurate"})
    checked = check(withdrawn, rules=rules, published=before)
    assert told(checked) == []
    assert checked.editorial.desk.statuses == (("Withdrawn", 1),)


def test_so_is_one_of_an_article_that_moved(check: Check) -> None:
    article = ARTICLE.replace("date:", "aliases: [/articles/old-bridge/]\ndate:")
    before = Published({"old-bridge/nine-weeks": "misleading"})
    assert [code for code, *_ in told(check(article=article, published=before))] == [
        "verdict-change-is-explained"
    ]


@pytest.mark.parametrize(
    "change", [("id: nine-weeks", "id: weeks"), ("    status", "    state: draft\n    status")]
)
def test_a_claim_that_is_gone_is_told_of(check: Check, change: tuple[str, str]) -> None:
    before = Published({"bridge/nine-weeks": "inaccurate", "other/nine-weeks": "accurate"})
    found = only(check(CLAIM.replace(*change), published=before))
    assert found.code == "verdict-change-is-explained"
    assert str(found.span) == "content/articles/bridge.claims.yaml:1:1"
    assert "`nine-weeks` was published as `inaccurate` and is gone" in found.message


def test_one_with_an_error_is_not_gone(check: Check) -> None:
    wrong = CLAIM.replace("status: inaccurate", "status: wrong")
    assert told(check(wrong, published=Published({"bridge/nine-weeks": "inaccurate"}))) == []


# The whole


def test_the_demo_and_the_starter_keep_all_rules(options: BuildOptions) -> None:
    assert check_desk_rules(ROOT, options).diagnostics == ()


def test_a_check_has_what_a_build_finds_and_what_the_rules_say(
    make_site: Callable[..., Path], options: BuildOptions
) -> None:
    root = make_site(
        {
            "site.yaml": SITE,
            "content/articles/bridge.md": ARTICLE.replace("said.", "said in [a speech](no.md)."),
            "content/articles/bridge.claims.yaml": BARE,
        }
    )
    checked = check_all(root, options)
    assert [each.code for each in checked.diagnostics] == ["claim-has-sources", "link-leads-somewhere"]
    assert [each.code for each in checked.in_full] == ["link-leads-somewhere"]
    assert [each.code for each in checked.in_short] == ["claim-has-sources"]


def test_a_site_that_cannot_be_read_is_told_so_and_no_more(
    make_site: Callable[..., Path], options: BuildOptions
) -> None:
    root = make_site({"site.yaml": "- no keys\n"})
    checked = check_all(root, options)
    assert [each.code for each in checked.diagnostics] == ["file-has-keys"]
    assert checked.editorial.desk.entries == ()


def test_no_site_is_too_odd_for_the_rules(tmp_path: Path, options: BuildOptions) -> None:
    for broken in sorted((ROOT / "tests/invalid").iterdir()):
        desk = check_desk_rules(broken, options).editorial.desk
        assert all(entry.id and entry.span.path for entry in desk.entries), broken.name
    site = tmp_path / "hostile"
    shutil.copytree(ROOT / "tests/sites/hostile", site)
    for path in [
        site / "site.yaml",
        *site.rglob("*.claims.yaml"),
    ]:  # some rules leave example addresses alone
        path.write_bytes(path.read_bytes().replace(b"https://example.org/", b"https://desk.example/"))
    with (site / "site.yaml").open("a", encoding="utf-8") as file:
        file.write("rules:\n" + "".join(f"  {rule.code}: warn\n" for rule in RULES))
    checked = check_desk_rules(site, options)
    assert checked.editorial.desk.entries
    codes = {each.code for each in checked.diagnostics}
    assert codes <= {rule.code for rule in RULES}
    assert len(codes) >= 5


def test_a_damaged_cache_costs_only_time(make_site: Callable[..., Path], options: BuildOptions) -> None:
    root = make_site(
        {
            "site.yaml": SITE,
            "content/articles/bridge.md": ARTICLE,
            "content/articles/bridge.claims.yaml": BARE,
        }
    )
    assert build_site(root, options).done
    whole = check_desk_rules(root, options)
    with closing(sqlite3.connect(root / ".site-gen/cache.sqlite")) as cache, cache:
        cache.execute("DELETE FROM prepared WHERE key NOT LIKE '%/entry'")
    assert check_desk_rules(root, options) == whole
    assert [code for code, *_ in told(whole)] == ["claim-has-sources"]
