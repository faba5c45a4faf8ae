"""What parsing gives: tokens, and the slips found on the way. Knows neither the parser nor files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from markdown_it.token import Token

from site_gen.support.diagnostics import Diagnostic, Severity
from site_gen.support.locations import Span
from site_gen.support.structs import Struct, field

__all__ = ["Document", "Slip", "Token", "iter_leaves", "make_diagnostic", "make_span", "plain_text"]


class Slip(Struct, frozen=True):
    """A problem of a Markdown text, before it is known in which file and where in it the text stands."""

    code: str
    line: int
    """From 0, in the text."""
    message: str
    help: str = ""
    column: int = 0
    """From 0."""
    length: int = 0
    """How many characters of that line it is about (0: not known)."""
    severity: Severity = "error"


class Document(Struct, frozen=True):
    """A parsed text. Its tokens may be changed and added to until it is rendered."""

    tokens: list[Token]
    env: dict[str, Any] = field(default_factory=dict)
    """The parser's notes: link definitions, footnotes, the prefix of ids."""
    text: str = ""
    """The text that was parsed, line ends LF; ``token.map`` counts its lines from 0."""
    slips: tuple[Slip, ...] = ()
    """What the parser had to refuse."""


def make_span(path: str, first_line: int, line: int, column: int = 0, length: int = 0) -> Span:
    """Give the place in a file of a line and column (both from 0) of a text that begins on ``first_line``."""
    if not length:
        return Span(path, first_line + line, column + 1)
    return Span(path, first_line + line, column + 1, first_line + line, column + 1 + length)


def make_diagnostic(slip: Slip, path: str, first_line: int, indent: int = 0) -> Diagnostic:
    """Give a slip its place in ``path``: the text begins on ``first_line``, each line ``indent`` deeper."""
    span = make_span(path, first_line, slip.line, slip.column + indent, slip.length)
    return Diagnostic(slip.code, slip.severity, slip.message, span, slip.help)


def plain_text(children: Iterable[Token]) -> str:
    """Give the words of inline tokens: text and code, breaks as a space; no pictures, no footnote marks."""
    parts = []
    for token in children:
        if token.type in {"text", "code_inline"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
    return "".join(parts)


def iter_leaves(tokens: Iterable[Token]) -> Iterator[tuple[Token, Token]]:
    """Give (block, leaf) of every text and code token in reading order; of fenced code both are the same."""
    for block in tokens:
        if block.type == "inline":
            for child in block.children or ():
                if child.type in {"text", "code_inline"}:
                    yield block, child
        elif block.type in {"fence", "code_block"}:
            yield block, block
