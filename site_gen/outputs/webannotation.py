"""An article's checks and notes as W3C Web Annotations (https://www.w3.org/TR/annotation-model/).

One collection with one page; an annotation a claim or note, a target a place. Positions count the text stream
of the article's text, see ``docs/markup.md``. Knows nothing of how pages show the same things.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from site_gen.model import Anchor, Article, ArticleRecord, Body, Claim, Note, Site, Source
from site_gen.presenting.addresses import find_address, find_file, rating_address
from site_gen.presenting.verdicts import find_verdict
from site_gen.support.slots import fill_slots
from site_gen.support.urls import Linker, join_base

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
NAME = "annotations.jsonld"

Json = dict[str, Any]


def annotations_address(record: ArticleRecord) -> str:
    """Give the address of an article's annotations."""
    return f"{record.address}{NAME}"


def render_annotations(site: Site, record: ArticleRecord, article: Article, body: Body) -> bytes:
    """Give the collection as JSON-LD: the same input gives the same bytes."""
    made = make_annotations(site, record, article, body)
    return f"{json.dumps(made, ensure_ascii=False)}\n".encode()


def make_annotations(site: Site, record: ArticleRecord, article: Article, body: Body) -> Json:
    """Make the collection of what is anchored in an article: claims by their numbers, then notes.

    IRIs are whole where the site knows its ``base_url``, else relative to the collection.
    """
    return _Maker(site, record, article, body).make_collection()


class _Maker:
    """Makes the annotations of one article."""

    def __init__(self, site: Site, record: ArticleRecord, article: Article, body: Body) -> None:
        self._site = site
        self._record = record
        self._article = article
        self._body = body
        self._address = annotations_address(record)
        self._linker = Linker(self._address)
        self._anchors: dict[str, list[Anchor]] = {}
        for anchor in body.anchors:
            self._anchors.setdefault(anchor.id, []).append(anchor)

    def make_collection(self) -> Json:
        claims = {claim.id: claim for claim in self._article.claims}
        notes = {note.id: note for note in self._article.notes}
        items = [self._make_check(claims[id_]) for id_ in self._body.claim_ids]
        items += [self._make_note(notes[id_]) for id_ in self._body.note_ids]
        collection: Json = {
            "@context": CONTEXT,
            "id": self._iri(self._address),
            "type": "AnnotationCollection",
            "label": self._record.title,
            "total": len(items),
        }
        if items:
            collection["first"] = {
                "id": self._iri(f"{self._address}#page"),
                "type": "AnnotationPage",
                "partOf": self._iri(self._address),
                "startIndex": 0,
                "items": items,
            }
        return collection

    def _make_check(self, claim: Claim) -> Json:
        bodies = [*self._make_rating(claim)]
        language = claim.language or self._language
        bodies += _make_texts("assessing", language, claim.summary, claim.reason)
        bodies += self._make_html("describing", language, claim.id)
        bodies += _make_sources(claim.sources)
        changes = [entry.date for entry in claim.history]
        return self._make_annotation(claim, "assessing", bodies, claim.checked_by, claim.checked, changes)

    def _make_note(self, note: Note) -> Json:
        language = note.language or self._language
        bodies = [*_make_texts("describing", language, note.title, note.summary)]
        bodies += self._make_html("describing", language, note.id)
        bodies += _make_sources(note.sources)
        return self._make_annotation(note, "describing", bodies)

    def _make_annotation(
        self,
        subject: Claim | Note,
        motivation: str,
        bodies: list[Json],
        creators: tuple[str, ...] = (),
        created: dt.date | None = None,
        changes: Iterable[dt.date] = (),
    ) -> Json:
        annotation: Json = {
            "id": self._iri(f"{self._address}#{subject.id}"),
            "type": "Annotation",
            "motivation": motivation,
        }
        if creator := self._make_creator(creators):
            annotation["creator"] = creator
        if first := created or self._record.date:
            annotation["created"] = _make_time(first)
        if last := max(changes, default=None):
            annotation["modified"] = _make_time(last)
        if bodies:
            annotation["body"] = bodies
        places = [self._make_target(anchor) for anchor in self._anchors.get(subject.id, ())]
        annotation["target"] = places or self._iri(self._record.address)
        return annotation

    def _make_target(self, anchor: Anchor) -> Json:
        quote = {"type": "TextQuoteSelector", "exact": anchor.exact}
        quote |= {name: text for name, text in (("prefix", anchor.prefix), ("suffix", anchor.suffix)) if text}
        selectors: list[Json] = [quote]
        # Title and summary are streams of their own: a position in them says nothing of the article's text.
        if anchor.on == "body":
            selectors.append({"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end})
        return {"type": "SpecificResource", "source": self._iri(self._record.address), "selector": selectors}

    def _make_rating(self, claim: Claim) -> Iterator[Json]:
        rating = find_verdict(self._site.config, claim)
        if rating is None:
            return
        yield _make_text("classifying", self._site.config.language, rating.label)
        key = self._iri(rating_address(rating.id))
        yield {"type": "SpecificResource", "purpose": "classifying", "source": key}

    def _make_html(self, purpose: str, language: str, id_: str) -> Iterator[Json]:
        html = self._body.notes.get(id_)
        if html:
            filled = fill_slots(html, {"href": self._href, "img": self._img})
            # A link to a place on the page would lead nowhere from here.
            whole = filled.replace(' href="#', f' href="{escape(self._iri(self._record.address))}#')
            yield _make_text(purpose, language, whole, "text/html")

    def _make_creator(self, names: tuple[str, ...]) -> Json | list[Json] | None:
        people = [{"type": "Person", "name": name} for name in names or self._record.authors]
        publisher = self._site.config.publisher
        if not people and publisher:
            return {"type": "Organization", "name": publisher.name, **_given("homepage", publisher.url)}
        return people[0] if len(people) == 1 else people or None

    def _href(self, target: str) -> str:
        address = find_address(self._site, target, self._record.address)
        return escape(self._iri(address)) if address else "#"

    def _img(self, target: str) -> str:
        file = find_file(self._site, target, self._record.address)
        return f'src="{escape(self._iri(file.address))}"' if file else 'src=""'

    def _iri(self, address: str) -> str:
        base_url = self._site.config.base_url
        return join_base(base_url, address) if base_url else self._linker.link(address)

    @property
    def _language(self) -> str:
        return self._record.language or self._site.config.language


def _make_texts(purpose: str, language: str, *texts: str | None) -> list[Json]:
    return [_make_text(purpose, language, text) for text in texts if text]


def _make_text(purpose: str, language: str, value: str, kind: str = "text/plain") -> Json:
    return {
        "type": "TextualBody",
        "purpose": purpose,
        "format": kind,
        "language": language,
        "value": value.strip(),
    }


def _make_sources(sources: Iterable[Source]) -> list[Json]:
    return [_make_source(source) for source in sources]


def _make_source(source: Source) -> Json:
    """A source on the web is linked to, as it was seen on the day; of any other its title is given."""
    if not source.url:
        named = ", ".join(part for part in (source.title, source.locator) if part)
        return {"type": "TextualBody", "purpose": "linking", "format": "text/plain", "value": named}
    body: Json = {"type": "SpecificResource", "purpose": "linking", "source": source.url}
    if source.accessed or source.archived:
        seen = _make_time(source.accessed) if source.accessed else None
        body["state"] = {
            "type": "TimeState",
            **_given("sourceDate", seen),
            **_given("cached", source.archived),
        }
    if source.quote:
        body["selector"] = {"type": "TextQuoteSelector", "exact": source.quote}
    return body


def _given(name: str, value: str | None) -> Json:
    return {name: value} if value else {}


def _make_time(date: dt.date) -> str:
    """A day is its midnight in UTC (design: dates without time)."""
    return f"{date.isoformat()}T00:00:00Z"
