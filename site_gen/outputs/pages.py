"""The pages that people read, as bytes: one function a kind, from named inputs and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from site_gen.model import Body, OwnPage, PageRecord, Site
from site_gen.outputs.claimreview import make_claim_review, makes_claim_reviews
from site_gen.outputs.schema_org import Json, make_article_data, make_organization, render_data
from site_gen.presenting.claim import present_claim
from site_gen.presenting.present import (
    present_article,
    present_home,
    present_not_found,
    present_own_page,
    present_ratings,
)
from site_gen.presenting.subjects import Edition
from site_gen.presenting.templating import PageView, Templates

HOME_TEMPLATE = "home.html"
ARTICLE_TEMPLATE = "article.html"
CLAIM_TEMPLATE = "claim.html"
PAGE_TEMPLATE = "page.html"
RATINGS_TEMPLATE = "ratings.html"
NOT_FOUND_TEMPLATE = "404.html"


def render_home(site: Site, templates: Templates, page: int | None = None) -> bytes:
    """Give the index, or an older page of the list by its number (``presenting.lists.home_pages``)."""
    data = make_organization(site) if page is None else None
    return render_page(templates, HOME_TEMPLATE, present_home(site, page, _blocks(data)))


def render_article_page(site: Site, templates: Templates, edition: Edition) -> bytes:
    """Give an annotated article."""
    data = make_article_data(site, edition.record)
    return render_page(templates, ARTICLE_TEMPLATE, present_article(site, edition, _blocks(data)))


def render_claim_page(site: Site, templates: Templates, edition: Edition, claim_id: str) -> bytes:
    """Give a claim's own page: the one page that has its ClaimReview."""
    claim = edition.claim_records.get(claim_id) if makes_claim_reviews(site) else None
    review = make_claim_review(site, edition.record, claim) if claim else None
    return render_page(templates, CLAIM_TEMPLATE, present_claim(site, edition, claim_id, _blocks(review)))


def _blocks(data: Json | None) -> Sequence[str]:
    """Give the data blocks of a page's head."""
    return () if data is None else (render_data(data),)


def render_own_page(site: Site, templates: Templates, page: OwnPage, body: Body, record: PageRecord) -> bytes:
    """Give one of the site's own pages."""
    return render_page(templates, PAGE_TEMPLATE, present_own_page(site, record, page, body))


def render_ratings(site: Site, templates: Templates) -> bytes:
    """Give the key to the scale."""
    return render_page(templates, RATINGS_TEMPLATE, present_ratings(site))


def render_not_found(site: Site, templates: Templates) -> bytes:
    """Give the page that hosts serve where there is none."""
    return render_page(templates, NOT_FOUND_TEMPLATE, present_not_found(site))


def render_page(templates: Templates, name: str, view: PageView) -> bytes:
    """Give what a template makes of a view."""
    return f"{templates.render(name, view).strip()}\n".encode()
