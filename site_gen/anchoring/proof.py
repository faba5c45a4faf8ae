"""Proof, on every run, that marking changes nothing: neither the article's words nor its other tags."""

from __future__ import annotations

import re
from html import unescape

from site_gen.anchoring.stream import Stream
from site_gen.markdown.parser import Document, Token, render_inline
from site_gen.support.errors import InternalError

_MARKS = re.compile('<mark data-claim="[^"<>]*"\0mark:[^\0]*\0>|</mark>|\0ref:[^\0]*\0')
_SLOT = re.compile("\0[^\0]*\0")
# Attribute by attribute: a title or the words of a picture may say "data-no-text", too.
_NO_TEXT = re.compile(r'<([a-z]+)(?: +[a-z-]+(?:="[^"]*")?)*? data-no-text(?=[ >])[^>]*>.*?</\1>', re.DOTALL)
_TAG = re.compile("<[^>]*>")
_RUNS = re.compile("  +")


def prove_marks(html: str, block: Token, document: Document, language: str) -> None:
    """Prove that the HTML of a marked block, once marks and numbers are taken out, is that of the block as it was.

    Raises InternalError.
    """
    if remove_marks(html) != render_inline(block.children or (), document, language):
        raise InternalError("marking changed the HTML of the article")


def prove_text(html: str, stream: Stream) -> None:
    """Prove that the rendered article's text is the text stream, so that positions hold.

    Raises InternalError.
    """
    if html_text(html) != stream.text.replace("\n", " "):
        raise InternalError("the text of the page is not the text that quotes were looked for in")


def remove_marks(html: str) -> str:
    """Take marks and the slots of numbers out of HTML."""
    return _MARKS.sub("", html)


def html_text(html: str) -> str:
    """Give the text of HTML as its reader gets it: without tags, slots and what has ``data-no-text``.

    Runs of the white space that HTML collapses are one space, the ends are trimmed.
    """
    html = _SLOT.sub("", html)
    if "data-no-text" in html:
        html = _NO_TEXT.sub("", html)
    text = unescape(_TAG.sub("", html))
    for odd in "\t\n\r\f":
        text = text.replace(odd, " ")
    return _RUNS.sub(" ", text).strip(" ")
