"""The list of all corrections and other changes after publication, by month."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from site_gen.model import Change, HistoryEntry, PageRecord, Site
from site_gen.presenting.addresses import CORRECTIONS, listed_address
from site_gen.presenting.frame import LIST_STYLES, make_chrome, make_feeds, make_head
from site_gen.presenting.index_views import ChangesMonthView, ChangeView, CorrectionsView
from site_gen.presenting.indexes import name_month, shorten
from site_gen.presenting.lists import make_pager
from site_gen.presenting.page import Page, find_direction, make_history, make_page
from site_gen.presenting.parts import find_part
from site_gen.presenting.verdicts import name_verdict
from site_gen.presenting.views import HistoryView, LinkView
from site_gen.support.structs import replace

CHANGES_PER_PAGE = 30
POLICY_PAGES = ("corrections-policy", "corrections", "policy-on-corrections", "corrections-and-complaints")
"""Slugs by which the site's page on corrections is known."""
_MAX_TEXT = 700


def present_corrections(site: Site, number: int | None = None) -> CorrectionsView:
    """Make the view of the newest changes, or of an older page of them by its number. Raises KeyError."""
    part = find_part(CORRECTIONS, site.lists.changes, CHANGES_PER_PAGE, number)
    page = make_page(site, part.address)
    say = page.words.say
    name = say("index.corrections")
    heading = name if number is None else say("page.numbered", page=name, number=number)
    policy = find_policy(site)
    return CorrectionsView(
        chrome=make_chrome(page, LIST_STYLES),
        head=make_head(page, heading, description=say("corrections.intro"), alternates=make_feeds(page)),
        heading=heading,
        policy=LinkView(policy.title, page.link(policy.address)) if policy else None,
        months=tuple(_make_months(page, part.items)),
        pager=make_pager(page, part, (each.entry.date for each in part.items)),
    )


def find_policy(site: Site) -> PageRecord | None:
    """Give the site's own page on corrections; None where it has none by a known name."""
    for slug in POLICY_PAGES:
        found = site.places.get(f"/{slug}/")
        if isinstance(found, PageRecord):
            return found
    return None


def _make_months(page: Page, changes: Iterable[Change]) -> Iterable[ChangesMonthView]:
    for month, group in groupby(changes, key=lambda each: f"{each.entry.date:%Y-%m}"):
        yield ChangesMonthView(name_month(page, month), tuple(_make_change(page, each) for each in group))


def _make_change(page: Page, change: Change) -> ChangeView:
    article, claim = change.article, change.claim
    language = (claim.language if claim else None) or article.language or page.site.config.language
    to_article = LinkView(shorten(article.title), page.link(article.address))
    subject = to_article
    if claim:
        address = listed_address(page.site, article, claim)
        rating = name_verdict(page.site.config, claim)
        words = "check.heading" if rating else "check.heading.open"
        label = page.words.say(words, number=claim.number, rating=rating)
        subject = LinkView(label, page.link(address))
    return ChangeView(
        history=_describe(page, change),
        subject=subject,
        statement=shorten(claim.statement) if claim else None,
        is_quote=bool(claim and claim.is_quote),
        article=to_article if claim else None,
        language=language,
        direction=find_direction(language),
    )


def _describe(page: Page, change: Change) -> HistoryView:
    """Describe one change as the claim's own history does: the rating after it is what the next change left."""
    claim = change.claim
    entries = claim.history if claim else change.article.history
    in_order = sorted(entries, key=lambda entry: entry.date)[::-1]
    views = make_history(page, entries, claim.status if claim else None)
    view = views[_find_index(in_order, change.entry)]
    return replace(view, text=shorten(view.text, _MAX_TEXT))


def _find_index(entries: list[HistoryEntry], wanted: HistoryEntry) -> int:
    return next(index for index, entry in enumerate(entries) if entry is wanted or entry == wanted)
