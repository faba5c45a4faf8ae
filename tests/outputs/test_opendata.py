from __future__ import annotations

import datetime as dt
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from site_gen.model import (
    ArticleRecord,
    ClaimRecord,
    Config,
    HistoryEntry,
    Listed,
    PartialDate,
    Rating,
    Site,
    Work,
)
from site_gen.outputs.claims_schema import render_schema
from site_gen.outputs.opendata import (
    INDEX,
    claim_shards,
    render_index,
    render_shard,
    shard_address,
    weigh_claim,
)
from site_gen.support.locations import Span
from site_gen.support.structs import replace
from tests.outputs.records import make_claim as make_wordy_claim
from tests.outputs.records import make_large_site

HERE = Span("content/articles/x.claims.yaml")
RATINGS = (
    Rating("inaccurate", "Inaccurate", "It is not so.", "bad", 1),
    Rating("unverified", "Unverified", "Not known yet.", "none"),
)


def make_claim(id_: str, number: int, status: str = "inaccurate") -> ClaimRecord:
    return ClaimRecord(
        id_,
        number,
        f"“{id_}” 日本",
        None,
        "Why.",
        status,
        "Ann",
        PartialDate(2018, 6),
        dt.date(2018, 7, 1),
        ("s",),
        HERE,
    )


def make_article(slug: str, day: str | None, *claims: ClaimRecord) -> ArticleRecord:
    date = dt.date.fromisoformat(day) if day else None
    return ArticleRecord(f"content/articles/{slug}.md", slug, slug.title(), "key", date=date, claims=claims)


def make_site(*articles: ArticleRecord, base_url: str | None = "https://example.org/facts/") -> Site:
    return Site(Config("Facts", RATINGS, base_url=base_url), articles)


def render_shards(site: Site) -> dict[str, bytes]:
    """Give every file by its address."""
    shards = claim_shards(site)
    return {
        INDEX: render_index(site),
        **{shard_address(each.name): render_shard(site, each.claims) for each in shards},
    }


ARTICLES = (
    make_article("newest", "2018-07-02", make_claim("c", 1, "unverified")),
    make_article("second", "2018-06-09", make_claim("b", 1), make_claim("a", 2)),
    make_article("first", "2018-06-09", make_claim("d", 1)),
    make_article("bare", "2018-05-01"),
)


def test_the_index_names_a_file_for_each_month_with_its_hash() -> None:
    files = render_shards(make_site(*ARTICLES))
    index = json.loads(files["/claims.json"])
    assert set(index) == {"version", "shards"}
    assert [(each["month"], each["url"], each["count"]) for each in index["shards"]] == [
        ("2018-06", "data/claims/2018-06.json", 3),
        ("2018-07", "data/claims/2018-07.json", 1),
    ]
    for each in index["shards"]:
        assert each["sha256"] == hashlib.sha256(files[f"/{each['url']}"]).hexdigest()


def test_a_file_has_the_claims_of_its_month_in_a_lasting_order() -> None:
    shard = json.loads(render_shards(make_site(*ARTICLES))["/data/claims/2018-06.json"])
    assert set(shard) == {"version", "claims"}
    assert [claim["id"] for claim in shard["claims"]] == ["first/d", "second/b", "second/a"]


def test_a_claim_says_all_that_other_pages_know_of_it() -> None:
    shard = json.loads(render_shards(make_site(*ARTICLES))["/data/claims/2018-06.json"])
    assert shard["claims"][1] == {
        "id": "second/b",
        "path": "articles/second/b/",
        "url": "https://example.org/facts/articles/second/b/",
        "number": 1,
        "quote": "“b” 日本",
        "verbatim": False,
        "claim": None,
        "status": "inaccurate",
        "label": "Inaccurate",
        "value": 1,
        "summary": "Why.",
        "claimant": "Ann",
        "said": "2018-06",
        "checked": "2018-07-01",
        "sources": ["s"],
        "same_as": None,
        "language": "en",
        "tags": [],
        "publishers": [],
        "appearance": None,
        "history": [],
        "article": {
            "slug": "second",
            "title": "Second",
            "date": "2018-06-09",
            "updated": None,
            "authors": [],
            "tags": [],
            "language": "en",
        },
    }


def test_a_status_off_the_axis_has_no_number() -> None:
    shard = json.loads(render_shards(make_site(*ARTICLES))["/data/claims/2018-07.json"])
    assert shard["claims"][0]["value"] is None


def test_a_correction_changes_its_month_only() -> None:
    before = render_shards(make_site(*ARTICLES))
    changed = replace(ARTICLES[0], claims=(make_claim("c", 1, "inaccurate"),))
    after = render_shards(make_site(changed, *ARTICLES[1:]))
    assert {address for address in after if before[address] != after[address]} == {
        "/claims.json",
        "/data/claims/2018-07.json",
    }


def test_without_claim_pages_a_claim_is_its_record_in_the_article() -> None:
    site = make_site(*ARTICLES, base_url=None)
    site = replace(site, config=replace(site.config, claim_pages=False))
    claim = json.loads(render_shards(site)["/data/claims/2018-07.json"])["claims"][0]
    assert (claim["path"], claim["url"]) == ("articles/newest/#claim-c", None)


def test_a_site_without_claims_has_an_empty_index() -> None:
    files = render_shards(make_site())
    assert {address: json.loads(data) for address, data in files.items()} == {
        "/claims.json": {"version": 1, "shards": []}
    }


def test_a_draft_without_date_has_a_file_of_its_own() -> None:
    files = render_shards(make_site(make_article("draft", None, make_claim("a", 1))))
    assert "/data/claims/undated.json" in files


def test_one_claim_a_line() -> None:
    data = render_shards(make_site(*ARTICLES))["/data/claims/2018-06.json"]
    assert data.count(b"\n") == 3 + 2
    assert "日本".encode() in data


def test_every_file_keeps_to_the_published_schema() -> None:
    schema = json.loads(render_schema())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    wordy = make_wordy_claim(
        "w",
        5,
        history=(HistoryEntry(dt.date(2018, 8, 1), "correction", "Wrong.", "unverified"),),
        appearance=Work("A speech", "https://example.com/", published=PartialDate(2018)),
        tags=("t",),
    )
    for data in render_shards(make_site(*ARTICLES, make_article("w", None, wordy))).values():
        validator.validate(json.loads(data))
    with pytest.raises(ValidationError):
        validator.validate({"version": 1, "claims": [{"id": "x"}]})


def test_no_file_is_over_5_mb() -> None:
    site = make_large_site(700, 12, "चन्द्रमा ")
    site = replace(site, articles=tuple(replace(each, date=dt.date(2018, 6, 9)) for each in site.articles))
    files = render_shards(site)
    index = json.loads(files["/claims.json"])
    assert {each["month"] for each in index["shards"]} == {"2018-06"}
    assert [each["url"] for each in index["shards"][:2]] == [
        "data/claims/2018-06.json",
        "data/claims/2018-06-2.json",
    ]
    assert sum(each["count"] for each in index["shards"]) == 8_400
    assert max(map(len, files.values())) <= 5_000_000


_TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    ['"' * 20, "\\" * 20, "\x01" * 9]
)
_NAMES = st.text(alphabet="aé日-", min_size=1, max_size=20)
_WORKS = st.builds(Work, _TEXTS, _TEXTS, _TEXTS, _TEXTS, st.just(PartialDate(2018, 12, 31)))
_ENTRIES = st.builds(
    HistoryEntry,
    st.just(dt.date(2018, 8, 1)),
    st.sampled_from(["clarification", "retraction"]),
    _TEXTS,
    st.none() | _TEXTS,
)


@given(
    id_=_NAMES,
    slug=_NAMES,
    texts=st.lists(_TEXTS, min_size=9, max_size=9),
    many=st.lists(_TEXTS, max_size=5),
    work=st.none() | _WORKS,
    history=st.lists(_ENTRIES, max_size=3),
    pages=st.booleans(),
)
def test_no_line_takes_more_than_it_is_weighed(
    id_: str,
    slug: str,
    texts: list[str],
    many: list[str],
    work: Work | None,
    history: list[HistoryEntry],
    pages: bool,
) -> None:
    claim = make_wordy_claim(
        id_, 999, quote=texts[0], claim=texts[1], summary=texts[2], claimant=texts[3], same_as=texts[4],
        language=texts[5], said=PartialDate(2018, 12, 31), sources=tuple(many), tags=tuple(many),
        publishers=tuple(many), appearance=work, history=tuple(history),
    )  # fmt: skip
    article = replace(
        make_article(slug, "2018-06-09", claim),
        title=texts[6],
        language=texts[7],
        authors=tuple(many),
        tags=tuple(many[:2]),
        updated=dt.date(2018, 12, 31),
    )
    site = make_site(article, base_url="https://example.org/éé/")
    site = replace(site, config=replace(site.config, claim_pages=pages))
    line = render_shard(site, [Listed(article, claim)]).split(b"\n", 1)[1].rsplit(b"\n]", 1)[0]
    assert len(line) + 2 <= weigh_claim(site.config, article, claim)
