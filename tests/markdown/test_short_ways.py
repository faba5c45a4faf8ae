"""What is taken a short way through the library comes out as it would on the long one."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from site_gen.markdown import footnotes
from site_gen.markdown.guards import PARSER_NESTING
from site_gen.markdown.parser import _normalize, _parser, _renderer, parse_markdown
from tests.markdown.test_parser import TEXTS

WORDS = st.text(
    st.sampled_from("ab .,:;-–—!?()[]{}*_~`^<>&\\'\"/@#$%+=|\n\t\u00a0…“”©日\u2028\x85\x1c\x00\ufffe"),
    max_size=30,
)
"""Mostly words, with what the library could make more of: typography, links, entities, breaks."""
BLOCKS = [
    *[
        "a",
        "ab c",
        "é d",
        "*a*",
        "ª",
        "Ⅳ",
        "١",
        "",
        "",
        " ",
        "  b",
        "     c",
        "\tc",
        "a  ",
        "\u2028b",
        "\x85",
    ],
    *["===", "---", "-|-", "a|b", ": d", "~ d", " : d", ":", "- a", "1. a", "> a", "# a", "```"],
    *["[r]: x.md", "[^1]: a", "[^1] [r]"],
]
LINES = st.lists(st.sampled_from(BLOCKS), max_size=8).map("\n".join)
"""Lines of words among what makes other blocks of the lines around them."""
ADDRESSES = st.text(st.sampled_from("ab<>()[]\\&;#x41%é \n\t\x7f\"'*_"), max_size=12).map("[a]({})".format)


@cache
def library() -> MarkdownIt:
    """Give the dialect with every rule of the library's own."""
    parser = MarkdownIt("js-default", {"maxNesting": PARSER_NESTING})
    parser.use(footnote_plugin).use(deflist_plugin)
    parser.core.ruler.before("footnote_tail", "lift_nested", footnotes.lift_nested)
    parser.core.ruler.before("footnote_tail", "check_footnotes", footnotes.check_footnotes)
    parser.validateLink = lambda _: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def parse(parser: MarkdownIt, text: str) -> list[Any]:
    env: dict[str, Any] = {"id_prefix": "", "slips": []}
    return [[token.as_dict() for token in parser.parse(text, env)], env["slips"]]


@given(TEXTS | WORDS | LINES | ADDRESSES)
@example("a\n\n: b")
@example("a\nb\n\n ~ c")
@example("[![a](b)](c)")
@example("[*a*](b*c*)*")
@example("(c) ... -- +- 1/2 http://example.org www.example.org a@example.org")
@example("a!")
@example("a^")
@example("[a!](b) [c^](d)")
@example("a  \nb \n c\\\nd")
@example("\\* &amp; \\[^1] &#91;^1]\n\n[^1]: \\&")
def test_all_words_are_parsed_as_by_the_library(text: str) -> None:
    assert parse(_parser(), _normalize(text)) == parse(library(), text)


@given(TEXTS | WORDS)
def test_all_words_are_rendered_as_by_the_library(text: str) -> None:
    renderer, options, env = _renderer(), _parser().options, {"id_prefix": "", "language": "en"}
    for block in parse_markdown(text).tokens:
        children = block.children or []
        assert renderer.renderInline(children, options, env) == RendererHTML.renderInline(
            renderer, children, options, env
        )
