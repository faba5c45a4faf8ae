"""Pictures: one alone with a caption is a figure; each lies in the site and has words that stand for it."""

from __future__ import annotations

import re

from site_gen.markdown.document import Document, Slip, Token
from site_gen.support.pictures import is_picture
from site_gen.support.urls import is_relative

_ALT_HELP = "say in a few words what the picture shows: ![words](file)"
_LOCAL_HELP = "put a copy beside the article and write its file name: ![words](photo.jpg)"


def make_figures(document: Document) -> None:
    """Turn each paragraph that is only a picture with a title into a figure, captioned so. A step."""
    if "![" not in document.text:
        return
    tokens = document.tokens
    figures: list[Token] = []
    start = 0
    for index in range(len(tokens) - 2):
        picture = _match_figure(tokens[index : index + 3])
        if picture is not None:
            figures += tokens[start:index]
            figures += _make_figure(tokens[index + 1], picture)
            start = index + 3
    if start:
        tokens[:] = figures + tokens[start:]


def alt_text(picture: Token) -> str:
    """Give the words that stand for a picture."""
    parts = []
    for token in picture.children or ():
        if token.type in {"text", "code_inline"}:
            parts.append(token.content)
        elif token.type == "image":
            parts.append(alt_text(token))
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
    return " ".join("".join(parts).split())


def check_alt(picture: Token) -> Slip | None:
    """Give the problem of a picture without words. Its place is the caller's."""
    if alt_text(picture):
        return None
    message = "the picture has no words for readers who cannot see it"
    return Slip("picture-has-alt", 0, message, _ALT_HELP, severity="warning")


def check_address(typed: str) -> Slip | None:
    """Give the problem of a picture that is not a file of the site, or of no kind that is shown."""
    if not typed or typed[0] in "#?":
        return Slip("picture-is-local", 0, "the picture names no file", _LOCAL_HELP)
    if typed.lower().startswith("data:"):
        return Slip(
            "picture-is-local", 0, "the picture is written into the text instead of a file", _LOCAL_HELP
        )
    if not is_relative(typed):
        message = "the picture lies on another site, which would learn of each reader and may change it"
        return Slip("picture-is-local", 0, message, _LOCAL_HELP)
    if not is_picture(re.split(r"[?#]", typed, maxsplit=1)[0]):
        message = f"“{typed[-40:]}” is not a picture that a browser could show"
        return Slip("picture-is-readable", 0, message, "save it again as PNG, JPEG, WebP, AVIF, GIF or SVG")
    return None


def _match_figure(tokens: list[Token]) -> Token | None:
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return None
    children = [child for child in tokens[1].children or () if child.type != "text" or child.content.strip()]
    if (
        len(children) != 1
        or children[0].type != "image"
        or not str(children[0].attrs.get("title", "")).strip()
    ):
        return None
    return children[0]


def _make_figure(inline: Token, picture: Token) -> list[Token]:
    """A figure's caption is a token of its own and not a leaf: it is no part of the article's text."""
    caption = str(picture.attrs.pop("title"))
    inline.children = [picture]
    line = inline.map
    return [
        Token("figure_open", "figure", 1, map=line, block=True),
        inline,
        Token("figure_caption", "figcaption", 0, content=caption, block=True),
        Token("figure_close", "figure", -1, block=True),
    ]
