"""The page being presented: where it stands, how it links, in which words. Makes the smallest views."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from site_gen.model import WITHDRAWN, HistoryEntry, PartialDate, Person, Rating, Site, Work, find_retraction
from site_gen.presenting.addresses import rating_address
from site_gen.presenting.verdicts import make_scale
from site_gen.presenting.views import (
    Direction,
    HistoryView,
    PersonView,
    RatingView,
    TimeView,
    WorkView,
)
from site_gen.support.structs import Struct
from site_gen.support.urls import Linker, compose, join_base
from site_gen.support.words import Words, find_words, text_direction


class Page(Struct, frozen=True):
    """One page of one site."""

    site: Site
    address: str
    """In root form."""
    linker: Linker
    words: Words

    def link(self, address: str) -> str:
        """Give the link from this page to an address in root form."""
        return self.linker.link(address)

    def absolute(self, address: str) -> str | None:
        """Give the whole address; None where the site has no ``base_url``."""
        base_url = self.site.config.base_url
        return join_base(base_url, address) if base_url else None

    def static(self, path: str) -> str | None:
        """Give the link to a file of ``static/``; None where the site has no such file."""
        file = self.site.files.get(("", compose(f"static/{path}")))
        return self.link(file.address) if file else None

    def asset(self, path: str) -> str:
        """Give the link to a file of ``static/``. Raises LookupError."""
        link = self.static(path)
        if link is None:
            raise LookupError(f"asset('{path}') names a file that is not in static/")
        return link


def make_page(site: Site, address: str) -> Page:
    """Make the page at an address in root form."""
    return Page(site, address, Linker(address, site.portable), find_words(site.config.language))


def make_rootless_page(site: Site, address: str) -> Page:
    """Make a page served in place of missing ones, at any depth: its links begin at the host's root."""
    base_path = urlsplit(site.config.base_url or "/").path or "/"
    return Page(site, address, Linker(address, base_path=base_path), find_words(site.config.language))


def make_time(page: Page, date: dt.date | PartialDate | None) -> TimeView | None:
    """Make the view of a date, just as precise as it was given."""
    if date is None:
        return None
    return _make_time(page.words.language, date)


@lru_cache(maxsize=1024)
def _make_time(language: str, date: dt.date | PartialDate) -> TimeView:
    # A list of claims names the day of an article once a claim, and its sources were looked at on few days.
    return TimeView(str(date), find_words(language).date(date.year, date.month, date.day))


def make_person(person: Person | None) -> PersonView | None:
    """Make the view of a person."""
    return PersonView(person.name, person.role, person.url) if person else None


def make_work(page: Page, work: Work | None) -> WorkView | None:
    """Make the view of a text published elsewhere; None where nothing names it."""
    if work is None:
        return None
    title = work.title or work.url or work.publisher
    if title is None:
        return None
    return WorkView(title, work.url, work.publisher, work.author, make_time(page, work.published))


def make_history(
    page: Page, entries: Sequence[HistoryEntry], status: str | None = None
) -> tuple[HistoryView, ...]:
    """Make the views of dated changes, newest first.

    ``status`` is the rating's id now; the rating after a change is the one that the next change left.
    """
    views = []
    in_order = sorted(entries, key=lambda entry: entry.date)
    for index, entry in reversed(list(enumerate(in_order))):
        change = describe_change(page, in_order, index, status)
        label = page.words.say(f"history.{entry.kind}")
        date = TimeView(entry.date.isoformat(), page.words.full_date(entry.date))
        views.append(HistoryView(date, label, entry.kind, entry.text, change))
    return tuple(views)


def describe_change(
    page: Page, entries: Sequence[HistoryEntry], index: int, status: str | None
) -> str | None:
    """Say how one of the changes, oldest first, changed the rating; ``status`` is its id now.

    What withdraws a check says what its verdict was, also where it does not name it.
    """
    if find_retraction(entries) is entries[index]:
        return _describe_change(page, entries[index].from_rating or status, WITHDRAWN if status else None)
    later = (entry.from_rating for entry in entries[index + 1 :] if entry.from_rating)
    return _describe_change(page, entries[index].from_rating, next(later, status))


def _describe_change(page: Page, old: str | None, new: str | None) -> str | None:
    if old is None or new is None or old == new:
        return None
    labels = {rating.id: rating.label for rating in make_scale(page.site.config).values()}
    return page.words.say("change.rating", old=labels.get(old, old), new=labels.get(new, new))


def make_ratings(page: Page) -> Mapping[str, RatingView]:
    """Make the views of all verdicts, by id, for a page that shows them again and again."""
    return {id_: make_rating(page, rating) for id_, rating in make_scale(page.site.config).items()}


def make_rating(page: Page, rating: Rating) -> RatingView:
    """Make the view of a verdict."""
    value = None
    if rating.value is not None:
        best = max(each.value or 0 for each in page.site.config.ratings)
        value = page.words.say("rating.value", value=rating.value, best=best)
    href = page.link(rating_address(rating.id))
    return RatingView(rating.id, rating.label, rating.meaning, rating.tone, href, value, rating.retired)


def name_check(words: Words, heading: str, statement: str, *, is_quote: bool) -> str:
    """Name a check by its ``heading`` and what it is about: only the very words stand in quotation marks."""
    if is_quote:
        return words.say("check.of", heading=heading, quote=statement)
    return words.say("check.about", heading=heading, claim=statement)


def join_names(words: Words, names: Sequence[str]) -> str | None:
    """Give names as people list them: "A", "A and B", "A, B and C"; None for no name."""
    if not names:
        return None
    if len(names) == 1:
        return names[0]
    text = words.say("list.and", first=names[-2], last=names[-1])
    for name in reversed(names[:-2]):
        text = words.say("list.comma", first=name, rest=text)
    return text


def find_direction(language: str | None) -> Direction:
    """Give the direction of a text whose language may not be known."""
    return text_direction(language) if language else "auto"


class OwnKeys(dict[str, Any]):
    """Keys that a site writes for its own templates, which name them like fields too: ``place.folder``."""

    def __getattr__(self, name: str) -> Any:
        """Give what stands under a key. Raises AttributeError, also for what Python itself asks of its objects."""
        if name not in self or name.startswith("__"):
            raise AttributeError(name)
        return self[name]


def name_keys(value: Any) -> Any:
    """Give lists and maps with maps that templates need not ask twice: for a field first, and then for a key."""
    if isinstance(value, Mapping):
        return OwnKeys((key, name_keys(each)) for key, each in value.items())
    return [name_keys(each) for each in value] if isinstance(value, list) else value
