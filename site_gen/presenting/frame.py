"""What surrounds the content of every page: navigation, footer, the security policy, the head."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from weakref import ref

from markupsafe import Markup

from site_gen.model import Config, NavItem, PageRecord, Site
from site_gen.presenting.addresses import (
    ARCHIVE,
    ARTICLES_FEED,
    CLAIMS,
    CLAIMS_FEED,
    CORRECTIONS,
    CORRECTIONS_FEED,
    GROUP_KINDS,
    HOME,
    JSON_FEED,
    RATINGS,
    SEARCH,
    directory_address,
    find_address,
)
from site_gen.presenting.page import Page, make_page
from site_gen.presenting.report import make_site_report
from site_gen.presenting.views import ChromeView, HeadView, LinkView
from site_gen.support.structs import Struct, replace
from site_gen.support.urls import encode_path
from site_gen.support.words import text_direction

STYLES = ("site.css", "colours.css", "custom.css")
LIST_STYLES = ("site.css", "indexes.css", "colours.css", "custom.css")
"""Of lists with pages and the claims' own pages: articles, which are read most, need not carry them."""
RATINGS_STYLES = ("site.css", "ratings.css", "colours.css", "custom.css")
SCRIPTS = ("site.js", "custom.js")
SHARE_IMAGES = ("share.jpg", "share.webp", "share.png")
"""Shown where a page is passed on, by their names in ``static/``."""
ICONS = ("icon.svg", "icon.png", "icon.ico")
EXPLORE = (
    ("claims", CLAIMS),
    ("search", SEARCH),
    *((kind, directory_address(kind)) for kind in GROUP_KINDS),
    ("archive", ARCHIVE),
    ("corrections", CORRECTIONS),
    ("feed", ARTICLES_FEED),
)
"""The indexes, by the names of their words, in the order in which every page links to them."""
FEEDS = (
    (ARTICLES_FEED, "application/atom+xml", "feed.articles"),
    (JSON_FEED, "application/feed+json", "feed.articles"),
    (CLAIMS_FEED, "application/atom+xml", "feed.claims"),
    (CORRECTIONS_FEED, "application/atom+xml", "feed.corrections"),
)
"""(address, type, name of its words)."""
_FOLDER_END = re.compile("[/?#]")
_POLICY: dict[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'",),
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "base-uri": ("'none'",),
    "form-action": ("'none'",),
}


class Picture(Struct, frozen=True):
    """A picture that stands for a page where it is passed on."""

    address: str
    """In root form."""
    width: int | None = None
    height: int | None = None
    alt: str | None = None
    """What is to be seen; None where nothing says it."""


def make_chrome(
    page: Page, styles: tuple[str, ...] = STYLES, scripts: tuple[str, ...] = SCRIPTS
) -> ChromeView:
    """Make what surrounds the content of a page; of the styles and scripts those that the site has."""
    return _find_shared(page, styles, scripts, bare=False) or make_own_chrome(page, styles, scripts)


def make_bare_chrome(page: Page, styles: tuple[str, ...]) -> ChromeView:
    """Make what surrounds a page that stands alone: without links to the rest of the site."""
    return _find_shared(page, styles, (), bare=True) or make_own_chrome(page, styles, (), bare=True)


class _Itself:
    """A site to be known again: looked for among others, it costs nothing to compare. Keeps none that is gone."""

    def __init__(self, site: Site) -> None:
        self.find = ref(site)
        self._number = id(site)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.find() is self.find() is not None

    def __hash__(self) -> int:
        return self._number


def _find_shared(
    page: Page, styles: tuple[str, ...], scripts: tuple[str, ...], *, bare: bool
) -> ChromeView | None:
    """Give the surroundings of all pages as deep as this one; None where this one's own may be others.

    They were a fifth of what a claim's page costs. Links to what begins with another folder are the same for all.
    """
    depth = page.address.count("/") - 1
    if page.linker.base_path is not None or not page.address.endswith("/") or depth == 0:
        return None
    chrome, folders = _make_shared(_Itself(page.site), depth, styles, scripts, bare=bare)
    if encode_path(page.address.split("/")[1]) in folders:
        return None
    return replace(chrome, asset=page.asset)


@lru_cache(maxsize=4)
def _make_shared(
    itself: _Itself, depth: int, styles: tuple[str, ...], scripts: tuple[str, ...], *, bare: bool
) -> tuple[ChromeView, frozenset[str]]:
    """Make the surroundings of a page where none can be; with the folders of the root that they lead into."""
    site = itself.find()
    assert site is not None  # noqa: S101 - it is that of the page asked for
    page = make_page(site, "/" + "\0/" * depth)
    chrome = make_own_chrome(page, styles, scripts, bare=bare)
    links = (*chrome.nav, *chrome.footer, *chrome.explore)
    hrefs = (*(link.href for link in links), *chrome.styles, *chrome.scripts, chrome.icon or "")
    up = "../" * depth
    return chrome, frozenset(_FOLDER_END.split(href[len(up) :])[0] for href in hrefs if href.startswith(up))


def make_own_chrome(
    page: Page, styles: tuple[str, ...] = STYLES, scripts: tuple[str, ...] = SCRIPTS, *, bare: bool = False
) -> ChromeView:
    """Make what surrounds one page, as ``make_chrome`` and ``make_bare_chrome`` have it for many."""
    chrome = _make_chrome(page, styles, scripts)
    if bare:
        return chrome
    nav, named = _make_nav(page)
    left_out = tuple(_page_link(page, own) for own in page.site.pages if own.slug not in named)
    ratings = LinkView(page.words.say("page.ratings"), page.link(RATINGS), page.address == RATINGS)
    explore = _make_explore(page)
    main = [explore[name] for name in _find_main(explore) if name in explore]
    return replace(
        chrome,
        nav=nav,
        footer=(*main, *left_out, ratings),
        report=make_site_report(page),
        explore=tuple(explore.values()),
    )


def _make_chrome(page: Page, styles: tuple[str, ...], scripts: tuple[str, ...]) -> ChromeView:
    config = page.site.config
    publisher = config.publisher
    return ChromeView(
        site_title=config.title,
        tagline=config.tagline,
        home=page.link(HOME),
        language=page.words.language,
        direction=text_direction(page.words.language),
        nav=(),
        footer=(),
        publisher=LinkView(publisher.name, publisher.url or "") if publisher else None,
        report=None,
        styles=_existing(page, styles),
        scripts=_existing(page, scripts),
        icon=next(iter(_existing(page, ICONS)), None),
        content_security_policy=make_policy(config, portable=page.site.portable),
        badge=page.words.say("badge.site") if page.site.drafts else None,
        asset=page.asset,
    )


def _find_main(there: Collection[str]) -> tuple[str, ...]:
    """Give the indexes that every page links to: the list of all claims leads to the others."""
    for first in ("claims", "status"):
        if first in there:
            return first, "search", "corrections"
    return ("archive",)


def _make_explore(page: Page) -> dict[str, LinkView]:
    """Give the indexes that this site has, by their names."""
    there = page.site.lists.addresses
    return {
        name: LinkView(page.words.say(f"index.{name}"), page.link(address), page.address == address)
        for name, address in EXPLORE
        if address in there
    }


def _existing(page: Page, names: tuple[str, ...]) -> tuple[str, ...]:
    links = (page.static(name) for name in names)
    return tuple(link for link in links if link is not None)


def _make_nav(page: Page) -> tuple[tuple[LinkView, ...], frozenset[str]]:
    """Give the navigation and the slugs of own pages in it. Without ``nav`` it has them all, by title."""
    items = page.site.config.nav
    if items is None:
        pages = sorted(page.site.pages, key=lambda own: (own.title.casefold(), own.slug))
        return tuple(_page_link(page, own) for own in pages), frozenset(own.slug for own in pages)
    links = tuple(link for item in items if (link := _nav_link(page, item)) is not None)
    return links, frozenset(item.page for item in items if item.page)


def _nav_link(page: Page, item: NavItem) -> LinkView | None:
    if item.page is not None:
        own = page.site.places.get(f"/{item.page}/")
        if not isinstance(own, PageRecord):
            return None
        link = _page_link(page, own)
        return replace(link, label=item.label) if item.label else link
    url = item.url or ""
    address = find_address(page.site, url, HOME) if url.startswith("/") else None
    href = page.link(address) if address else url
    return LinkView(item.label or url, href, address == page.address) if url else None


def _page_link(page: Page, own: PageRecord) -> LinkView:
    return LinkView(own.title, page.link(own.address), own.address == page.address)


def make_policy(config: Config, *, portable: bool, wasm: bool = False) -> str:
    """Give the content security policy: our own origin only, and what the site adds.

    From a disk no origin is one's own; there files may come from the disk. ``wasm`` lets a page run WebAssembly,
    which the search in the full text is.
    """
    more = dict(config.csp)
    if wasm:
        more["script-src"] = ("'wasm-unsafe-eval'", *more.get("script-src", ()))
    return _render_policy(tuple(sorted(more.items())), portable=portable)


@lru_cache(maxsize=16)
def _render_policy(more: tuple[tuple[str, tuple[str, ...]], ...], *, portable: bool) -> str:
    policy = dict(_POLICY)
    if portable:
        policy = {
            name: _with(given, "file:") if "'self'" in given else given for name, given in policy.items()
        }
    for directive, origins in more:
        policy[directive] = _with(policy.get(directive, ()), *origins)
    return "; ".join(f"{name} {' '.join(given)}" for name, given in policy.items())


def _with(given: tuple[str, ...], *more: str) -> tuple[str, ...]:
    kept = tuple(each for each in given if each != "'none'") if more else given
    return tuple(dict.fromkeys((*kept, *more)))


def make_head(  # noqa: PLR0913 - each page says some of it
    page: Page,
    title: str | None,
    *,
    description: str | None = None,
    language: str | None = None,
    kind: str = "website",
    image: Picture | None = None,
    facts: tuple[tuple[str, str], ...] = (),
    alternates: tuple[tuple[str, str, str], ...] = (),
    json_ld: tuple[str, ...] = (),
) -> HeadView:
    """Make the head of a page. Without ``title`` it is the site's own; without ``description`` that says what it can.

    Without ``image`` it is the one that stands for the whole site. ``facts`` are further pairs of Open Graph. A
    preview with drafts is not to be indexed, and names no address of its own.
    """
    site = page.site
    full = page.words.say("page.title", page=title, site=site.config.title) if title else site.config.title
    canonical = None if site.drafts else page.absolute(page.address)
    graph = [
        ("og:type", kind),
        ("og:site_name", site.config.title),
        ("og:title", title or site.config.title),
        ("og:description", description),
        ("og:url", canonical),
        *(_describe_picture(page, image) if image else _name_share_image(page)),
    ]
    spoken = language or site.config.language
    return HeadView(
        title=full,
        description=description or full,
        canonical=canonical,
        language=spoken,
        direction=text_direction(spoken),
        robots="noindex" if site.drafts else None,
        open_graph=(*((name, value) for name, value in graph if value), *facts),
        json_ld=tuple(make_data_block(text) for text in json_ld),
        alternates=alternates,
    )


def _name_share_image(page: Page) -> Iterator[tuple[str, str | None]]:
    """Name the picture that stands for pages without one of their own: small, as it says nothing of this one."""
    files = (page.site.files.get(("", f"static/{name}")) for name in SHARE_IMAGES)
    found = next((file for file in files if file), None)
    if found:
        yield "og:image", page.absolute(found.address)


def _describe_picture(page: Page, picture: Picture) -> Iterator[tuple[str, str | None]]:
    """Say of a page's own picture what Open Graph (https://ogp.me/#structured) and X's cards ask for."""
    address = page.absolute(picture.address)
    if address is None:
        return
    yield "og:image", address
    if picture.width and picture.height:
        yield "og:image:width", str(picture.width)
        yield "og:image:height", str(picture.height)
    yield "og:image:alt", picture.alt
    yield "twitter:card", "summary_large_image"


def make_feeds(page: Page) -> tuple[tuple[str, str, str], ...]:
    """Give the feeds that this site has, as (type, title, href)."""
    there = page.site.lists.addresses
    return tuple(
        (kind, page.words.say(name), page.link(address)) for address, kind, name in FEEDS if address in there
    )


def make_data_block(json: str) -> Markup:
    """Make JSON safe inside ``<script>``: nothing in it can end the element or begin a comment."""
    safe = json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(safe)  # noqa: S704 - without < it stays inside its element
