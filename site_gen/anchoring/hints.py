"""What an author may have meant by words that are not in a text: the nearest passage, and how it differs.

Fuzzy, and therefore only ever a suggestion. Pure text functions.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

# Scripts that do not part words by spaces are taken character by character.
_WORD = r"[\u0e00-\u0e7f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]|\w+"
_MOST_WORDS = 60
"""Of a quote; a passage is found by fewer."""
_RAREST = 10
_MOST_PLACES = 300
_LEAST_ALIKE = 0.34
"""The share of the quote's words, and of their letters, that a passage must have: "of the" is in every text."""
_LEAST_ALIKE_WORD = 0.5
_LEAST_ALIKE_LETTERS = 0.75
_LEAST_ALIKE_REST = 0.6
"""Of letters, behind the end of a sentence's part: less is no longer the passage."""
_PART_END = re.compile(r"[,;:.!?–—)\]\"'”’»]+(?=[\s\0])|[。、，；：！？।]|[\s\0][–—(\[-]|\0")
_MOST_MISTYPED = 8
"""Words in a row that may still be a passage with a slip in each."""


class _Stretch(NamedTuple):
    """Words of a text by their numbers, from ``start`` up to ``end``."""

    start: int
    end: int
    core_start: int
    """Where the words begin that match; those before and behind are taken in by their number alone."""
    core_end: int


class Passages:
    """A text, indexed by its words."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans = [match.span() for match in re.finditer(_WORD, text)]
        self._words = [text[start:end].lower() for start, end in self._spans]

    def find_nearest(self, quote: str) -> tuple[int, int] | None:
        """Give the stretch of the text that is most like ``quote``; None where nothing is."""
        wanted = [match[0].lower() for match in re.finditer(_WORD, quote)][:_MOST_WORDS]
        best: tuple[float, _Stretch] | None = None
        for guess in self._guess_starts(wanted):
            first = max(0, guess - len(wanted) // 2 - 3)
            window = self._words[first : guess + len(wanted) + len(wanted) // 2 + 3]
            found = _align(wanted, window)
            if found and (best is None or found[0] > best[0]):
                best = found[0], _Stretch(*(first + index for index in found[1]))
        if best is None:
            return None
        start, end = self._cut_at_parts(best[1], wanted)
        return self._widen(self._spans[start][0], self._spans[end - 1][1], quote)

    def _cut_at_parts(self, found: _Stretch, wanted: list[str]) -> tuple[int, int]:
        """Leave out words beside those that match where another part of a sentence begins that is unlike the quote."""
        start, end = found.start, found.end
        for index in range(found.core_end, found.end):
            if self._parts_before(index) and not _is_like(wanted, self._words[index:end], last=True):
                end = index
                break
        for index in range(found.core_start, found.start, -1):
            if self._parts_before(index) and not _is_like(wanted, self._words[start:index], last=False):
                start = index
                break
        return start, end

    def _parts_before(self, index: int) -> bool:
        """Tell whether a part of a sentence ends before a word."""
        return bool(_PART_END.search(self._text, self._spans[index - 1][1], self._spans[index][0]))

    def _guess_starts(self, wanted: list[str]) -> list[int]:
        """Let the rarest words of the quote vote on where it would begin."""
        known = [(index, word) for index, word in enumerate(wanted) if word in self._places]
        if not known:
            known = [
                (index, near)
                for index, word in enumerate(wanted)
                if (near := self._find_word(word)) is not None
            ]
        known.sort(key=lambda each: len(self._places[each[1]]))
        width = max(3, len(wanted) // 3)
        votes: Counter[int] = Counter()
        for index, word in known[:_RAREST]:
            for place in self._places[word][:_MOST_PLACES]:
                bucket = (place - index) // width
                votes[bucket] += 2
                votes[bucket + 1] += 1
        return [bucket * width for bucket, _ in votes.most_common(3)]

    def _find_word(self, word: str) -> str | None:
        """Give the word of the text that shares most pairs of letters with ``word``."""
        votes: Counter[str] = Counter()
        pairs = _pairs(word)
        for pair in pairs:
            votes.update(self._by_pair.get(pair, ()))
        best = max(
            votes, key=lambda each: (2 * votes[each] / (len(pairs) + len(_pairs(each))), each), default=None
        )
        if best is None or 2 * votes[best] < _LEAST_ALIKE_WORD * (len(pairs) + len(_pairs(best))):
            return None
        return best

    def _widen(self, start: int, end: int, quote: str) -> tuple[int, int]:
        """Take in the punctuation at the edges that the quote has, too."""
        lead = quote[: len(quote) - len(quote.lstrip("\"'([.,;:!?-"))]
        trail = quote[len(quote.rstrip("\"')].,;:!?-%")) :]
        if lead and self._text.endswith(lead, 0, start):
            start -= len(lead)
        if trail and self._text.startswith(trail, end):
            end += len(trail)
        return start, end

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for index, word in enumerate(self._words):
            places[word].append(index)
        return dict(places)

    @cached_property
    def _by_pair(self) -> dict[str, list[str]]:
        by_pair: dict[str, list[str]] = defaultdict(list)
        for word in self._places:
            for pair in _pairs(word):
                by_pair[pair].append(word)
        return by_pair


def diff_words(typed: str, found: str) -> str:
    """Give ``typed`` with what differs in ``found``, word by word: ``[typed → found]``, ``–`` for no word."""
    old, new = typed.split(), found.split()
    parts = []
    for kind, old_start, old_end, new_start, new_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            parts.append(" ".join(old[old_start:old_end]))
            continue
        gone, come = " ".join(old[old_start:old_end]), " ".join(new[new_start:new_end])
        parts.append(f"[{gone or '–'} → {come or '–'}]")
    return " ".join(parts)


def _is_like(wanted: list[str], rest: list[str], *, last: bool) -> bool:
    """Tell whether ``rest`` is like the last (or first) words of ``wanted``, but for slips."""
    number = len(rest)
    words = wanted[-number:] if last else wanted[:number]
    alike = SequenceMatcher(None, " ".join(words), " ".join(rest), autojunk=False).ratio()
    return alike >= _LEAST_ALIKE_REST


def _align(wanted: list[str], window: list[str]) -> tuple[float, _Stretch] | None:
    """Give how alike the best part of ``window`` is (0 to 1), and from where to where it goes."""
    blocks = [
        block
        for block in SequenceMatcher(None, wanted, window, autojunk=False).get_matching_blocks()
        if block.size
    ]
    matching = [word for block in blocks for word in wanted[block.a : block.a + block.size]]
    of_words = len(matching) / len(wanted)
    of_letters = sum(map(len, matching)) / sum(map(len, wanted))
    alike = min(of_words, of_letters)
    if len(matching) < min(2, len(wanted)) or alike < _LEAST_ALIKE:
        return _align_letters(wanted, window)
    # Words before the first and behind the last one that match belong to the passage, in whatever form.
    start = max(0, blocks[0].b - blocks[0].a)
    end = min(len(window), blocks[-1].b + len(wanted) - blocks[-1].a)
    return alike, _Stretch(start, end, blocks[0].b, blocks[-1].b + blocks[-1].size)


def _align_letters(wanted: list[str], window: list[str]) -> tuple[float, _Stretch] | None:
    """Do the same where too few words match: of all stretches with as many words, that with the letters most alike."""
    if len(wanted) > _MOST_MISTYPED:
        return None
    matcher = SequenceMatcher(None, "", " ".join(wanted), autojunk=False)
    near = []
    for start in range(len(window) - len(wanted) + 1):
        end = start + len(wanted)
        matcher.set_seq1(" ".join(window[start:end]))
        near.append((matcher.ratio(), start, end))
    alike, start, end = max(near, default=(0.0, 0, 0))
    return (alike, _Stretch(start, end, start, end)) if alike >= _LEAST_ALIKE_LETTERS else None


def _pairs(word: str) -> set[str]:
    padded = f" {word} "
    return {padded[index : index + 2] for index in range(len(padded) - 1)}
