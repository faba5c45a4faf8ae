"""An article and its claims to a body: HTML with marks, anchors, notes. The one costly step.

Pure: values in, values out, so that a body can be made anywhere and kept. Knows no ratings, labels or
addresses of other pages; slots stand where those come in (see ``model.Body``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection
from itertools import accumulate

from site_gen.anchoring.inline import Names, heading_ids, link_fragments
from site_gen.anchoring.marks import Ref, mark_tokens
from site_gen.anchoring.notes import render_notes
from site_gen.anchoring.places import Placing, make_anchors, place_all
from site_gen.anchoring.proof import prove_marks, prove_text
from site_gen.anchoring.segments import make_segments
from site_gen.anchoring.stream import make_stream
from site_gen.anchoring.texts import Stretch, Texts, part_tight_code, read_texts
from site_gen.anchoring.voices import Voices
from site_gen.markdown.links import resolve_links
from site_gen.markdown.parser import (
    Document,
    Token,
    find_headings,
    hold_rendered,
    parse_markdown,
    render_document,
    render_inline,
)
from site_gen.model import Article, Body, On, OwnPage, Placeholder
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.stages import UNTIMED, Stages


def make_body(
    article: Article, *, left_out: Collection[str] = (), stages: Stages = UNTIMED
) -> tuple[Body, list[Diagnostic]]:
    """Make the body of an article with the claims and notes that it is given.

    ``left_out`` are the ids of those that are not published yet: words that the article marks with one stay
    plain. Claims and notes that do not find their place are left out, each with an error. Raises
    InternalError where marking would change the article.
    """
    language = article.language or "en"
    with stages("parse Markdown"):
        texts = read_texts(article, left_out)
    with stages("find quotes"):
        places, wordless = _inline_places(texts)
        placing = place_all(article.claims, article.notes, texts.searches, places)
    with stages("mark texts"):
        html = {on: _render_marked(texts, placing, on, language) for on in texts.searches}
    with stages("parse and render notes"):
        notes, note_links, note_problems = render_notes(article, texts.names, language)

    body = Body(
        html=html["body"],
        title_html=html["title"],
        summary_html=html.get("summary", ""),
        notes=notes,
        claim_ids=tuple(subject.item.id for subject in placing.claims),
        note_ids=tuple(subject.item.id for subject in placing.notes),
        anchors=make_anchors(placing, texts.searches, _find_voices(article, texts)),
        contents=find_headings(texts.document),
        links=(*texts.links, *note_links),
        placeholders=_make_placeholders(texts, placing),
        words=texts.searches["body"].stream.words,
    )
    return body, [*texts.diagnostics, *wordless, *placing.diagnostics, *note_problems]


def make_page_body(page: OwnPage) -> tuple[Body, list[Diagnostic]]:
    """Make the body of one of the site's own pages, which has no claims."""
    document = parse_markdown(page.markdown)
    links, diagnostics = resolve_links(document, page.path, page.first_line)
    diagnostics += link_fragments(document, Names((), heading_ids(document)), page.path, page.first_line)
    part_tight_code(document.tokens)
    stream = make_stream(document.tokens)
    html = render_document(document, page.language or "en")
    prove_text(html, stream)
    return Body(html, contents=find_headings(document), links=links, words=stream.words), diagnostics


def _render_marked(texts: Texts, placing: Placing, on: On, language: str) -> str:
    """Give the HTML of one stream with the marks of all places in it, proved to be otherwise unchanged."""
    tokens, stream = texts.tokens[on], texts.searches[on].stream
    ids = [subject.item.id for subject in placing.subjects]
    places: list[tuple[int, int, int]] = []
    refs: list[Ref] = []
    for rank, subject in enumerate(placing.subjects):
        for number, place in enumerate(subject.places, start=1):
            if place.on == on:
                places.append((place.candidate.raw_start, place.candidate.raw_end, rank))
                refs.append(Ref(subject.item.id, number, place.candidate.raw_end))
    segments = make_segments(stream.leaves, places, ids)
    changed = list(tokens)
    for index, block in mark_tokens(tokens, stream, segments, refs).items():
        marked = render_inline(block.children or (), texts.document, language)
        prove_marks(marked, tokens[index], texts.document, language)
        changed[index] = Token("inline", "", 0, children=[hold_rendered(marked)])
    html = render_document(Document(changed, texts.document.env), language)
    prove_text(html, stream)
    return html


def _find_voices(article: Article, texts: Texts) -> dict[On, Voices]:
    """Give who speaks in each text. What another one wrote is the text itself; title and summary may be the desk's."""
    author = article.original.author if article.original else None
    return {
        on: Voices(texts.tokens[on], search.stream, author if on == "body" else None)
        for on, search in texts.searches.items()
    }


def _inline_places(texts: Texts) -> tuple[dict[str, list[Stretch]], list[Diagnostic]]:
    places: dict[str, list[Stretch]] = defaultdict(list)
    problems = []
    for words in texts.inline.anchors:
        place = texts.find_stretch(words)
        if place:
            places[words.id].append(place)
        else:
            message = f"nothing is marked with “{words.id}” here, since the link has no words"
            hint = "put the words to check between the brackets, or take the link away"
            problems.append(error("anchor-has-words", message, words.span, hint))
    return places, problems


def _make_placeholders(texts: Texts, placing: Placing) -> tuple[Placeholder, ...]:
    stretches = sorted(
        (place.candidate.raw_start, place.candidate.raw_end)
        for subject in placing.subjects
        for place in subject.places
        if place.on == "body"
    )
    starts = [start for start, _ in stretches]
    furthest = list(accumulate((end for _, end in stretches), max))
    stream = texts.searches["body"].stream
    placeholders = []
    for words in texts.inline.placeholders:
        place = texts.find_stretch(words)
        if place is None:
            continue
        start, end = (stream.text_offset(offset) for offset in place)
        before = bisect_right(starts, place[0])
        covered = before > 0 and furthest[before - 1] >= place[1]
        placeholders.append(Placeholder(stream.text[start:end], words.span, covered))
    return tuple(placeholders)
