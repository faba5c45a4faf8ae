"""From the site, its records and one body to the view of one page. What views share is made below here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup, escape

from site_gen.model import (
    WITHDRAWN,
    ArticleRecord,
    Body,
    Claim,
    OwnPage,
    PageRecord,
    Rating,
    Site,
    find_retraction,
)
from site_gen.presenting.addresses import (
    HOME,
    RATINGS,
    find_address,
    find_file,
    resolve_typed,
)
from site_gen.presenting.checks import make_checks, make_notes
from site_gen.presenting.counts import make_counts
from site_gen.presenting.fill import Fillers, fill, make_fillers
from site_gen.presenting.frame import (
    LIST_STYLES,
    RATINGS_STYLES,
    STYLES,
    Picture,
    make_chrome,
    make_feeds,
    make_head,
)
from site_gen.presenting.index_views import NotFoundView
from site_gen.presenting.lists import (
    make_article_badge,
    make_byline,
    make_pager,
    make_reading_time,
    make_teasers,
)
from site_gen.presenting.page import (
    Page,
    make_history,
    make_page,
    make_rating,
    make_ratings,
    make_rootless_page,
    make_time,
    make_work,
    name_keys,
)
from site_gen.presenting.parts import find_part
from site_gen.presenting.share_images import make_share_picture
from site_gen.presenting.subjects import Edition, Subjects
from site_gen.presenting.verdicts import make_scale, name_article
from site_gen.presenting.views import (
    ArticleView,
    ContentsView,
    CountsView,
    HeadView,
    HomeView,
    LinkView,
    OwnPageView,
    RatingsView,
    RatingView,
)
from site_gen.support.structs import replace
from site_gen.support.words import text_direction

NOT_FOUND = "/404.html"
_NEWEST = 5
_MAX_TITLE = 70


def present_home(site: Site, number: int | None = None, json_ld: Sequence[str] = ()) -> HomeView:
    """Make the view of the index, or of an older page of the list by its number. Raises KeyError."""
    part = find_part(HOME, site.articles, site.config.articles_per_page, number)
    page = make_page(site, part.address)
    say = page.words.say
    heading = say("page.home") if number is None else say("page.home_numbered", page=number)
    return HomeView(
        chrome=make_chrome(page, LIST_STYLES if part.newer or part.older else STYLES),
        head=make_head(
            page,
            None if number is None else heading,
            description=site.config.tagline,
            alternates=make_feeds(page),
            json_ld=tuple(json_ld),
        ),
        heading=heading,
        teasers=make_teasers(page, part.items),
        pager=make_pager(page, part, (each.date for each in part.items)),
    )


def present_article(site: Site, edition: Edition, json_ld: Sequence[str] = ()) -> ArticleView:
    """Make the view of an annotated article; ``json_ld`` are data blocks for its head."""
    record, article, body = edition.record, edition.article, edition.body
    page = make_page(site, record.address)
    subjects = Subjects(page, edition)
    fillers = make_fillers(page, record.address, subjects)
    image = (
        find_address(site, resolve_typed(record.path, record.image), record.address) if record.image else None
    )
    language = record.language or site.config.language
    ratings = make_ratings(page)
    checks = make_checks(subjects, ratings, fillers)
    return ArticleView(
        chrome=make_chrome(page),
        head=_make_article_head(page, record, subjects, tuple(json_ld)),
        title=_fill_line(body.title_html, article.title, fillers) or escape(article.title),
        summary=_fill_line(body.summary_html, article.summary, fillers),
        authors=make_byline(page, article.authors),
        date=make_time(page, article.date),
        updated=make_time(page, article.updated),
        reading_time=make_reading_time(page, body.words),
        tags=article.tags,
        image=page.link(image) if image else None,
        original=make_work(page, article.original),
        counts=_count_checks(page, subjects, ratings),
        last_checked=make_time(page, _last_checked(subjects)),
        history=make_history(page, article.history),
        body=fill(body.html, fillers),
        contents=tuple(ContentsView(each.level, each.text, f"#{each.id}") for each in body.contents),
        checks=checks,
        notes=make_notes(subjects, fillers),
        ratings=tuple(each for each in ratings.values() if any(check.rating is each for check in checks)),
        language=language,
        direction=text_direction(language),
        badge=make_article_badge(page, record),
        extra=name_keys(article.extra),
        is_withdrawn=find_retraction(article.history) is not None,
    )


def present_own_page(site: Site, record: PageRecord, own: OwnPage, body: Body) -> OwnPageView:
    """Make the view of one of the site's own pages."""
    page = make_page(site, record.address)
    language = own.language or site.config.language
    draft = site.drafts and own.draft
    return OwnPageView(
        chrome=make_chrome(page),
        head=make_head(page, own.title, description=own.summary, language=language),
        title=own.title,
        body=fill(body.html, make_fillers(page, record.address)),
        updated=make_time(page, own.updated),
        language=language,
        direction=text_direction(language),
        badge=page.words.say("badge.draft") if draft else None,
    )


def present_ratings(site: Site) -> RatingsView:
    """Make the view of the key to the scale."""
    page = make_page(site, RATINGS)
    say = page.words.say
    given = [rating for rating in site.config.ratings if not rating.retired]

    def views(ratings: Sequence[Rating]) -> tuple[RatingView, ...]:
        return tuple(make_rating(page, rating) for rating in ratings)

    return RatingsView(
        chrome=make_chrome(page, RATINGS_STYLES),
        head=make_head(page, say("page.ratings"), description=say("page.ratings_summary")),
        on_axis=views([rating for rating in given if rating.value is not None]),
        off_axis=views([*(rating for rating in given if rating.value is None), *_find_withdrawn(site)]),
        retired=views([rating for rating in site.config.ratings if rating.retired]),
    )


def _find_withdrawn(site: Site) -> Iterator[Rating]:
    """Give what stands in place of a verdict, where a check of the site was withdrawn and no rating says it."""
    own = {rating.id for rating in site.config.ratings}
    if WITHDRAWN in site.lists.groups.get("status", ()) and WITHDRAWN not in own:
        yield make_scale(site.config)[WITHDRAWN]


def present_not_found(site: Site) -> NotFoundView:
    """Make the view of the page for addresses that do not exist; it has no address of its own."""
    page = make_rootless_page(site, NOT_FOUND)
    head = make_head(page, page.words.say("page.not_found"))
    graph = tuple(pair for pair in head.open_graph if pair[0] != "og:url")
    return NotFoundView(
        chrome=make_chrome(page, LIST_STYLES),
        head=replace(head, canonical=None, robots="noindex", open_graph=graph),
        newest=tuple(
            LinkView(name_article(page.words, each), page.link(each.address))
            for each in site.articles[:_NEWEST]
        ),
    )


def _fill_line(html: str, text: str | None, fillers: Fillers) -> Markup | None:
    """Give a title or summary with its marks; the plain text where it has none."""
    if html:
        return fill(html, fillers)
    return escape(text) if text else None


def _make_article_head(
    page: Page, record: ArticleRecord, subjects: Subjects, json_ld: tuple[str, ...]
) -> HeadView:
    annotations = page.link(f"{record.address}annotations.jsonld")
    kind = ("application/ld+json", page.words.say("page.annotations"), annotations)
    placed = any(subject.placed for subject in subjects.by_id.values())
    has_annotations = placed and page.site.config.asks_for("annotations")
    times = (("article:published_time", record.date), ("article:modified_time", record.updated))
    return make_head(
        page,
        name_article(page.words, record),
        description=record.summary,
        language=record.language,
        kind="article",
        image=_find_picture(page, record),
        facts=tuple((name, date.isoformat()) for name, date in times if date),
        alternates=(kind,) if has_annotations else (),
        json_ld=json_ld,
    )


def _find_picture(page: Page, record: ArticleRecord) -> Picture | None:
    """Give the picture that stands for an article: that of its front matter, else its share image."""
    if record.image:
        target = resolve_typed(record.path, record.image)
        address = find_address(page.site, target, record.address)
        file = find_file(page.site, target, record.address)
        if address:
            return Picture(address, file.width if file else None, file.height if file else None)
    return make_share_picture(page, record, record.title)


def _count_checks(page: Page, subjects: Subjects, ratings: Mapping[str, RatingView]) -> CountsView | None:
    places = [
        (subject.rating.id, subjects.place_address(subject))
        for subject in subjects.by_id.values()
        if subject.rating is not None
    ]
    return make_counts(page, places, ratings)


def _last_checked(subjects: Subjects) -> dt.date | None:
    items = [subject.item for subject in subjects.by_id.values()]
    dates = [item.checked for item in items if isinstance(item, Claim) and item.checked]
    return max(dates, default=None)
