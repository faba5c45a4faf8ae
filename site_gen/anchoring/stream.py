"""The text stream: the words of an article as a reader meets them, and which token each character came from.

Knows tokens, not claims. What is in it: the text of every leaf in order, code included; a soft or hard break
is a space; between two blocks (paragraphs, headings, list items, table cells, code blocks) stands one
newline. Pictures and their captions, footnote marks and back links are not; footnotes are, where they are
shown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal

from site_gen.anchoring.fold import BLOCK_END, OffsetMap, Stretch, replace_stretches
from site_gen.markdown.parser import Token
from site_gen.support.characters import find_rare
from site_gen.support.structs import Struct

LeafKind = Literal["text", "code", "break", "block"]

_KINDS: dict[str, LeafKind] = {
    "text": "text",
    "text_special": "text",
    "code_inline": "code",
    "softbreak": "break",
    "hardbreak": "break",
}
_BLOCK_CODE = frozenset({"fence", "code_block"})
_SPACE = " \t\n\r\f" + BLOCK_END
_RUNS = re.compile(f"[{_SPACE}]{{2,}}")
_CJK = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Where words are not parted by spaces, two characters count as one.
_WORDS = f"[{_CJK}]{{1,2}}|[^\\s{_CJK}]+"


class Leaf(Struct, frozen=True):
    """A stretch of text that came from one token."""

    start: int
    """Into ``Stream.raw``."""
    end: int
    block: int
    """Index of the block's token."""
    child: int
    """Index among the block's children; -1: a block of code."""
    kind: LeafKind
    line: int
    """The line of the Markdown, from 0, on which it begins."""


class Stream(Struct, frozen=True, dict=True):
    """The text of an article, a title or a summary.

    ``raw`` is the leaves' text as it stands, blocks parted by ``BLOCK_END``: places are found in it. ``text``
    is what is exported: each run of the white space that HTML collapses (space, tab, line feed, form feed,
    carriage return) is one character – a newline where a block ends in it, else a space – and the ends are
    trimmed. So a position in ``text`` is the one that a reader of the page counts in its ``textContent``
    (without ``button`` and ``[data-no-text]``) once ``[ \\t\\n\\f\\r]+`` there is one space and the ends are
    trimmed.
    """

    raw: str
    leaves: tuple[Leaf, ...]

    @cached_property
    def text(self) -> str:
        """The normalised text."""
        return self._normalized[0]

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        # The pattern is slow to make and to use, and most texts have no such letters.
        is_parted = max(find_rare(self.text), default="") < _CJK[0]
        return len(self.text.split() if is_parted else re.findall(_WORDS, self.text))

    def text_offset(self, offset: int) -> int:
        """Give the offset into ``text`` of one into ``raw``."""
        return self._normalized[1].forward(offset)

    def raw_offset(self, offset: int) -> int:
        """Give an offset into ``raw`` of one into ``text``."""
        place = self._normalized[1].back(offset)
        return place[1] if place else offset

    def leaf_at(self, offset: int) -> int:
        """Give the index of the leaf with the character at ``offset`` of ``raw``, else of the one before."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def line_at(self, offset: int) -> int:
        """Give the line of the Markdown, from 0, of the character at ``offset`` of ``raw``."""
        if not self.leaves:
            return 0
        leaf = self.leaves[self.leaf_at(offset)]
        if leaf.kind == "block":
            return leaf.line + self.raw.count("\n", leaf.start, offset)
        return leaf.line

    def touches_code_block(self, start: int, end: int) -> bool:
        """Tell whether a stretch of ``raw`` has characters of a code block."""
        after = bisect_right(self._code_starts, end - 1)
        return after > 0 and self._code_ends[after - 1] > start

    @cached_property
    def _normalized(self) -> tuple[str, OffsetMap]:
        text, offsets = replace_stretches(self.raw, _find_runs(self.raw))
        return _flatten(text).replace(BLOCK_END, "\n"), offsets

    @cached_property
    def _starts(self) -> list[int]:
        return [leaf.start for leaf in self.leaves]

    @cached_property
    def _code_starts(self) -> list[int]:
        return [leaf.start for leaf in self.leaves if leaf.kind == "block"]

    @cached_property
    def _code_ends(self) -> list[int]:
        return [leaf.end for leaf in self.leaves if leaf.kind == "block"]


def make_stream(tokens: Sequence[Token]) -> Stream:
    """Make the stream of block tokens."""
    parts: list[str] = []
    leaves: list[Leaf] = []
    length = line = 0
    for index, token in enumerate(tokens):
        if token.map:
            line = token.map[0]
        is_code = token.type in _BLOCK_CODE
        if not is_code and not token.children:
            continue
        if parts and parts[-1] != BLOCK_END:
            parts.append(BLOCK_END)
            length += 1
        found = _iter_code(token) if is_code else _iter_children(token)
        here = line + 1 if token.type == "fence" else line
        for child, kind, content in found:
            leaves.append(Leaf(length, length + len(content), index, child, kind, here))
            parts.append(content)
            length += len(content)
            here += kind == "break"
    if parts and parts[-1] == BLOCK_END:
        parts.pop()
    return Stream("".join(parts), tuple(leaves))


def make_text_stream(text: str) -> tuple[list[Token], Stream]:
    """Make the tokens and the stream of plain text on one line: a title, a summary."""
    words = Token("text", "", 0, content=text)
    tokens = [Token("inline", "", 0, children=[words], content=text, map=[0, 1])]
    return tokens, make_stream(tokens)


def _iter_code(token: Token) -> Iterator[tuple[int, LeafKind, str]]:
    yield -1, "block", token.content


def _iter_children(token: Token) -> Iterator[tuple[int, LeafKind, str]]:
    for index, child in enumerate(token.children or ()):
        kind = _KINDS.get(child.type)
        if kind == "break":
            yield index, kind, " "
        elif kind is not None and child.content:
            yield index, kind, child.content


def _find_runs(raw: str) -> Iterator[Stretch]:
    start = len(raw) - len(raw.lstrip(_SPACE))
    end = len(raw.rstrip(_SPACE))
    if start:
        yield 0, start, ""
    if start < len(raw):
        # Most texts have none, which is told in a third of the time that looking for them takes.
        if "  " in _flatten(raw).replace(BLOCK_END, " "):
            for match in _RUNS.finditer(raw, start, end):
                yield (*match.span(), BLOCK_END if BLOCK_END in match[0] else " ")
        if end < len(raw):
            yield end, len(raw), ""


def _flatten(text: str) -> str:
    for odd in "\t\n\r\f":
        text = text.replace(odd, " ")
    return text
