"""A claims file -> claims and notes: defaults applied, sources looked up. Knows nothing of the article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from site_gen.model import Claim, Config, Note, Work
from site_gen.reading.citations import OwnSource, SourceTable, find_cited
from site_gen.reading.claim_shapes import ClaimsFile, DefaultsShape
from site_gen.reading.entries import Context, ReadEntry, read_claim, read_note
from site_gen.reading.nodes import ListNode, MapNode, Node
from site_gen.reading.schema import read_shape
from site_gen.reading.shared import SharedSources
from site_gen.reading.sources import read_source_entry
from site_gen.reading.yamldoc import parse_yaml
from site_gen.support.diagnostics import Diagnostic, error, has_errors, lower, warning
from site_gen.support.locations import Span, TextFile
from site_gen.support.structs import Struct


class ClaimsReading(Struct, frozen=True):
    """What a claims file holds."""

    claims: tuple[Claim, ...] = ()
    """Those without an error, in the order of the file."""
    notes: tuple[Note, ...] = ()
    unread: frozenset[str] = frozenset()
    """The ids of claims and notes with an error."""
    damaged_claims: tuple[Claim, ...] = ()
    """Those of them whose id and quotes are sound."""
    damaged_notes: tuple[Note, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    is_read: bool = True
    """False where the file cannot be read at all."""


def parse_claims(
    file: TextFile, shared: SharedSources, config: Config, original: Work | None
) -> ClaimsReading:
    """Read a claims file.

    ``original`` is the text that the article checks; it completes the ``appearance`` of claims. Errors in an
    entry that is a draft or under review are warnings.
    """
    doc = parse_yaml(file)
    if not isinstance(doc.root, MapNode):
        problems = (*doc.diagnostics, *_explain_root(doc.root, file))
        return ClaimsReading(diagnostics=problems, is_read=not has_errors(problems))
    root = doc.root
    outline = read_shape(ClaimsFile, root, hollow=("claims", "notes", "sources"), salvage={})
    defaults = (outline.value and outline.value.defaults) or DefaultsShape()
    own, own_problems = _read_own_sources(root.find("sources"))
    table = SourceTable(own, shared, defaults.accessed, defaults.language)
    context = Context(file, config, defaults, table, original)
    entries = [read_claim(node, context) for node in _items(root.find("claims"))]
    entries += [read_note(node, context) for node in _items(root.find("notes"))]
    clashes = dict(_find_clashes(entries))
    found = [
        *doc.diagnostics,
        *outline.diagnostics,
        *own_problems,
        *_check_cited(own, root),
        *clashes.values(),
    ]
    found += [diagnostic for entry in entries for diagnostic in entry.diagnostics]
    alone = [each for index, each in enumerate(entries) if index not in clashes]
    sound = [each.noun for each in alone if not has_errors(each.diagnostics)]
    damaged = [each.noun for each in alone if has_errors(each.diagnostics) and each.is_placed]
    return ClaimsReading(
        claims=tuple(noun for noun in sound if isinstance(noun, Claim)),
        notes=tuple(noun for noun in sound if isinstance(noun, Note)),
        unread=frozenset(each.id for each in entries if each.id) - {noun.id for noun in sound if noun},
        damaged_claims=tuple(noun for noun in damaged if isinstance(noun, Claim)),
        damaged_notes=tuple(noun for noun in damaged if isinstance(noun, Note)),
        diagnostics=tuple(_lower_unpublished(found, [each.span for each in entries if each.unpublished])),
    )


def _explain_root(root: Node | None, file: TextFile) -> Iterator[Diagnostic]:
    if root is not None:
        found = "a claims file begins with a key such as `claims:`"
        hint = (
            "write `claims:` on the first line, below it each claim, indented, with `- ` before its first key"
        )
        yield error("file-has-keys", found, Span(file.path), hint)


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, ListNode) else ()


def _read_own_sources(node: Node | None) -> tuple[dict[str, OwnSource], list[Diagnostic]]:
    own: dict[str, OwnSource] = {}
    problems: list[Diagnostic] = []
    for entry in node.entries if isinstance(node, MapNode) else ():
        if entry.key.text.startswith("x-"):
            continue
        shape, plain, found = read_source_entry(entry)
        own[entry.key.text] = OwnSource(shape, plain.spans, entry.key.span)
        problems += found
    return own, problems


def _check_cited(own: Mapping[str, OwnSource], root: MapNode) -> Iterator[Diagnostic]:
    if not own:
        return
    cited: set[str] = set()
    for node in (*_items(root.find("claims")), *_items(root.find("notes"))):
        cited |= find_cited(node.find("sources") if isinstance(node, MapNode) else None)
    for name, source in own.items():
        if name not in cited:
            found = f"no claim and no note of this file cites the source `{name}`"
            yield warning("source-is-used", found, source.place, "cite it by its id, or take it out")


def _find_clashes(entries: Sequence[ReadEntry]) -> Iterator[tuple[int, Diagnostic]]:
    """Give the entries, by their index, whose id was given above."""
    first: dict[str, Span] = {}
    for index, entry in enumerate(entries):
        other = first.setdefault(entry.id, entry.place) if entry.id else entry.place
        if other != entry.place:
            found = (
                f"the id `{entry.id}` is already given on line {other.line}; claims and notes share one space"
            )
            yield index, error("id-is-unique", found, entry.place, "give one of them another id")


def _lower_unpublished(found: list[Diagnostic], unpublished: list[Span]) -> Iterator[Diagnostic]:
    for diagnostic in found:
        inside = diagnostic.severity == "error" and any(span.covers(diagnostic.span) for span in unpublished)
        yield lower(diagnostic) if inside else diagnostic
