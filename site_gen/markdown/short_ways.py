"""Short ways past rules of the library that cannot apply. What comes out is what the library's own rules give.

Knows nothing of what the tokens are for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore, text_join
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    image,
    link,
    newline,
    strikethrough,
    text,
)
from markdown_it.rules_inline.state_inline import Scanned
from mdit_py_plugins.footnote.index import footnote_inline, footnote_ref

from site_gen.markdown.document import Token

# What can be more than a word in this dialect. A closing bracket alone is none, but ends a label. One set of signs,
# though "!" and "^" count before a bracket only: that would take seven times as long to look for.
_SIGN = re.compile(r"[\n!&*<\[\\\]^_`~]")
_RULES: dict[str, tuple[Callable[[StateInline, bool], bool], ...]] = {
    "\n": (newline,),
    "\\": (escape,),
    "`": (backtick,),
    "~": (strikethrough.tokenize,),
    "*": (emphasis.tokenize,),
    "_": (emphasis.tokenize,),
    "[": (link, footnote_ref),
    "!": (image,),
    "^": (footnote_inline,),
    "<": (autolink,),
    "&": (entity,),
}
"""The rules that can apply at each sign, in the library's order."""
_LONGEST_RUN = 3
# An address with nothing to decode, up to the bracket that ends it. None has a space, and none begins with "<".
_ADDRESS = re.compile(r"(?!<)[^\x00-\x20\x7f()\\&]+(?=\))")


def take_short_ways(parser: MarkdownIt) -> None:
    """Let a parser that knows footnotes and definition lists take the short ways."""
    parser.block.ruler.before("table", "lines_of_words", _read_paragraph)
    parser.core.ruler.at("inline", _parse_words)
    parser.core.ruler.at("text_join", _join_texts)
    parser.inline.ruler.at("text", _read_sign_or_words)
    parser.inline.ruler.enableOnly("text")
    parser.inline.ruler2.at("strikethrough", _pair_strikes)
    parser.inline.terminator_re = _SIGN
    parser.helpers = SimpleNamespace(  # type: ignore[assignment]
        parseLinkDestination=_parse_address, parseLinkLabel=parseLinkLabel, parseLinkTitle=parseLinkTitle
    )


def _read_paragraph(state: StateBlock, first: int, _last: int, _silent: bool) -> bool:  # noqa: FBT001 - as it is called
    """Read lines that begin with letters, up to a blank one, as the paragraph that they are. A block rule.

    Every other block begins with a sign, a digit or a space, or goes on with a line that does: what underlines a
    heading, parts a table, or defines a term, which may stand behind a blank line.
    """
    end = first
    while end < state.lineMax and not state.isEmpty(end):
        if not state.src[state.bMarks[end]].isalpha():
            return False
        end += 1
    if state.level or _defines_term(state, end + 1):
        return False
    state.line = end
    state.push("paragraph_open", "p", 1).map = [first, end]
    words = state.push("inline", "", 0)
    words.content = mdTrim(state.getLines(first, end, 0, keepLastLF=False))
    words.map = [first, end]
    words.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _defines_term(state: StateBlock, line: int) -> bool:
    return line < state.lineMax and state.src.startswith((":", "~"), state.bMarks[line] + state.tShift[line])


def _parse_words(state: StateCore) -> None:
    """Parse the words of each block. A core rule, in place of the library's own.

    Words without any sign, of which it makes one text, are not taken through its machinery.
    """
    parser = state.md.inline
    for token in state.tokens:
        if token.type == "inline":
            if token.children is None:
                token.children = []
            if _SIGN.search(token.content):
                words = _Words(token.content, state.md, state.env, token.children)
                parser.tokenize(words)
                for rule in parser.ruler2.getRules(""):
                    rule(words)
            elif token.content:
                token.children.append(Token("text", "", 0, content=token.content))


def _read_sign_or_words(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as it is called
    """Read what a sign begins, else the words up to the next one. The one inline rule, in place of all others."""
    for rule in _RULES.get(state.src[state.pos], ()):
        if rule(state, silent):
            return True
    return text(state, silent)


class _Words(StateInline):
    """The words of a block on the way to tokens."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: FBT001, N802, N803 - the library's
        """Tell what a run of signs of emphasis can be, which depends on what stands beside it alone."""
        end = start + 1
        while end < self.posMax and self.src[end] == self.src[start]:
            end += 1
        if end - start > _LONGEST_RUN:
            return super().scanDelims(start, canSplitWord)
        before = self.src[start - 1] if start else " "
        behind = self.src[end] if end < self.posMax else " "
        return _scan(self.md, before, self.src[start:end], behind, canSplitWord)


@lru_cache(maxsize=1024)
def _scan(parser: MarkdownIt, before: str, run: str, behind: str, can_split_word: bool) -> Scanned:  # noqa: FBT001
    return StateInline(before + run + behind, parser, {}, []).scanDelims(1, can_split_word)


def _parse_address(string: str, start: int, end: int) -> Any:
    """Find the address of a link: at once where nothing in it has to be looked at, else as the library does."""
    match = _ADDRESS.match(string, start, end)
    if match is None:
        return parseLinkDestination(string, start, end)
    return SimpleNamespace(ok=True, pos=match.end(), str=match[0])


def _pair_strikes(state: StateInline) -> None:
    """Find what is struck through. An inline rule: the library's own, asked only where that can be."""
    if "~" in state.src:
        strikethrough.postProcess(state)


def _join_texts(state: StateCore) -> None:
    """Join what backslashes and entities stand for with the words around. A core rule, in place of the library's own.

    Without such signs there is nothing to join: all other text is joined when a block's words are parsed.
    """
    if "\\" in state.src or "&" in state.src:
        text_join(state)
