"""Feeds, sitemap and robots.txt as outputs. Whatever names whole addresses is made only where the site has one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from site_gen.model import Site
from site_gen.outputs import feeds, sitemap
from site_gen.outputs.data_plan import data_key
from site_gen.outputs.output import Output, fingerprint, make_ready_output, shown_key
from site_gen.outputs.theme import Theme
from site_gen.presenting.addresses import ARTICLES_FEED, CLAIMS_FEED, CORRECTIONS_FEED, JSON_FEED
from site_gen.presenting.templating import Templates

Render = Callable[[Site], bytes]


def plan_feeds(site: Site, theme: Theme) -> Iterator[Output]:
    """Give the feeds."""
    del theme
    if site.config.base_url is None:
        return
    frame = data_key(site)
    articles = [(shown_key(each),) for each in feeds.newest_articles(site)]
    claims = [(shown_key(each.article), each.claim.id) for each in site.lists.claims[: feeds.NEWEST]]
    changes = [
        (shown_key(each.article), each.claim and each.claim.id, each.entry)
        for each in site.lists.changes[: feeds.NEWEST]
    ]
    kinds: tuple[tuple[str, Render, list[tuple[object, ...]]], ...] = (
        (ARTICLES_FEED, feeds.render_articles, [*articles]),
        (JSON_FEED, feeds.render_json, [*articles]),
        (CLAIMS_FEED, feeds.render_claims, [*claims]),
        (CORRECTIONS_FEED, feeds.render_corrections, [*changes]),
    )
    for address, render, depends in kinds:
        yield Output(address, fingerprint(frame, depends), partial(_render_plain, render=render))


def _render_plain(site: Site, templates: Templates, render: Render) -> bytes:  # noqa: ARG001 - as all makers
    return render(site)


def plan_sitemap(site: Site, theme: Theme) -> Iterator[Output]:
    """Give the sitemap and robots.txt; a site's own ``static/root/robots.txt`` wins."""
    del theme
    if ("", "static/root/robots.txt") not in site.files:
        yield make_ready_output(sitemap.ROBOTS, sitemap.render_robots(site))
    if site.config.base_url is None or site.drafts:
        return
    parts = sitemap.cut_sitemap(site)
    base = site.config.base_url
    if len(parts) == 1:
        yield _plan_part(base, parts[0], sitemap.INDEX)
        return
    addresses = tuple(part.address for part in parts)
    make = partial(_render_index, parts=addresses)
    yield Output(sitemap.INDEX, fingerprint(base, addresses), make)
    for part in parts:
        yield _plan_part(base, part, part.address)


def _plan_part(base: str, part: sitemap.SitemapPart, address: str) -> Output:
    key = fingerprint(base, *(f"{place.address} {place.changed}" for place in part.places))
    return Output(address, key, partial(_render_part, places=part.places))


def _render_part(site: Site, templates: Templates, places: Sequence[sitemap.Place]) -> bytes:  # noqa: ARG001 - as all makers
    return sitemap.render_part(site, places)


def _render_index(site: Site, templates: Templates, parts: Sequence[str]) -> bytes:  # noqa: ARG001 - as all makers
    return sitemap.render_index(site, parts)
