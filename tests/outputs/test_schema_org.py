"""What pages say of themselves to programs, over the whole demo: one ClaimReview a claim, and nowhere else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from site_gen.model import PageRecord, Publisher
from site_gen.outputs.schema_org import make_article_data, make_organization
from tests.built import BuiltSites
from tests.outputs.records import BASE, make_article, make_claim, make_site


def blocks(page: Path) -> list[dict[str, Any]]:
    html = page.read_text("utf-8")
    return [
        json.loads(text)
        for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    ]


def test_each_claim_page_that_may_have_a_claim_review_has_just_one(built: BuiltSites) -> None:
    folder = built.build("demo")
    found = {
        page.relative_to(folder).as_posix(): [each["@type"] for each in blocks(page)]
        for page in folder.rglob("*.html")
    }
    reviews = {page for page, kinds in found.items() if "ClaimReview" in kinds}
    assert all(found[page] == ["ClaimReview"] for page in reviews)
    assert all(re.fullmatch(r"articles/[^/]+/[^/]+/index\.html", page) for page in reviews)
    index = json.loads((folder / "claimreview.json").read_bytes())
    shards = [
        json.loads((folder / part["url"].removeprefix("https://example.org/")).read_bytes())
        for part in index["hasPart"]
    ]
    urls = [item["item"]["url"] for shard in shards for item in shard["dataFeedElement"]]
    assert sorted(urls) == sorted(
        f"https://example.org/{page.removesuffix('index.html')}" for page in reviews
    )
    assert len(reviews) >= 10
    assert found["index.html"] == ["NewsMediaOrganization"]
    articles = {page for page in found if re.fullmatch(r"articles/[^/]+/index\.html", page)}
    assert {page for page, kinds in found.items() if kinds == ["NewsArticle"]} == articles


def test_an_article_mentions_its_claims_and_reviews_none() -> None:
    site = make_site(
        make_article(
            "x", "2018-06-09", make_claim("a"), make_claim("b", 2), authors=("A. Writer",), language="hi"
        ),
        publisher=Publisher("The Desk"),
    )
    data = make_article_data(site, site.articles[0])
    assert data is not None
    assert data["mentions"] == [{"@id": f"{BASE}articles/x/a/"}, {"@id": f"{BASE}articles/x/b/"}]
    assert (data["headline"], data["datePublished"], data["inLanguage"]) == ("X", "2018-06-09", "hi")
    assert data["author"] == {"@type": "Person", "name": "A. Writer"}
    assert data["publisher"]["name"] == "The Desk"


def test_the_site_names_its_policies_by_its_own_pages() -> None:
    pages = [
        PageRecord(f"content/pages/{slug}.md", slug, slug, "k")
        for slug in ("methodology", "corrections-policy", "funding")
    ]
    site = make_site(
        pages=pages,
        publisher=Publisher("The Desk", email="desk@example.org"),
        report_error="https://example.org/report",
    )
    data = make_organization(site)
    assert data is not None
    assert data["correctionsPolicy"] == f"{BASE}corrections-policy/"
    assert data["verificationFactCheckingPolicy"] == data["publishingPrinciples"] == f"{BASE}methodology/"
    assert data["ownershipFundingInfo"] == f"{BASE}funding/"
    assert data["actionableFeedbackPolicy"] == "https://example.org/report"
    assert "masthead" not in data


def test_without_a_whole_address_nothing_is_said() -> None:
    site = make_site(make_article("x", "2018-06-09"), base_url=None)
    assert make_organization(site) is None
    assert make_article_data(site, site.articles[0]) is None
