"""What a claims file says before and after an entry was added: the proof that nothing else changed. Touches no disk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from site_gen.authoring.entries import Field
from site_gen.reading.nodes import ListNode, MapNode, Node, ScalarNode

Plain: TypeAlias = "str | tuple[Plain, ...]"
"""What a node says, without places and styles."""


def find_ids(root: Node | None) -> dict[str, int]:
    """Give the ids of the claims and notes of a file, each with its line."""
    lines: dict[str, int] = {}
    for item in (*_entries_of(root, "claims"), *_entries_of(root, "notes")):
        name = item.find("id") if isinstance(item, MapNode) else None
        if isinstance(name, ScalarNode):
            lines.setdefault(name.text.strip(), item.span.line)
    return lines


def _entries_of(root: Node | None, section: str) -> tuple[Node, ...]:
    value = root.find(section) if isinstance(root, MapNode) else None
    return value.items if isinstance(value, ListNode) else ()


def has_one_more(old: Node | None, new: Node | None, section: str, fields: Sequence[Field]) -> bool:
    """Tell whether a file says what it said, with an entry of these fields behind the others of ``section``."""
    entries = _entries_of(new, section)
    if not entries or not _says(entries[-1], fields):
        return False
    before, after = _say_sections(old), _say_sections(new)
    more = after.pop(section)
    had = before.pop(section, ())
    if isinstance(had, str):  # an empty key
        had = ()
    return before == after and isinstance(more, tuple) and more[:-1] == had


def _says(node: Node, fields: Sequence[Field]) -> bool:
    """Tell whether an entry says what it was made of; sources are left to those who read them."""
    if not isinstance(node, MapNode):
        return False
    scalars = [(each.key.text, each.value) for each in node.entries if isinstance(each.value, ScalarNode)]
    texts = {key: value.text.strip("\n") for key, value in scalars if value.text}
    return texts == {each.key: each.text for each in fields if each.text}


def _say_sections(root: Node | None) -> dict[str, Plain]:
    return {entry.key.text: _say(entry.value) for entry in root.entries} if isinstance(root, MapNode) else {}


def _say(node: Node) -> Plain:
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, ListNode):
        return tuple(_say(item) for item in node.items)
    return tuple((entry.key.text, _say(entry.value)) for entry in node.entries)
