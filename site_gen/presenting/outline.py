"""What a template is made of, for people who theme: its blocks, its macros, and what comments say of them.

Works on the tokens of a template; knows neither where it stands nor how it is rendered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from site_gen.support.structs import Struct

Token = tuple[int, str, str]
"""Line, kind and text, as Jinja's lexer gives them."""


class TemplatePart(Struct, frozen=True):
    """A block, which a template that extends this one can replace, or a macro, which others call."""

    kind: Literal["block", "macro"]
    name: str
    signature: str
    """A macro's name with its parameters: ``bar(counts)``; a block's name."""
    about: str
    """The comment directly before it; empty where there is none."""


class Outline(Struct, frozen=True):
    """A template from outside."""

    name: str
    """Below ``templates/``."""
    about: str
    """The comment that begins the file, unless it belongs to a block or macro; empty where there is none."""
    parts: tuple[TemplatePart, ...]


def make_outline(name: str, tokens: Sequence[Token]) -> Outline:
    """Make the outline of a template from its tokens."""
    about = ""
    parts: list[TemplatePart] = []
    comment, first = "", True
    for kind, words in _pieces(tokens):
        if kind == "comment":
            if comment and first:
                about, first = comment, False
            comment = " ".join("".join(words).split())
            continue
        if kind == "block" and words[0] in {"block", "macro"}:
            parts.append(_make_part(words, comment))
        elif comment and first:
            about = comment
        comment, first = "", False
    return Outline(name, about or (comment if first else ""), tuple(parts))


def _pieces(tokens: Sequence[Token]) -> Iterator[tuple[str, list[str]]]:
    """Give comments, tags and text one by one, each with its words; white space between them counts for nothing."""
    words: list[str] = []
    for _, kind, text in tokens:
        if kind.endswith("_begin"):
            words = []
        elif kind in {"comment_end", "block_end", "variable_end", "raw_end"}:
            yield kind.removesuffix("_end"), words
        elif kind == "data":
            if text.strip():
                yield "data", []
        elif kind != "whitespace":
            words.append(text)


def _make_part(words: list[str], about: str) -> TemplatePart:
    if words[0] == "block":
        return TemplatePart("block", words[1], words[1], about)
    return TemplatePart("macro", words[1], "".join(words[1:]).replace(",", ", "), about)
