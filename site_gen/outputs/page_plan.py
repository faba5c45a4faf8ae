"""Which pages a site has, and what each depends on. The fingerprints here decide what a build may keep."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_gen.model import WITHDRAWN, ArticleRecord, Record, Site, find_retraction
from site_gen.outputs import pages
from site_gen.outputs.output import Output, fingerprint, shown_key
from site_gen.outputs.theme import Theme
from site_gen.presenting.addresses import (
    RATINGS,
    claim_address,
    find_address,
    find_file,
    resolve_typed,
)
from site_gen.presenting.frame import EXPLORE
from site_gen.presenting.lists import home_pages
from site_gen.support.structs import replace

NOT_FOUND = "/404.html"
NEWEST_SHOWN = 5
"""Articles that the page for missing addresses offers."""


def plan_pages(site: Site, theme: Theme) -> Iterator[Output]:
    """Give every page that people read."""
    frame = frame_key(site)
    yield from _plan_lists(site, theme, frame)
    for article in site.articles:
        yield from _plan_article(site, theme, frame, article)
    for page in site.pages:
        key = fingerprint(
            frame, theme.templates.closure(pages.PAGE_TEMPLATE), page.body_key, _links(site, page)
        )
        make = partial(pages.render_own_page, record=page)
        yield Output(page.address, key, make, page.body_key)
    withdrawn = WITHDRAWN in site.lists.groups.get("status", ())
    key = fingerprint(frame, theme.templates.closure(pages.RATINGS_TEMPLATE), withdrawn)
    yield Output(RATINGS, key, pages.render_ratings)


def frame_key(site: Site) -> str:
    """Give the fingerprint of what every page shows: configuration, navigation, assets, the kind of build."""
    return fingerprint(
        replace(site.config, spans={}),
        [(page.slug, page.title, page.draft) for page in site.pages],
        sorted(file.address for (owner, _), file in site.files.items() if not owner),
        site.portable,
        site.share_images,
        site.day if site.drafts else None,  # a preview says what is still to come
        sorted({address for _, address in EXPLORE} & site.lists.addresses),
    )


def _plan_lists(site: Site, theme: Theme, frame: str) -> Iterator[Output]:
    closure = theme.templates.closure(pages.HOME_TEMPLATE)
    for page in home_pages(site):
        key = fingerprint(frame, closure, len(site.articles), *map(shown_key, page.items))
        yield Output(page.address, key, partial(pages.render_home, page=page.number))
    newest = [
        (article.title, article.address, find_retraction(article.history))
        for article in site.articles[:NEWEST_SHOWN]
    ]
    key = fingerprint(frame, theme.templates.closure(pages.NOT_FOUND_TEMPLATE), newest)
    yield Output(NOT_FOUND, key, pages.render_not_found)


def redirect_key(article: ArticleRecord) -> str:
    """Give the fingerprint of what pages at former addresses of an article show of it."""
    return fingerprint(article.address, article.title, article.language)


def article_key(site: Site, frame: str, article: ArticleRecord) -> str:
    """Give the fingerprint of an article with all that it shows of other articles and files."""
    return fingerprint(
        frame, article.body_key, _links(site, article), _image(site, article), _same(site, article)
    )


def _plan_article(site: Site, theme: Theme, frame: str, article: ArticleRecord) -> Iterator[Output]:
    depends = article_key(site, frame, article)
    key = fingerprint(depends, theme.templates.closure(pages.ARTICLE_TEMPLATE))
    yield Output(article.address, key, pages.render_article_page, article.body_key)
    if not site.config.claim_pages:
        return
    key = fingerprint(depends, theme.templates.closure(pages.CLAIM_TEMPLATE))
    for claim in article.claims:
        make = partial(pages.render_claim_page, claim_id=claim.id)
        yield Output(claim_address(article, claim.id), key, make, article.body_key)


def _links(site: Site, record: Record) -> list[object]:
    """Give where the links of a body lead in this build, and the sizes of its pictures."""
    return [
        (
            use.target,
            find_address(site, _target(use.target, use.fragment), record.address),
            *_size(site, use.target, record),
        )
        for use in record.links
    ]


def _target(target: str, fragment: str) -> str:
    return f"{target}#{fragment}" if fragment else target


def _size(site: Site, target: str, record: Record) -> tuple[int | None, int | None]:
    file = find_file(site, target, record.address)
    return (file.width, file.height) if file else (None, None)


def _image(site: Site, article: ArticleRecord) -> object:
    return article.image and find_file(site, resolve_typed(article.path, article.image), article.address)


def _same(site: Site, article: ArticleRecord) -> list[object]:
    """Give what is shown of the same claims elsewhere, and names of lists that other articles decide too."""
    same = site.lists.same
    found: list[object] = [
        (claim.id, [(each.article.title, each.article.slug, each.claim.id) for each in others])
        for claim in (article.claims if same else ())
        if (others := same.get(f"{article.slug}/{claim.id}"))
    ]
    found.append(site.lists.disputed.get(article.path, ()))
    for claim in article.claims:
        if claim.same_as:
            slug, _, id_ = claim.same_as.partition("/")
            record = site.places.get(f"/articles/{slug}/")
            there = isinstance(record, ArticleRecord) and any(each.id == id_ for each in record.claims)
            found.append((claim.same_as, record.title if record and there else None))
    return found
