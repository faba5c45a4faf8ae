"""The page at a former address of an article."""

from __future__ import annotations

from dataclasses import replace

from site_gen.model import Site
from site_gen.presenting.frame import LIST_STYLES, make_chrome, make_head
from site_gen.presenting.index_views import RedirectView
from site_gen.presenting.page import make_page
from site_gen.presenting.views import LinkView


def present_redirect(site: Site, slug: str, alias: str) -> RedirectView:
    """Make the view of the page at ``alias`` that leads to an article. Raises KeyError."""
    record = site.places[f"/articles/{slug}/"]
    page = make_page(site, alias)
    head = make_head(page, record.title, language=record.language)
    return RedirectView(
        chrome=make_chrome(page, LIST_STYLES),
        head=replace(head, canonical=page.absolute(record.address), robots="noindex", open_graph=()),
        target=LinkView(record.title, page.link(record.address)),
    )
