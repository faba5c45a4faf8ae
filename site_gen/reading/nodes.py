"""The nodes of a YAML file: scalars as typed, each with its place. Knows nothing of fields."""

from __future__ import annotations

from typing import Literal, TypeAlias

from site_gen.support.diagnostics import Diagnostic
from site_gen.support.locations import Place, Span
from site_gen.support.structs import Struct

Style: TypeAlias = Literal["plain", "single", "double", "literal", "folded"]


class ScalarNode(Struct, frozen=True):
    """A text: ``no``, ``1:30`` and ``010`` are text until a field says otherwise."""

    text: str
    """As typed, without quotation marks and escapes; empty where nothing stands behind the colon."""
    path: str
    """The file."""
    place: Place
    """With its quotation marks."""
    style: Style = "plain"

    @property
    def span(self) -> Span:
        """The place with its file. Made when it is asked for: that of most texts never is."""
        return Span(self.path, *self.place)

    @property
    def is_absent(self) -> bool:
        """Tell whether nothing was typed."""
        return not self.text and self.style == "plain"


class ListNode(Struct, frozen=True):
    """A list."""

    items: tuple[Node, ...]
    span: Span

    @property
    def place(self) -> Place:
        """The place without its file."""
        return self.span.place


class Entry(Struct, frozen=True):
    """A key and its value."""

    key: ScalarNode
    value: Node


class MapNode(Struct, frozen=True):
    """Keys and values in the order of the file; a key that came twice is here once, its first value."""

    entries: tuple[Entry, ...]
    span: Span
    """From the first key to the end of the last value."""

    @property
    def place(self) -> Place:
        """The place without its file."""
        return self.span.place

    def find(self, key: str) -> Node | None:
        """Give the value of ``key``, None where the key is missing."""
        for entry in self.entries:
            if entry.key.text == key:
                return entry.value
        return None


Node: TypeAlias = ScalarNode | ListNode | MapNode


class Mend(Struct, frozen=True):
    """One line of a file put right."""

    line: int
    """From 1, in the whole file."""
    old: str
    """The line as typed, without its end."""
    new: tuple[str, ...]
    """What to write in its place."""


class YamlDoc(Struct, frozen=True):
    """A YAML file as read."""

    root: Node | None
    """None where there is nothing, or nothing that can be read."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Each slip and each error; reading went on behind them."""
    mends: tuple[Mend, ...] = ()
    """Lines whose right form is certain, in order; ``root`` is read with them."""
