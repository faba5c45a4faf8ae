"""``content/sources.yaml`` -> the sources that several articles use. Knows nothing of claims."""

from __future__ import annotations

import json
from typing import TypeVar

from site_gen.reading.claim_shapes import SourceShape
from site_gen.reading.nodes import Entry, MapNode, ScalarNode
from site_gen.reading.plain import PlainMap, place_of
from site_gen.reading.schema import Reading, read_shape
from site_gen.reading.shared import SharedSources
from site_gen.reading.values import ValueProblem, parse_id, parse_web_url
from site_gen.reading.yamldoc import parse_yaml
from site_gen.support.diagnostics import Diagnostic, error, warning
from site_gen.support.files import digest
from site_gen.support.locations import Span, TextFile

S = TypeVar("S", bound=SourceShape)


def parse_sources(file: TextFile) -> tuple[SharedSources, list[Diagnostic]]:
    """Read the text of ``content/sources.yaml``."""
    doc = parse_yaml(file)
    problems = list(doc.diagnostics)
    if doc.root is None:
        return SharedSources(), problems
    if not isinstance(doc.root, MapNode):
        found = "expected an id, a colon, and below it the keys of a source"
        hint = "for example: `treasury-2018-04-06: {title: …, url: https://…}`"
        return SharedSources(), [*problems, error("file-has-keys", found, Span(file.path), hint)]
    entries, digests = {}, {}
    for entry in doc.root.entries:
        if entry.key.text.startswith("x-"):
            continue
        shape, plain, more = read_source_entry(entry)
        entries[entry.key.text] = shape
        digests[entry.key.text] = digest(
            json.dumps(plain.values, ensure_ascii=False).encode("utf-8", "replace")
        )
        problems += more
    return SharedSources(entries, digests), problems


def read_source_entry(entry: Entry) -> tuple[SourceShape, PlainMap, list[Diagnostic]]:
    """Read one entry of a map from ids to sources: the keys of a source, or an address alone.

    Always gives a source, of an entry with errors without what was wrong.
    """
    problems: list[Diagnostic] = []
    try:
        parse_id(entry.key.text)
    except ValueProblem as problem:
        problems.append(error(problem.code, problem.message, entry.key.span, problem.help))
    if isinstance(entry.value, ScalarNode):
        shape, found = _read_address(entry)
        return shape, PlainMap(MapNode((), entry.value.span), {"url": entry.value.text}), [*problems, *found]
    if not isinstance(entry.value, MapNode):
        found_list = f"`{entry.key.text}`: found a list, expected the keys of a source"
        problems.append(error("value-is-right-kind", found_list, place_of(entry.value), "take out the `- `"))
        return SourceShape(title=entry.key.text), PlainMap(MapNode((), entry.value.span)), problems
    reading = read_shape(SourceShape, entry.value, salvage={})
    problems += reading.diagnostics
    shape = reading.value or SourceShape()
    problems += check_source(shape, reading, entry.key.span)
    return shape, reading.plain, problems


def _read_address(entry: Entry) -> tuple[SourceShape, list[Diagnostic]]:
    name = entry.key.text
    if isinstance(entry.value, ScalarNode) and not entry.value.text.strip():
        hint = "for example: `{title: …, url: https://…}`"
        return SourceShape(title=name), [
            error("key-is-present", f"`{name}` is left empty", entry.key.span, hint)
        ]
    try:
        url = parse_web_url(entry.value.text if isinstance(entry.value, ScalarNode) else "")
    except ValueProblem as problem:
        return SourceShape(title=name), [error(problem.code, problem.message, entry.value.span, problem.help)]
    return SourceShape(url=url), [miss_title(entry.value.span)]


def miss_title(place: Span) -> Diagnostic:
    """Make the warning for an address alone."""
    hint = "write `title:` and `url:` below each other, so that readers see what the source is"
    return warning("source-has-title", "an address alone: its title is missing", place, hint)


def check_source(shape: SourceShape, reading: Reading[S], place: Span) -> list[Diagnostic]:
    """Tell what a source lacks: a title, a way to find it. ``shape`` is what could be made of ``reading``."""
    problems = []
    if shape.title is None and not reading.speaks_of("title"):
        hint = "for example: `title: Treasury sanctions Russian oligarchs`"
        problems.append(error("key-is-present", "a source needs the key `title`", place, hint))
    found_by = ("url", "locator", "anonymous")
    if not any(getattr(shape, key) or reading.speaks_of(key) for key in found_by):
        hint = "add `url: https://…`, or `locator:` (page, section, time), or `anonymous:` with the reason"
        problems.append(error("source-can-be-found", "this source cannot be found by a reader", place, hint))
    return problems
