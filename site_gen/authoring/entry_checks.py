"""What is wrong with what somebody gave for a new claim or note, before any file is looked at."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator

from site_gen.authoring.entries import NewEntry
from site_gen.model import Config
from site_gen.reading.dates import parse_partial_date
from site_gen.reading.nearest import name_choices, shorten
from site_gen.reading.values import ValueProblem, parse_id, parse_web_url
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.locations import Span

_OF_CLAIMS = ("status", "reason", "claimant", "said", "appearance")
"""What a context note cannot have."""


def check_entry(
    entry: NewEntry, config: Config, taken: Container[str], place: Span, *, is_marked: bool = False
) -> list[tuple[str, Diagnostic]]:
    """Give every problem, with the key that it is about; ``place`` is the place they all have.

    ``is_marked``: words of the article are marked with its id, so that it needs no quote.
    """
    problems = [*_find_problems(entry, config, taken)]
    if entry.on == "body" and not entry.quote.strip() and not is_marked:
        problems.append(
            (
                "quote",
                ValueProblem(
                    "quote-has-words",
                    "the quote has no words to look for",
                    'copy the words to check from the article, just as they stand there: --quote "…"',
                ),
            )
        )
    return [(key, error(problem.code, problem.message, place, problem.help)) for key, problem in problems]


def _find_problems(
    entry: NewEntry, config: Config, taken: Container[str]
) -> Iterator[tuple[str, ValueProblem]]:
    yield from (("id", each) for each in _check_id(entry.id, taken))
    yield from (("status", each) for each in _check_status(entry, config))
    yield from _check_keys(entry)
    yield from (("said", each) for each in _check_said(entry))
    yield from (("appearance", each) for each in _check_appearance(entry))
    if entry.on == "article" and entry.quote.strip():
        problem = ValueProblem(
            "quote-is-given-once",
            "what is about the whole article (`on: article`) has no quote",
            "leave out the quote, or leave out `on`",
        )
        yield "quote", problem
    yield from (("source", each) for each in _check_source(entry))
    yield from (("source_title", each) for each in _check_source_title(entry))


def _check_source(entry: NewEntry) -> Iterator[ValueProblem]:
    if entry.source.url.strip():
        yield from _try(parse_web_url, entry.source.url)
    elif entry.source.title.strip():
        yield ValueProblem(
            "source-can-be-found",
            "this source cannot be found by a reader: it has a title and no address",
            "give its address, too; a source without one is written into the file by hand, with `locator`",
        )


def _check_source_title(entry: NewEntry) -> Iterator[ValueProblem]:
    """Find an address that readers would see bare; in a draft its title may come later."""
    if entry.final_state == "published" and entry.source.url.strip() and not entry.source.title.strip():
        yield ValueProblem(
            "source-has-title",
            "the source has an address and no title: readers would see the bare address",
            "give the title of the source, such as the heading of its page; only a draft can wait for that",
        )


def _check_id(typed: str, taken: Container[str]) -> Iterator[ValueProblem]:
    if not typed:
        return
    yield from _try(parse_id, typed)
    if typed in taken:
        yield ValueProblem(
            "id-is-unique",
            f"the id `{shorten(typed)}` is taken: claims and notes of an article share one space",
            "choose another one, or leave it out to have one made",
        )


def _check_status(entry: NewEntry, config: Config) -> Iterator[ValueProblem]:
    status = entry.status.strip()
    current = [rating.id for rating in config.ratings if not rating.retired]
    if not status or status in current:
        return
    by_label = {rating.label.casefold(): rating.id for rating in config.ratings if not rating.retired}
    meant = by_label.get(status.casefold())
    hint = f"did you mean `{meant}`?" if meant else name_choices(status, current)
    retired = any(rating.id == status for rating in config.ratings)
    said = "is retired and no longer given" if retired else "is not a rating of this site"
    yield ValueProblem("status-is-known", f"`{shorten(status)}` {said}", hint)


def _check_keys(entry: NewEntry) -> Iterator[tuple[str, ValueProblem]]:
    """Tell what a claim has that only notes have, and the other way."""
    wrong = _OF_CLAIMS if entry.kind == "note" else ("title",)
    for key in wrong:
        if getattr(entry, key).strip():
            what = "a context note gives no verdict and" if entry.kind == "note" else "a claim"
            yield key, ValueProblem("key-is-known", f"{what} has no `{key}`", f"leave out the {key}")


def _check_said(entry: NewEntry) -> Iterator[ValueProblem]:
    if entry.said.strip():
        yield from _try(parse_partial_date, entry.said.strip())


def _check_appearance(entry: NewEntry) -> Iterator[ValueProblem]:
    if "://" in entry.appearance:
        yield from _try(parse_web_url, entry.appearance.strip())


def _try(parse: Callable[[object], object], text: str) -> Iterator[ValueProblem]:
    try:
        parse(text)
    except ValueProblem as problem:
        yield problem
