"""Feeds: articles, checks and corrections as Atom (RFC 4287), articles as JSON Feed (https://jsonfeed.org/version/1.1).

Made from the newest records. Every time comes from the content and never from a clock: a day is its midnight in UTC.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import escape

from site_gen.model import ArticleRecord, Change, Listed, Site, find_retraction
from site_gen.presenting.addresses import (
    ARTICLES_FEED,
    CLAIMS,
    CLAIMS_FEED,
    CORRECTIONS,
    CORRECTIONS_FEED,
    HOME,
    JSON_FEED,
    listed_address,
)
from site_gen.presenting.counts import describe_counts
from site_gen.presenting.page import describe_change, make_page, name_check
from site_gen.presenting.verdicts import find_reason, name_article, name_verdict
from site_gen.support.structs import Struct
from site_gen.support.urls import join_base
from site_gen.support.words import Words, find_words

NEWEST = 30
"""Entries of a feed."""
_ATOM = "http://www.w3.org/2005/Atom"
# Told by what XML does not take: Python reads a range of all that it takes ten times as long.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONG_AGO = dt.date(1970, 1, 1)


class Entry(Struct, frozen=True):
    """One entry of a feed."""

    id: str
    """A whole address that stays."""
    url: str
    title: str
    html: str
    published: dt.date
    updated: dt.date
    language: str
    summary: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def render_articles(site: Site) -> bytes:
    """Give the feed of the newest articles, each with its checks."""
    entries = [_make_article(site, article) for article in newest_articles(site)]
    return _render_atom(site, ARTICLES_FEED, HOME, "feed.articles", entries)


def render_claims(site: Site) -> bytes:
    """Give the feed of the newest checks."""
    entries = [_make_claim(site, each) for each in site.lists.claims[:NEWEST]]
    return _render_atom(
        site, CLAIMS_FEED, CLAIMS if CLAIMS in site.lists.addresses else HOME, "feed.claims", entries
    )


def render_corrections(site: Site) -> bytes:
    """Give the feed of the newest changes after publication."""
    entries = [_make_change(site, change) for change in site.lists.changes[:NEWEST]]
    return _render_atom(site, CORRECTIONS_FEED, CORRECTIONS, "feed.corrections", entries)


def newest_articles(site: Site) -> Sequence[ArticleRecord]:
    """Give the articles that a feed has."""
    return site.articles[:NEWEST]


def _whole(site: Site, address: str) -> str:
    return join_base(site.config.base_url or "", address)


def _make_article(site: Site, article: ArticleRecord) -> Entry:
    url = _whole(site, article.address)
    published = article.date or _LONG_AGO
    return Entry(
        url,
        url,
        name_article(find_words(site.config.language), article),
        "".join(_describe_article(site, article)),
        published,
        max(each for each in (published, article.updated) if each),
        article.language or site.config.language,
        article.summary,
        article.authors,
        article.tags,
    )


def _describe_article(site: Site, article: ArticleRecord) -> Iterator[str]:
    """Say what the article is about and all that was checked: the record, for whoever reads only the feed."""
    retraction = find_retraction(article.history)
    if retraction:
        yield f"<p>{escape(retraction.text)}</p>"
    if article.summary:
        yield f"<p>{escape(article.summary)}</p>"
    page = make_page(site, article.address)
    counts = describe_counts(page, [claim.verdict for claim in article.claims])
    if counts:
        yield f"<p>{escape(counts)}</p>"
    if article.claims:
        items = (f"<li>{_describe_claim(site, Listed(article, claim))}</li>" for claim in article.claims)
        yield f"<ol>{''.join(items)}</ol>"


def _describe_claim(site: Site, each: Listed) -> str:
    claim = each.claim
    rating = escape(name_verdict(site.config, claim))
    finding = escape(find_reason(claim) or claim.summary)
    url = escape(_whole(site, listed_address(site, *each)))
    words = escape(f"“{claim.statement}”" if claim.is_quote else claim.statement)
    return f'<p><a href="{url}">{words}</a></p><p><strong>{rating}</strong>: {finding}</p>'


def _make_claim(site: Site, each: Listed) -> Entry:
    article, claim = each
    url = _whole(site, listed_address(site, article, claim))
    published = article.date or _LONG_AGO
    changes = [entry.date for entry in claim.history]
    return Entry(
        url,
        url,
        _name_check(find_words(site.config.language), site, each),
        _describe_claim(site, each),
        published,
        max([published, *changes]),
        claim.language or article.language or site.config.language,
        find_reason(claim) or claim.summary,
        article.authors,
        tuple(dict.fromkeys((*article.tags, *claim.tags))),
    )


def _name_check(words: Words, site: Site, each: Listed) -> str:
    rating = name_verdict(site.config, each.claim)
    heading = words.say("check.heading", number=each.claim.number, rating=rating)
    return name_check(words, heading, each.claim.statement, is_quote=each.claim.is_quote)


def _make_change(site: Site, change: Change) -> Entry:
    entry, article, claim = change
    words = find_words(site.config.language)
    address = listed_address(site, article, claim) if claim else article.address
    entries = sorted(claim.history if claim else article.history, key=lambda each: each.date)
    number = next(index for index, each in enumerate(entries, 1) if each is entry or each == entry)
    subject = _name_check(words, site, Listed(article, claim)) if claim else article.title
    ratings = describe_change(make_page(site, address), entries, number - 1, claim.status if claim else None)
    html = "".join(f"<p>{escape(text)}</p>" for text in (entry.text, ratings) if text)
    return Entry(
        _whole(site, f"{address.partition('#')[0]}#{claim.id if claim else 'article'}-change-{number}"),
        _whole(site, address),
        words.say("feed.change", kind=words.say(f"history.{entry.kind}"), subject=subject),
        html,
        entry.date,
        entry.date,
        (claim.language if claim else None) or article.language or site.config.language,
        authors=article.authors,
    )


def _render_atom(site: Site, address: str, page: str, name: str, entries: Sequence[Entry]) -> bytes:
    config = site.config
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": config.language})
    title = find_words(config.language).say("page.title", page=_say(config.language, name), site=config.title)
    _add(feed, "id", _whole(site, address))
    _add(feed, "title", title)
    if config.tagline:
        _add(feed, "subtitle", config.tagline)
    _add(feed, "updated", _time(max((entry.updated for entry in entries), default=_LONG_AGO)))
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=_whole(site, address))
    SubElement(feed, "link", rel="alternate", type="text/html", href=_whole(site, page))
    _add_person(feed, config.publisher.name if config.publisher else config.title)
    for entry in entries:
        _add_entry(feed, entry)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode").encode() + b"\n"


def _say(language: str, key: str) -> str:
    return find_words(language).say(key)


def _add_entry(feed: Element, entry: Entry) -> None:
    item = SubElement(feed, "entry", {"xml:lang": entry.language})
    _add(item, "id", entry.id)
    _add(item, "title", entry.title)
    SubElement(item, "link", rel="alternate", type="text/html", href=entry.url)
    _add(item, "published", _time(entry.published))
    _add(item, "updated", _time(entry.updated))
    for author in entry.authors:
        _add_person(item, author)
    for tag in entry.tags:
        SubElement(item, "category", term=_clean(tag))
    if entry.summary:
        _add(item, "summary", entry.summary)
    _add(item, "content", entry.html).set("type", "html")


def _add(parent: Element, name: str, text: str) -> Element:
    child = SubElement(parent, name)
    child.text = _clean(text)
    return child


def _add_person(parent: Element, name: str) -> None:
    _add(SubElement(parent, "author"), "name", name)


def _clean(text: str) -> str:
    """Drop what no XML may hold."""
    return _NOT_IN_XML.sub("", str(text))


def _time(date: dt.date) -> str:
    return f"{date.isoformat()}T00:00:00Z"


def render_json(site: Site) -> bytes:
    """Give the feed of the newest articles as JSON Feed."""
    config = site.config
    publisher = config.publisher
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": config.title,
        "home_page_url": _whole(site, HOME),
        "feed_url": _whole(site, JSON_FEED),
        "language": config.language,
        **({"description": config.tagline} if config.tagline else {}),
        **({"authors": [_make_author(publisher.name, publisher.url)]} if publisher else {}),
        "items": [_make_item(_make_article(site, article)) for article in newest_articles(site)],
    }
    return f"{json.dumps(feed, ensure_ascii=False, indent=1)}\n".encode()


def _make_author(name: str, url: str | None = None) -> dict[str, str]:
    return {"name": name, "url": url} if url else {"name": name}


def _make_item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        **({"summary": entry.summary} if entry.summary else {}),
        # JSON Feed wants one of content_html and content_text in every item.
        "content_html": entry.html or str(escape(entry.title)),
        "date_published": _time(entry.published),
        "date_modified": _time(entry.updated),
        "language": entry.language,
        **({"authors": [_make_author(name) for name in entry.authors]} if entry.authors else {}),
        **({"tags": list(entry.tags)} if entry.tags else {}),
    }
