"""``scaffold``: a draft for each placeholder of an article, and what else in it could be checked. Touches no disk."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.anchoring.locate import Located, locate_open_placeholders, locate_stretch
from site_gen.anchoring.texts import Texts, read_texts
from site_gen.authoring.entries import NewEntry
from site_gen.authoring.opened import Opened, Understood
from site_gen.authoring.suggestions import Sign, find_checkable
from site_gen.support.structs import Struct


class Suggestion(Struct, frozen=True):
    """Words of an article that could be checked, and what they look like."""

    located: Located
    signs: tuple[Sign, ...]


def find_open_placeholders(understood: Understood) -> list[Located]:
    """Give the placeholders ``[words](#)`` that no claim and no note covers, in order."""
    return locate_open_placeholders(understood.article) if understood.article else []


def find_suggestions(opened: Opened, understood: Understood) -> list[Suggestion]:
    """Give the sentences that look as if they could be checked and that no claim touches, in order."""
    article, body = understood.article, understood.body
    if article is None or body is None:
        return []
    texts = read_texts(article)
    stream = texts.searches["body"].stream
    claims = set(body.claim_ids)
    busy = [(each.start, each.end) for each in body.anchors if each.on == "body" and each.id in claims]
    busy += [
        (stream.text_offset(start), stream.text_offset(end)) for start, end in _find_headings_and_code(texts)
    ]
    found = []
    for sentence in find_checkable(stream.text, article.language or opened.config.language):
        if any(start < sentence.end and sentence.start < end for start, end in busy):
            continue
        located = locate_stretch(texts, stream.raw_offset(sentence.start), stream.raw_offset(sentence.end))
        found.append(Suggestion(located, sentence.signs))
    return found


def _find_headings_and_code(texts: Texts) -> Iterator[tuple[int, int]]:
    tokens = texts.tokens["body"]
    for leaf in texts.searches["body"].stream.leaves:
        is_heading = leaf.block > 0 and tokens[leaf.block - 1].type == "heading_open"
        if is_heading or leaf.kind == "block":
            yield leaf.start, leaf.end


def make_stub(located: Located) -> NewEntry:
    """Make a draft without status and summary for some words."""
    return NewEntry(
        quote=located.exact,
        prefix=located.prefix,
        suffix=located.suffix,
        occurrence=located.occurrence,
        state="draft",
    )
