"""Links within the page: inline anchors ``[words](#claim-id)``, placeholders ``[words](#)``, headings.

Decides what each such link is and changes the tokens accordingly. Knows ids, not what they stand for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from difflib import get_close_matches

from site_gen.anchoring.stream import Stream
from site_gen.markdown.document import make_span
from site_gen.markdown.parser import Document, Token, find_headings
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.locations import Span
from site_gen.support.structs import Struct, field
from site_gen.support.urls import compose, decode_path, make_slug

_RECORD = "claim-"
_HEADING = "h-"


class InlineWords(Struct, frozen=True):
    """The words of a link that is no link any more."""

    id: str
    """The claim's or note's id; empty for a placeholder."""
    block: int
    """Index of the block's token."""
    first: int
    """Its first child."""
    last: int
    """Behind its last child."""
    span: Span

    def find_place(self, stream: Stream, leaves: Sequence[int]) -> tuple[int, int] | None:
        """Give where the words stand in the raw stream, outer white space cut; None without words.

        ``leaves`` are the indices of the block's leaves, in order.
        """
        first = bisect_left(leaves, self.first, key=lambda index: stream.leaves[index].child)
        last = bisect_left(leaves, self.last, key=lambda index: stream.leaves[index].child)
        if first == last:
            return None
        start, end = stream.leaves[leaves[first]].start, stream.leaves[leaves[last - 1]].end
        words = stream.raw[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        return (start, end) if start < end else None


class FoundInline(Struct):
    """What the links of a document turned out to be."""

    anchors: list[InlineWords] = field(default_factory=list)
    placeholders: list[InlineWords] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


class Names(Struct, frozen=True):
    """What a link to a place on the page may name."""

    ids: Collection[str]
    """Of claims and notes."""
    headings: Collection[str]
    """With their ``h-``."""
    left_out: Collection[str] = ()
    """Ids of claims and notes that are not published yet: words marked with one are plain text."""
    unread: Collection[str] = ()
    """Ids of claims and notes with errors of their own: what leads to one is plain text."""

    def find_fragment(self, name: str, *, own: Collection[str] = ()) -> str | None:
        """Give the fragment that ``name`` leads to, a heading's (``own`` ones, too) or a record's."""
        for candidate in (name, _HEADING + make_slug(name)):
            if candidate in own or candidate in self.headings:
                return candidate
        if name.startswith(_RECORD) and name.removeprefix(_RECORD) in self.ids:
            return name
        return None

    def is_plain(self, name: str) -> bool:
        """Tell whether words of the article marked with ``name`` are plain text for now."""
        return name in self.left_out or self.is_unread(name)

    def is_unread(self, name: str) -> bool:
        """Tell whether ``name`` leads to something with errors of its own."""
        return name.removeprefix(_RECORD) in self.unread


def heading_ids(document: Document) -> frozenset[str]:
    """Give the ids of a document's headings."""
    return frozenset(heading.id for heading in find_headings(document))


def take_inline_anchors(document: Document, names: Names, path: str, first_line: int) -> FoundInline:
    """Take the inline anchors and placeholders out of an article's tokens, in place; their words stay.

    ``[words](#x)``: the id of a claim or note makes an anchor, else a heading's id a link, else it is an
    error.
    """
    found = FoundInline()
    for index, block in enumerate(document.tokens):
        if block.children and any(map(_fragment_of, block.children)):
            block.children = _take_from(block.children, index, names, (path, first_line), found)
    return found


def link_fragments(
    document: Document, names: Names, path: str, first_line: int, indent: int = 0
) -> list[Diagnostic]:
    """Let the links of a note or page to a place on the page lead there, in place: a record, or a heading."""
    diagnostics: list[Diagnostic] = []
    blocks = [block for block in document.tokens if block.children]
    links = [
        (block, child)
        for block in blocks
        for child in block.children or ()
        if child.type == "link_open" and _fragment_of(child)
    ]
    own = heading_ids(document) if links else frozenset[str]()
    for block, link in links:
        name = _name_of(link)
        fragment = f"{_RECORD}{name}" if name in names.ids else names.find_fragment(name, own=own)
        if fragment and name not in names.left_out:
            link.attrs["href"] = f"#{fragment}"
            continue
        block.children = _without_link(block.children or [], link)
        if not names.is_unread(name):
            span = _span_of(link, path, first_line, indent)
            diagnostics.append(_nowhere(name, names, span, "write the id of a claim, a note or a heading"))
    return diagnostics


def _take_from(
    children: list[Token], block: int, names: Names, origin: tuple[str, int], found: FoundInline
) -> list[Token]:
    kept: list[Token] = []
    opened: tuple[str, int, Span] | None = None
    for child in children:
        if _fragment_of(child):
            name = _name_of(child)
            span = _span_of(child, *origin)
            known = not name or name in names.ids or names.is_plain(name)
            fragment = None if known else names.find_fragment(name)
            if fragment:
                child.attrs["href"] = f"#{fragment}"
                kept.append(child)
                continue
            if not known:
                hint = "add a claim with this id, or write `[words](#)` to decide later"
                found.diagnostics.append(_nowhere(name, names, span, hint))
            opened = (name, len(kept), span)
        elif child.type == "link_close" and opened:
            name, first, span = opened
            words = InlineWords(name, block, first, len(kept), span)
            if not name:
                found.placeholders.append(words)
            elif name in names.ids:
                found.anchors.append(words)
            opened = None
        else:
            kept.append(child)
    return kept


def _without_link(children: list[Token], link: Token) -> list[Token]:
    start = next(index for index, child in enumerate(children) if child is link)
    end = next(index for index in range(start, len(children)) if children[index].type == "link_close")
    return [*children[:start], *children[start + 1 : end], *children[end + 1 :]]


def _fragment_of(token: Token) -> str:
    """Give the address of a link to a place on the same page, else nothing."""
    if token.type != "link_open":
        return ""
    href = str(token.attrs.get("href", ""))
    return href if href.startswith("#") else ""


def _name_of(link: Token) -> str:
    """Give the name that a link to a place on the page has, composed (NFC) as all ids are."""
    return compose(decode_path(_fragment_of(link)[1:]))


def _span_of(link: Token, path: str, first_line: int, indent: int = 0) -> Span:
    meta = link.meta
    return make_span(
        path, first_line, meta.get("line", 0), meta.get("column", 0) + indent, meta.get("length", 0)
    )


def _nowhere(name: str, names: Names, span: Span, otherwise: str) -> Diagnostic:
    if not name:
        return error("anchor-exists", "this link leads nowhere", span, otherwise)
    record = name.removeprefix(_RECORD)
    if record in names.left_out:
        hint = "publish it too, or take the link away"
        return error(
            "anchor-exists", f"this link leads to “{record}”, which is not published yet", span, hint
        )
    message = f"no claim, context note or heading has the id “{name}”"
    near = get_close_matches(name, [*names.ids, *names.headings], n=1)
    return error("anchor-exists", message, span, f"did you mean `#{near[0]}`?" if near else otherwise)
