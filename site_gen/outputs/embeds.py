"""The cards of claims that other sites can show: one light page each, made from its record."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_gen.model import ArticleRecord, Site
from site_gen.outputs.output import Output, fingerprint, shown_key
from site_gen.outputs.page_plan import frame_key
from site_gen.outputs.pages import render_page
from site_gen.outputs.theme import Theme
from site_gen.presenting.addresses import embed_address
from site_gen.presenting.claim import present_embed
from site_gen.presenting.templating import Templates

TEMPLATE = "embed.html"


def plan_embeds(site: Site, theme: Theme) -> Iterator[Output]:
    """Give the card of every claim, where the site has a whole address to find it at."""
    if site.config.base_url is None:
        return
    frame = fingerprint(frame_key(site), theme.templates.closure(TEMPLATE))
    for article in site.articles:
        key = fingerprint(frame, shown_key(article))
        for claim in article.claims:
            make = partial(render_embed, address=article.address, number=claim.number)
            yield Output(embed_address(article, claim.id), key, make)


def render_embed(site: Site, templates: Templates, address: str, number: int) -> bytes:
    """Give the card of the claim with a number in the article at ``address``. Raises KeyError."""
    record = site.places[address]
    if not isinstance(record, ArticleRecord):
        raise KeyError(address)
    return render_page(templates, TEMPLATE, present_embed(site, record, record.claims[number - 1]))
