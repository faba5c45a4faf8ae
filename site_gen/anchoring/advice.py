"""What an author is told whose quote has no place, or several: what was found, where, what to paste."""

from __future__ import annotations

import json
from collections.abc import Sequence

from site_gen.anchoring.fold import fold_words
from site_gen.anchoring.hints import diff_words
from site_gen.anchoring.match import Candidate, Found, SearchText
from site_gen.model import QuoteSelector
from site_gen.support.diagnostics import Diagnostic, error, warning

_SHOWN = 10
_AROUND = 30
_LONGEST = 80
_TOO_LONG_TO_PASTE = 400
_COPY = "copy the words to check from the article, just as they stand there"


def no_words(selector: QuoteSelector) -> Diagnostic:
    """Say that a quote is empty."""
    return error(
        "quote-has-words",
        "the quote has no words to look for",
        selector.span,
        _COPY,
    )


def not_found(search: SearchText, selector: QuoteSelector) -> Diagnostic:
    """Say that a quote stands nowhere, and which passage is nearest to it."""
    typed = " ".join((selector.exact or "").split())
    message = f"“{_shorten(typed)}” is not in the {search.name}"
    nearest = search.passages.find_nearest(fold_words(typed))
    if nearest is None:
        return error(
            "quote-is-found",
            message,
            selector.span,
            f"copy the words from the {search.name}, {search.path}, as they stand there",
        )
    place = search.widen(*nearest)
    offset = search.stream.text_offset
    found = " ".join(search.stream.text[offset(place[0]) : offset(place[1])].split())
    lines = [
        f"nearest passage, {_where(search, place[0])} [yours → the {search.name}'s]:",
        f"  {_shorten(diff_words(typed, found), 4 * _LONGEST)}",
    ]
    if len(found) <= _TOO_LONG_TO_PASTE:
        lines += [f"if these are the words, write{_in_place_of(selector)}:", f"  quote: {_yaml(found)}"]
    message += f"; the nearest words stand on line {search.line_at(place[0])} of {search.path}"
    return error("quote-is-found", message, selector.span, "\n".join(lines))


def only_in_code(search: SearchText, selector: QuoteSelector, found: Found) -> Diagnostic:
    """Say that a quote stands only where it cannot be marked."""
    start = next(iter(search.find_starts(found.words)))
    place = search.folded.find_original(start, start + len(found.words))
    where = f" ({_where(search, place[0])})" if place else ""
    message = (
        f"“{_shorten(found.words)}” lies in a block of code{where}, at least in part; nothing is marked there"
    )
    return error("quote-is-outside-code", message, selector.span, "quote words of the running text")


def none_fits(search: SearchText, selector: QuoteSelector, found: Found) -> Diagnostic:
    """Say that a quote stands somewhere, but not with this prefix and suffix."""
    wishes = [
        f"{side} “{_shorten(' '.join(words.split()))}”"
        for side, words in (("after", selector.prefix), ("before", selector.suffix))
        if words and words.strip()
    ]
    message = f"the quote is in the {search.name}, but not {' and '.join(wishes)}"
    help_lines = _list_candidates(search, found, found.candidates)
    if len(found.candidates) == 1:
        given = [
            f"`{key}`" for key, words in (("prefix", selector.prefix), ("suffix", selector.suffix)) if words
        ]
        help_lines += f"\n  it is the only place: take {' and '.join(given)} away"
    return error("quote-is-found", message, selector.span, help_lines)


def ambiguous(
    search: SearchText, selector: QuoteSelector, found: Found, left: Sequence[Candidate]
) -> Diagnostic:
    """Say that a quote stands in several places, and what tells them apart."""
    message = f"the quote stands in {len(left)} places of the {search.name}; say which one is meant"
    return error("quote-is-unique", message, selector.span, _list_candidates(search, found, left))


def wrong_total(
    search: SearchText, selector: QuoteSelector, found: Found, left: Sequence[Candidate]
) -> Diagnostic:
    """Say that a quote does not stand in as many places as it did."""
    of = selector.occurrence.of if selector.occurrence else None
    message = f"the quote stands in {_count(len(left))} of the {search.name} now, no longer in {of}"
    return error("occurrence-total-holds", message, selector.span, _list_candidates(search, found, left))


def no_such_occurrence(
    search: SearchText, selector: QuoteSelector, found: Found, left: Sequence[Candidate]
) -> Diagnostic:
    """Say that there are not so many places."""
    index = selector.occurrence.index if selector.occurrence else None
    message = f"`occurrence: {index}` is asked for, but the quote stands in {_count(len(left))} only"
    return error("occurrence-exists", message, selector.span, _list_candidates(search, found, left))


def without_total(selector: QuoteSelector, total: int) -> Diagnostic:
    """Warn that a bare number moves when the article gains a mention."""
    index = selector.occurrence.index if selector.occurrence else None
    message = (
        f"`occurrence: {index}` would mark another place without a word once the article repeats the quote"
    )
    return warning("occurrence-has-total", message, selector.span, f"write `occurrence: {index} of {total}`")


def _in_place_of(selector: QuoteSelector) -> str:
    """Name the lines to replace, where a quote takes up more than one."""
    first, last = selector.span.line, selector.span.end_line
    return f" in place of lines {first}–{last}" if last > first else ""


def _list_candidates(search: SearchText, found: Found, candidates: Sequence[Candidate]) -> str:
    lines = ["add below the quote the lines of the place that is meant:"]
    for number, candidate in enumerate(candidates[:_SHOWN], start=1):
        lines.append(f"{_where(search, candidate.raw_start)}: {_surroundings(search, candidate)}")
        prefix, suffix = search.find_context(found.words, candidate)
        paste = [f"{key}: {_yaml(words)}" for key, words in (("prefix", prefix), ("suffix", suffix)) if words]
        if paste:
            lines += [
                *(f"    {line}" for line in paste),
                "  or",
                f"    occurrence: {number} of {len(candidates)}",
            ]
    if len(candidates) > _SHOWN:
        lines.append(f"and {len(candidates) - _SHOWN} more")
    return "\n".join(lines)


def _surroundings(search: SearchText, candidate: Candidate) -> str:
    raw = search.stream.raw
    before = raw[max(0, candidate.raw_start - _AROUND) : candidate.raw_start]
    after = raw[candidate.raw_end : candidate.raw_end + _AROUND]
    words = _shorten(raw[candidate.raw_start : candidate.raw_end])
    shown = " ".join(f"…{before}«{words}»{after}…".replace("\0", " ").split())
    longer = _longer_word(raw, candidate)
    return f"{shown} (inside the longer word “{longer}”)" if longer else shown


def _longer_word(raw: str, candidate: Candidate) -> str:
    start, end = candidate.raw_start, candidate.raw_end
    while (
        start and raw[start].isalnum() and raw[start - 1].isalnum() and candidate.raw_start - start < _AROUND
    ):
        start -= 1
    while (
        end < len(raw) and raw[end - 1].isalnum() and raw[end].isalnum() and end - candidate.raw_end < _AROUND
    ):
        end += 1
    return _shorten(raw[start:end]) if end - start > candidate.raw_end - candidate.raw_start else ""


def _where(search: SearchText, raw_offset: int) -> str:
    return f"{search.path}:{search.line_at(raw_offset)}"


def _count(number: int) -> str:
    return "1 place" if number == 1 else f"{number} places"


def _yaml(words: str) -> str:
    """Give words as a YAML value that needs no care."""
    return json.dumps(" ".join(words.split()), ensure_ascii=False)


def _shorten(words: str, longest: int = _LONGEST) -> str:
    words = words.replace("\0", " ")
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
