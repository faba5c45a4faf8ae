"""The sitemap (https://www.sitemaps.org/protocol.html): every page that readers may want to find, and robots.txt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from site_gen.model import ArticleRecord, Site
from site_gen.presenting.addresses import HOME, RATINGS, SEARCH, claim_address
from site_gen.support.structs import Struct
from site_gen.support.urls import encode_path, join_base

INDEX = "/sitemap.xml"
ROBOTS = "/robots.txt"
MAX_ADDRESSES = 50_000
"""Of one file, by the protocol."""
MAX_BYTES = 50_000_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_AROUND = 80
"""Bytes around an address."""


class Place(NamedTuple):
    """A page, and the day on which it last changed as far as its content says."""

    address: str
    changed: dt.date | None


class SitemapPart(Struct, frozen=True):
    """The addresses of one file."""

    name: str
    places: tuple[Place, ...]

    @property
    def address(self) -> str:
        """Where it stands, where there is an index."""
        return f"/sitemap/{self.name}.xml"


def cut_sitemap(site: Site) -> list[SitemapPart]:
    """Give the parts: one with everything where that fits, else one for each month and one for all other pages."""
    others = tuple(_other_places(site))
    by_month = {
        month: tuple(place for article in articles for place in _article_places(site, article))
        for month, articles in site.lists.months.items()
    }
    everything = (*others, *(place for places in by_month.values() for place in places))
    if len(_cut(site, "all", everything)) == 1:
        return [SitemapPart("all", everything)]
    parts = _cut(site, "pages", others)
    for month, places in sorted(by_month.items()):
        parts += _cut(site, month, places)
    return parts


def _cut(site: Site, name: str, places: Sequence[Place]) -> list[SitemapPart]:
    """Cut addresses into files that the protocol allows."""
    base = len(site.config.base_url or "") + _AROUND
    parts: list[list[Place]] = [[]]
    size = 0
    for place in places:
        weight = base + 5 * len(encode_path(place.address))  # "&" and "'" become five letters
        if len(parts[-1]) == MAX_ADDRESSES or (parts[-1] and size + weight > MAX_BYTES):
            parts.append([])
            size = 0
        parts[-1].append(place)
        size += weight
    return [
        SitemapPart(name if number == 1 else f"{name}-{number}", tuple(part))
        for number, part in enumerate(parts, 1)
    ]


def _other_places(site: Site) -> Iterator[Place]:
    newest = max((article.date for article in site.articles if article.date), default=None)
    yield Place(HOME, newest)
    yield from (Place(page.address, page.updated) for page in site.pages)
    yield Place(RATINGS, None)
    for address in sorted(site.lists.addresses):
        if address.endswith("/") and address != SEARCH:
            yield Place(address, None)


def _article_places(site: Site, article: ArticleRecord) -> Iterator[Place]:
    dates = [article.date, article.updated, *(entry.date for entry in article.history)]
    yield Place(article.address, max((date for date in dates if date), default=None))
    if not site.config.claim_pages:
        return
    for claim in article.claims:
        changes = [claim.checked, *(entry.date for entry in claim.history)]
        yield Place(
            claim_address(article, claim.id), max((date for date in changes if date), default=article.date)
        )


def render_part(site: Site, places: Iterable[Place]) -> bytes:
    """Give the file of some addresses."""
    return _render("urlset", "url", site, places)


def render_index(site: Site, parts: Iterable[str]) -> bytes:
    """Give the file that names the others, by their addresses."""
    return _render("sitemapindex", "sitemap", site, (Place(part, None) for part in parts))


def _render(root: str, item: str, site: Site, places: Iterable[Place]) -> bytes:
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f'<{root} xmlns="{_NAMESPACE}">']
    for place in places:
        changed = f"<lastmod>{place.changed.isoformat()}</lastmod>" if place.changed else ""
        address = escape(join_base(site.config.base_url or "", place.address), quote=False)
        lines.append(f"<{item}><loc>{address}</loc>{changed}</{item}>")
    return "\n".join([*lines, f"</{root}>", ""]).encode()


def render_robots(site: Site) -> bytes:
    """Give robots.txt: all may read all; a preview with drafts nobody."""
    if site.drafts:
        return b"User-agent: *\nDisallow: /\n"
    base_url = site.config.base_url
    sitemap = f"\nSitemap: {join_base(base_url, INDEX)}\n" if base_url else ""
    return f"User-agent: *\nDisallow:\n{sitemap}".encode()
