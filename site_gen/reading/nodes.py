"""The nodes of a YAML file: scalars as typed, each with its place. Knows nothing of fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from site_gen.support.diagnostics import Diagnostic
from site_gen.support.locations import Span

Style: TypeAlias = Literal["plain", "single", "double", "literal", "folded"]


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A text: ``no``, ``1:30`` and ``010`` are text until a field says otherwise."""

    text: str
    """As typed, without quotation marks and escapes; empty where nothing stands behind the colon."""
    span: Span
    """With its quotation marks."""
    style: Style = "plain"

    @property
    def is_absent(self) -> bool:
        """Tell whether nothing was typed."""
        return not self.text and self.style == "plain"


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value."""

    key: ScalarNode
    value: Node


@dataclass(frozen=True, slots=True)
class MapNode:
    """Keys and values in the order of the file; a key that came twice is here once, its first value."""

    entries: tuple[Entry, ...]
    span: Span
    """From the first key to the end of the last value."""

    def find(self, key: str) -> Node | None:
        """Give the value of ``key``, None where the key is missing."""
        return next((entry.value for entry in self.entries if entry.key.text == key), None)


Node: TypeAlias = ScalarNode | ListNode | MapNode


@dataclass(frozen=True, slots=True)
class Mend:
    """One line of a file put right."""

    line: int
    """From 1, in the whole file."""
    old: str
    """The line as typed, without its end."""
    new: tuple[str, ...]
    """What to write in its place."""


@dataclass(frozen=True, slots=True)
class YamlDoc:
    """A YAML file as read."""

    root: Node | None
    """None where there is nothing, or nothing that can be read."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Each slip and each error; reading went on behind them."""
    mends: tuple[Mend, ...] = ()
    """Lines whose right form is certain, in order; ``root`` is read with them."""
