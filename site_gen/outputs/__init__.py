"""One file a kind of output; together they are the site. A fixed tuple, told apart by the names of ``outputs``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from site_gen.model import Config, Site
from site_gen.outputs import claims_schema, claims_table, opendata, review_feed, sitemap
from site_gen.outputs.asset_plan import plan_assets
from site_gen.outputs.data_plan import plan_annotations, plan_claim_reviews, plan_open_data
from site_gen.outputs.embeds import plan_embeds
from site_gen.outputs.feed_plan import plan_feeds, plan_sitemap
from site_gen.outputs.full_text import makes_full_text
from site_gen.outputs.host_files import plan_host_files
from site_gen.outputs.index_plan import plan_changes, plan_indexes, plan_search, plan_verdicts
from site_gen.outputs.output import Output
from site_gen.outputs.page_plan import plan_pages
from site_gen.outputs.share_images import makes_share_images, plan_share_images
from site_gen.outputs.theme import Theme
from site_gen.presenting.addresses import ARTICLES_FEED, CLAIMS_FEED, CORRECTIONS_FEED, JSON_FEED, SEARCH

Planner = Callable[[Site, Theme], Iterator[Output]]

PLANNERS: tuple[tuple[str, Planner], ...] = (
    ("pages", plan_pages),
    ("pages", plan_changes),
    ("status", plan_verdicts),
    ("indexes", plan_indexes),
    ("search", plan_search),
    ("embed", plan_embeds),
    ("cards", plan_share_images),
    ("assets", plan_assets),
    ("annotations", plan_annotations),
    ("opendata", plan_open_data),
    ("claimreview", plan_claim_reviews),
    ("feeds", plan_feeds),
    ("sitemap", plan_sitemap),
    ("host-files", plan_host_files),
)
"""(name, planner); ``outputs`` in ``site.yaml`` chooses among the names, but for those in ``ALWAYS``."""

ALWAYS = frozenset({"pages", "assets", "host-files"})

_FILES = (
    ("opendata", opendata.INDEX, False),
    ("opendata", claims_schema.ADDRESS, False),
    ("opendata", claims_table.ADDRESS, False),
    ("claimreview", review_feed.INDEX, True),
    ("feeds", ARTICLES_FEED, True),
    ("feeds", JSON_FEED, True),
    ("feeds", CLAIMS_FEED, True),
    ("feeds", CORRECTIONS_FEED, True),
    ("sitemap", sitemap.INDEX, True),
)
"""(name, address, whether the site must have a ``base_url`` for it)."""


def find_files(site: Site) -> Iterator[str]:
    """Give the addresses of the files for programs that this site makes and that links may name."""
    for name, address, needs_base_url in _FILES:
        if site.config.asks_for(name) and (site.config.base_url or not needs_base_url):
            yield address
    searchable = all(site.config.asks_for(name) for name in ("search", "opendata"))
    if searchable and any(article.claims for article in site.articles):
        yield SEARCH


def wants_share_images(config: Config, theme: Theme) -> bool:
    """Tell whether a site asks for share images and can have them."""
    return config.asks_for("cards") and makes_share_images(config, theme)


def wants_full_text(config: Config) -> bool:
    """Tell whether a site asks for a search in the full text of articles and can have it."""
    return all(config.asks_for(name) for name in ("search", "opendata")) and makes_full_text(config)


def plan_site_outputs(site: Site, theme: Theme) -> Iterator[Output]:
    """Give every output that the site asks for."""
    for name, planner in PLANNERS:
        if name in ALWAYS or site.config.asks_for(name):
            yield from planner(site, theme)
