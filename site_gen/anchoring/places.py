"""Claims and notes to their places: every quote matched, every inline anchor taken, order and numbers given.

A claim or note one of whose places fails is left out whole, with the reason; the rest goes on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from site_gen.anchoring import advice
from site_gen.anchoring.fold import fold_words
from site_gen.anchoring.match import Candidate, Found, SearchText
from site_gen.anchoring.segments import MAX_COVER, find_crowding
from site_gen.anchoring.voices import Voices
from site_gen.model import Anchor, Claim, Note, Occurrence, On, QuoteSelector
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.locations import Span
from site_gen.support.structs import Struct, field

STREAMS: tuple[On, ...] = ("title", "summary", "body")
"""In reading order."""

Match = tuple[str, Candidate]
"""Folded words, and where they stand."""


class Placed(Struct, frozen=True):
    """Folded words and where they stand in the stream of ``on``."""

    on: On
    words: str
    candidate: Candidate

    @property
    def order(self) -> tuple[int, int, int]:
        """Sorts by reading order, the longer first."""
        return STREAMS.index(self.on), self.candidate.raw_start, -self.candidate.raw_end


class Subject(Struct, frozen=True):
    """A claim or a note with all its places, in reading order; none with ``on: article``."""

    item: Claim | Note
    places: tuple[Placed, ...]


class Placing(Struct):
    """What became of the claims and notes of an article."""

    claims: list[Subject] = field(default_factory=list)
    """In the order of their numbers."""
    notes: list[Subject] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def subjects(self) -> list[Subject]:
        """Claims before notes."""
        return [*self.claims, *self.notes]


def place_all(
    claims: Sequence[Claim],
    notes: Sequence[Note],
    texts: Mapping[On, SearchText],
    inline: Mapping[str, Sequence[tuple[int, int]]],
) -> Placing:
    """Find the places of all claims and notes.

    ``inline`` gives, by id, where the words of inline anchors stand in the raw stream of the body.
    """
    placing = Placing()
    for items, subjects in ((claims, placing.claims), (notes, placing.notes)):
        for item in items:
            places, diagnostics = _place(item, texts, inline.get(item.id))
            placing.diagnostics += diagnostics
            if places is not None:
                distinct = dict.fromkeys(sorted(places, key=lambda place: place.order))
                subjects.append(Subject(item, tuple(distinct)))
        subjects.sort(key=_reading_order)
    _leave_out_crowding(placing)
    return placing


def make_anchors(
    placing: Placing, texts: Mapping[On, SearchText], voices: Mapping[On, Voices]
) -> tuple[Anchor, ...]:
    """Give the anchors of all places in reading order, each with what makes its words unique."""
    found: list[tuple[tuple[int, int, int], int, Anchor]] = []
    for rank, subject in enumerate(placing.subjects):
        claimant = subject.item.claimant if isinstance(subject.item, Claim) else None
        for number, place in enumerate(subject.places, start=1):
            search, candidate = texts[place.on], place.candidate
            start = search.stream.text_offset(candidate.raw_start)
            end = search.stream.text_offset(candidate.raw_end)
            prefix, suffix = search.find_context(place.words, candidate)
            exact = search.stream.text[start:end]
            line = search.line_at(candidate.raw_start)
            is_verbatim = voices[place.on].is_verbatim(candidate.raw_start, candidate.raw_end, claimant)
            id_ = subject.item.id
            anchor = Anchor(id_, number, place.on, start, end, exact, prefix, suffix, line, is_verbatim)
            found.append((place.order, rank, anchor))
    return tuple(anchor for _, _, anchor in sorted(found, key=lambda each: each[:2]))


def match_quote(
    search: SearchText, selector: QuoteSelector, *, is_claim: bool
) -> tuple[list[Match], list[Diagnostic]]:
    """Give the folded words and the places that a quote selects; where it does not select rightly, an error.

    ``is_claim``: a bare number as ``occurrence`` warns.
    """
    if selector.exact is None:
        words = search.folded.text.strip()
        whole = search.find(words).candidates[:1] if words else ()
        return [(words, each) for each in whole], [] if whole else [advice.no_words(selector)]
    if not fold_words(selector.exact).strip():
        return [], [advice.no_words(selector)]
    found = search.find_quote(selector.exact)
    if not found.candidates:
        problem = advice.only_in_code(search, selector, found) if found.in_code else None
        return [], [problem or advice.not_found(search, selector)]
    left = search.keep_fitting(found.candidates, selector.prefix, selector.suffix)
    if not left:
        return [], [advice.none_fits(search, selector, found)]
    problem = _check_occurrence(search, selector, found, left)
    if problem:
        return [], [problem]
    occurrence = selector.occurrence or Occurrence(1)
    if occurrence.index is None:
        return [(found.words, each) for each in left], []
    warns = is_claim and selector.occurrence is not None and occurrence.of is None
    warnings = [advice.without_total(selector, len(left))] if warns else []
    return [(found.words, left[occurrence.index - 1])], warnings


def _check_occurrence(
    search: SearchText, selector: QuoteSelector, found: Found, left: Sequence[Candidate]
) -> Diagnostic | None:
    occurrence = selector.occurrence
    if occurrence is None:
        return advice.ambiguous(search, selector, found, left) if len(left) > 1 else None
    if occurrence.of not in {None, len(left)}:
        return advice.wrong_total(search, selector, found, left)
    if occurrence.index is not None and not 0 < occurrence.index <= len(left):
        return advice.no_such_occurrence(search, selector, found, left)
    return None


def _place(
    item: Claim | Note, texts: Mapping[On, SearchText], inline: Sequence[tuple[int, int]] | None
) -> tuple[list[Placed] | None, list[Diagnostic]]:
    """Give the places of one claim or note, None with at least one error where it has none."""
    if inline is not None and (item.quotes or item.on != "body"):
        return None, [_doubly_anchored(item)]
    if item.on == "article":
        return [], []
    if inline is not None:
        search = texts["body"]
        return [Placed("body", *search.candidate_at(start, end)) for start, end in inline], []
    quotes = item.quotes
    if not quotes:
        if item.on == "body":
            return None, [_not_anchored(item)]
        quotes = (QuoteSelector(_span_of(item, "on"), None),)
    if item.on not in texts:
        hint = "add a summary to the article's front matter, or take `on: summary` away"
        message = f"“{item.id}” is about the article's {item.on}, but the article has none"
        return None, [error("quote-is-found", message, quotes[0].span, hint)]
    return _match_all(item, quotes, texts[item.on])


def _match_all(
    item: Claim | Note, quotes: Iterable[QuoteSelector], search: SearchText
) -> tuple[list[Placed] | None, list[Diagnostic]]:
    places: list[Placed] = []
    diagnostics: list[Diagnostic] = []
    complete = True
    for selector in quotes:
        chosen, problems = match_quote(search, selector, is_claim=isinstance(item, Claim))
        places += [Placed(item.on, words, candidate) for words, candidate in chosen]
        diagnostics += problems
        complete = complete and bool(chosen)
    return (places if complete else None), diagnostics


def _reading_order(subject: Subject) -> tuple[int, int, int]:
    return subject.places[0].order if subject.places else (len(STREAMS), 0, 0)


def _leave_out_crowding(placing: Placing) -> None:
    """Leave out what would make some words lie under more marks than anybody can read."""
    subjects = placing.subjects
    crowding: set[int] = set()
    by_stream: dict[On, list[tuple[int, int, int]]] = defaultdict(list)
    for rank, subject in enumerate(subjects):
        for place in subject.places:
            by_stream[place.on].append((place.candidate.raw_start, place.candidate.raw_end, rank))
    for places in by_stream.values():
        crowding |= find_crowding(places)
    if not crowding:
        return
    for rank in sorted(crowding):
        message = f"more than {MAX_COVER} claims and notes lie on the same words"
        hint = "quote fewer words, or say several things in one claim"
        placing.diagnostics.append(
            error("overlap-is-readable", message, _span_of(subjects[rank].item, "quote"), hint)
        )
    left_out = {subjects[rank].item.id for rank in crowding}
    placing.claims = [subject for subject in placing.claims if subject.item.id not in left_out]
    placing.notes = [subject for subject in placing.notes if subject.item.id not in left_out]


def _not_anchored(item: Claim | Note) -> Diagnostic:
    message = f"“{item.id}” has no quote, and no words of the article are marked with its id"
    hint = f"add `quote:` with words of the article, or mark words there: `[words](#{item.id})`, or write `on: article`"
    return error("claim-is-anchored", message, _span_of(item, "id"), hint)


def _doubly_anchored(item: Claim | Note) -> Diagnostic:
    what = "a quote" if item.quotes else f"on: {item.on}"
    message = f"“{item.id}” has {what}, and words of the article are marked with its id, too"
    span = item.quotes[0].span if item.quotes else _span_of(item, "on")
    return error(
        "claim-is-anchored-once", message, span, f"take one of them away: {what}, or `[words](#{item.id})`"
    )


def _span_of(item: Claim | Note, key: str) -> Span:
    if key == "quote" and item.quotes:
        return item.quotes[0].span
    return item.spans.get(key) or item.spans.get("id") or item.span
