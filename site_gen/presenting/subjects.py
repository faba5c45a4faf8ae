"""The claims and notes of one article as its page numbers them. Knows nothing of evidence and HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from site_gen.model import Anchor, Article, ArticleRecord, Body, Claim, ClaimRecord, Note, Rating, Site, Tone
from site_gen.presenting.addresses import record_address
from site_gen.presenting.page import Page
from site_gen.presenting.verdicts import make_scale
from site_gen.support.structs import Struct
from site_gen.support.words import Words, find_words

_Item = TypeVar("_Item", Claim, Note)


class Subject(Struct, frozen=True):
    """A claim or a note, numbered."""

    item: Claim | Note
    mark: str
    """"3" of a claim, "b" of a note."""
    heading: str
    """"Check 3: Inaccurate"."""
    tone: Tone
    rating: Rating | None
    anchors: tuple[Anchor, ...]
    """Its places in the article."""
    shared: tuple[str, ...] = ()
    """Ids of the others of which some words are the same, claims by number, then notes."""
    placed: bool = True
    """False only in a preview, where the words were not found."""

    @property
    def is_note(self) -> bool:
        """Whether it explains without a verdict."""
        return isinstance(self.item, Note)


class Edition(Struct, frozen=True):
    """An article as all its pages show it: its body, and its claims and notes numbered once for all of them."""

    record: ArticleRecord
    article: Article
    body: Body
    by_id: Mapping[str, Subject]
    """Claims by number, then notes by letter."""
    claim_records: Mapping[str, ClaimRecord]
    """What the article's record says of its claims, by id."""


class Subjects(Struct, frozen=True):
    """The claims and notes of an edition, on the page being presented."""

    page: Page
    edition: Edition

    @property
    def record(self) -> ArticleRecord:
        """The article's record."""
        return self.edition.record

    @property
    def body(self) -> Body:
        """The article's body."""
        return self.edition.body

    @property
    def by_id(self) -> Mapping[str, Subject]:
        """Claims by number, then notes by letter."""
        return self.edition.by_id

    def place_address(self, subject: Subject) -> str:
        """Give the address of a subject's first place in the text; of its record where it has none."""
        if not subject.anchors:
            return record_address(self.record, subject.item.id)
        return f"{self.record.address}#ref-{subject.item.id}"


def make_edition(site: Site, record: ArticleRecord, article: Article, body: Body) -> Edition:
    """Number the claims and notes that may be shown: in a published site, published ones with a place.

    A preview also lists those whose words were not found, behind the others.
    """
    words = find_words(site.config.language)
    ratings = make_scale(site.config)
    claims = _in_order(site, article.claims, body.claim_ids)
    notes = _in_order(site, article.notes, body.note_ids)
    ids = [claim.id for claim, _ in claims] + [note.id for note, _ in notes]
    shared = _sort_shared(find_shared(body.anchors), {id_: index for index, id_ in enumerate(ids)})
    anchors: dict[str, list[Anchor]] = {}
    for anchor in body.anchors:
        anchors.setdefault(anchor.id, []).append(anchor)
    by_id: dict[str, Subject] = {}
    for number, (claim, placed) in enumerate(claims, start=1):
        rating = ratings.get(claim.verdict or "")
        heading = _name_check(words, number, rating)
        tone: Tone = rating.tone if rating else "none"
        own = tuple(anchors.get(claim.id, ()))
        others = shared.get(claim.id, ())
        by_id[claim.id] = Subject(claim, str(number), heading, tone, rating, own, others, placed)
    for number, (note, placed) in enumerate(notes, start=1):
        letter = make_letter(number)
        own = tuple(anchors.get(note.id, ()))
        others = shared.get(note.id, ())
        heading = _name_note(words, letter, note)
        by_id[note.id] = Subject(note, letter, heading, "none", None, own, others, placed)
    return Edition(record, article, body, by_id, {claim.id: claim for claim in record.claims})


def _sort_shared(shared: Mapping[str, Iterable[str]], order: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """Give the others of each id by their place in ``order``, without those that are not in it."""
    return {
        id_: tuple(sorted((other for other in others if other in order), key=order.__getitem__))
        for id_, others in shared.items()
    }


def _in_order(site: Site, items: Iterable[_Item], ids: tuple[str, ...]) -> list[tuple[_Item, bool]]:
    """Give what may be shown and whether it has its place, in the order of ``ids``."""
    shown = {item.id: item for item in items if site.drafts or item.state == "published"}
    placed = [(shown[id_], True) for id_ in ids if id_ in shown]
    if not site.drafts:
        return placed
    known = set(ids)
    return placed + [(item, False) for id_, item in shown.items() if id_ not in known]


def _name_check(words: Words, number: int, rating: Rating | None) -> str:
    if rating is None:
        return words.say("check.heading.open", number=number)
    return words.say("check.heading", number=number, rating=rating.label)


def _name_note(words: Words, letter: str, note: Note) -> str:
    if note.title is None:
        return words.say("note.heading.bare", letter=letter)
    return words.say("note.heading", letter=letter, title=note.title)


def make_letter(number: int) -> str:
    """Give a, b, … z, aa, ab, … for 1, 2, …."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def find_shared(anchors: Sequence[Anchor]) -> dict[str, tuple[str, ...]]:
    """Give for each id the ids of others that cover some of the same words, in order of first meeting."""
    shared: dict[str, dict[str, None]] = {}
    for stream in ("title", "summary", "body"):
        open_anchors: list[Anchor] = []
        for anchor in sorted((each for each in anchors if each.on == stream), key=lambda each: each.start):
            open_anchors = [each for each in open_anchors if each.end > anchor.start]
            for other in open_anchors:
                if other.id != anchor.id:
                    shared.setdefault(anchor.id, {})[other.id] = None
                    shared.setdefault(other.id, {})[anchor.id] = None
            open_anchors.append(anchor)
    return {id_: tuple(others) for id_, others in shared.items()}
