"""An article and its claims to a body: HTML with marks, anchors, notes. The one costly step.

Pure: values in, values out, so that a body can be made anywhere and kept. Knows no ratings, labels or
addresses of other pages; slots stand where those come in (see ``model.Body``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate, groupby

from site_gen.anchoring.inline import InlineWords, Names, heading_ids, link_fragments, take_inline_anchors
from site_gen.anchoring.marks import Ref, mark_tokens
from site_gen.anchoring.match import SearchText
from site_gen.anchoring.notes import render_notes
from site_gen.anchoring.places import Placing, make_anchors, place_all
from site_gen.anchoring.proof import prove_marks, prove_text
from site_gen.anchoring.readings import Readings
from site_gen.anchoring.segments import make_segments
from site_gen.anchoring.stream import Stream, make_stream, make_text_stream
from site_gen.markdown.links import resolve_links
from site_gen.markdown.parser import Document, Token, find_headings, parse_markdown, render_document
from site_gen.model import Article, Body, On, OwnPage, Placeholder
from site_gen.support.diagnostics import Diagnostic, error

Stretch = tuple[int, int]


def make_body(article: Article, *, left_out: Collection[str] = ()) -> tuple[Body, list[Diagnostic]]:
    """Make the body of an article with the claims and notes that it is given.

    ``left_out`` are the ids of those that are not published yet: words that the article marks with one stay
    plain. Claims and notes that do not find their place are left out, each with an error. Raises
    InternalError where marking would change the article.
    """
    language = article.language or "en"
    document = parse_markdown(article.markdown)
    links, diagnostics = resolve_links(document, article.path, article.first_line)
    ids = {claim.id for claim in article.claims} | {note.id for note in article.notes}
    names = Names(ids, heading_ids(document), left_out, article.unread)
    inline = take_inline_anchors(document, names, article.path, article.first_line)
    _part_tight_code(document.tokens)

    tokens, streams = _make_streams(article, document)
    texts = _make_texts(article, document, streams)
    leaves = _leaves_by_block(streams["body"])
    places, wordless = _inline_places(inline.anchors, streams["body"], leaves)
    placing = place_all(article.claims, article.notes, texts, places)
    html = {on: _render_marked(tokens[on], streams[on], placing, on, document, language) for on in streams}
    notes, note_links, note_problems = render_notes(article, names, language)

    body = Body(
        html=html["body"],
        title_html=html["title"],
        summary_html=html.get("summary", ""),
        notes=notes,
        claim_ids=tuple(subject.item.id for subject in placing.claims),
        note_ids=tuple(subject.item.id for subject in placing.notes),
        anchors=make_anchors(placing, texts),
        contents=find_headings(document),
        links=(*links, *note_links),
        placeholders=_make_placeholders(inline.placeholders, streams["body"], leaves, placing),
        words=streams["body"].words,
    )
    return body, [*diagnostics, *inline.diagnostics, *wordless, *placing.diagnostics, *note_problems]


def make_page_body(page: OwnPage) -> tuple[Body, list[Diagnostic]]:
    """Make the body of one of the site's own pages, which has no claims."""
    document = parse_markdown(page.markdown)
    links, diagnostics = resolve_links(document, page.path, page.first_line)
    diagnostics += link_fragments(document, Names((), heading_ids(document)), page.path, page.first_line)
    _part_tight_code(document.tokens)
    stream = make_stream(document.tokens)
    html = render_document(document, page.language or "en")
    prove_text(html, stream)
    return Body(html, contents=find_headings(document), links=links, words=stream.words), diagnostics


def _make_streams(article: Article, document: Document) -> tuple[dict[On, list[Token]], dict[On, Stream]]:
    tokens: dict[On, list[Token]] = {"body": document.tokens}
    streams: dict[On, Stream] = {"body": make_stream(document.tokens)}
    tokens["title"], streams["title"] = make_text_stream(article.title)
    if article.summary is not None:
        tokens["summary"], streams["summary"] = make_text_stream(article.summary)
    return tokens, streams


def _make_texts(article: Article, document: Document, streams: Mapping[On, Stream]) -> dict[On, SearchText]:
    readings = Readings(document)
    texts: dict[On, SearchText] = {}
    for on, stream in streams.items():
        if on == "body":
            texts[on] = SearchText(stream, "article", readings, article.path, article.first_line)
        else:
            line = article.spans[on].line if on in article.spans else 1
            texts[on] = SearchText(stream, on, readings, article.path, line)
    return texts


def _render_marked(
    tokens: Sequence[Token], stream: Stream, placing: Placing, on: On, document: Document, language: str
) -> str:
    """Give the HTML of one stream with the marks of all places in it, proved to be otherwise unchanged."""
    ids = [subject.item.id for subject in placing.subjects]
    places: list[tuple[int, int, int]] = []
    refs: list[Ref] = []
    for rank, subject in enumerate(placing.subjects):
        for number, place in enumerate(subject.places, start=1):
            if place.on == on:
                places.append((place.candidate.raw_start, place.candidate.raw_end, rank))
                refs.append(Ref(subject.item.id, number, place.candidate.raw_end))
    segments = make_segments(stream.leaves, places, ids)
    marked = mark_tokens(tokens, stream, segments, refs)
    prove_marks(tokens, marked, document)
    changed = [marked.get(index, token) for index, token in enumerate(tokens)] if marked else list(tokens)
    html = render_document(Document(changed, document.env), language)
    prove_text(html, stream)
    return html


def _part_tight_code(tokens: list[Token]) -> None:
    """Put a line end between a list item's words and a code block right below, as between all blocks."""
    tight = [
        index
        for index, token in enumerate(tokens)
        if index and token.type in {"fence", "code_block"} and tokens[index - 1].hidden
    ]
    for index in reversed(tight):
        tokens.insert(index, Token("softbreak", "br", 0))


def _leaves_by_block(stream: Stream) -> dict[int, list[int]]:
    indices = range(len(stream.leaves))
    return {
        block: list(group) for block, group in groupby(indices, key=lambda index: stream.leaves[index].block)
    }


def _inline_places(
    anchors: Iterable[InlineWords], stream: Stream, leaves: Mapping[int, list[int]]
) -> tuple[dict[str, list[Stretch]], list[Diagnostic]]:
    places: dict[str, list[Stretch]] = defaultdict(list)
    problems = []
    for words in anchors:
        place = words.find_place(stream, leaves.get(words.block, ()))
        if place:
            places[words.id].append(place)
        else:
            message = f"nothing is marked with “{words.id}” here, since the link has no words"
            hint = "put the words to check between the brackets, or take the link away"
            problems.append(error("anchor-has-words", message, words.span, hint))
    return places, problems


def _make_placeholders(
    found: Iterable[InlineWords], stream: Stream, leaves: Mapping[int, list[int]], placing: Placing
) -> tuple[Placeholder, ...]:
    stretches = sorted(
        (place.candidate.raw_start, place.candidate.raw_end)
        for subject in placing.subjects
        for place in subject.places
        if place.on == "body"
    )
    starts = [start for start, _ in stretches]
    furthest = list(accumulate((end for _, end in stretches), max))
    placeholders = []
    for words in found:
        place = words.find_place(stream, leaves.get(words.block, ()))
        if place is None:
            continue
        start, end = (stream.text_offset(offset) for offset in place)
        before = bisect_right(starts, place[0])
        covered = before > 0 and furthest[before - 1] >= place[1]
        placeholders.append(Placeholder(stream.text[start:end], words.span, covered))
    return tuple(placeholders)
