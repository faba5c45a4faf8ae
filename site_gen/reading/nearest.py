"""The nearest of some known words, for "did you mean". Knows nothing of what the words stand for."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import lru_cache


def find_nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that ``word`` was most likely meant to be; None where nothing is near."""
    return _find_nearest(word, tuple(known))


@lru_cache(maxsize=64)
def _find_nearest(word: str, known: tuple[str, ...]) -> str | None:
    """Look once for a slip that stands in many places: among thousands of words that takes a while."""
    by_folded = {each.casefold(): each for each in known}
    folded = word.strip().casefold()
    for variant in (folded, folded.replace(" ", "-"), folded.replace("_", "-"), folded.replace("-", "_")):
        if variant in by_folded:
            return by_folded[variant]
    matches = difflib.get_close_matches(folded, by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def name_choices(word: str, known: Iterable[str]) -> str:
    """Give the help for a word that is not among the known ones: the nearest, or all of them."""
    words = list(known)
    nearest = find_nearest(word, words)
    if nearest is not None:
        return f"did you mean `{nearest}`?"
    if not words:
        return ""
    return "use one of " + ", ".join(f"`{each}`" for each in words[:40])


def shorten(text: str, limit: int = 60) -> str:
    """Give a text for use in a message: on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
