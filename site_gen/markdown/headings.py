"""Headings: an id for each, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from site_gen.markdown.document import Document, Token, plain_text
from site_gen.model import Heading
from site_gen.support.urls import make_slug


def set_ids(document: Document) -> None:
    """Give each heading the id ``h-<prefix><slug>``. A step.

    A slug that is taken gets -2, -3 …; where none can be made, the heading's number serves.
    """
    prefix = document.env["id_prefix"]
    taken: dict[str, int] = {}
    for count, (heading, inline) in enumerate(_iter_headings(document), start=1):
        slug = make_slug(plain_text(inline.children or ())) or str(count)
        heading.attrs["id"] = f"h-{prefix}{_make_unique(slug, taken)}"


def find_headings(document: Document) -> tuple[Heading, ...]:
    """Give the headings in order, with level, id and words."""
    return tuple(
        Heading(
            int(heading.tag[1:]),
            str(heading.attrs["id"]),
            " ".join(plain_text(inline.children or ()).split()),
        )
        for heading, inline in _iter_headings(document)
    )


def _iter_headings(document: Document) -> Iterator[tuple[Token, Token]]:
    for token, inline in pairwise(document.tokens):
        if token.type == "heading_open":
            yield token, inline


def _make_unique(slug: str, taken: dict[str, int]) -> str:
    """Give a slug that is not taken, and take it. ``taken`` holds the number that was last tried of each."""
    unique, number = slug, taken.get(slug, 1)
    while unique in taken:
        number += 1
        unique = f"{slug}-{number}"
    taken[slug] = number
    taken.setdefault(unique, 1)
    return unique
