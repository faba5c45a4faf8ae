"""Lists of articles: teasers, and how the list is cut into pages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from site_gen.model import ArticleRecord, Site
from site_gen.presenting.addresses import HOME, list_address, older_pages, record_address
from site_gen.presenting.counts import make_counts
from site_gen.presenting.page import Page, find_direction, join_names, make_time
from site_gen.presenting.views import CountsView, PagerView, TeaserView

_WORDS_A_MINUTE = 230


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the list of articles."""

    address: str
    number: int | None
    """From the oldest page; None: the index, which has the newest."""
    articles: tuple[ArticleRecord, ...]
    """Newest first."""
    newer: str | None
    """The address of the page before."""
    older: str | None


def home_pages(site: Site) -> tuple[ListPage, ...]:
    """Cut the list of articles into pages: the index first, then from the newest to the oldest.

    Older pages are full and numbered from the oldest; the index keeps one page's worth to just under two. So
    an addition changes the index, and at most turns its older half into a new page.
    """
    articles, size = site.articles, site.config.articles_per_page
    older = older_pages(len(articles), size)
    first = len(articles) - older * size
    pages = [ListPage(HOME, None, articles[:first], None, list_address(older) if older else None)]
    for number in range(older, 0, -1):
        start = first + (older - number) * size
        newer = HOME if number == older else list_address(number + 1)
        next_one = list_address(number - 1) if number > 1 else None
        part = articles[start : start + size]
        pages.append(ListPage(list_address(number), number, part, newer, next_one))
    return tuple(pages)


def make_teasers(page: Page, articles: Sequence[ArticleRecord]) -> tuple[TeaserView, ...]:
    """Make the views of articles in a list."""
    return tuple(_make_teaser(page, record) for record in articles)


def _make_teaser(page: Page, record: ArticleRecord) -> TeaserView:
    language = record.language or page.site.config.language
    return TeaserView(
        title=record.title,
        href=page.link(record.address),
        summary=record.summary,
        authors=make_byline(page, record.authors),
        date=make_time(page, record.date),
        counts=_make_record_counts(page, record),
        language=language,
        direction=find_direction(language),
        badge=make_article_badge(page, record),
    )


def _make_record_counts(page: Page, record: ArticleRecord) -> CountsView | None:
    return make_counts(
        page, [(claim.status, page.link(record_address(record, claim.id))) for claim in record.claims]
    )


def make_pager(page: Page, part: ListPage) -> PagerView | None:
    """Make the links to newer and older pages; None where one page holds all."""
    if part.newer is None and part.older is None:
        return None
    newer = page.link(part.newer) if part.newer else None
    older = page.link(part.older) if part.older else None
    return PagerView(newer, older, _describe_dates(page, part))


def _describe_dates(page: Page, part: ListPage) -> str:
    dates = [record.date for record in part.articles if record.date is not None]
    if not dates:
        return ""
    first, last = (page.words.full_date(date) for date in (min(dates), max(dates)))
    return first if first == last else page.words.say("page.dates", first=first, last=last)


def make_byline(page: Page, authors: Sequence[str]) -> str | None:
    """Give "By A, B and C"; None where nobody is named."""
    names = join_names(page.words, authors)
    return page.words.say("article.by", names=names) if names else None


def make_reading_time(page: Page, words: int) -> str:
    """Give how long an article takes to read, at least a minute."""
    return page.words.count("article.minutes", max(1, math.ceil(words / _WORDS_A_MINUTE)))


def make_article_badge(page: Page, record: ArticleRecord) -> str | None:
    """Say in a preview why an article is not published yet."""
    if not page.site.drafts:
        return None
    if record.draft:
        return page.words.say("badge.draft")
    later = record.publish_after
    if later is not None and later.date() > page.site.day:
        return page.words.say("badge.scheduled", date=page.words.full_date(later.date()))
    return None
