"""The cards of claims that other sites can show: one light page each; and what leads to them from former addresses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_gen.model import ArticleRecord, Site
from site_gen.outputs.output import Output, fingerprint, shown_key
from site_gen.outputs.page_plan import frame_key, redirect_key
from site_gen.outputs.pages import render_page
from site_gen.outputs.theme import Theme
from site_gen.presenting.addresses import embed_address, former_embed_addresses
from site_gen.presenting.claim import present_embed
from site_gen.presenting.redirect import present_embed_redirect
from site_gen.presenting.templating import Templates

TEMPLATE = "embed.html"
REDIRECT_TEMPLATE = "embed-redirect.html"


def plan_embeds(site: Site, theme: Theme) -> Iterator[Output]:
    """Give the card of every claim, where the site has a whole address to find it at; also at former addresses."""
    if site.config.base_url is None:
        return
    site_key = frame_key(site)
    frame = fingerprint(site_key, theme.templates.closure(TEMPLATE))
    for article in site.articles:
        key = fingerprint(frame, shown_key(article))
        for claim in article.claims:
            make = partial(render_embed, address=article.address, number=claim.number)
            yield Output(embed_address(article, claim.id), key, make)
        if article.aliases:
            yield from _plan_redirects(theme, site_key, article)


def _plan_redirects(theme: Theme, frame: str, article: ArticleRecord) -> Iterator[Output]:
    closure = theme.templates.closure(REDIRECT_TEMPLATE)
    for alias, claim_id in former_embed_addresses(article):
        key = fingerprint(frame, closure, redirect_key(article), claim_id)
        make = partial(render_embed_redirect, slug=article.slug, alias=alias, claim_id=claim_id)
        yield Output(alias, key, make)


def render_embed(site: Site, templates: Templates, address: str, number: int) -> bytes:
    """Give the card of the claim with a number in the article at ``address``. Raises KeyError."""
    record = site.places[address]
    if not isinstance(record, ArticleRecord):
        raise KeyError(address)
    return render_page(templates, TEMPLATE, present_embed(site, record, record.claims[number - 1]))


def render_embed_redirect(site: Site, templates: Templates, slug: str, alias: str, claim_id: str) -> bytes:
    """Give what leads from the former address of a card to where it is now. Raises KeyError."""
    return render_page(templates, REDIRECT_TEMPLATE, present_embed_redirect(site, slug, alias, claim_id))
