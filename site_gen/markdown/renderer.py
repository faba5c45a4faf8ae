"""Tokens to HTML, where it differs from the library's own. Knows the markup contract, not what marks mean."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from site_gen.markdown.figures import alt_text
from site_gen.support.slots import make_slot
from site_gen.support.words import Words, find_words

# What these kinds of token become, whatever else they hold: nothing gives them attributes.
_BARE = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "s_open": "<s>",
    "s_close": "</s>",
    "link_close": "</a>",
    "code_open": "<code>",
    "code_close": "</code>",
    "mark_close": "</mark>",
    "softbreak": "\n",
}
_SAFE_LANGUAGE = re.compile(r"[A-Za-z0-9_+#.-]{1,40}")


class Renderer(RendererHTML):
    """One method a token type, called by the library with the token list and an index into it."""

    # ruff: noqa: D102 - each method is named after the token that it renders

    def renderInline(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        """Render as the library does, but without calls for the kinds of token that most tokens are of."""
        parts: list[str] = []
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "text":
                text = token.content
                is_odd = "&" in text or "<" in text or ">" in text or '"' in text
                parts.append(escapeHtml(text) if is_odd else text)
            elif kind in _BARE:
                parts.append(_BARE[kind])
            elif kind in self.rules:
                parts.append(self.rules[kind](tokens, index, options, env))
            else:
                parts.append(self.renderToken(tokens, index, options, env))
        return "".join(parts)

    def link_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        token = tokens[idx]
        target = token.meta.get("target")
        if target is None:
            return f"<a{_attributes(token)}>"
        return f'<a href="{make_slot("href", target)}"{_attributes(token, leave_out=("href",))}>'

    def image(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        token = tokens[idx]
        target = token.meta.get("target")
        source = "" if target is None else f" {make_slot('img', target)}"
        rest = _attributes(token, leave_out=("alt",) if target is None else ("alt", "src"))
        return f'<img{source} alt="{escapeHtml(alt_text(token))}"{rest} loading="lazy" decoding="async">'

    def figure_caption(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return f"\n<figcaption data-no-text>{escapeHtml(tokens[idx].content)}</figcaption>\n"

    # A keyboard must reach what scrolls: tables and code.

    def table_open(self, *_: Any) -> str:
        return '<div class="table-scroll" tabindex="0">\n<table>\n'

    def table_close(self, *_: Any) -> str:
        return "</table>\n</div>\n"

    def fence(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        token = tokens[idx]
        language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
        kind = f' class="language-{language}"' if _SAFE_LANGUAGE.fullmatch(language) else ""
        return f'<pre tabindex="0"><code{kind}>{escapeHtml(token.content)}</code></pre>\n'

    def code_block(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return f'<pre tabindex="0"><code>{escapeHtml(tokens[idx].content)}</code></pre>\n'

    def mark_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        ids = " ".join(tokens[idx].meta["ids"])
        return f'<mark data-claim="{escapeHtml(ids)}"{make_slot("mark", ids)}>'

    def anchor_ref(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        meta = tokens[idx].meta
        return make_slot("ref", f"{meta['id']} {meta['place']}")

    def footnote_ref(self, tokens: Sequence[Token], idx: int, _options: Any, env: Any) -> str:
        number, place = _footnote(tokens[idx])
        prefix = env["id_prefix"]
        label = escapeHtml(_words(env).say("footnote.mark", n=number))
        return (
            f'<sup class="footnote-ref" data-no-text><a href="#fn-{prefix}{number}"'
            f' id="fnref-{prefix}{number}{place}" role="doc-noteref" aria-label="{label}">{number}</a></sup>'
        )

    def footnote_block_open(self, *_: Any) -> str:
        return '<div class="footnotes" role="doc-endnotes">\n<ol>\n'

    def footnote_block_close(self, *_: Any) -> str:
        return "</ol>\n</div>\n"

    def footnote_open(self, tokens: Sequence[Token], idx: int, _options: Any, env: Any) -> str:
        return f'<li id="fn-{env["id_prefix"]}{tokens[idx].meta["id"] + 1}">'

    def footnote_close(self, *_: Any) -> str:
        return "</li>\n"

    def footnote_anchor(self, tokens: Sequence[Token], idx: int, _options: Any, env: Any) -> str:
        number, place = _footnote(tokens[idx])
        label = escapeHtml(_words(env).say("footnote.back", n=number))
        # The variation selector keeps phones from showing a coloured picture.
        return (
            f' <a href="#fnref-{env["id_prefix"]}{number}{place}" class="footnote-back" role="doc-backlink"'
            f' data-no-text aria-label="{label}">\u21a9\ufe0e</a>'
        )


def _footnote(token: Token) -> tuple[int, str]:
    """Give a footnote's number, and what makes the id of its second and later marks their own."""
    again = token.meta.get("subId") or 0
    return token.meta["id"] + 1, f"-{again + 1}" if again else ""


def _words(env: Any) -> Words:
    return find_words(str(env["language"]))


def _attributes(token: Token, leave_out: Collection[str] = ()) -> str:
    kept = [(name, value) for name, value in token.attrs.items() if name not in leave_out]
    return "".join([f' {name}="{escapeHtml(str(value))}"' for name, value in kept])
