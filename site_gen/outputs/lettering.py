"""Sets text for share images: which font has each letter, where lines end, how large it may be.

A renderer of SVG breaks no lines and is not to be trusted with the choice of fonts, so both are done here. It does
put right-to-left text in order, line by line. Knows nothing of what the text is about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Literal

from site_gen.anchoring.graphemes import split_graphemes
from site_gen.outputs.fonts import Face, Font, FontCase
from site_gen.support.structs import Struct

MORE = "…"
_LONGEST = 400
"""Characters beyond which no text fits; the rest is not even measured."""
_STEP = 2
_JOINERS = frozenset({"\u200c", "\u200d"})
_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067"}
_END_OF_ISOLATE = "\u2069"
_READ = frozenset("LMN")
"""The categories of what is read out: letters, their marks, numbers."""
_SHAPES = re.compile("[\\ufe00-\\ufe0f\\u20d0-\\u20ff\\U000e0100-\\U000e01ef]")
"""Marks that only choose the shape of an emoji or sign, or frame it."""


class Run(Struct, frozen=True):
    """Some characters in one font."""

    text: str
    family: str
    weight: int


class Block(Struct, frozen=True):
    """A text as it is set: empty where no font has its letters."""

    lines: tuple[tuple[Run, ...], ...]
    size: float
    leading: float
    """From line to line."""
    width: float
    """Of the longest line."""
    direction: Literal["ltr", "rtl"]

    @property
    def height(self) -> float:
        """From the first line's top to the last line's bottom."""
        return len(self.lines) * self.leading


class Letterer(Struct, frozen=True):
    """Sets texts in the fonts at hand."""

    case: FontCase

    def fit(
        self,
        text: str,
        width: float,
        height: float,
        *,
        sizes: tuple[int, int],
        faces: Sequence[tuple[str, int]],
        direction: str = "auto",
        marks: tuple[str, str] = ("", ""),
    ) -> Block:
        """Set a text into a box as large as can be: between the ``sizes``, the larger first.

        What does not fit at the smaller is cut off, with an ellipsis. ``marks`` stand around it. ``faces`` are
        (family, weight) by preference; a letter that none of them has comes from any other font. A text with a
        letter that no font has is left out as a whole: part of a quotation is another quotation. Signs and emoji
        that no font has are left out alone.
        """
        clean = tidy(text, self.case.letters) or ""
        way = direction if direction in _ISOLATES else find_direction(clean)
        fonts = self.case.order(Face(*face) for face in faces)
        setter = _Setter(fonts, f"{marks[0]}{clean}{marks[1]}" if clean else "", MORE + marks[1])
        size, lines = setter.fit(width, height, sizes)
        leading = setter.leading * size
        runs = tuple(tuple(_isolate(setter.make_runs(line), way)) for line in lines)
        widest = max((setter.measure(line) * size for line in lines), default=0.0)
        return Block(runs, size, leading, widest, way)  # type: ignore[arg-type]


class _Setter:
    """One text on its way into lines. Widths are for a size of 1."""

    def __init__(self, fonts: Sequence[Font], text: str, cut: str) -> None:
        self._fonts = fonts
        self._cut_off = cut
        self._units = list(_break(text))
        self._widths: dict[str, float] = {}
        used = {font.face: font for _, font in self._assign(text)}
        self.leading = max((font.leading for font in used.values()), default=1.0)

    def fit(self, width: float, height: float, sizes: tuple[int, int]) -> tuple[int, list[str]]:
        largest, smallest = sizes

        def fits(size: int) -> bool:
            return len(self._wrap(width / size)) * self.leading * size <= height

        size = _last(range(smallest, largest + 1, _STEP), fits)
        if size:
            return size, self._balance(self._wrap(width / size), width / size)
        room = max(1, int(height / (self.leading * smallest)))
        return smallest, self._cut(self._wrap(width / smallest), room, width / smallest)

    def _wrap(self, room: float) -> list[str]:
        """Fill lines one after the other. A word too long for a line is broken between letters."""
        lines: list[str] = []
        line = ""
        for unit in self._units:
            if not line or self._fits(line + unit, room):
                line += unit
            else:
                lines.append(line.rstrip())
                line = unit
            while line and not self._fits(line, room):
                head, line = self._split(line, room)
                lines.append(head)
        return [*lines, line.rstrip()] if line.strip() else lines

    def _fits(self, line: str, room: float) -> bool:
        return self.measure(line.rstrip()) <= room

    def _split(self, line: str, room: float) -> tuple[str, str]:
        clusters = split_graphemes(line)
        count = max(1, _last(range(1, len(clusters)), lambda n: self._fits("".join(clusters[:n]), room)))
        return "".join(clusters[:count]), "".join(clusters[count:])

    def _balance(self, lines: list[str], room: float) -> list[str]:
        """Make lines about alike long, as many as there are: a single word on the last one looks lost."""
        low, high = room / 2, room
        best = lines
        for _ in range(6) if len(lines) > 1 else ():
            middle = (low + high) / 2
            tried = self._wrap(middle)
            if len(tried) == len(lines) and all(self._fits(line, middle) for line in tried):
                best, high = tried, middle
            else:
                low = middle
        return best

    def _cut(self, lines: list[str], room: int, width: float) -> list[str]:
        if len(lines) <= room:
            return lines
        last = split_graphemes(lines[room - 1])
        while last and not self._fits("".join(last).rstrip() + self._cut_off, width):
            last.pop()
        return [*lines[: room - 1], "".join(last).rstrip(" ,;:–—") + self._cut_off]

    def measure(self, line: str) -> float:
        if line not in self._widths:
            self._widths[line] = sum(
                font.measure("".join(text for text, _ in group))
                for font, group in groupby(self._assign(line), key=lambda pair: pair[1])
            )
        return self._widths[line]

    def make_runs(self, line: str) -> Iterator[Run]:
        for font, group in groupby(self._assign(line), key=lambda pair: pair[1]):
            yield Run("".join(text for text, _ in group), font.face.family, font.face.weight)

    def _assign(self, text: str) -> Iterator[tuple[str, Font]]:
        """Give each grapheme with its font. Spaces and the like stay in the font of what is before them."""
        before = None
        for cluster in split_graphemes(text):
            wanted = {ord(each) for each in cluster if each not in _JOINERS}
            neutral = unicodedata.category(cluster[0])[0] in "ZP"
            choice = (before, *self._fonts) if before and neutral else self._fonts
            font = next((each for each in choice if wanted <= each.letters), None) or self._fonts[0]
            before = font
            yield cluster, font


def tidy(text: str, letters: frozenset[int]) -> str | None:
    """Give a text without what cannot be drawn; None where a letter is among that.

    White space becomes single spaces; control characters and those that turn the direction of text go.
    """
    kept = []
    for each in " ".join(unicodedata.normalize("NFC", text[:_LONGEST]).split()):
        kind = unicodedata.category(each)
        if each in _JOINERS or (kind[0] != "C" and ord(each) in letters):
            kept.append(each)
        elif kind[0] in _READ and not _SHAPES.fullmatch(each):
            return None
    return " ".join("".join(kept).split())


def find_direction(text: str) -> Literal["ltr", "rtl"]:
    """Give the direction of a text by its first letter that has one."""
    strong = (unicodedata.bidirectional(each) for each in text)
    return "rtl" if next((each for each in strong if each in ("L", "R", "AL")), "L") != "L" else "ltr"


def _break(text: str) -> Iterator[str]:
    """Cut a text where lines may end (https://www.unicode.org/reports/tr14/)."""
    from uniseg.linebreak import line_break_units  # noqa: PLC0415 - an extra, as are the fonts

    return iter(line_break_units(text))


def _isolate(runs: Iterator[Run], direction: str) -> Iterator[Run]:
    """Put a line into signs that give it its direction: renderers take every line for left to right."""
    found = list(runs)
    for place, run in enumerate(found):
        text = (_ISOLATES[direction] if place == 0 else "") + run.text
        yield Run(text + (_END_OF_ISOLATE if place == len(found) - 1 else ""), run.family, run.weight)


def _last(numbers: range, holds: Callable[[int], bool]) -> int:
    """Give the last number for which something holds that holds up to one and not behind it; 0 for none."""
    low, high = 0, len(numbers)
    while low < high:
        middle = (low + high) // 2
        if holds(numbers[middle]):
            low = middle + 1
        else:
            high = middle
    return numbers[low - 1] if low else 0
