"""The ``sources`` of a claim or note, looked up in the claims file, then in ``content/sources.yaml``."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from site_gen.model import Source, Spans
from site_gen.reading.claim_shapes import CitationShape, SourceShape
from site_gen.reading.nearest import find_nearest, name_choices, shorten
from site_gen.reading.nodes import ListNode, MapNode, Node, ScalarNode
from site_gen.reading.plain import place_of
from site_gen.reading.schema import read_shape
from site_gen.reading.shared import SharedSources
from site_gen.reading.sources import check_source, miss_title
from site_gen.reading.values import ValueProblem, name_kind, parse_web_url
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.locations import Span
from site_gen.support.structs import Struct, field, replace
from site_gen.support.urls import is_web_url

_KEYS = SourceShape.__struct_fields__


class OwnSource(Struct, frozen=True):
    """An entry of a claims file's own ``sources``."""

    shape: SourceShape
    spans: Spans
    place: Span
    """Its id."""


class SourceTable(Struct, frozen=True):
    """Where the sources of one claims file are looked up, and what is filled in where they lack it."""

    own: Mapping[str, OwnSource] = field(default_factory=dict)
    shared: SharedSources = field(default_factory=SharedSources)
    accessed: datetime.date | None = None
    language: str | None = None

    @property
    def ids(self) -> list[str]:
        """Every id that may be cited."""
        return [*self.own, *self.shared.entries]

    def find(self, id: str) -> tuple[SourceShape, Spans, str | None] | None:  # noqa: A002 - the noun's own name
        """Find a source by its id: its keys, their places in this file, its id if other articles share it."""
        own = self.own.get(id)
        if own is not None:
            return own.shape, own.spans, None
        shape = self.shared.entries.get(id)
        return None if shape is None else (shape, {}, id)


def read_citations(node: Node | None, table: SourceTable) -> tuple[tuple[Source, ...], list[Diagnostic]]:
    """Read the ``sources`` of a claim or a note. One of which nothing can be made is left out."""
    sources: list[Source] = []
    problems: list[Diagnostic] = []
    for item in node.items if isinstance(node, ListNode) else ():
        source, found = _read_citation(item, table)
        problems += found
        if source is not None:
            sources.append(source)
    return tuple(sources), problems


def _read_citation(item: Node, table: SourceTable) -> tuple[Source | None, list[Diagnostic]]:
    if isinstance(item, MapNode):
        return _read_map(item, table)
    if isinstance(item, ScalarNode) and item.text.strip():
        return _read_text(item, table)
    kind = name_kind("" if isinstance(item, ScalarNode) else [])
    found = f"found {kind}, expected a source: an id, an address, or keys such as `title` and `url`"
    return None, [error("value-is-right-kind", found, item.span, "fill it in, or take it out")]


def _read_text(item: ScalarNode, table: SourceTable) -> tuple[Source | None, list[Diagnostic]]:
    text = item.text.strip()
    known = table.find(text)
    if known is not None:
        shape, spans, shared_id = known
        return _make_source(shape, item.span, shared_id, spans, table), []
    if is_web_url(text):
        shape = SourceShape(url=text)
        return _make_source(shape, item.span, None, {"url": item.span}, table), [miss_title(item.span)]
    return None, [_miss_source(text, item.span, table)]


def _miss_source(text: str, place: Span, table: SourceTable) -> Diagnostic:
    if "/" in text or text.lower().startswith("www."):
        try:
            parse_web_url(text)
        except ValueProblem as problem:
            return error(problem.code, problem.message, place, problem.help)
    found = f"there is no source with the id `{shorten(text)}`"
    if find_nearest(text, table.ids) is None:
        hint = (
            "add it under `sources` in this file or to content/sources.yaml, or write the source's keys here"
        )
        return error("source-is-known", found, place, hint)
    return error("source-is-known", found, place, name_choices(text, table.ids))


def _read_map(item: MapNode, table: SourceTable) -> tuple[Source | None, list[Diagnostic]]:
    reading = read_shape(CitationShape, item, salvage={})
    shape, spans, problems = reading.value or CitationShape(), reading.plain.spans, list(reading.diagnostics)
    if shape.ref is None:
        if not reading.speaks_of("ref"):
            problems += check_source(shape, reading, place_of(item))
        return _make_source(shape, item.span, None, spans, table), problems
    known = table.find(shape.ref)
    if known is None:
        return None, [*problems, _miss_source(shape.ref, spans["ref"], table)]
    base, base_spans, shared_id = known
    own = {key: getattr(shape, key) for key in _KEYS if getattr(shape, key) is not None}
    merged = replace(base, **own)
    return _make_source(merged, item.span, shared_id, {**base_spans, **spans}, table), problems


def _make_source(
    shape: SourceShape, span: Span, shared_id: str | None, spans: Spans, table: SourceTable
) -> Source:
    return Source(
        span=span,
        title=shape.title,
        shared_id=shared_id,
        url=shape.url,
        locator=shape.locator,
        anonymous=shape.anonymous,
        publisher=shape.publisher,
        author=", ".join(shape.author) if shape.author else None,
        published=shape.published,
        accessed=shape.accessed or table.accessed,
        archived=shape.archived,
        kind=shape.kind,
        stance=shape.stance,
        quote=shape.quote,
        language=shape.language or table.language,
        spans=spans,
    )


def make_shared_sources(shared: SharedSources, path: str) -> dict[str, Source]:
    """Make the sources of ``content/sources.yaml`` as they are where nothing overrides them."""
    table = SourceTable()
    return {
        id_: _make_source(shape, Span(path), id_, {}, table)
        for id_, shape in shared.entries.items()
        if shape.title or shape.url
    }


def find_cited(node: Node | None) -> set[str]:
    """Give every text in a list of sources that may be an id, as written."""
    found: set[str] = set()
    for item in node.items if isinstance(node, ListNode) else ():
        ref = item.find("ref") if isinstance(item, MapNode) else item
        if isinstance(ref, ScalarNode):
            found.add(ref.text.strip())
    return found
