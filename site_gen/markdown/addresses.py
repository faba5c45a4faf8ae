"""Addresses as authors type them: where each stands, which may be kept. Knows not what they lead to."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from markdown_it.common.normalize_url import normalizeLink

from site_gen.markdown.document import Document, Token
from site_gen.support.urls import allowed_url, is_plain_web_url

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SPACE = re.compile(r"\s")
_EMPTY = re.compile(r"(?<=\])\([ \t]*(?:<>)?[ \t]*\)")


def untangle_links(document: Document) -> None:
    """Keep links from standing in links, which HTML forbids. A step.

    An inner link loses its tags, a footnote mark moves behind the link.
    """
    for block in document.tokens:
        if not block.children:
            continue
        kinds = [child.type for child in block.children]
        links = kinds.count("link_open")
        if links > 1 or (links and "footnote_ref" in kinds):
            block.children = _untangled(block.children)


def read_addresses(document: Document) -> None:
    """Note what was typed for each link and picture and where; drop what no page may have. A step.

    Sets ``meta``: ``typed``, ``allowed``, ``line`` and ``column`` (from 0), ``length``.
    """
    links = [
        (block, token)
        for block in document.tokens
        if block.children
        for token in block.children
        if token.type in {"link_open", "image"}
    ]
    if not links:
        return
    finder = _Finder(document.text)
    for block, token in links:
        name = "src" if token.type == "image" else "href"
        typed = str(token.attrs.pop(name, ""))
        kept = _keep_address(typed)
        token.meta |= {"typed": typed, "allowed": kept is not None, **finder.find(typed, block)}
        if kept is not None:
            token.attrs = {name: kept, **token.attrs}


def _keep_address(typed: str) -> str | None:
    """Give an address as it may stand in a page, percent-encoded, or None."""
    if is_plain_web_url(typed):  # it is encoded; taking it apart costs as much as parsing the words around it
        return typed
    return _normalize_address(typed)


def _normalize_address(typed: str) -> str | None:
    if _CONTROL.search(typed) or not allowed_url(_SPACE.sub("%20", typed)):
        return None
    try:
        address = normalizeLink(typed)
    except ValueError:
        return None
    return address if allowed_url(address) else None


def _untangled(children: list[Token]) -> list[Token]:
    kept: list[Token] = []
    behind: list[Token] = []
    depth = 0
    for token in children:
        if token.type == "link_open":
            depth += 1
        elif token.type == "link_close":
            depth -= 1
        if token.type == "footnote_ref" and depth:
            behind.append(token)
        elif (token.type == "link_open" and depth > 1) or (token.type == "link_close" and depth):
            continue
        else:
            kept.append(token)
        if not depth and behind:
            kept += behind
            behind = []
    return kept


class _Finder:
    """Finds typed addresses in the source, each occurrence once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._starts = list(accumulate((len(line) + 1 for line in self._lines), initial=0))
        self._done: dict[int, int] = {}

    def find(self, typed: str, block: Token) -> dict[str, int]:
        """Give line, column and length of ``typed`` in the lines of a block.

        An address typed with entities or backslashes, or in a definition elsewhere, is not found there: the
        block's first line is named, with length 0.
        """
        first, last = block.map or (0, len(self._lines))
        start = self._done.get(first, self._starts[first])
        end = self._starts[min(last, len(self._lines))]
        if not typed and (empty := _EMPTY.search(self._text, start, end)):
            self._done[first] = empty.end()
            line = bisect_right(self._starts, empty.start()) - 1
            return {"line": line, "column": empty.start() - self._starts[line], "length": len(empty[0])}
        while typed and (found := self._text.find(typed, start, end)) >= 0:
            start = found + 1
            if found and self._text[found - 1] in "(<\n \t":
                self._done[first] = found + len(typed)
                line = bisect_right(self._starts, found) - 1
                return {"line": line, "column": found - self._starts[line], "length": len(typed)}
        line = min(first, len(self._lines) - 1)
        column = len(self._lines[line]) - len(self._lines[line].lstrip())
        return {"line": line, "column": column, "length": 0}
