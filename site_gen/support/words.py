"""The words of the interface, by key. Every word that a reader sees and no author wrote comes from here."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from site_gen.support.structs import Struct

ENGLISH: Mapping[str, str] = {
    "month.1": "January",
    "month.2": "February",
    "month.3": "March",
    "month.4": "April",
    "month.5": "May",
    "month.6": "June",
    "month.7": "July",
    "month.8": "August",
    "month.9": "September",
    "month.10": "October",
    "month.11": "November",
    "month.12": "December",
    "date.day": "{day} {month} {year}",
    "date.month": "{month} {year}",
    "date.year": "{year}",
    "footnote.back": "Back to the text, footnote {n}",
    "footnote.mark": "Footnote {n}",
    "date.none": "undated",
    "list.and": "{first} and {last}",
    "list.comma": "{first}, {rest}",
    "article.by": "By {names}",
    "article.minutes.one": "{n} minute to read",
    "article.minutes.other": "{n} minutes to read",
    "article.withdrawn": "Withdrawn: {title}",
    "check.heading": "Check {number}: {rating}",
    "check.heading.open": "Check {number}: no verdict yet",
    "check.of": "{heading}: “{quote}”",
    "check.about": "{heading}: {claim}",
    "note.heading": "Note {letter}: {title}",
    "note.heading.bare": "Note {letter}",
    "counts.total.one": "{n} statement checked",
    "counts.total.other": "{n} statements checked",
    "counts.text": "{total}: {parts}",
    "counts.part": "{n} {rating}",
    "counts.withdrawn.one": "{n} withdrawn",
    "counts.withdrawn.other": "{n} withdrawn",
    "counts.beside": "{counts}; {withdrawn}",
    "counts.only_withdrawn.one": "{n} check withdrawn",
    "counts.only_withdrawn.other": "{n} checks withdrawn",
    "place.body": "In the text",
    "place.title": "In the title",
    "place.summary": "In the summary",
    "place.article": "The article as a whole",
    "rating.value": "{value} of {best}",
    "change.rating": "from {old} to {new}",
    "verdict.withdrawn": "Withdrawn",
    "verdict.withdrawn.meaning": "This check no longer stands: it gives no verdict.",
    "verdict.withdrawn.on": "Withdrawn on {date}",
    "verdict.corrected.on": "Corrected on {date}",
    "history.correction": "Correction",
    "history.update": "Update",
    "history.clarification": "Clarification",
    "history.retraction": "Retraction",
    "confidence.high": "High",
    "confidence.medium": "Medium",
    "confidence.low": "Low",
    "kind.primary": "Primary source",
    "kind.secondary": "Secondary source",
    "kind.data": "Data",
    "kind.document": "Document",
    "kind.interview": "Interview",
    "kind.audio": "Audio recording",
    "kind.video": "Video recording",
    "stance.supports": "Supports the statement",
    "stance.refutes": "Contradicts the statement",
    "stance.context": "Gives context",
    "source.anonymous": "A source who is not named",
    "badge.site": "Preview with drafts: not published",
    "badge.draft": "Draft",
    "badge.review": "Under review",
    "badge.scheduled": "To be published on {date}",
    "badge.withdrawn": "Withdrawn",
    "badge.unplaced": "Not found in the text",
    "report.link": "Report an error",
    "report.subject": "Error in check {id}",
    "report.body": "“{quote}”\n{address}\n\nWhat is wrong:\n",
    "report.site_subject": "Error on {site}",
    "page.dates": "{first} to {last}",
    "page.home": "Articles",
    "page.home_numbered": "Articles, page {page}",
    "page.title": "{page} – {site}",
    "page.ratings": "Our ratings",
    "page.ratings_summary": "What each verdict means, from best to worst.",
    "page.not_found": "Page not found",
    "page.annotations": "Annotations of this article",
    "page.numbered": "{page}, page {number}",
    "index.claims": "All checks",
    "index.status": "Verdicts",
    "index.speakers": "Speakers",
    "index.topics": "Topics",
    "index.sources": "Sources",
    "index.publishers": "Publishers of sources",
    "index.archive": "Archive",
    "index.corrections": "Corrections",
    "index.search": "Search",
    "index.feed": "Feed",
    "index.status.of": "Statements rated {name}",
    "index.status.withdrawn": "Checks that were withdrawn",
    "index.speakers.of": "Statements by {name}",
    "index.topics.of": "Statements on {name}",
    "index.sources.of": "What rests on {name}",
    "index.publishers.of": "What rests on sources published by {name}",
    "index.archive.of": "Articles of {month}",
    "index.status.all": "All statements that we checked, by verdict.",
    "index.speakers.all": "Whose statements we checked, in order of name. How many there are of somebody says what we "
    "looked at, and nothing about how reliable they are.",
    "index.topics.all": "What the statements are about, in order of name.",
    "index.sources.all": "Sources that several checks rest on, in order of name.",
    "index.publishers.all": "Who published the sources that our checks rest on, in order of name.",
    "index.archive.all": "All articles, month by month.",
    "index.speakers.intro": "Only selected statements were checked: the counts say nothing about the rest.",
    "index.topics.intro": "Newest articles first.",
    "index.sources.intro": "The checks that rest on this source, newest articles first.",
    "index.publishers.intro": "The checks that rest on a source of this publisher, newest articles first.",
    "index.letter": "{name}: {start}…",
    "index.letter_count": "{start}… ({n})",
    "index.archive.count": "{articles}, {checks}",
    "index.articles.one": "{n} article",
    "index.articles.other": "{n} articles",
    "corrections.intro": "Every change after publication that could matter to a reader, newest first.",
    "feed.articles": "Articles",
    "feed.claims": "Checks",
    "feed.corrections": "Corrections",
    "feed.change": "{kind}: {subject}",
    "search.intro": "Every statement that we checked, by words, verdict, speaker, topic, publisher of a source, "
    "language and date.",
    "search.intro_texts": "The words are also looked for in the text of the articles.",
    "search.words": "Words",
    "search.status": "Verdict",
    "search.speaker": "Speaker",
    "search.topic": "Topic",
    "search.publisher": "Publisher of a source",
    "search.language": "Language",
    "search.from": "Article from",
    "search.to": "Article until",
    "search.any": "Any",
    "search.clear": "Clear",
    "search.more": "Show more",
    "search.found": "{n} of {total} statements",
    "search.loading": "more are being loaded …",
    "search.failed": "The data could not be loaded. Try again later, or look through the lists below.",
    "search.disk": "From a disk, browsers do not let a page read the data that this search needs. The lists below have "
    "all statements; the search works where the site is on the web.",
    "search.no_script": "The search needs JavaScript. The lists below have all statements without it.",
    "search.texts_found": "Articles with these words in their text: {n}",
    "search.lists": "Or look through the lists",
    # What templates say as it is, by ``words["ui.…"]``.
    "ui.skip": "Skip to the content",
    "ui.home": "Home",
    "ui.nav": "Main",
    "ui.footer_nav": "About this site",
    "ui.menu": "Menu",
    "ui.publisher": "Published by",
    "ui.published": "Published",
    "ui.updated": "Updated",
    "ui.last_checked": "Last checked",
    "ui.original": "The text checked here",
    "ui.by": "by",
    "ui.history": "Corrections and updates",
    "ui.contents": "Contents",
    "ui.summary": "Summary",
    "ui.overview": "At a glance",
    "ui.selection": "Only selected statements were checked. That the rest is unmarked says nothing about it.",
    "ui.bar": "Verdicts in proportion",
    "ui.checks": "What we checked",
    "ui.notes": "Context",
    "ui.key": "What the ratings mean",
    "ui.all_ratings": "All ratings",
    "ui.tags": "Topics",
    "ui.quote": "The words",
    "ui.claim": "In other words",
    "ui.verdict": "Verdict",
    "ui.meaning": "What this means",
    "ui.reason": "Why this rating",
    "ui.context": "Context",
    "ui.sources": "Sources",
    "ui.source_quote": "Words relied on",
    "ui.anonymous": "Not named because",
    "ui.archived": "Archived copy",
    "ui.accessed": "accessed",
    "ui.claimant": "Who said it",
    "ui.said": "When",
    "ui.appearance": "Where",
    "ui.confidence": "How sure we are",
    "ui.checked": "Checked",
    "ui.checked_by": "Checked by",
    "ui.reviewed_by": "Reviewed by",
    "ui.back": "Back to the text",
    "ui.full_record": "Full record",
    "ui.all_sources": "all sources",
    "ui.permalink": "This check’s own page",
    "ui.same_as": "The same statement is checked in",
    "ui.shares": "The same words are also part of",
    "ui.in_article": "From the article",
    "ui.read_in_context": "Read it in the article",
    "ui.previous": "Previous",
    "ui.next": "Next",
    "ui.close": "Close",
    "ui.dark": "Dark page",
    "ui.controls": "Reading aids",
    "ui.marks": "Marks",
    "ui.filter": "Verdicts shown",
    "ui.filter_all": "All verdicts",
    "ui.position": "{n} of {total}",
    "ui.previous_check": "Previous check",
    "ui.next_check": "Next check",
    "ui.copy_link": "Copy the link",
    "ui.link_copied": "Link copied",
    "ui.keys": "Keys",
    "ui.keys_help": "This help",
    "ui.keys_use": "Use these keys",
    "ui.newer": "Newer",
    "ui.older": "Older",
    "ui.pages": "Pages",
    "ui.no_articles": "No article has been published yet.",
    "ui.ratings_on_axis": "From best to worst",
    "ui.ratings_off_axis": "Outside the scale",
    "ui.ratings_retired": "No longer given",
    "ui.retired": "retired",
    "ui.not_found": "There is no page at this address. It may have moved, or the address may be mistyped.",
    "ui.newest": "Newest articles",
    "ui.go_home": "To the home page",
    "ui.preview": "Preview",
    "ui.explore": "Everything checked",
    "ui.more": "More",
    "ui.same_elsewhere": "The same statement in other articles",
    "ui.share": "Share",
    "ui.embed": "Show this check on another site",
    "ui.embed_help": "Paste this where the check is to stand. It asks nobody but this site for anything.",
    "ui.embed_placeholder": "Its address is still a placeholder: base_url in site.yaml is not yet this site's own.",
    "ui.embed_look": "See what it looks like",
    "ui.embed_more": "The whole check, with sources",
    "ui.moved": "This page has moved",
    "ui.letters": "Names by their first letters",
    "ui.no_claims": "No check has been published yet.",
    "ui.no_claims_here": "No check has this verdict.",
    "ui.no_changes": "Nothing had to be changed so far.",
    "ui.corrections_policy": "How we correct mistakes",
}
"""Counted texts have two keys, ``….one`` and ``….other``."""

_FIRST_STRONG = "\u2068"
_END_OF_ISOLATE = "\u2069"
_PLACEHOLDER = re.compile(r"{\w+}")

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})


class Words(Struct, frozen=True):
    """The catalogue of one language."""

    language: str
    texts: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """Give the text of ``key`` with its ``{names}`` filled in. Raises KeyError.

        A value that runs in the other direction is kept apart (https://www.unicode.org/reports/tr9/): else the numbers
        of "3 wrong, 2 right" would stand beside the wrong verdicts where these are Arabic.
        """
        text = self.texts[key]
        if not values:
            return text
        filled = text.format(**values)
        if filled.isascii():
            return filled
        numbered = not all(isinstance(value, str) for value in values.values())
        if not (numbered or any(map(str.isalpha, _PLACEHOLDER.sub("", text)))):
            return filled
        direction = text_direction(self.language)
        return text.format(**{name: _isolate(value, direction) for name, value in values.items()})

    def count(self, key: str, number: int, **values: object) -> str:
        """Give the text of ``key`` for a number of things, ``{n}`` filled in."""
        return self.say(f"{key}.{'one' if number == 1 else 'other'}", n=number, **values)

    def date(self, year: int, month: int | None = None, day: int | None = None) -> str:
        """Give a day, a month or a year in words."""
        if month is None:
            return self.say("date.year", year=year)
        name = self.say(f"month.{month}")
        if day is None:
            return self.say("date.month", month=name, year=year)
        return self.say("date.day", day=day, month=name, year=year)

    def full_date(self, date: dt.date) -> str:
        """Give a full day in words."""
        return self.date(date.year, date.month, date.day)


def _isolate(value: object, around: Literal["ltr", "rtl"]) -> object:
    """Give a text, kept apart by signs of Unicode where it has letters that run against what is around."""
    if not isinstance(value, str) or _FIRST_STRONG in value or (around == "ltr" and value.isascii()):
        return value
    strange = ("R", "AL") if around == "ltr" else ("L",)
    mixed = any(unicodedata.bidirectional(letter) in strange for letter in value)
    return f"{_FIRST_STRONG}{value}{_END_OF_ISOLATE}" if mixed else value


def find_words(language: str) -> Words:
    """Give the catalogue for a language tag; English where there is none."""
    del language  # the only catalogue so far
    return Words("en", ENGLISH)


@lru_cache(maxsize=64)
def text_direction(language: str) -> Literal["ltr", "rtl"]:
    """Give the direction that text of a language tag (BCP 47) runs in."""
    parts = language.lower().split("-")
    if "arab" in parts[1:] or "hebr" in parts[1:]:
        return "rtl"
    return "rtl" if parts[0] in RIGHT_TO_LEFT and "latn" not in parts[1:] else "ltr"
