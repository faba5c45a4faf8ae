"""Nodes -> plain texts, lists and maps, and back from a key path to its place. Knows nothing of fields.

What was left empty and the desk's own ``x-`` keys are taken out on the way.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from site_gen.model import KeySpans
from site_gen.reading.fences import UNFIT, has_unfit
from site_gen.reading.nodes import ListNode, MapNode, Node, ScalarNode
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.locations import Place, Span
from site_gen.support.structs import Struct, field

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
Loc: TypeAlias = "tuple[str | int, ...]"


class PlainMap(Struct):
    """A map as plain values, with the places of all that is below it."""

    node: MapNode
    values: dict[str, Plain] = field(default_factory=dict)
    """Without empty values and without ``x-`` keys."""
    extra: dict[str, Plain] = field(default_factory=dict)
    """The ``x-`` keys of the map itself."""
    places: dict[str, Place] = field(default_factory=dict)
    """By key path: ``quote``, ``sources.0.url``."""
    dropped: list[Loc] = field(default_factory=list)
    """The keys that were left empty."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    """Texts that hold what no text may hold."""

    @property
    def spans(self) -> KeySpans:
        """The places with their file."""
        return KeySpans(self.node.span.path, self.places)


def make_plain(node: MapNode, hollow: Iterable[str] = ()) -> PlainMap:
    """Make plain values of a map. Lists and maps under the keys ``hollow`` are taken as empty."""
    result = PlainMap(node)
    skipped = frozenset(hollow)
    for entry in node.entries:
        name, value = entry.key.text, entry.value
        if name.startswith("x-"):
            result.extra[name] = _convert(value, name, result, keep_extra=True)
            continue
        if name in skipped and not isinstance(value, ScalarNode):
            result.places[name] = value.place
            result.values[name] = [] if isinstance(value, ListNode) else {}
            continue
        plain = _convert(value, name, result)
        if _is_empty(value, plain):
            result.dropped.append((name,))
        else:
            result.values[name] = plain
    return result


def _convert(node: Node, path: str, result: PlainMap, *, keep_extra: bool = False) -> Plain:
    result.places[path] = node.place
    if isinstance(node, ScalarNode):
        text = node.text
        # What a file itself has of this was replaced, but for the one that YAML takes for a line end.
        if (node.style == "double" or "\x85" in text) and has_unfit(text):
            text = UNFIT.sub("\ufffd", text)
            found = "this text holds a character that cannot be shown"
            hint = "type it anew; a backslash code such as \\0 or \\x1b does not belong here"
            result.diagnostics.append(error("text-is-clean", found, node.span, hint))
        return "" if text == "~" and node.style == "plain" else text
    if isinstance(node, ListNode):
        return [
            _convert(item, f"{path}.{index}", result, keep_extra=keep_extra)
            for index, item in enumerate(node.items)
        ]
    plain: dict[str, Plain] = {}
    for entry in node.entries:
        name = entry.key.text
        if name.startswith("x-") and not keep_extra:
            continue
        value = _convert(entry.value, f"{path}.{name}", result, keep_extra=keep_extra)
        if keep_extra or not _is_empty(entry.value, value):
            plain[name] = value
        else:
            above = (int(step) if step.isdigit() else step for step in path.split("."))
            result.dropped.append((*above, name))
    return plain


def _is_empty(node: Node, plain: Plain) -> bool:
    if isinstance(plain, str):
        return not plain.strip()
    # Keys without values are something: one of them may be required.
    return not plain and not (isinstance(node, MapNode) and node.entries)


def find_place(node: Node, loc: Loc) -> tuple[Node, Span]:
    """Give the deepest node on a key path, and the place to show: a value, or a map's first key."""
    for step in loc:
        below = _step(node, step)
        if below is None:
            break
        node = below
    return node, place_of(node)


def place_of(node: Node) -> Span:
    """Give the place to show for a node; of a map its first key, since the whole may be long."""
    if isinstance(node, MapNode) and node.entries:
        return node.entries[0].key.span
    return node.span


def find_key(node: Node, loc: Loc) -> Span:
    """Give the place of the key that ends a key path; that of what is around it where the key is missing."""
    parent, place = find_place(node, loc[:-1])
    if isinstance(parent, MapNode) and loc:
        for entry in parent.entries:
            if entry.key.text == loc[-1]:
                return entry.key.span
    return place


def _step(node: Node, step: str | int) -> Node | None:
    if isinstance(node, MapNode):
        return node.find(str(step))
    if isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None
