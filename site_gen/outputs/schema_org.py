"""What articles and the site say of themselves in the words of https://schema.org. Knows nothing of claims' reviews."""

from __future__ import annotations

import json
from typing import Any

from site_gen.model import ArticleRecord, PageRecord, Site
from site_gen.presenting.addresses import HOME, find_address, listed_address, resolve_typed
from site_gen.presenting.corrections import find_policy
from site_gen.support.urls import is_web_url, join_base

Json = dict[str, Any]

_POLICIES = (
    ("publishingPrinciples", ("methodology", "principles", "how-we-work", "how-we-check")),
    ("verificationFactCheckingPolicy", ("methodology", "how-we-work", "how-we-check")),
    ("ethicsPolicy", ("ethics", "ethics-policy", "principles")),
    ("ownershipFundingInfo", ("funding", "ownership", "funding-and-ownership")),
    ("masthead", ("people", "team", "staff", "masthead")),
)
"""(property of NewsMediaOrganization, slugs of the site's own pages that say it)."""


def given(name: str, value: Any) -> Json:
    """Give a property where it has a value."""
    if not value:
        return {}
    return {name: value if isinstance(value, (str, int, list, dict)) else str(value)}


def render_data(data: Json) -> str:
    """Give JSON-LD for a data block, as short as can be."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def make_publisher(site: Site) -> Json:
    """Make the short form of who publishes the site: its own name where nobody else is named."""
    publisher, base_url = site.config.publisher, site.config.base_url
    return {
        "@type": "NewsMediaOrganization",
        **given("@id", f"{base_url}#publisher" if base_url else None),
        "name": publisher.name if publisher else site.config.title,
        **given("url", (publisher.url if publisher else None) or base_url),
    }


def make_organization(site: Site) -> Json | None:
    """Make the whole of it, with its policies, for the home page; None where the site has no whole address."""
    base_url = site.config.base_url
    if base_url is None or site.drafts:
        return None
    publisher = site.config.publisher
    logo = publisher.logo if publisher else None
    report = site.config.report_error
    return {
        "@context": "https://schema.org",
        **make_publisher(site),
        **given("logo", logo if logo is None or is_web_url(logo) else _find_file(site, logo)),
        **given("email", publisher.email if publisher else None),
        **{
            name: join_base(base_url, page.address)
            for name, slugs in _POLICIES
            if (page := _find_page(site, slugs)) is not None
        },
        **given(
            "correctionsPolicy",
            join_base(base_url, policy.address) if (policy := find_policy(site)) else None,
        ),
        **given("actionableFeedbackPolicy", report if report and is_web_url(report) else None),
    }


def _find_page(site: Site, slugs: tuple[str, ...]) -> PageRecord | None:
    pages = (site.places.get(f"/{slug}/") for slug in slugs)
    return next((page for page in pages if isinstance(page, PageRecord)), None)


def _find_file(site: Site, typed: str) -> str | None:
    address = find_address(site, typed if typed.startswith(("/", "static/")) else f"static/{typed}", HOME)
    return join_base(site.config.base_url or "", address) if address else None


def make_article_data(site: Site, article: ArticleRecord) -> Json | None:
    """Make the NewsArticle of an article's page; None where the site has no whole address.

    The claims are only mentioned: each has its review on its own page.
    """
    base_url = site.config.base_url
    if base_url is None or site.drafts:
        return None
    address = join_base(base_url, article.address)
    publisher = make_publisher(site)
    authors = [{"@type": "Person", "name": name} for name in article.authors]
    image = None
    if article.image:
        found = find_address(site, resolve_typed(article.path, article.image), article.address)
        image = join_base(base_url, found) if found else None
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": address,
        "headline": article.title,
        **given("description", article.summary),
        **given("image", image),
        **given("datePublished", article.date),
        **given("dateModified", article.updated),
        **given("inLanguage", article.language),
        **given("author", authors[0] if len(authors) == 1 else authors),
        # Who that is stands in full on the home page.
        "publisher": {"@type": "Organization", "name": publisher["name"], "url": publisher["url"]},
        **given("mentions", _make_mentions(site, article, base_url)),
    }


def _make_mentions(site: Site, article: ArticleRecord, base_url: str) -> list[Json]:
    return [{"@id": join_base(base_url, listed_address(site, article, claim))} for claim in article.claims]
