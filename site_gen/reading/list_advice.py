"""What to type where a list of entries with keys is expected and something else stands there.

Takes what was typed over into the entry where that is certain. Knows nothing of files.
"""

from __future__ import annotations

from site_gen.reading.describing import describe_keys, find_shape, find_short_form, keys_of
from site_gen.reading.kinds import Shape
from site_gen.reading.nearest import shorten
from site_gen.reading.nodes import MapNode, Node, ScalarNode
from site_gen.reading.plain import Loc
from site_gen.reading.yaml_lines import quote_text
from site_gen.support.urls import is_slug, is_web_url

_FOR_TEXTS = ("title", "quote", "text", "label")
"""Where a text on its own belongs, the first of them that an entry has."""
_NOTHING = frozenset({"none", "nothing", "no", "n/a", "-", "–"})
_LONGEST = 200
_ADDRESS = "url: https://…"
"""An example of ours would pass for a source."""


def advise_entries(shape: type[Shape], loc: Loc, name: str, node: Node) -> str:
    """Give the first entry of the list ``name`` as it is to be typed, made of the ``node`` that stands there.

    Empty where the entries have no keys.
    """
    below = (*loc, 0)
    entry = find_shape(shape, below)
    if entry is None:
        return ""
    if isinstance(node, ScalarNode):
        return advise_text(shape, loc, name, node.text)
    lines = _make_entry_of_map(entry, node) if isinstance(node, MapNode) and node.entries else []
    return _word(name, lines)


def advise_text(shape: type[Shape], loc: Loc, name: str, typed: str) -> str:
    """Give the first entry of the list ``name`` as it is to be typed, made of a text that stands in its place.

    Empty where ``loc`` leads to no list of entries with keys.
    """
    below = (*loc, 0)
    entry = find_shape(shape, below)
    if entry is None:
        return ""
    if typed.strip().lower() in _NOTHING:
        return f"leave `{name}:` out where there is nothing to list"
    text = " ".join(typed.split())
    return _word(name, _make_entry(entry, text, may_be_alone=bool(find_short_form(shape, below))))


def _word(name: str, lines: list[str]) -> str:
    lead = f"begin each entry below `{name}:` with `- `"
    if not lines:
        return f"{lead} on a line of its own"
    shown = [f"{lead}:", *(f"  {line}" for line in lines)]
    if _ADDRESS in "".join(lines):
        shown.append("what is on paper has `locator: p. 14` in place of the `url`")
    return "\n".join(shown)


def _make_entry(entry: type[Shape], text: str, *, may_be_alone: bool) -> list[str]:
    if may_be_alone and (is_web_url(text) or is_slug(text)):
        return [f"- {text}"]
    place = next((key for key in _FOR_TEXTS if key in keys_of(entry)), None)
    lines = [
        f"{doc.name}: {quote_text(shorten(text, _LONGEST)) if doc.name == place else doc.note.example}"
        for doc in describe_keys(entry)
        if doc.required or doc.name == place
    ]
    if place == "title" and "url" in keys_of(entry):
        lines.append(_ADDRESS)
    return _lay_out(lines)


def _make_entry_of_map(entry: type[Shape], node: MapNode) -> list[str]:
    """Keys of an entry lack nothing but the hyphen; others are a name, or a sentence with a colon in it."""
    known = keys_of(entry)
    first = node.entries[0]
    if first.key.text in known:
        return _lay_out([f"{each.key.text}: {_show(each.value)}" for each in node.entries])
    if isinstance(first.value, ScalarNode):
        return _make_entry(entry, f"{first.key.text}: {first.value.text}", may_be_alone=False)
    if "id" in known and is_slug(first.key.text) and isinstance(first.value, MapNode):
        rest = [f"{each.key.text}: {_show(each.value)}" for each in first.value.entries]
        return _lay_out([f"id: {first.key.text}", *rest])
    return []


def _show(value: Node) -> str:
    if not isinstance(value, ScalarNode):
        return "…"
    text = shorten(value.text, _LONGEST)
    return text if value.style == "plain" else quote_text(text)


def _lay_out(lines: list[str]) -> list[str]:
    return [f"{'  ' if index else '- '}{line}".rstrip() for index, line in enumerate(lines)]
