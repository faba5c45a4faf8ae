"""Lists of articles: teasers, and how the list is cut into pages."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from site_gen.model import ArticleRecord, Site, find_retraction
from site_gen.presenting.addresses import HOME, record_address
from site_gen.presenting.counts import make_counts
from site_gen.presenting.page import Page, find_direction, join_names, make_ratings, make_time
from site_gen.presenting.parts import ListPage, cut_list
from site_gen.presenting.views import CountsView, PagerView, RatingView, TeaserView

_WORDS_A_MINUTE = 230


def home_pages(site: Site) -> tuple[ListPage[ArticleRecord], ...]:
    """Cut the list of articles into pages: the index first, then from the newest to the oldest."""
    return tuple(cut_list(HOME, site.articles, site.config.articles_per_page))


def make_teasers(page: Page, articles: Sequence[ArticleRecord]) -> tuple[TeaserView, ...]:
    """Make the views of articles in a list."""
    ratings = make_ratings(page)
    return tuple(_make_teaser(page, record, ratings) for record in articles)


def _make_teaser(page: Page, record: ArticleRecord, ratings: Mapping[str, RatingView]) -> TeaserView:
    language = record.language or page.site.config.language
    return TeaserView(
        title=record.title,
        href=page.link(record.address),
        summary=record.summary,
        authors=make_byline(page, record.authors),
        date=make_time(page, record.date),
        counts=_make_record_counts(page, record, ratings),
        language=language,
        direction=find_direction(language),
        badge=make_article_badge(page, record),
    )


def _make_record_counts(
    page: Page, record: ArticleRecord, ratings: Mapping[str, RatingView]
) -> CountsView | None:
    places = [(claim.verdict, record_address(record, claim.id)) for claim in record.claims]
    return make_counts(page, places, ratings)


def make_pager(page: Page, part: ListPage[Any], dates: Iterable[dt.date | None]) -> PagerView | None:
    """Make the links to newer and older pages; None where one page holds all. ``dates`` are those of its items."""
    if part.newer is None and part.older is None:
        return None
    newer = page.link(part.newer) if part.newer else None
    older = page.link(part.older) if part.older else None
    return PagerView(newer, older, describe_dates(page, dates))


def describe_dates(page: Page, dates: Iterable[dt.date | None]) -> str:
    """Give "3 March 2018 to 9 June 2018"; empty where there is no date."""
    known = [date for date in dates if date is not None]
    if not known:
        return ""
    first, last = (page.words.full_date(date) for date in (min(known), max(known)))
    return first if first == last else page.words.say("page.dates", first=first, last=last)


def make_byline(page: Page, authors: Sequence[str]) -> str | None:
    """Give "By A, B and C"; None where nobody is named."""
    names = join_names(page.words, authors)
    return page.words.say("article.by", names=names) if names else None


def make_reading_time(page: Page, words: int) -> str:
    """Give how long an article takes to read, at least a minute."""
    return page.words.count("article.minutes", max(1, math.ceil(words / _WORDS_A_MINUTE)))


def make_article_badge(page: Page, record: ArticleRecord) -> str | None:
    """Say that an article was withdrawn; in a preview, why it is not published yet."""
    if page.site.drafts and record.draft:
        return page.words.say("badge.draft")
    later = record.publish_after
    if page.site.drafts and later is not None and later.date() > page.site.day:
        return page.words.say("badge.scheduled", date=page.words.full_date(later.date()))
    return page.words.say("badge.withdrawn") if find_retraction(record.history) else None
