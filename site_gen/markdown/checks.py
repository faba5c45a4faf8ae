"""What would be shown otherwise than it was meant. Where links lead is the business of ``links``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from site_gen.markdown.document import Document, Slip
from site_gen.support.structs import replace

_TRIES = 20
_MARK = re.compile(r"\[\^[^\s\[\]]{1,80}\]")
_HALF_LINK = re.compile(r"\]\(([^()\n]*)")
_LABEL = r"(?<!\\)\[(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*"
_TAGS = (
    "a abbr article aside audio b blockquote br button center code del details div em embed figure font form"
    " h[1-6] hr i iframe img input ins li mark ol p pre script section small span strong style sub summary"
    " sup svg table td th tr u ul video"
)
_HTML = re.compile(rf"<!--|</?(?:{'|'.join(_TAGS.split())})(?:\s[^<>]*)?/?>", re.IGNORECASE)


def check_document(document: Document) -> list[Slip]:
    """Give the parser's slips, and what is shown as typed: marks without footnote, half links, HTML."""
    lines = document.text.split("\n")
    slips = list(document.slips)
    for block in document.tokens:
        if not block.children:
            continue
        # The newline keeps what stands in two tokens from being read as one.
        text = "\n".join([token.content for token in block.children if token.type == "text"])
        if "[^" in text or "](" in text or "<" in text:
            first, last = block.map or (0, len(lines))
            slips += [
                _place(slip, words, lines, first, last)
                for words, slip in _check_text(text, lines[first:last])
            ]
    return slips


def _check_text(text: str, source: list[str]) -> Iterator[tuple[str, Slip]]:
    """Give (words, slip) for the text of a block, each kind once."""
    for mark in dict.fromkeys(_MARK.findall(text)):
        message = f"there is no footnote {mark}, so the mark is shown as it is typed"
        hint = f"write the footnote on a line of its own: {mark}: …"
        yield mark, Slip("footnote-is-defined", 0, message, hint, severity="warning")
    half = next(
        (half for half in islice(_HALF_LINK.finditer(text), _TRIES) if _is_typed(half[0], source)), None
    )
    if half:
        message = "“](” begins the address of a link, but no link comes of it, so it is shown as it is typed"
        yield half[0], Slip("link-is-whole", 0, message, _half_link_help(half[1]))
    tags = islice(_HTML.finditer(text), _TRIES)
    if tag := next((tag for tag in tags if _is_tag_typed(tag[0], source)), None):
        message = f"HTML such as {tag[0][:40]} is not obeyed but shown to readers as it is typed"
        hint = "use Markdown instead, or put backquotes around it if readers should see it"
        yield tag[0], Slip("html-is-not-used", 0, message, hint, severity="warning")


def _half_link_help(address: str) -> str:
    if " " in address and not address.startswith("<"):
        return f"an address with spaces stands between < and >: [words](<{address}>)"
    return "write [words](address), a footnote mark behind it; if brackets are meant, type \\]("


def _is_typed(half: str, source: list[str]) -> bool:
    """Tell whether half a link stands in the source with a bracket that was not typed to be shown."""
    return re.search(_LABEL + re.escape(half), "\n".join(source)) is not None


def _is_tag_typed(tag: str, source: list[str]) -> bool:
    """Tell whether a tag stands in the source as such: ``&lt;b>`` and ``\\<b>`` are meant to be shown."""
    return re.search(r"(?<!\\)" + re.escape(tag.split(maxsplit=1)[0]), "\n".join(source)) is not None


def _place(slip: Slip, words: str, lines: list[str], first: int, last: int) -> Slip:
    """Give a slip the place of ``words`` in some lines, else the first of them."""
    for line, text in enumerate(lines[first:last], start=first):
        column = text.find(words)
        if column >= 0:
            return replace(slip, line=line, column=column, length=len(words))
    return replace(slip, line=first)
