"""Marks: puts ``<mark>`` and the slots for numbers into the token stream, never into finished HTML.

A mark holds text only, so that no tag can come to stand across another. Knows nothing of how marks look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from site_gen.anchoring.stream import Stream
from site_gen.markdown.parser import Token
from site_gen.model import Segment
from site_gen.support.structs import Struct


class Ref(Struct, frozen=True):
    """The number, or the further link, behind the last piece of a place."""

    id: str
    place: int
    """1 for the first place of its claim or note."""
    end: int
    """Where the place ends in the raw stream."""


def mark_tokens(
    tokens: Sequence[Token], stream: Stream, segments: Sequence[Segment], refs: Iterable[Ref]
) -> dict[int, Token]:
    """Give the blocks that get marks, by index: new ones whose children are cut and marked.

    ``refs`` are in the order in which those that end at one point shall stand.
    """
    by_leaf: dict[int, list[Ref]] = defaultdict(list)
    for ref in refs:
        by_leaf[stream.leaf_at(ref.end - 1)].append(ref)
    marked: dict[int, Token] = {}
    for block, group in groupby(segments, key=lambda segment: stream.leaves[segment.leaf].block):
        pieces: dict[int, list[Segment]] = defaultdict(list)
        slots: dict[tuple[int, int], list[Ref]] = defaultdict(list)
        for segment in group:
            leaf = stream.leaves[segment.leaf]
            if segment.leaf not in pieces:
                for ref in by_leaf.get(segment.leaf, ()):
                    slots[leaf.child, ref.end - leaf.start].append(ref)
            pieces[segment.leaf].append(segment)
        by_child = {stream.leaves[leaf].child: found for leaf, found in pieces.items()}
        children = _mark_children(tokens[block].children or [], by_child, slots)
        marked[block] = Token("inline", "", 0, children=children, map=tokens[block].map)
    return marked


def _mark_children(
    children: Sequence[Token],
    pieces: Mapping[int, list[Segment]],
    refs: Mapping[tuple[int, int], list[Ref]],
) -> list[Token]:
    writer = _Writer()
    for index, child in enumerate(children):
        found = pieces.get(index)
        if found is None or child.type == "hardbreak":
            writer.write(child)
        elif child.type == "softbreak":
            writer.write_piece(child, found[0].ids)
        elif child.type == "code_inline":
            writer.write(Token("code_open", "code", 1, attrs=child.attrs))
            _mark_text(writer, index, child.content, found, refs)
            writer.write(Token("code_close", "code", -1))
        else:
            _mark_text(writer, index, child.content, found, refs)
    return writer.finish()


def _mark_text(
    writer: _Writer, child: int, text: str, pieces: list[Segment], refs: Mapping[tuple[int, int], list[Ref]]
) -> None:
    done = 0
    for piece in pieces:
        if piece.start > done:
            writer.write(_text(text[done : piece.start]))
        writer.write_piece(_text(text[piece.start : piece.end]), piece.ids)
        for ref in refs.get((child, piece.end), ()):
            writer.write_ref(ref)
        done = piece.end
    if done < len(text):
        writer.write(_text(text[done:]))


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


class _Writer:
    """Gathers children; keeps a mark open while pieces with the same ids follow each other."""

    def __init__(self) -> None:
        self._children: list[Token] = []
        self._open: tuple[str, ...] = ()
        self._closed_to_refs = 0
        self._waiting: list[Token] = []

    def write(self, token: Token) -> None:
        """Add a token without a mark. Refs that wait come behind the link or code that they may not be in."""
        self._close_mark()
        self._children.append(token)
        if token.type in {"link_open", "code_open"}:
            self._closed_to_refs += 1
        elif token.type in {"link_close", "code_close"}:
            self._closed_to_refs -= 1
            if not self._closed_to_refs:
                self._children += self._waiting
                self._waiting = []

    def write_piece(self, token: Token, ids: tuple[str, ...]) -> None:
        """Add a marked piece of text."""
        if ids != self._open:
            self._close_mark()
            self._children.append(Token("mark_open", "mark", 1, meta={"ids": ids}))
            self._open = ids
        self._children.append(token)

    def write_ref(self, ref: Ref) -> None:
        """Add the slot of a number, now or behind the link or code that is open."""
        token = Token("anchor_ref", "", 0, meta={"id": ref.id, "place": ref.place})
        if self._closed_to_refs:
            self._waiting.append(token)
        else:
            self._close_mark()
            self._children.append(token)

    def finish(self) -> list[Token]:
        """Give all children."""
        self._close_mark()
        return self._children

    def _close_mark(self) -> None:
        if self._open:
            self._children.append(Token("mark_close", "mark", -1))
            self._open = ()
