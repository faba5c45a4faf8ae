"""Words copied from the Markdown source: what they read like on the page.

Used only for words that are not found as they stand. A copy may begin or end in the middle of things: what is
left of markers that were cut is dropped, and so are markers that begin a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property

from site_gen.anchoring.fold import BLOCK_END, Folded, fold_text, fold_words, replace_stretches
from site_gen.anchoring.stream import Stream, make_stream
from site_gen.markdown.parser import Document, parse_markdown

_LINE_MARK = r"(?:[-+*:]|\d{1,9}[.)]|\#{1,6})(?=\s)|>"
_LOOKS_MARKED = re.compile(rf"[\\`*_~\[\]<|&^]|(?:^|\s)(?:{_LINE_MARK})|^\s*(?:=+|-+)\s*$", re.MULTILINE)
_LINE_MARKS = re.compile(rf"^[ \t]*(?:(?:{_LINE_MARK})[ \t]*)+", re.MULTILINE)
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t:-]*)+$", re.MULTILINE)
_PIPE = re.compile(r"[ \t]*(?<!\\)\|[ \t]*")
_BRACKET = re.compile(r"[\[\]]")
# What may follow the words of a link: an address or a label, whole or cut at the end.
_ADDRESS = re.compile(r"\([^()\s]*(?:\s[^()]*)?\)|\[[^\]]*\]")
_CUT_ADDRESS = re.compile(r"\([^()\s]*\Z|\[[^\]\s]*\Z")
_MARKER = re.compile(r"[*_]+|~~|`+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDE = 0xE000
_HIDDEN = {_HIDE + code: chr(code) for code in range(0x21, 0x7F)}


class Readings:
    """Reads words as Markdown of one document: same dialect, the document's definitions."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def find(self, typed: str, before: str = "", after: str = "") -> Iterator[str]:
        """Give what ``typed`` may read like, most literal first, without white space at the ends, each once.

        ``before`` and ``after`` are characters that stand next to it, so that a marker there is seen as cut.
        """
        typed = typed.strip()
        if not _LOOKS_MARKED.search(typed):
            return
        seen = {fold_words(typed)}
        for words in self._readings(typed, before, after):
            folded = fold_words(words).strip()
            if folded and folded not in seen:
                seen.add(folded)
                yield folded

    def _readings(self, typed: str, before: str, after: str) -> Iterator[str]:
        read = cache(self._read)
        yield read(typed).raw
        source = self._find_source(typed)
        lines = _LINE_MARKS.sub("", typed if source is None else source)
        yield read(lines).raw
        yield _drop_markers(read, lines, before, after)
        if source is not None:
            yield _drop_markers(read, lines.strip("*_~`"), before, after)
            if "|" in source:
                cells = _PIPE.sub(" ", _TABLE_RULE.sub("", lines))
                yield read(cells).raw
                yield _drop_markers(read, cells, before, after)

    def _find_source(self, typed: str) -> str | None:
        """Give the words as they stand in the source: their line ends may be lost in the YAML."""
        needle = fold_words(typed)
        start = self._source.text.find(needle)
        place = self._source.find_original(start, start + len(needle)) if start >= 0 else None
        return self._document.text[slice(*place)] if place else None

    @cached_property
    def _source(self) -> Folded:
        return fold_text(self._document.text)

    def _read(self, markdown: str) -> Stream:
        tokens = parse_markdown(markdown, definitions=self._document).tokens
        types = [token.type for token in tokens]
        # The texts of footnotes follow behind; only their marks were copied.
        end = types.index("footnote_block_open") if "footnote_block_open" in types else len(tokens)
        return make_stream(tokens[:end])


def _drop_markers(read: Callable[[str], Stream], markdown: str, before: str, after: str) -> str:
    """Give what a text reads like without markers that lost their partner. Escaped ones are words, and hidden."""
    hidden = _ESCAPED.sub(lambda match: chr(_HIDE + ord(match[1])), markdown)
    stream = read(_cut(hidden, _find_link_rests(hidden)))
    code = [(leaf.start, leaf.end) for leaf in stream.leaves if leaf.kind == "code"]
    markers = [
        place
        for place in _find_markers(stream.raw, before, after)
        if not any(start <= place[0] < end for start, end in code)
    ]
    return _cut(stream.raw, markers).translate(_HIDDEN)


def _cut(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    return replace_stretches(text, ((start, end, "") for start, end in sorted(stretches)))[0]


def _find_link_rests(markdown: str) -> Iterator[tuple[int, int]]:
    """Find brackets without a partner, with the address behind them, and those whose address was cut."""
    opened: list[int] = []
    done = 0
    for match in _BRACKET.finditer(markdown):
        at = match.start()
        if at < done:
            continue
        if markdown[at] == "[":
            opened.append(at)
            continue
        cut_address = _CUT_ADDRESS.match(markdown, at + 1)
        address = _ADDRESS.match(markdown, at + 1) or cut_address
        done = address.end() if address else at + 1
        if not opened:
            yield at, done
        elif cut_address:
            start = opened.pop()
            yield start, start + 1
            yield at, done
        else:
            opened.pop()
    yield from ((at, at + 1) for at in opened)


def _find_markers(raw: str, before: str, after: str) -> Iterator[tuple[int, int]]:
    """Find markers of emphasis and code without a partner: they stand at the edge of a word."""
    for match in _MARKER.finditer(raw):
        start, end = match.span()
        left = raw[start - 1] if start else before
        right = raw[end] if end < len(raw) else after
        if (_is_open(left) and _is_open(right)) or (left.isalnum() and right.isalnum()):
            continue
        yield start, end


def _is_open(character: str) -> bool:
    return not character or character.isspace() or character == BLOCK_END
