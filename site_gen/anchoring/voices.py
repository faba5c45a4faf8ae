"""Whether words of an article are somebody's very words, or how the article puts them.

Somebody's very words stand between quotation marks, in a block quote, in the turn of a speaker, or in a text that is
all theirs. Looks only at the paragraphs that it is asked about.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import takewhile

from site_gen.anchoring.fold import BLOCK_END
from site_gen.anchoring.quotations import Pair, find_pairs
from site_gen.anchoring.stream import Stream
from site_gen.markdown.parser import Token
from site_gen.model import Person

_LABEL = re.compile(r"([^:：\0]{1,80})[:：]")
_ASIDE = re.compile(r"\s*[(\[（][^)\]）]*[)\]）]\s*$")
_WORDS = re.compile(r"[^\s.,;/()\[\]-]+")
_MOST_WORDS = 6
"""Of a speaker's name, with titles."""
_NO_NAMES = frozenset(
    {"an", "and", "da", "de", "der", "die", "du", "el", "for", "la", "le", "of", "the", "und", "van", "von"}
)
"""Words that names share by chance."""


class Voices:
    """Who speaks where in a text; ``author``: whose text it is as a whole, where somebody else's is looked at."""

    def __init__(self, tokens: Sequence[Token], stream: Stream, author: str | None = None) -> None:
        self._tokens = tokens
        self._stream = stream
        self._author = author
        self._pairs: dict[int, list[Pair]] = {}

    def is_verbatim(self, start: int, end: int, claimant: Person | None) -> bool:
        """Tell whether a stretch of the raw stream is to be shown between quotation marks.

        It is not where it brings marks of its own along.
        """
        pieces = list(self._cut(start, end))
        if not pieces:
            return False
        if all(self._is_marked(*piece, leading=piece == pieces[0]) for piece in pieces):
            return True
        if not (self._is_all_theirs(claimant) or all(self._is_told(start, claimant) for start, _ in pieces)):
            return False
        words = self._stream.raw[pieces[0][0] : pieces[-1][1]]
        return find_pairs(words) != [Pair(0, len(words) - 1)]

    def _cut(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give the part of a stretch in each paragraph, without the white space around it."""
        for text in self._stream.raw[start:end].split(BLOCK_END):
            if text.strip():
                yield start + len(text) - len(text.lstrip()), start + len(text.rstrip())
            start += len(text) + 1

    def _is_marked(self, start: int, end: int, *, leading: bool) -> bool:
        """Tell whether a piece stands between quotation marks; from the second paragraph on it may begin with one."""
        first = self._stream.raw.rfind(BLOCK_END, 0, start) + 1
        pairs = self._find_pairs(first)
        before = bisect_right(pairs, start - first - leading, key=lambda pair: pair.opened) - 1
        return before >= 0 and end - first <= pairs[before].closed

    def _find_pairs(self, first: int) -> list[Pair]:
        """Give the pairs in the paragraph that begins at an offset; those in code are none."""
        pairs = self._pairs.get(first)
        if pairs is None:
            raw = self._stream.raw
            last = _find_end(raw, first)
            following = raw[last + 1 : _find_end(raw, last + 1)]
            pairs = self._pairs[first] = find_pairs(self._mask_code(first, last), following)
        return pairs

    def _mask_code(self, first: int, last: int) -> str:
        raw, leaves = self._stream.raw, self._stream.leaves
        if not self._has_code:
            return raw[first:last]
        own = leaves[self._stream.leaf_at(first) : self._stream.leaf_at(max(first, last - 1)) + 1]
        return "".join(
            "x" * (leaf.end - leaf.start) if leaf.kind == "code" else raw[leaf.start : leaf.end]
            for leaf in own
        )

    def _is_all_theirs(self, claimant: Person | None) -> bool:
        return self._author is not None and (claimant is None or _is_same(self._author, claimant))

    def _is_told(self, start: int, claimant: Person | None) -> bool:
        """Tell whether a piece that begins there stands in a block quote, or in a turn of who is to have said it."""
        block = self._stream.leaves[self._stream.leaf_at(start)].block
        if block in self._in_block_quotes:
            return True
        first = self._stream.raw.rfind(BLOCK_END, 0, start) + 1
        label = _LABEL.match(self._stream.raw, first)
        if claimant is None or label is None or start < label.end():
            return False
        whole = label[1].strip()
        name = _ASIDE.sub("", whole)
        is_name = name.isupper() or self._read_bold(block) in (name, whole)
        return is_name and len(name.split()) <= _MOST_WORDS and _is_called(claimant, name)

    def _read_bold(self, block: int) -> str:
        """Give the words in bold that a paragraph begins with, without a colon behind them."""
        children = [child for child in self._tokens[block].children or () if child.content or child.nesting]
        if not children or children[0].type != "strong_open":
            return ""
        bold = takewhile(lambda child: child.type != "strong_close", children)
        return "".join(child.content for child in bold).rstrip(" :：")

    @cached_property
    def _has_code(self) -> bool:
        return any(leaf.kind == "code" for leaf in self._stream.leaves)

    @cached_property
    def _in_block_quotes(self) -> frozenset[int]:
        """The indices of all tokens within block quotes."""
        depth, found = 0, []
        for index, token in enumerate(self._tokens):
            if token.type in ("blockquote_open", "blockquote_close"):
                depth += token.nesting
            elif depth:
                found.append(index)
        return frozenset(found)


def _find_end(raw: str, first: int) -> int:
    end = raw.find(BLOCK_END, first)
    return len(raw) if end < 0 else end


def _is_same(name: str, person: Person) -> bool:
    """Tell whether two names in full are one person's: one may leave some of the other's words out."""
    words, known = _name_words(name), _name_words(person.name)
    return bool(words and known) and (words <= known or known <= words)


def _is_called(person: Person, name: str) -> bool:
    """Tell whether a transcript may name a person so: by a part of the name, the role, the initials."""
    words = _name_words(name)
    initials = "".join(word[0] for word in _WORDS.findall(person.name.casefold()))
    known = _name_words(f"{person.name} {person.role or ''}")
    return not words.isdisjoint(known) or (len(initials) > 1 and name.casefold().replace(".", "") == initials)


def _name_words(name: str) -> set[str]:
    """Give the words of a name that tell people apart: no article, no initial."""
    words = {*_WORDS.findall(name.casefold())} - _NO_NAMES
    return {word for word in words if len(word) > 1 or not word.isascii()}
