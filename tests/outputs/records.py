"""Sites made of records alone, as large and as wordy as wanted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from site_gen.model import ArticleRecord, ClaimRecord, Config, PartialDate, Rating, Site
from site_gen.presenting.catalogue import make_lists
from site_gen.support.locations import Span
from site_gen.support.steps import finish
from site_gen.support.structs import replace

HERE = Span("content/articles/x.claims.yaml")
RATINGS = (
    Rating("accurate", "Accurate", "It is right.", "good", 5),
    Rating("inaccurate", "Inaccurate", "It is not so.", "bad", 1),
    Rating("unverified", "Unverified", "Not known yet.", "none"),
    Rating("old", "Old", "No longer given.", "poor", 2, retired=True),
)
BASE = "https://example.org/facts/"


def make_claim(id_: str, number: int = 1, **more: Any) -> ClaimRecord:
    """Make a claim of which only what matters is named."""
    given: dict[str, Any] = {
        "quote": f"“{id_}” 日本",
        "claim": None,
        "summary": "Why.",
        "status": "inaccurate",
        "claimant": "Ann",
        "said": PartialDate(2018, 6),
        "checked": dt.date(2018, 7, 1),
        "sources": (),
        "span": HERE,
        **more,
    }
    return ClaimRecord(id=id_, number=number, **given)


def make_article(slug: str, day: str | None, *claims: ClaimRecord, **more: Any) -> ArticleRecord:
    """Make an article."""
    date = dt.date.fromisoformat(day) if day else None
    title = more.pop("title", slug.title())
    key = more.pop("body_key", f"key of {slug}")
    return ArticleRecord(f"content/articles/{slug}.md", slug, title, key, date=date, claims=claims, **more)


def make_site(*articles: ArticleRecord, sources: Any = None, pages: Any = (), **config: Any) -> Site:
    """Make a site with its lists."""
    given: dict[str, Any] = {"base_url": BASE, **config}
    site = Site(Config("Facts", RATINGS, **given), articles, tuple(pages), sources=sources or {})
    return replace(site, lists=finish(make_lists(site)))


def make_large_site(articles: int, claims: int, words: str = "word ") -> Site:
    """Make a site with many claims, newest first, each with long texts made of ``words``."""
    long = words * 200
    speakers = [f"{words[:20]} {number}" for number in range(articles // 2)]
    first = dt.date(1996, 1, 1)
    records = []
    for index in range(articles, 0, -1):
        own = tuple(
            make_claim(
                f"claim-{number}",
                number,
                quote=long,
                summary=long,
                claimant=speakers[(index * 7 + number) % len(speakers)],
                publishers=(f"Publisher {number}", f"Paper {index}"),
                status=("accurate", "inaccurate", "unverified")[number % 3],
                tags=(f"Topic {index % 40}",),
            )
            for number in range(1, claims + 1)
        )
        day = (first + dt.timedelta(days=index)).isoformat()
        records.append(make_article(f"article-{index}", day, *own, title=long[:300], tags=("Everything",)))
    return make_site(*records)
