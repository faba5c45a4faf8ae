"""Words of an article to what a new claim or note must say to stand on them: quote, prefix, suffix.

The same matching as for claims that are there already; what it gives selects one place, or says why not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from site_gen.anchoring.body import make_body
from site_gen.anchoring.fold import fold_words
from site_gen.anchoring.match import Candidate, SearchText
from site_gen.anchoring.places import match_quote
from site_gen.anchoring.texts import Texts, read_texts
from site_gen.model import Article, Occurrence, On, QuoteSelector
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.locations import Span
from site_gen.support.structs import Struct

_AROUND = 40
_COLLAPSED = re.compile(r"[ \t\n\f\r]+")
_MOST_PLACES = 50


class Located(Struct, frozen=True):
    """Words of an article, with what tells them from the same words elsewhere in it."""

    on: On
    exact: str
    """The words as they stand in the stream, on one line."""
    prefix: str = ""
    suffix: str = ""
    occurrence: Occurrence | None = None
    """All of several places; or the one that no words around it tell from the others."""
    start: int = 0
    """Into the text stream of ``on``; with several places, of the first."""
    end: int = 0
    line: int = 1
    before: str = ""
    """Words before it, for people to recognise it by."""
    after: str = ""


class Missed(Struct, frozen=True):
    """Why some words have no place, and what to take instead."""

    problem: Diagnostic
    nearest: str = ""
    """The words of the article that come nearest; empty where none are near."""
    places: tuple[Located, ...] = ()
    """Where the words stand, when they stand in several places and none was chosen."""


def locate_quote(texts: Texts, selector: QuoteSelector, on: On) -> Located | Missed:
    """Find the one place that a selector means (``all``: all of them), and what selects it shortly.

    ``on`` is ``title``, ``summary`` or ``body``. Without ``exact`` it is the whole title or summary.
    """
    search = texts.searches.get(on)
    if search is None:
        message = f"the article has no {on} to quote from"
        hint = "add one to its front matter, or quote from the article's text"
        return Missed(error("quote-is-found", message, selector.span, hint))
    found, problems = match_quote(search, selector, is_claim=False)
    if not found:
        return _explain_miss(search, selector, on, problems[0])
    words, candidate = found[0]
    located = _make_located(search, on, words, candidate)
    if selector.occurrence is not None and selector.occurrence.index is None and len(found) > 1:
        return _replace_context(located, Occurrence(None))
    return located


def locate_stretch(texts: Texts, raw_start: int, raw_end: int) -> Located:
    """Give what selects a stretch of the raw stream of the body."""
    search = texts.searches["body"]
    return _make_located(search, "body", *search.candidate_at(raw_start, raw_end))


def locate_open_placeholders(article: Article) -> list[Located]:
    """Give the placeholders ``[words](#)`` of an article that no claim and no note covers, in order."""
    texts = read_texts(article)
    places = [place for words in texts.inline.placeholders if (place := texts.find_stretch(words))]
    body, _ = make_body(article)
    pairs = zip(places, body.placeholders, strict=True)
    return [locate_stretch(texts, *place) for place, placeholder in pairs if not placeholder.covered]


def _make_located(search: SearchText, on: On, words: str, candidate: Candidate) -> Located:
    stream = search.stream
    start, end = stream.text_offset(candidate.raw_start), stream.text_offset(candidate.raw_end)
    prefix, suffix = search.find_context(words, candidate)
    located = Located(
        on,
        _on_one_line(stream.text[start:end]),
        _COLLAPSED.sub(" ", prefix),
        _COLLAPSED.sub(" ", suffix),
        start=start,
        end=end,
        line=search.line_at(candidate.raw_start),
        before=_COLLAPSED.sub(" ", stream.text[max(0, start - _AROUND) : start]).lstrip(" "),
        after=_COLLAPSED.sub(" ", stream.text[end : end + _AROUND]).rstrip(" "),
    )
    return located if _selects(search, located, candidate) else _count(search, located, candidate)


def _selects(search: SearchText, located: Located, candidate: Candidate) -> bool:
    """Tell whether what was made, once it is typed, leads back to the place."""
    typed = QuoteSelector(Span(search.path), located.exact, located.prefix, located.suffix)
    found, _ = match_quote(search, typed, is_claim=False)
    return [each[:2] for _, each in found] == [candidate[:2]]


def _count(search: SearchText, located: Located, candidate: Candidate) -> Located:
    """Choose a place by its number, in a text that says the same on and on."""
    starts = [each.start for each in search.find_quote(located.exact).candidates]
    number = starts.index(candidate.start) + 1 if candidate.start in starts else 1
    return _replace_context(located, Occurrence(number, len(starts)))


def _replace_context(located: Located, occurrence: Occurrence) -> Located:
    return Located(
        located.on,
        located.exact,
        occurrence=occurrence,
        start=located.start,
        end=located.end,
        line=located.line,
        before=located.before,
        after=located.after,
    )


def _explain_miss(search: SearchText, selector: QuoteSelector, on: On, problem: Diagnostic) -> Missed:
    typed = selector.exact or ""
    found = search.find_quote(typed) if fold_words(typed).strip() else None
    if found is not None and found.candidates:
        left = search.keep_fitting(found.candidates, selector.prefix, selector.suffix) or found.candidates
        return Missed(problem, places=tuple(_list_places(search, on, found.words, left)))
    nearest = search.passages.find_nearest(fold_words(typed)) if found is not None else None
    if nearest is None:
        return Missed(problem)
    offset = search.stream.text_offset
    start, end = (offset(place) for place in search.widen(*nearest))
    return Missed(problem, _on_one_line(search.stream.text[start:end]))


def _list_places(
    search: SearchText, on: On, words: str, candidates: Iterable[Candidate]
) -> Iterable[Located]:
    for number, candidate in enumerate(candidates):
        if number == _MOST_PLACES:
            return
        yield _make_located(search, on, words, candidate)


def _on_one_line(text: str) -> str:
    return _COLLAPSED.sub(" ", text).strip(" ")
