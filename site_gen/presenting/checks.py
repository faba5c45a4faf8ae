"""Views of the checks and notes of an article: the record that the page ends with, and that cards repeat."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from site_gen.model import Anchor, ArticleRecord, Claim, Note, State
from site_gen.presenting.addresses import claim_address, record_address
from site_gen.presenting.evidence import make_source
from site_gen.presenting.fill import Fillers, drop_ids, fill, link_back
from site_gen.presenting.page import (
    Page,
    find_direction,
    join_names,
    make_history,
    make_person,
    make_time,
    make_work,
    name_keys,
)
from site_gen.presenting.report import make_claim_report
from site_gen.presenting.standings import make_standing
from site_gen.presenting.subjects import Subject, Subjects
from site_gen.presenting.views import CheckView, LinkView, NoteView, PlaceView, RatingView


def make_checks(
    subjects: Subjects, ratings: Mapping[str, RatingView], fillers: Fillers
) -> tuple[CheckView, ...]:
    """Make the views of all claims, by number; ``ratings`` are the page's ``make_ratings``."""
    return tuple(
        make_check(subjects, subject, subject.item, ratings.get(subject.item.verdict or ""), fillers)
        for subject in subjects.by_id.values()
        if isinstance(subject.item, Claim)
    )


def make_notes(subjects: Subjects, fillers: Fillers) -> tuple[NoteView, ...]:
    """Make the views of all context notes, by letter."""
    return tuple(
        _make_note(subjects, subject, subject.item, fillers)
        for subject in subjects.by_id.values()
        if isinstance(subject.item, Note)
    )


def make_check(
    subjects: Subjects, subject: Subject, claim: Claim, rating: RatingView | None, fillers: Fillers
) -> CheckView:
    """Make the view of one claim with its verdict."""
    page, record = subjects.page, subjects.record
    note = _fill_note(subjects, claim.id, fillers)
    own_page = page.site.config.claim_pages and subject.placed
    return CheckView(
        id=claim.id,
        number=int(subject.mark),
        heading=subject.heading,
        rating=rating,
        places=_make_places(subjects, subject),
        claim=claim.claim,
        summary=claim.summary,
        note=note,
        card_note=drop_ids(note) if note else None,
        reason=claim.reason,
        sources=tuple(make_source(page, source) for source in claim.sources),
        claimant=make_person(claim.claimant),
        said=make_time(page, claim.said),
        appearance=make_work(page, claim.appearance),
        confidence=page.words.say(f"confidence.{claim.confidence}") if claim.confidence else None,
        checked=make_time(page, claim.checked),
        checked_by=join_names(page.words, claim.checked_by),
        reviewed_by=join_names(page.words, claim.reviewed_by),
        history=make_history(page, claim.history, claim.status),
        tags=claim.tags,
        record_href=page.link(record_address(record, claim.id)),
        page_href=page.link(claim_address(record, claim.id)) if own_page else None,
        report=make_claim_report(page, record, claim, quote_of(subject)),
        same_as=_find_same(page, claim.same_as),
        shares=_make_shares(subjects, subject),
        language=claim.language,
        direction=find_direction(claim.language),
        badge=_make_badge(page, claim.state, placed=subject.placed),
        standing=make_standing(page.words, claim),
        extra=name_keys(claim.extra),
    )


def _make_note(subjects: Subjects, subject: Subject, note: Note, fillers: Fillers) -> NoteView:
    page = subjects.page
    text = _fill_note(subjects, note.id, fillers)
    return NoteView(
        id=note.id,
        letter=subject.mark,
        heading=subject.heading,
        title=note.title,
        places=_make_places(subjects, subject),
        summary=note.summary,
        note=text,
        card_note=drop_ids(text) if text else None,
        sources=tuple(make_source(page, source) for source in note.sources),
        record_href=page.link(record_address(subjects.record, note.id)),
        shares=_make_shares(subjects, subject),
        language=note.language,
        direction=find_direction(note.language),
        badge=_make_badge(page, note.state, placed=subject.placed),
        extra=name_keys(note.extra),
    )


def quote_of(subject: Subject) -> str:
    """Give the words of a claim as they stand at its first place, else its paraphrase or summary."""
    if subject.anchors:
        return subject.anchors[0].exact
    item = subject.item
    typed = next((quote.exact for quote in item.quotes if quote.exact), None)
    paraphrase = item.claim if isinstance(item, Claim) else item.title
    return typed or paraphrase or item.summary or ""


def _fill_note(subjects: Subjects, id_: str, fillers: Fillers) -> Markup | None:
    html = subjects.body.notes.get(id_)
    if not html:
        return None
    page, home = subjects.page, subjects.record.address
    note = fill(html, fillers)
    return note if page.address == home else link_back(note, page.link(home))


def _make_places(subjects: Subjects, subject: Subject) -> tuple[PlaceView, ...]:
    page, address = subjects.page, subjects.record.address
    return tuple(
        PlaceView(
            anchor.exact,
            page.link(f"{address}#{_reference_id(anchor)}"),
            page.words.say(f"place.{anchor.on}"),
            anchor.is_verbatim,
        )
        for anchor in subject.anchors
    )


def _reference_id(anchor: Anchor) -> str:
    return f"ref-{anchor.id}" if anchor.place == 1 else f"ref-{anchor.id}-{anchor.place}"


def _make_shares(subjects: Subjects, subject: Subject) -> tuple[LinkView, ...]:
    return tuple(
        LinkView(subjects.by_id[id_].heading, subjects.page.link(record_address(subjects.record, id_)))
        for id_ in subject.shared
    )


def _find_same(page: Page, same_as: str | None) -> LinkView | None:
    """Give the link to the same claim elsewhere, if that is in this build."""
    if same_as is None:
        return None
    slug, _, claim_id = same_as.partition("/")
    record = page.site.places.get(f"/articles/{slug}/")
    if not isinstance(record, ArticleRecord) or all(claim.id != claim_id for claim in record.claims):
        return None
    own_pages = page.site.config.claim_pages
    address = claim_address(record, claim_id) if own_pages else record_address(record, claim_id)
    return LinkView(record.title, page.link(address))


def _make_badge(page: Page, state: State, *, placed: bool) -> str | None:
    if not page.site.drafts:
        return None
    if not placed:
        return page.words.say("badge.unplaced")
    return None if state == "published" else page.words.say(f"badge.{state}")
