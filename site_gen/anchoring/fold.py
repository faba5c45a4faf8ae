"""Folding: makes texts comparable that differ in how they were typed, and leads back to the original.

Pure text functions; they know neither articles nor Markdown. What is folded, in
full: canonical composition (NFC), runs of white space, curly and straight quotation marks, dashes, the
ellipsis; soft hyphens and characters without width are dropped. Case is kept.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from site_gen.anchoring.graphemes import find_boundary, split_graphemes
from site_gen.support.characters import find_rare
from site_gen.support.structs import Struct

BLOCK_END = "\0"
"""Stands between two blocks of a raw stream. Markdown replaces NUL, so that no author can type it."""

_SPACES = r"\s\0"
# Soft hyphen, grapheme joiner, marks of direction, joiners and spaces without width, variation selectors.
_WIDTHLESS = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_CHANGES = re.compile(f"[{_SPACES}][{_SPACES}{_WIDTHLESS}]*[{_SPACES}]|[{_WIDTHLESS}]+|…")
_DROPPED = re.compile(f"[{_WIDTHLESS}…]")
_SPACE = re.compile(f"[{_SPACES}]")
_ODD_SPACES = re.compile(r"[^\S ]")
_COMPOSABLE = re.compile(r"[\x01-\x7f]?[^\x00-\x7f]+")
_ALIKE = (
    ("'", "‘’‚‛"),
    ('"', "“”„‟"),
    ("-", "‐‑‒–—―−⁃﹘﹣－"),
)

Stretch = tuple[int, int, str]
"""From, to (exclusive), and what comes in its place."""


class OffsetMap(Struct, frozen=True):
    """Leads from a text that was made by replacing some stretches to the old one, and the other way."""

    old_starts: tuple[int, ...] = ()
    old_ends: tuple[int, ...] = ()
    new_starts: tuple[int, ...] = ()
    new_ends: tuple[int, ...] = ()

    def back(self, offset: int) -> tuple[int, int] | None:
        """Give the first and last offset into the old text that ``offset`` may stand for.

        They differ where something was dropped there. None: inside of what came in place of one stretch.
        """
        before = bisect_right(self.new_starts, offset) - 1
        behind = bisect_left(self.new_ends, offset)
        if 0 <= before == behind and self.new_starts[before] < offset < self.new_ends[before]:
            return None
        return self._first(behind, offset), self._last(before, offset)

    def _first(self, behind: int, offset: int) -> int:
        """Give the end of what is before ``offset``; ``behind``: the first stretch to end then or later."""
        if behind == len(self.new_ends):
            return offset + (self.old_ends[-1] - self.new_ends[-1] if self.new_ends else 0)
        if self.new_starts[behind] < self.new_ends[behind] == offset:
            return self.old_ends[behind]
        return self.old_starts[behind] + offset - self.new_starts[behind]

    def _last(self, before: int, offset: int) -> int:
        """Give the start of what is after ``offset``; ``before``: the last stretch to begin by then."""
        if before < 0:
            return offset
        if self.new_ends[before] > self.new_starts[before] == offset:
            return self.old_starts[before]
        return self.old_ends[before] + offset - self.new_ends[before]

    def forward(self, offset: int) -> int:
        """Give the offset into the new text of one into the old (inside of a stretch: its start)."""
        index = bisect_right(self.old_starts, offset) - 1
        if index < 0:
            return offset
        if offset < self.old_ends[index]:
            return self.new_starts[index]
        return self.new_ends[index] + offset - self.old_ends[index]


def replace_stretches(text: str, stretches: Iterable[Stretch]) -> tuple[str, OffsetMap]:
    """Give ``text`` with stretches (in order, apart) replaced, and the way back."""
    parts: list[str] = []
    table: list[tuple[int, int, int, int]] = []
    done = length = 0
    for start, end, new in stretches:
        length += start - done
        parts += (text[done:start], new)
        table.append((start, end, length, length + len(new)))
        length += len(new)
        done = end
    if not table:
        return text, OffsetMap()
    parts.append(text[done:])
    return "".join(parts), OffsetMap(*zip(*table, strict=True))


class Folded(Struct, frozen=True):
    """A folded text that remembers where each place stands in the original."""

    text: str
    original: str
    composed: OffsetMap
    """From the composed text (NFC) to the original."""
    changed: OffsetMap
    """From the folded text to the composed one."""

    def find_original(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the stretch of the original for one of the folded text.

        None: an edge lies inside one original character or grapheme cluster. What was dropped at an edge
        stays outside where it can.
        """
        first, last = self._back(start), self._back(end)
        if first is None or last is None:
            return None
        left = find_boundary(self.original, first[1], first[0])
        right = find_boundary(self.original, last[0], last[1])
        if left is None or right is None or left >= right:
            return None
        return left, right

    def forward(self, offset: int) -> int:
        """Give the offset into the folded text of one into the original."""
        return self.changed.forward(self.composed.forward(offset))

    def _back(self, offset: int) -> tuple[int, int] | None:
        place = self.changed.back(offset)
        if place is None:
            return None
        first, last = self.composed.back(place[0]), self.composed.back(place[1])
        return (first[0], last[1]) if first and last else None


def fold_text(text: str) -> Folded:
    """Fold a text with the way back to it. White space at its ends is dropped."""
    composed, composed_map = replace_stretches(text, _find_decomposed(text))
    changed, changed_map = replace_stretches(composed, _find_changes(composed))
    return Folded(_replace_alike(changed), text, composed_map, changed_map)


def fold_words(text: str) -> str:
    """Fold a text without the way back."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if _may_change(text):
        text = _CHANGES.sub(lambda match: _replacement(match[0]), text)
    return _replace_alike(text)


def _find_changes(text: str) -> Iterator[Stretch]:
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if start:
        yield 0, start, ""
    if _may_change(text[start:end]):
        for match in _CHANGES.finditer(text, start, max(start, end)):
            yield (*match.span(), _replacement(match[0]))
    if start < end < len(text):
        yield end, len(text), ""


def _may_change(text: str) -> bool:
    """Tell whether it is worth looking for changes: most texts have none, and a look takes five times as long."""
    flat = text.replace(BLOCK_END, " ")
    if "  " in flat or (not flat.isascii() and _DROPPED.search(find_rare(flat))):
        return True
    return not flat.isprintable() and _ODD_SPACES.search(flat) is not None


def _replacement(found: str) -> str:
    if found == "…":
        return "..."
    return " " if _SPACE.match(found) else ""


def _replace_alike(text: str) -> str:
    text = text.replace(BLOCK_END, " ")
    if not text.isprintable():  # no white space is, but for the space itself
        text = _ODD_SPACES.sub(" ", text)
    if not text.isascii():
        for plain, others in _ALIKE:
            for other in others:
                text = text.replace(other, plain)
    return text


def _find_decomposed(text: str) -> Iterator[Stretch]:
    """Find the clusters that composition (NFC) changes."""
    if unicodedata.is_normalized("NFC", text):
        return
    for match in _COMPOSABLE.finditer(text):
        word = match[0]
        whole = unicodedata.normalize("NFC", word)
        if whole == word:
            continue
        clusters = split_graphemes(word)
        if "".join(unicodedata.normalize("NFC", cluster) for cluster in clusters) != whole:
            yield (*match.span(), whole)
            continue
        start = match.start()
        for cluster in clusters:
            new = unicodedata.normalize("NFC", cluster)
            if new != cluster:
                yield start, start + len(cluster), new
            start += len(cluster)
