"""A claim or note into a claims file, as text: ``add``, ``scaffold``, and whatever else writes one.

What comes out is read again before it is written: the old entries must say what they said, and the new one must stand
on its words. Otherwise nothing is written. Problems of what was typed have a place on line 0: it is in no file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TypeAlias

from site_gen.anchoring.locate import Located, Missed, locate_quote
from site_gen.anchoring.texts import Texts, read_texts
from site_gen.authoring.entries import (
    Field,
    Kind,
    NewEntry,
    make_fields,
    make_selector,
    render_block,
    render_one_line,
)
from site_gen.authoring.entry_checks import check_entry
from site_gen.authoring.naming import make_id
from site_gen.authoring.opened import Opened, Understood, open_article, understand
from site_gen.authoring.placement import Piece, find_insertions
from site_gen.authoring.proof import find_ids, has_one_more
from site_gen.model import Article, QuoteSelector, State
from site_gen.reading.nodes import YamlDoc
from site_gen.reading.yamldoc import parse_yaml
from site_gen.support.diagnostics import Diagnostic, error, has_errors
from site_gen.support.files import digest, normalize_text, read_bytes, rewrite_file
from site_gen.support.locations import Span, TextFile
from site_gen.support.structs import Struct, replace

_LINK = re.compile(r"\]\(#([^)\s]+)")


class Added(Struct, frozen=True):
    """A new entry as it stands in its file."""

    id: str
    kind: Kind
    state: State
    lacks: tuple[str, ...]
    """What it needs before it can be published."""
    path: str
    line: int
    """Its first line."""
    located: Located | None
    """Its words in the article; None where it is about the whole, or the article marks them with its id."""
    neighbours: tuple[str, ...] = ()
    """The ids of others on the very same words."""
    is_first: bool = False
    """Whether the claims file is new."""


class Refused(Struct, frozen=True):
    """Why nothing was written."""

    diagnostics: tuple[Diagnostic, ...]
    nearest: str = ""
    """The words of the article that come nearest to a quote that is not in it."""
    places: tuple[Located, ...] = ()
    """Where the quote stands, when it stands in several places and none was chosen."""
    to_paste: str = ""
    """The entry, for somebody to put it into a file of an unusual form by hand."""
    keys: tuple[str, ...] = ()
    """The key that each problem is about, in their order; none where they are about no single one."""


class Insertion(Struct, frozen=True):
    """The text of a claims file with new entries."""

    text: str
    added: tuple[Added, ...]


AddResult: TypeAlias = Added | Refused


def add_entry(root: Path, path: str, entry: NewEntry, *, expected_digest: str | None = None) -> AddResult:
    """Write a new claim or note into the claims file of the article at ``path``; whole or not at all.

    ``expected_digest``: the hash of the claims file (``support.files.digest``) as whoever asks has seen it, empty for
    no such file; nothing is written where it is another one now. Raises OSError where it cannot be written.
    """
    opened, problems = open_article(root, path)
    if opened is None:
        return Refused(tuple(problems))
    if expected_digest is not None and expected_digest != opened.claims_digest:
        return Refused((_changed(opened),))
    insertion = make_insertion(opened, [entry])
    if isinstance(insertion, Refused):
        return insertion
    return write_insertion(root, opened, insertion) or insertion.added[0]


def write_insertion(root: Path, opened: Opened, insertion: Insertion) -> Refused | None:
    """Write what ``make_insertion`` made, unless the file is no longer as it was read. Raises OSError."""
    target = root / opened.claims_path
    now = digest(read_bytes(target)) if target.exists() else ""
    if now != opened.claims_digest:
        return Refused((_changed(opened),))
    rewrite_file(target, insertion.text.encode("utf-8"))
    return None


def make_insertion(opened: Opened, entries: Sequence[NewEntry]) -> Insertion | Refused:
    """Put entries into the text of a claims file, one after the other. Touches no disk."""
    before = understand(opened, opened.claims_text)
    if before.article is None:
        return Refused(before.diagnostics)
    texts = read_texts(before.article)
    text, doc = opened.claims_text, before.doc
    taken = {*before.article.unread, *find_ids(doc.root)}
    all_ready: list[_Ready] = []
    for entry in entries:
        ready = _make_ready(opened, before.article, texts, taken, entry)
        if isinstance(ready, Refused):
            return ready
        placed = _place(opened, text, doc, ready)
        if placed is None:
            by_hand = "\n".join([f"{ready.section}:", *ready.piece.lines(2, " ")])
            return Refused((_cannot_place(opened),), to_paste=by_hand)
        text, doc = placed
        taken.add(ready.id)
        all_ready.append(ready)
    after = understand(opened, text)
    stands = all(_stands(after, ready) for ready in all_ready)
    wrong = _find_new_problems(before, after, errors_only=stands)
    if wrong or not stands:
        return Refused(
            tuple(replace(each, span=_typed(opened)) for each in wrong) or (_cannot_place(opened),)
        )
    return Insertion(text, tuple(_make_added(opened, after, ready) for ready in all_ready))


class _Ready(Struct, frozen=True):
    """An entry that wants a place in its file."""

    entry: NewEntry
    id: str
    located: Located | None
    section: str
    fields: tuple[Field, ...]
    piece: Piece


def _make_ready(
    opened: Opened, article: Article, texts: Texts, taken: Collection[str], entry: NewEntry
) -> _Ready | Refused:
    links = set(_LINK.findall(article.markdown))
    is_marked = entry.id in links and not entry.quote.strip()
    problems = check_entry(entry, opened.config, taken, _typed(opened), is_marked=is_marked)
    if problems:
        return Refused(tuple(problem for _, problem in problems), keys=tuple(key for key, _ in problems))
    located = None if is_marked else _locate(article, texts, entry)
    if isinstance(located, Missed):
        return Refused((located.problem,), located.nearest, located.places)
    # Links in the article may lead to a heading, or to an id that is still to come.
    avoided = links.union(taken, (each.removeprefix("h-") for each in texts.names.headings))
    words = located.exact if located and entry.quote else entry.title or entry.summary
    id_ = entry.id or make_id(words or (located.exact if located else ""), avoided, entry.kind)
    fields = make_fields(entry, id_, located)
    piece = Piece(
        lambda column, gap: render_block(entry, fields, column, gap), render_one_line(entry, fields)
    )
    return _Ready(entry, id_, located, "claims" if entry.kind == "claim" else "notes", fields, piece)


def _place(opened: Opened, text: str, doc: YamlDoc, ready: _Ready) -> tuple[str, YamlDoc] | None:
    """Give the text with an entry put in so that all the rest, and the entry itself, say what they should."""
    for candidate in find_insertions(text, doc, ready.section, ready.piece):
        now = parse_yaml(TextFile(opened.claims_path, normalize_text(candidate)))
        if not has_errors(now.diagnostics) and has_one_more(doc.root, now.root, ready.section, ready.fields):
            return candidate, now
    return None


def _make_added(opened: Opened, after: Understood, ready: _Ready) -> Added:
    entry, located = ready.entry, ready.located
    return Added(
        id=ready.id,
        kind=entry.kind,
        state=entry.final_state,
        lacks=entry.lacks,
        path=opened.claims_path,
        line=find_ids(after.doc.root).get(ready.id, 1),
        located=located,
        neighbours=_neighbours(after, ready),
        is_first=not opened.claims_digest,
    )


def _typed(opened: Opened) -> Span:
    """Give the place of what was typed and stands in no file yet."""
    return Span(opened.claims_path, 0)


def _locate(article: Article, texts: Texts, entry: NewEntry) -> Located | Missed | None:
    if entry.on == "article":
        return None
    selector = make_selector(entry, QuoteSelector(Span(article.path, 0), None))
    return locate_quote(texts, selector, entry.on)


def _find_new_problems(before: Understood, after: Understood, *, errors_only: bool) -> list[Diagnostic]:
    """Give the problems of such a kind as there are more of than there were."""
    found = [each for each in after.diagnostics if each.severity == "error" or not errors_only]
    more = Counter(each.code for each in found) - Counter(each.code for each in before.diagnostics)
    return [each for each in found if more[each.code] > 0]


def _stands(after: Understood, ready: _Ready) -> bool:
    """Tell whether the new entry is there, and on its words."""
    located = ready.located
    if after.body is None or ready.id not in {*after.body.claim_ids, *after.body.note_ids}:
        return False
    places = [(each.on, each.start, each.end) for each in after.body.anchors if each.id == ready.id]
    if located is None:
        return bool(places) == (ready.entry.on == "body")  # marked in the article
    return bool(places) and places[0] == (located.on, located.start, located.end)


def _neighbours(after: Understood, ready: _Ready) -> tuple[str, ...]:
    located = ready.located
    if located is None or after.body is None:
        return ()
    place = (located.on, located.start, located.end)
    anchors = (each for each in after.body.anchors if (each.on, each.start, each.end) == place)
    return tuple(each.id for each in anchors if each.id != ready.id)


def _changed(opened: Opened) -> Diagnostic:
    message = f"{opened.claims_path} was changed meanwhile by somebody else, or in another window"
    hint = "nothing was written; look at what is there now, then try again"
    return error("file-is-unchanged", message, _typed(opened), hint)


def _cannot_place(opened: Opened) -> Diagnostic:
    message = (
        f"{opened.claims_path} is written in a form that nothing can be added to without changing the rest"
    )
    hint = "nothing was written; put these lines in by hand"
    return error("file-can-be-added-to", message, _typed(opened), hint)
