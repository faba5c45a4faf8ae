"""From a quote to the one place that its author means, or to no place and the reasons why it is not one.

Matches exactly, after folding. What to tell an author who missed is written in ``advice``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from site_gen.anchoring.fold import Folded, fold_text, fold_words
from site_gen.anchoring.hints import Passages
from site_gen.anchoring.readings import Readings
from site_gen.anchoring.selectors import Contexts
from site_gen.anchoring.stream import Stream
from site_gen.support.structs import Struct


class Candidate(NamedTuple):
    """A place where quoted words stand."""

    start: int
    """Into the folded text."""
    end: int
    raw_start: int
    """Into the raw stream."""
    raw_end: int


class Found(Struct, frozen=True):
    """Where some words stand."""

    words: str
    """Folded, as they were found."""
    candidates: tuple[Candidate, ...] = ()
    in_code: int = 0
    """How many more places touch a code block."""


class SearchText:
    """A stream made ready for searching. What was searched is kept: equal quotes are looked for once."""

    def __init__(
        self, stream: Stream, name: str, readings: Readings | None, path: str, first_line: int
    ) -> None:
        self.stream = stream
        self.name = name
        """``article``, ``title`` or ``summary``."""
        self.path = path
        self.first_line = first_line
        self._readings = readings
        self._found: dict[str, Found] = {}
        self._starts: dict[str, list[int]] = {}
        self._contexts: dict[str, Contexts] = {}

    @cached_property
    def folded(self) -> Folded:
        """The raw stream, folded."""
        return fold_text(self.stream.raw)

    @cached_property
    def passages(self) -> Passages:
        """The text by its words, to find what is nearest to words that are not in it."""
        return Passages(self.folded.text)

    def line_at(self, raw_offset: int) -> int:
        """Give the line of the file."""
        return self.first_line + self.stream.line_at(raw_offset)

    def find_starts(self, words: str) -> list[int]:
        """Give every place of folded words in the folded text, overlapping ones too."""
        starts = self._starts.get(words)
        if starts is None:
            text = self.folded.text
            starts = []
            at = text.find(words)
            while at >= 0:
                starts.append(at)
                at = text.find(words, at + 1)
            self._starts[words] = starts
        return starts

    def find(self, words: str) -> Found:
        """Give where folded words stand: whole characters, outside of code blocks."""
        found = self._found.get(words)
        if found is None:
            candidates = []
            in_code = 0
            for start in self.find_starts(words):
                place = self.folded.find_original(start, start + len(words))
                if place is None:
                    continue
                if self.stream.touches_code_block(*place):
                    in_code += 1
                else:
                    candidates.append(Candidate(start, start + len(words), *place))
            found = self._found[words] = Found(words, tuple(candidates), in_code)
        return found

    def find_quote(self, typed: str) -> Found:
        """Give where a quote stands: as it is typed, or else read as Markdown."""
        as_typed = self.find(fold_words(typed).strip())
        if as_typed.candidates or as_typed.in_code or self._readings is None:
            return as_typed
        read = (self.find(words) for words in self._readings.find(typed))
        return next((found for found in read if found.candidates or found.in_code), as_typed)

    def keep_fitting(
        self, candidates: tuple[Candidate, ...], prefix: str | None, suffix: str | None
    ) -> tuple[Candidate, ...]:
        """Give the candidates that a prefix and a suffix touch, each as typed or else read as Markdown."""
        if prefix and prefix.strip():
            candidates = self._keep(candidates, prefix, self._precedes, before="", after="x")
        if suffix and suffix.strip():
            candidates = self._keep(candidates, suffix, self._follows, before="x", after="")
        return candidates

    def _keep(
        self,
        candidates: tuple[Candidate, ...],
        typed: str,
        fits: Callable[[str, Candidate], bool],
        before: str,
        after: str,
    ) -> tuple[Candidate, ...]:
        folded = fold_words(typed)
        # White space at the seam counts where it is written, at the far end it means nothing.
        seam_before = " " if before and folded.startswith(" ") else ""
        seam_after = " " if after and folded.endswith(" ") else ""
        before, after = seam_before or before, seam_after or after
        as_typed = [folded.strip()]
        for words in (*as_typed, *(self._readings.find(typed, before, after) if self._readings else ())):
            kept = tuple(each for each in candidates if fits(f"{seam_before}{words}{seam_after}", each))
            if kept:
                return kept
        return ()

    def _precedes(self, words: str, candidate: Candidate) -> bool:
        text, at = self.folded.text, candidate.start
        return text.endswith(words, 0, at) or (
            at > 0 and text[at - 1] == " " and text.endswith(words, 0, at - 1)
        )

    def _follows(self, words: str, candidate: Candidate) -> bool:
        text, at = self.folded.text, candidate.end
        return text.startswith(words, at) or (text[at : at + 1] == " " and text.startswith(words, at + 1))

    def candidate_at(self, raw_start: int, raw_end: int) -> tuple[str, Candidate]:
        """Give the folded words of a stretch of the raw stream, and the stretch as a candidate."""
        start, end = self.folded.forward(raw_start), self.folded.forward(raw_end)
        return self.folded.text[start:end], Candidate(start, end, raw_start, raw_end)

    def find_context(self, words: str, candidate: Candidate) -> tuple[str, str]:
        """Give the prefix and suffix that tell a candidate from all other places of the same folded words.

        They are cut from the normalised text and hold the white space at the seam.
        """
        contexts = self._contexts.get(words)
        if contexts is None:
            contexts = self._contexts[words] = Contexts(self.folded.text, self.find_starts(words), len(words))
        left, right = contexts.find(candidate.start)
        if (left, right) == (candidate.start, candidate.end):
            return "", ""
        raw_left, raw_right = self.widen(left, right)
        offset, text = self.stream.text_offset, self.stream.text
        prefix = text[offset(raw_left) : offset(candidate.raw_start)] if left < candidate.start else ""
        suffix = text[offset(candidate.raw_end) : offset(raw_right)] if right > candidate.end else ""
        return prefix, suffix

    def widen(self, left: int, right: int) -> tuple[int, int]:
        """Give the raw stretch of a folded one, made wider where an edge lies inside a character."""
        size = len(self.folded.text)
        while True:
            place = self.folded.find_original(left, right)
            if place:
                return place
            if self.folded.find_original(0, right) is None and right < size:
                right += 1
            elif left:
                left -= 1
            else:
                return 0, len(self.stream.raw)
