"""An article's texts made ready for searching: title, summary and body, with what its inline anchors are.

Knows ids, not what is said of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import groupby

from site_gen.anchoring.inline import FoundInline, InlineWords, Names, heading_ids, take_inline_anchors
from site_gen.anchoring.match import SearchText
from site_gen.anchoring.readings import Readings
from site_gen.anchoring.stream import Stream, make_stream, make_text_stream
from site_gen.markdown.links import resolve_links
from site_gen.markdown.parser import Document, Token, parse_markdown
from site_gen.model import Article, LinkUse, On
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.structs import Struct

Stretch = tuple[int, int]


class Texts(Struct, frozen=True):
    """What the words of an article are looked for in."""

    document: Document
    names: Names
    inline: FoundInline
    tokens: Mapping[On, list[Token]]
    searches: Mapping[On, SearchText]
    """Title, body, and the summary where there is one."""
    links: tuple[LinkUse, ...]
    diagnostics: tuple[Diagnostic, ...]
    """Of links and inline anchors."""
    leaves: Mapping[int, list[int]]
    """The body's leaves, by their block."""

    def find_stretch(self, words: InlineWords) -> Stretch | None:
        """Give where the words of an inline anchor or placeholder stand in the raw stream of the body."""
        return words.find_place(self.searches["body"].stream, self.leaves.get(words.block, ()))


def read_texts(article: Article, left_out: Collection[str] = ()) -> Texts:
    """Parse an article; ``left_out`` are the ids whose marked words stay plain. See ``body.make_body``."""
    document = parse_markdown(article.markdown)
    links, diagnostics = resolve_links(document, article.path, article.first_line)
    ids = {claim.id for claim in article.claims} | {note.id for note in article.notes}
    names = Names(ids, heading_ids(document), left_out, article.unread)
    inline = take_inline_anchors(document, names, article.path, article.first_line)
    part_tight_code(document.tokens)
    tokens, streams = _make_streams(article, document)
    return Texts(
        document,
        names,
        inline,
        tokens,
        _make_searches(article, document, streams),
        tuple(links),
        (*diagnostics, *inline.diagnostics),
        _leaves_by_block(streams["body"]),
    )


def part_tight_code(tokens: list[Token]) -> None:
    """Put a line end between a list item's words and a code block right below, as between all blocks."""
    tight = [
        index
        for index, token in enumerate(tokens)
        if index and token.type in {"fence", "code_block"} and tokens[index - 1].hidden
    ]
    for index in reversed(tight):
        tokens.insert(index, Token("softbreak", "br", 0))


def _make_streams(article: Article, document: Document) -> tuple[dict[On, list[Token]], dict[On, Stream]]:
    tokens: dict[On, list[Token]] = {"body": document.tokens}
    streams: dict[On, Stream] = {"body": make_stream(document.tokens)}
    tokens["title"], streams["title"] = make_text_stream(article.title)
    if article.summary is not None:
        tokens["summary"], streams["summary"] = make_text_stream(article.summary)
    return tokens, streams


def _make_searches(
    article: Article, document: Document, streams: Mapping[On, Stream]
) -> dict[On, SearchText]:
    readings = Readings(document)
    searches: dict[On, SearchText] = {}
    for on, stream in streams.items():
        if on == "body":
            searches[on] = SearchText(stream, "article", readings, article.path, article.first_line)
        else:
            line = article.spans[on].line if on in article.spans else 1
            searches[on] = SearchText(stream, on, readings, article.path, line)
    return searches


def _leaves_by_block(stream: Stream) -> dict[int, list[int]]:
    indices = range(len(stream.leaves))
    return {
        block: list(group) for block, group in groupby(indices, key=lambda index: stream.leaves[index].block)
    }
