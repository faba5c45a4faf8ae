"""Limits against text that nests without end: an error with a place instead of a hang or a silent cut."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore

from site_gen.markdown.document import Document, Slip, Token

MAX_LEVELS = 50
"""Levels of lists, quotations, brackets or emphasis inside one another."""
PARSER_NESTING = MAX_LEVELS + 2
"""Where the parser stops, cutting in silence; by then a token is deeper than MAX_LEVELS."""

_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_HELP = "write it flatter; brackets that are only text are typed \\[ and \\]"


def guard_blocks(state: StateCore) -> None:
    """Refuse blocks too deep, or with too many open brackets. A core rule, before inline parsing."""
    slips: list[Slip] = state.env["slips"]
    deep = next((each for each in state.tokens if each.level > MAX_LEVELS and each.type != "inline"), None)
    if deep is not None:
        slips.append(_slip(_line(deep), "lists or quotations"))
    for token in state.tokens:
        if token.type == "inline" and _bracket_depth(token.content) > MAX_LEVELS:
            slips.append(_slip(_line(token), "brackets"))
            _leave_as_text(token)


def check_inline_depth(document: Document) -> None:
    """Refuse emphasis and links that nest too deep. A step."""
    slips: list[Slip] = document.env["slips"]
    for block in document.tokens:
        children = block.children or ()
        if len(children) <= MAX_LEVELS:
            continue
        depth = 0
        for token in children:
            depth += token.nesting
            if depth > MAX_LEVELS:
                slips.append(_slip(_line(block), "signs of emphasis"))
                break


def _bracket_depth(text: str) -> int:
    if text.count("[") <= MAX_LEVELS:
        return 0
    depth = deepest = 0
    for match in _BRACKET.finditer(text):
        if match[0] == "[":
            depth += 1
            deepest = max(deepest, depth)
        elif match[0] == "]":
            depth = max(0, depth - 1)
    return deepest


def _leave_as_text(token: Token) -> None:
    """Put a block's content where inline parsing, which takes quadratic time over it, does not look."""
    token.children = [Token("text", "", 0, content=token.content)]
    token.content = ""


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _slip(line: int, what: str) -> Slip:
    message = f"{what} stand more than {MAX_LEVELS} deep inside one another"
    return Slip("markdown-is-shallow", line, message, _HELP)
