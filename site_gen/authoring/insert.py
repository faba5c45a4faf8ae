"""A claim or note into a claims file, as text: ``add``, ``scaffold``, and whatever else writes one.

What comes out is read again before it is written: the old entries must say what they said, and the new one must stand
on its words. Otherwise nothing is written. Problems of what was typed have a place on line 0: it is in no file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from site_gen.anchoring.locate import Located, Missed, locate_quote
from site_gen.anchoring.texts import read_texts
from site_gen.authoring.entries import (
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
from site_gen.model import Article, QuoteSelector, State
from site_gen.reading.nodes import ListNode, MapNode, Node, ScalarNode
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.files import digest, read_bytes, rewrite_file
from site_gen.support.locations import Span

_LINK = re.compile(r"\]\(#([^)\s]+)")


@dataclass(frozen=True, slots=True)
class Added:
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


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing was written."""

    diagnostics: tuple[Diagnostic, ...]
    nearest: str = ""
    """The words of the article that come nearest to a quote that is not in it."""
    places: tuple[Located, ...] = ()
    """Where the quote stands, when it stands in several places and none was chosen."""
    to_paste: str = ""
    """The entry, for somebody to put it into a file of an unusual form by hand."""


@dataclass(frozen=True, slots=True)
class Insertion:
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
    text = opened.claims_text
    added: list[Added] = []
    before = understand(opened, text)
    for entry in entries:
        outcome = _insert(opened, text, before, entry)
        if isinstance(outcome, Refused):
            return outcome
        text, before, new = outcome
        added.append(new)
    lines = _lines_by_id(before.doc.root)
    return Insertion(text, tuple(replace(each, line=lines.get(each.id, 1)) for each in added))


@dataclass(frozen=True, slots=True)
class _Ready:
    """An entry that wants a place in its file."""

    entry: NewEntry
    id: str
    located: Located | None
    section: str
    piece: Piece


def _insert(
    opened: Opened, text: str, before: Understood, entry: NewEntry
) -> tuple[str, Understood, Added] | Refused:
    ready = _make_ready(opened, before, entry)
    if isinstance(ready, Refused):
        return ready
    for candidate in find_insertions(text, before.doc, ready.section, ready.piece):
        after = understand(opened, candidate)
        if not _keeps_the_rest(before.doc.root, after.doc.root, ready.section):
            continue
        stands = _stands(after, ready)
        wrong = _find_new_problems(before, after, errors_only=stands)
        if wrong:
            return Refused(tuple(replace(each, span=_typed(opened)) for each in wrong))
        if stands:
            return candidate, after, _make_added(opened, after, ready)
    by_hand = "\n".join([f"{ready.section}:", *ready.piece.lines(2, " ")])
    return Refused((_cannot_place(opened),), to_paste=by_hand)


def _make_ready(opened: Opened, before: Understood, entry: NewEntry) -> _Ready | Refused:
    article, body = before.article, before.body
    if article is None or body is None:
        return Refused(before.diagnostics)
    taken = {*article.unread, *_lines_by_id(before.doc.root)}
    links = set(_LINK.findall(article.markdown))
    is_marked = entry.id in links and not entry.quote.strip()
    problems = check_entry(entry, opened.config, taken, _typed(opened), is_marked=is_marked)
    if problems:
        return Refused(tuple(problems))
    located = None if is_marked else _locate(article, entry)
    if isinstance(located, Missed):
        return Refused((located.problem,), located.nearest, located.places)
    # Links in the article may lead to a heading, or to an id that is still to come.
    linked = {each.id.removeprefix("h-") for each in body.contents} | links
    words = located.exact if located and entry.quote else entry.title or entry.summary
    id_ = entry.id or make_id(words or (located.exact if located else ""), taken | linked, entry.kind)
    fields = make_fields(entry, id_, located)
    piece = Piece(
        lambda column, gap: render_block(entry, fields, column, gap), render_one_line(entry, fields)
    )
    return _Ready(entry, id_, located, "claims" if entry.kind == "claim" else "notes", piece)


def _make_added(opened: Opened, after: Understood, ready: _Ready) -> Added:
    entry, located = ready.entry, ready.located
    return Added(
        id=ready.id,
        kind=entry.kind,
        state=entry.final_state,
        lacks=entry.lacks,
        path=opened.claims_path,
        line=1,  # until all entries are in
        located=located,
        neighbours=_neighbours(after, ready),
        is_first=not opened.claims_digest,
    )


def _typed(opened: Opened) -> Span:
    """Give the place of what was typed and stands in no file yet."""
    return Span(opened.claims_path, 0)


def _locate(article: Article, entry: NewEntry) -> Located | Missed | None:
    if entry.on == "article":
        return None
    selector = make_selector(entry, QuoteSelector(Span(article.path, 0), None))
    return locate_quote(read_texts(article), selector, entry.on)


def _lines_by_id(root: Node | None) -> dict[str, int]:
    lines: dict[str, int] = {}
    for item in (*_entries_of(root, "claims"), *_entries_of(root, "notes")):
        name = item.find("id") if isinstance(item, MapNode) else None
        if isinstance(name, ScalarNode):
            lines.setdefault(name.text.strip(), item.span.line)
    return lines


def _entries_of(root: Node | None, section: str) -> tuple[Node, ...]:
    value = root.find(section) if isinstance(root, MapNode) else None
    return value.items if isinstance(value, ListNode) else ()


Plain: TypeAlias = "str | tuple[Plain, ...]"


def _keeps_the_rest(old: Node | None, new: Node | None, section: str) -> bool:
    """Tell whether a file says what it said, with one entry more at the end of ``section``."""
    if not isinstance(new, MapNode) or not _entries_of(new, section):
        return False
    before, after = _say_sections(old), _say_sections(new)
    more = after.pop(section)
    had = before.pop(section, ())
    if isinstance(had, str):  # an empty key
        had = ()
    return before == after and isinstance(more, tuple) and more[:-1] == had


def _say_sections(root: Node | None) -> dict[str, Plain]:
    return {entry.key.text: _say(entry.value) for entry in root.entries} if isinstance(root, MapNode) else {}


def _say(node: Node) -> Plain:
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, ListNode):
        return tuple(_say(item) for item in node.items)
    return tuple((entry.key.text, _say(entry.value)) for entry in node.entries)


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
