"""Ids for new claims and notes, made of their words. Touches no disk."""

from __future__ import annotations

from collections.abc import Container
from itertools import count

from site_gen.support.urls import make_slug

_LONGEST = 40


def make_id(words: str, taken: Container[str], fallback: str) -> str:
    """Give an id of the first words of ``words`` that is not taken; ``fallback`` where no letter is in them."""
    stem = _shorten(make_slug(words)) or fallback
    if stem not in taken:
        return stem
    return next(name for number in count(2) if (name := f"{stem}-{number}") not in taken)


def _shorten(slug: str) -> str:
    """Cut a slug between words; a word that is longer than all the room is cut inside."""
    if len(slug) <= _LONGEST:
        return slug
    head = slug[: _LONGEST + 1]
    cut = head.rpartition("-")[0] if "-" in head else slug[:_LONGEST]
    return make_slug(cut.strip("-"))
