"""A check and an article that were withdrawn: all that a site gives of them says so, and nothing gives the verdict."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from tests.built import NOW

FILES = {
    "site.yaml": "title: Desk\nbase_url: https://example.org/\npublisher: {name: Desk}\nsearch: 'off'\n",
    "content/articles/bridge.md": "---\ntitle: The bridge\ndate: 2026-05-04\n---\n\n"
    "It was closed for nine weeks. The river rose by two metres. Ann paid for it. Bob drove on.\n",
    "content/articles/bridge.claims.yaml": """\
claims:
  - id: closed
    quote: closed for nine weeks
    status: inaccurate
    claimant: Ann
    summary: It was closed for four weeks.
    history:
      - {date: 2026-06-01, kind: retraction, from: inaccurate, text: We misread the register.}
      - {date: 2026-05-20, kind: correction, from: misleading, text: The weeks were wrong.}
  - id: rose
    quote: The river rose by two metres
    status: accurate
    claimant: Ann
    summary: The gauge says so.
    history:
      - {date: 2026-06-02, kind: correction, from: misleading, text: We had read another gauge.}
  - id: paid
    quote: Ann paid for it
    status: accurate
    claimant: Ann
    summary: The bank says so.
    history:
      - {date: 2026-05-05, kind: retraction, from: misleading, text: The bank did not answer.}
      - {date: 2026-06-03, kind: update, text: The bank has answered.}
""",
    "content/articles/well.md": "---\ntitle: The well\ndate: 2026-05-03\nhistory:\n"
    "  - {date: 2026-06-04, kind: retraction, text: The well does not exist.}\n---\n\nThe well is deep.\n",
    "content/articles/well.claims.yaml": "claims:\n  - id: deep\n    quote: The well is deep\n    status: accurate\n"
    "    claimant: Ann\n    summary: It is.\n",
}
NOTICE = "Withdrawn on 1 June 2026: We misread the register."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with a check that was withdrawn, two that stand again or still, and an article withdrawn."""
    root = tmp_path_factory.mktemp("withdrawn")
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    result = build_site(root, BuildOptions(now=NOW))
    assert [each.message for each in result.diagnostics] == []
    assert ("Withdrawn", 1) in result.summary.statuses
    return root / "_site"


@pytest.fixture(scope="module")
def read(site: Path) -> Callable[[str], str]:
    return lambda name: (site / name).read_text("utf-8")


Read = Callable[[str], str]


def text_of(html: str) -> str:
    """Give what a reader reads."""
    return " ".join(unescape(re.sub("<[^>]+>", "", html)).split())


def cut(html: str, start: str, end: str) -> str:
    return html[(found := html.index(start)) : html.index(end, found)]


def test_the_mark_and_its_button_are_neutral(read: Read) -> None:
    text = cut(read("articles/bridge/index.html"), "data-article-text", "</div>")
    assert '<mark data-claim="closed" class="mark tone-none"' in text
    assert text.count('aria-label="Check 1: Withdrawn"') == 2
    assert "tone-bad" not in text


@pytest.mark.parametrize(
    ("page", "start", "end"),
    [
        ("articles/bridge/index.html", 'id="claim-closed"', '<section class="card'),
        ("articles/bridge/index.html", 'id="card-closed"', "</section>"),
        ("articles/bridge/closed/index.html", '<article class="claim', "</article>"),
        ("embed/bridge/closed/index.html", "<main>", "</main>"),
    ],
    ids=("record", "card", "page", "embed"),
)
def test_the_day_and_the_reason_stand_above_the_finding(read: Read, page: str, start: str, end: str) -> None:
    text = text_of(cut(read(page), start, end))
    assert text.index("Check 1: Withdrawn") < text.index(NOTICE) < text.index("It was closed for four weeks.")


def test_what_the_verdict_was_is_in_the_history(read: Read) -> None:
    text = text_of(read("articles/bridge/closed/index.html"))
    assert "Retraction, 1 June 2026 (from Inaccurate to Withdrawn): We misread" in text
    assert "Correction, 20 May 2026 (from Misleading to Inaccurate): The weeks" in text


def test_titles_and_descriptions_do_not_give_the_verdict(read: Read) -> None:
    for page in ("articles/bridge/closed/index.html", "embed/bridge/closed/index.html"):
        head = cut(read(page), "<head>", "</head>")
        assert "<title>Check 1: Withdrawn" in head
        assert 'content="We misread the register."' in head
        assert not re.search("inaccurate|four weeks", head, re.IGNORECASE)


def test_it_is_counted_apart(read: Read) -> None:
    counts = "2 statements checked: 2 accurate; 1 withdrawn"
    assert (
        text_of(cut(read("articles/bridge/index.html"), '<p class="counts">', "</p>")).replace("\xa0", " ")
        == counts
    )
    overview = cut(read("articles/bridge/index.html"), '<svg class="bar"', "</ul>")
    assert overview.count("<rect") == 1
    assert "tone-good" in overview
    assert counts in text_of(read("index.html")).replace("\xa0", " ")
    people = text_of(read("speakers/ann/index.html")).replace("\xa0", " ")
    assert "3 statements checked: 3 accurate; 1 withdrawn" in people


def test_it_has_a_list_of_its_own_behind_those_by_verdict(read: Read) -> None:
    assert "closed for nine weeks" not in read("status/inaccurate/index.html")
    listed = text_of(read("status/withdrawn/index.html"))
    assert "Checks that were withdrawn – Desk" in listed
    assert "Withdrawn 1 June 2026 closed for nine weeks We misread the register." in listed
    names = re.findall(r'<a href="[^"]*" dir="auto">.*?</a>', read("status/index.html"))
    assert text_of(names[-1]) == "Withdrawn"
    assert 'id="rating-withdrawn"' in read("ratings/index.html")
    assert '<option value="withdrawn">Withdrawn</option>' in read("search/index.html")


def test_lists_and_feeds_give_the_reason_in_place_of_the_finding(read: Read) -> None:
    for name in ("claims/index.html", "claims.xml", "feed.xml", "feed.json", "status/withdrawn/index.html"):
        page = read(name)
        assert "Withdrawn" in page
        assert "We misread the register." in page
        assert "It was closed for four weeks." not in page
    assert "Retraction: Check 1: Withdrawn" in read("corrections.xml")
    assert "from Inaccurate to Withdrawn" in read("corrections.xml")


def find_claims(read: Read) -> dict[str, dict[str, Any]]:
    shards = [json.loads(read(shard["url"])) for shard in json.loads(read("claims.json"))["shards"]]
    schema = Draft202012Validator(json.loads(read("claims.schema.json")))
    for shard in shards:
        schema.validate(shard)
    return {claim["id"]: claim for shard in shards for claim in shard["claims"]}


def test_data_says_so_and_keeps_ids(read: Read) -> None:
    claims = find_claims(read)
    gone = claims.pop("bridge/closed")
    assert (gone["retracted"], gone["label"], gone["value"]) == ("2026-06-01", "Withdrawn", None)
    assert gone["status"] == "inaccurate"
    assert not [claim for claim in claims.values() if "retracted" in claim]
    rows = {row["id"]: row for row in csv.DictReader(read("claims.csv").splitlines())}
    assert (rows["bridge/closed"]["retracted"], rows["bridge/closed"]["label"]) == ("2026-06-01", "Withdrawn")
    assert rows["bridge/rose"]["retracted"] == ""


def test_programs_are_not_told_a_verdict(read: Read) -> None:
    assert "ClaimReview" not in read("articles/bridge/closed/index.html")
    assert "ClaimReview" in read("articles/bridge/paid/index.html")
    feed = json.loads(read("claimreview.json"))
    assert [part["size"] for part in feed["hasPart"]] == ["3 ClaimReview"]
    items = json.loads(read("articles/bridge/annotations.jsonld"))["first"]["items"]
    told = [body for body in items[0]["body"] if body["purpose"] == "classifying"]
    assert told[0]["value"] == "Withdrawn"
    assert told[1]["source"] == "https://example.org/ratings/#rating-withdrawn"


def test_a_corrected_check_says_when(read: Read) -> None:
    article = read("articles/bridge/index.html")
    assert "Corrected on 2 June 2026" in cut(article, 'id="card-rose"', "</section>")
    assert "Accurate Corrected on 2 June 2026" in text_of(read("claims/index.html"))


def test_a_check_that_stands_again_has_its_verdict_back(read: Read) -> None:
    assert "Check 3: Accurate" in read("articles/bridge/paid/index.html")
    assert "standing" not in read("articles/bridge/paid/index.html")


def test_an_article_says_so_above_its_verdicts_and_wherever_it_is_listed(read: Read) -> None:
    page = read("articles/well/index.html")
    assert "<title>Withdrawn: The well – Desk</title>" in page
    assert page.index('<p class="badge">Withdrawn</p>') < page.index("<h1>")
    assert page.index("The well does not exist.") < page.index('<p class="counts">')
    assert page.count("The well does not exist.") == 1
    for name in ("index.html", "archive/2026-05/index.html"):
        assert "The well Withdrawn" in text_of(read(name))
    assert "<title>Withdrawn: The well</title>" in read("feed.xml")
    assert json.loads(read("feed.json"))["items"][1]["title"] == "Withdrawn: The well"
    assert "Withdrawn: The well" in read("404.html")


def test_other_articles_say_nothing_of_it(read: Read) -> None:
    assert not re.search("withdrawn|standing", read("articles/well/deep/index.html"), re.IGNORECASE)
