"""One entry of a claims file -> a claim or a note. Knows nothing of other entries or the article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from site_gen.model import (
    Claim,
    Config,
    HistoryEntry,
    Note,
    Person,
    QuoteSelector,
    Source,
    Spans,
    Work,
)
from site_gen.reading.citations import SourceTable, read_citations
from site_gen.reading.claim_shapes import (
    AnchoredShape,
    ClaimShape,
    DefaultsShape,
    HistoryShape,
    NoteShape,
    PersonShape,
    WorkShape,
)
from site_gen.reading.entry_checks import check_anchor, check_claim, check_note
from site_gen.reading.nodes import MapNode, Node, ScalarNode
from site_gen.reading.plain import PlainMap, place_of
from site_gen.reading.schema import Reading, read_shape
from site_gen.reading.values import name_kind
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.locations import Span, TextFile
from site_gen.support.structs import Struct

A = TypeVar("A", bound=AnchoredShape)

_SALVAGE = {"id": "unnamed"}
_PLACE_KEYS = ("id", "quote", "quotes", "prefix", "suffix", "occurrence", "on")


class Context(Struct, frozen=True):
    """What every entry of a file is read with."""

    file: TextFile
    config: Config
    defaults: DefaultsShape
    sources: SourceTable
    original: Work | None


class ReadEntry(Struct, frozen=True):
    """A claim or a note as read."""

    noun: Claim | Note | None
    """None where nothing can be made of it; there may be one in spite of errors."""
    id: str
    """As written; empty where it is missing."""
    place: Span
    """Of its id, else of its first key."""
    span: Span
    unpublished: bool
    """Whether it says that it is a draft or under review."""
    diagnostics: tuple[Diagnostic, ...]
    is_placed: bool = False
    """Whether its id and where it stands in the article were read without an error."""


def read_claim(node: Node, context: Context) -> ReadEntry:
    """Read an entry of ``claims``."""
    if not isinstance(node, MapNode):
        return _refuse(node, ClaimShape.noun)
    reading = read_shape(ClaimShape, node, hollow=("sources",), salvage=_SALVAGE)
    shape, sources, problems = _read_sources(reading, context)
    problems += check_claim(shape, reading, context.config)
    return _make_entry(reading, make_claim(shape, reading.plain, sources, context), problems)


def read_note(node: Node, context: Context) -> ReadEntry:
    """Read an entry of ``notes``."""
    if not isinstance(node, MapNode):
        return _refuse(node, NoteShape.noun)
    reading = read_shape(NoteShape, node, hollow=("sources",), salvage=_SALVAGE)
    shape, sources, problems = _read_sources(reading, context)
    problems += check_note(shape, reading)
    return _make_entry(reading, make_note(shape, reading.plain, sources, context), problems)


def _read_sources(reading: Reading[A], context: Context) -> tuple[A, tuple[Source, ...], list[Diagnostic]]:
    shape = reading.value
    if shape is None:  # a salvaged reading always has a value
        raise AssertionError
    sources, problems = read_citations(reading.plain.node.find("sources"), context.sources)
    return shape, sources, [*reading.diagnostics, *problems, *check_anchor(shape, reading)]


def _refuse(node: Node, noun: str) -> ReadEntry:
    found = name_kind(node.text) if isinstance(node, ScalarNode) else "a list"
    hint = "begin with `- id: …`, and write the other keys below it, each on a line of its own"
    problem = error("value-is-right-kind", f"found {found}, expected the keys of {noun}", node.span, hint)
    return ReadEntry(None, "", node.span, node.span, unpublished=False, diagnostics=(problem,))


def _make_entry(reading: Reading[A], noun: Claim | Note, problems: list[Diagnostic]) -> ReadEntry:
    node = reading.plain.node
    name, state = node.find("id"), node.find("state")
    typed = isinstance(name, ScalarNode) and name.text.strip()
    return ReadEntry(
        noun,
        typed if isinstance(typed, str) else "",
        name.span if isinstance(name, ScalarNode) else place_of(node),
        node.span,
        isinstance(state, ScalarNode) and state.text.strip().lower() in {"draft", "review"},
        tuple(problems),
        not problems or _is_placed(reading),
    )


def _is_placed(reading: Reading[A]) -> bool:
    if reading.value is None or any(map(reading.speaks_of, _PLACE_KEYS)):
        return False
    return not any(check_anchor(reading.value, reading))


def make_claim(shape: ClaimShape, plain: PlainMap, sources: tuple[Source, ...], context: Context) -> Claim:
    """Make a claim of its shape: defaults filled in, its appearance completed from the article's original."""
    defaults = context.defaults
    claimant = shape.claimant or defaults.claimant
    return Claim(
        id=shape.id,
        span=plain.node.span,
        quotes=tuple(_make_selectors(shape, plain.spans)),
        on=shape.on,
        status=shape.status,
        summary=shape.summary,
        note=shape.note,
        reason=shape.reason,
        sources=sources,
        claim=shape.claim,
        claimant=None if claimant is None else make_person(claimant),
        said=shape.said or defaults.said,
        appearance=_complete(make_work(shape.appearance or defaults.appearance), context.original),
        confidence=shape.confidence,
        state=shape.state,
        checked=shape.checked or defaults.checked,
        checked_by=shape.checked_by or defaults.checked_by,
        reviewed_by=shape.reviewed_by,
        review_by=shape.review_by,
        same_as=shape.same_as,
        language=shape.language or defaults.language,
        tags=tuple(dict.fromkeys(shape.tags)),
        history=make_history(shape.history),
        extra=plain.extra,
        spans=_find_spans(plain, context.file),
    )


def make_note(shape: NoteShape, plain: PlainMap, sources: tuple[Source, ...], context: Context) -> Note:
    """Make a context note of its shape."""
    return Note(
        id=shape.id,
        span=plain.node.span,
        quotes=tuple(_make_selectors(shape, plain.spans)),
        on=shape.on,
        title=shape.title,
        summary=shape.summary,
        note=shape.note,
        sources=sources,
        state=shape.state,
        language=shape.language or context.defaults.language,
        extra=plain.extra,
        spans=_find_spans(plain, context.file),
    )


def _make_selectors(shape: AnchoredShape, spans: Spans) -> Iterator[QuoteSelector]:
    if shape.quote is not None:
        yield QuoteSelector(spans["quote"], shape.quote, shape.prefix, shape.suffix, shape.occurrence)
        return
    for index, each in enumerate(shape.quotes or ()):
        place = spans.get(f"quotes.{index}.quote") or spans[f"quotes.{index}"]
        yield QuoteSelector(place, each.quote, each.prefix, each.suffix, each.occurrence)
    if not shape.quotes and shape.on in {"title", "summary"}:
        yield QuoteSelector(spans["on"], None)


def _find_spans(plain: PlainMap, file: TextFile) -> Spans:
    """Give the places of the keys; that of a ``note`` begins where its text does, to count lines."""
    note = plain.node.find("note")
    if isinstance(note, ScalarNode) and note.style in {"literal", "folded"}:
        line = note.span.line + 1
        texts = (text for text in file.lines[line - 1 : note.span.end_line] if text.strip())
        first = next(texts, "")
        column = len(first) - len(first.lstrip(" ")) + 1
        plain.places["note"] = (line, column, *note.place[2:])
    return plain.spans


def make_person(shape: PersonShape) -> Person:
    """Make a person of its shape."""
    return Person(shape.name, shape.role, shape.url)


def make_work(shape: WorkShape | None) -> Work | None:
    """Make a work of its shape."""
    if shape is None:
        return None
    author = ", ".join(shape.author) if shape.author else None
    return Work(shape.title, shape.url, shape.publisher, author, shape.published)


def make_history(shapes: tuple[HistoryShape, ...]) -> tuple[HistoryEntry, ...]:
    """Make the history of a claim or an article of its shapes."""
    return tuple(
        HistoryEntry(each.date, each.kind, each.text, getattr(each, "from_", None)) for each in shapes
    )


def _complete(work: Work | None, original: Work | None) -> Work | None:
    """Fill in what a claim does not say of where it appeared.

    A claim that names another work keeps it as it is: the original's address would be false there.
    """
    if work is None or original is None:
        return work or original
    if (work.url and work.url != original.url) or (work.title and work.title != original.title):
        return work
    return Work(
        work.title or original.title,
        work.url or original.url,
        work.publisher or original.publisher,
        work.author or original.author,
        work.published or original.published,
    )
