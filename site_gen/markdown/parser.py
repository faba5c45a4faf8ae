"""Text to tokens, in the one dialect of the site, and on to HTML. Knows nothing of files and claims.

CommonMark with tables, strikethrough, footnotes and definition lists; no raw HTML, no smart typography, no
links that were not typed as such. What was parsed is put right by a list of small steps over all tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from site_gen.markdown import addresses, figures, footnotes, guards, headings, tables
from site_gen.markdown.document import Document, Token, plain_text
from site_gen.markdown.headings import find_headings
from site_gen.markdown.renderer import Renderer
from site_gen.markdown.short_ways import take_short_ways
from site_gen.support.structs import Struct

__all__ = [
    "DIALECT_VERSION",
    "Document",
    "Title",
    "Token",
    "find_headings",
    "find_title",
    "hold_rendered",
    "parse_markdown",
    "plain_text",
    "render_document",
    "render_inline",
]

DIALECT_VERSION = 2
"""To be raised when the same text gives other HTML, so that cached bodies are made anew."""

_STEPS: tuple[Callable[[Document], None], ...] = (
    footnotes.place_inline_notes,
    guards.check_inline_depth,
    addresses.untangle_links,
    addresses.read_addresses,
    headings.set_ids,
    tables.align_by_class,
    figures.make_figures,
)


class Title(Struct, frozen=True):
    """The heading that serves as an article's title."""

    text: str
    """Its words, without markers."""
    first_line: int
    """The first line of the heading in the text, from 1."""
    last_line: int
    """The last one: a heading underlined with ``===`` has two or more."""
    links: tuple[str, ...] = ()
    """The addresses of its links, as typed: a title is plain text and has none."""


def parse_markdown(text: str, *, id_prefix: str = "", definitions: Document | None = None) -> Document:
    """Parse a text.

    ``id_prefix`` goes into the ids of headings and footnotes: several documents can stand on one page.
    ``definitions`` is a document whose link and footnote definitions count too: the article of a quote.
    Problems are in ``Document.slips``; ``links.resolve_links`` gives them their places, with its own.
    """
    env: dict[str, Any] = {"id_prefix": id_prefix, "slips": []}
    if definitions is not None:
        env["references"] = dict(definitions.env.get("references", {}))
        labels = definitions.env.get("footnotes", {}).get("refs", {})
        env["footnotes"] = {"refs": dict.fromkeys(labels, -1), "list": {}}
    text = _normalize(text)
    document = Document(_parser().parse(text, env), env, text)
    for step in _STEPS:
        step(document)
    return Document(document.tokens, env, text, tuple(env["slips"]))


def render_document(document: Document, language: str = "en") -> str:
    """Render a document as HTML with slots. ``language`` is that of the words added for screen readers."""
    env = {**document.env, "language": language}
    parser = _parser()
    html = parser.renderer.render(document.tokens, parser.options, env)
    return str(html)


def render_inline(tokens: Sequence[Token], document: Document, language: str = "en") -> str:
    """Render the inline tokens of one of a document's blocks as they are rendered in it."""
    return _renderer().renderInline(tokens, _parser().options, {**document.env, "language": language})


def hold_rendered(html: str) -> Token:
    """Give a token that is rendered as this HTML: what has been rendered need not be again."""
    return Token("html_inline", "", 0, content=html)


def find_title(text: str) -> Title | None:
    """Find the first heading of level 1 that stands by itself, not in a list or a quotation."""
    text = _normalize(text)
    parser = _parser()
    env: dict[str, Any] = {"id_prefix": "", "slips": []}
    tokens: list[Token] = []
    parser.block.parse(text, parser, env, tokens)
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h1" and token.level == 0 and token.map:
            children = parser.parseInline(inline.content, env)[0].children or []
            words = " ".join(plain_text(children).split())
            links = tuple(str(each.attrs["href"]) for each in children if each.type == "link_open")
            return Title(words, token.map[0] + 1, token.map[1], links) if words else None
    return None


def _normalize(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


@cache
def _renderer() -> Renderer:
    return Renderer()


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("js-default", {"maxNesting": guards.PARSER_NESTING})
    parser.use(footnote_plugin).use(deflist_plugin)
    # All are off already, or have no work left after _normalize; out of the way they cost nothing.
    parser.disable(["html_block", "html_inline", "linkify", "normalize", "replacements", "smartquotes"])
    parser.core.ruler.before("inline", "guard_blocks", guards.guard_blocks)
    parser.core.ruler.before("footnote_tail", "lift_nested", footnotes.lift_nested)
    parser.core.ruler.before("footnote_tail", "check_footnotes", footnotes.check_footnotes)
    take_short_ways(parser)
    # Every address is taken as typed and judged later, so that a refused one is not left as text in silence.
    parser.validateLink = _accept  # type: ignore[method-assign]
    parser.normalizeLink = _as_typed  # type: ignore[method-assign]
    # Only now, since the plugins set rules of their own.
    parser.renderer = _renderer()
    return parser


def _accept(url: str) -> bool:  # noqa: ARG001 - the parser's signature
    return True


def _as_typed(url: str) -> str:
    return url
