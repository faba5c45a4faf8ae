"""The pages at former addresses of an article, of its claims' pages, and of their cards on other sites."""

from __future__ import annotations

from site_gen.model import ArticleRecord, Site
from site_gen.presenting.addresses import claim_address, embed_address
from site_gen.presenting.frame import LIST_STYLES, make_bare_chrome, make_chrome, make_head
from site_gen.presenting.index_views import RedirectView
from site_gen.presenting.page import Page, make_page
from site_gen.presenting.views import ChromeView, LinkView
from site_gen.support.structs import replace


def present_redirect(site: Site, slug: str, alias: str, claim_id: str | None = None) -> RedirectView:
    """Make the view of the page at ``alias`` that leads to an article, or to a claim's own page. Raises KeyError."""
    record = _find_article(site, slug)
    page = make_page(site, alias)
    target = claim_address(record, claim_id) if claim_id else record.address
    return _make_view(page, make_chrome(page, LIST_STYLES), record, target)


def present_embed_redirect(site: Site, slug: str, alias: str, claim_id: str) -> RedirectView:
    """Make the view of what stands where a card for other sites stood. Raises KeyError."""
    record = _find_article(site, slug)
    page = make_page(site, alias)
    return _make_view(page, make_bare_chrome(page, ()), record, embed_address(record, claim_id))


def _find_article(site: Site, slug: str) -> ArticleRecord:
    record = site.places[f"/articles/{slug}/"]
    if not isinstance(record, ArticleRecord):
        raise KeyError(slug)
    return record


def _make_view(page: Page, chrome: ChromeView, record: ArticleRecord, target: str) -> RedirectView:
    head = make_head(page, record.title, language=record.language)
    return RedirectView(
        chrome=chrome,
        head=replace(head, canonical=page.absolute(target), robots="noindex", open_graph=()),
        target=LinkView(record.title, page.link(target)),
    )
