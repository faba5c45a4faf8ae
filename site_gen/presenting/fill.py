"""Fills the slots of cached HTML: links, pictures, the looks of marks, the numbered buttons behind them.

Buttons and marks are made here rather than in a template: styles, scripts and the proof that marking never
changes the article rest on their markup::

    <mark data-claim="a b" class="mark tone-bad" data-tone="bad poor">words</mark>
        the first claim's tone underlines; lang="…" where the claims' language is not the article's
    <mark data-claim="n" class="mark mark-note">words</mark>
        covered by notes only
    <span class="ref-box" data-no-text>WJ<button type="button" class="ref tone-bad" id="ref-a"
      data-claim-ref="a" popovertarget="card-a" aria-label="Check 3: Inaccurate">3</button><a hidden
      class="ref tone-bad" href="#claim-a" aria-label="Check 3: Inaccurate">3</a>WJ</span>
        notes: class="ref ref-note", letters; styles show the link where there are no popovers
    <span class="ref-box" data-no-text>WJ<a class="ref tone-bad" id="ref-a-2" data-claim-ref="a" data-no-text
      href="#claim-a" aria-label="…">3</a>WJ</span>
        further places

WJ is U+2060: no line begins with the button, none ends inside a word because of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

from markupsafe import Markup

from site_gen.model import PublishedFile
from site_gen.presenting.addresses import find_address, find_file
from site_gen.presenting.page import Page
from site_gen.presenting.subjects import Subject, Subjects
from site_gen.support.slots import fill_slots
from site_gen.support.urls import decode_path

Filler = Callable[[str], str]
Fillers = Mapping[str, Filler]

_ID = re.compile(r' id="[^"]*"')
_OWN_PLACE = re.compile(r' href="#([^"]*)"')
_WORD_JOINER = "\u2060"


def fill(html: str, fillers: Fillers) -> Markup:
    """Give HTML with its slots filled."""
    return Markup(fill_slots(html, fillers))  # noqa: S704 - the body's own HTML; fillers escape


def drop_ids(html: Markup) -> Markup:
    """Give HTML without ids, so that it can stand on the page a second time."""
    return Markup(_ID.sub("", html)) if ' id="' in html else html  # noqa: S704 - HTML with less in it


def link_back(html: Markup, page: str) -> Markup:
    """Give HTML of another page: its links to places there lead to ``page``; to places in it they stay."""

    def point(match: re.Match[str]) -> str:
        is_here = f' id="{decode_path(match[1])}"' in html
        return match[0] if is_here else f' href="{escape(page)}#{match[1]}"'

    return Markup(_OWN_PLACE.sub(point, html))  # noqa: S704 - as it was, but for addresses


def make_fillers(page: Page, owner: str, subjects: Subjects | None = None) -> Fillers:
    """Make the fillers for HTML that was written at the address ``owner`` and is shown on ``page``."""

    def fill_href(value: str) -> str:
        address = find_address(page.site, value, owner)
        return escape(page.link(address)) if address else "#"

    def fill_picture(value: str) -> str:
        file = find_file(page.site, value, owner)
        return f'src="{escape(page.link(file.address))}"{_size(file)}' if file else 'src=""'

    fillers: dict[str, Filler] = {"href": fill_href, "img": fill_picture}
    if subjects is not None:
        fillers["mark"] = lambda ids: _fill_mark(subjects, ids)
        fillers["ref"] = lambda value: _fill_reference(subjects, value)
    return fillers


def _size(file: PublishedFile) -> str:
    if file.width is None or file.height is None:
        return ""
    return f' width="{file.width}" height="{file.height}"'


def _fill_mark(subjects: Subjects, ids: str) -> str:
    """Give the attributes of a piece; the first claim's tone underlines it, all tones are told."""
    covering = [subjects.by_id[id_] for id_ in ids.split() if id_ in subjects.by_id]
    tones = list(dict.fromkeys(subject.tone for subject in covering if not subject.is_note))
    if tones:
        return (
            f' class="mark tone-{tones[0]}" data-tone="{" ".join(tones)}"{_name_language(subjects, covering)}'
        )
    return ' class="mark mark-note"' if covering else ""


def _name_language(subjects: Subjects, covering: Sequence[Subject]) -> str:
    """Give the language of a piece whose claims agree on one that is not the article's.

    Without a direction: pieces that run the other way would stand in the wrong order where a quote has several.
    """
    around = subjects.record.language or subjects.page.site.config.language
    spoken = {subject.item.language or around for subject in covering if not subject.is_note}
    return "".join(f' lang="{escape(each)}"' for each in spoken if len(spoken) == 1 and each != around)


def _fill_reference(subjects: Subjects, value: str) -> str:
    id_, _, place = value.partition(" ")
    subject = subjects.by_id.get(id_)
    if subject is None:
        return ""
    control = _make_button(id_, subject) if place == "1" else _make_link(id_, place, subject)
    return f'<span class="ref-box" data-no-text>{_WORD_JOINER}{control}{_WORD_JOINER}</span>'


def _make_button(id_: str, subject: Subject) -> str:
    """Give the button, and the link that is there in its place where a browser has no popovers."""
    look, label = _look(subject), escape(subject.heading)
    return (
        f'<button type="button" class="ref {look}" id="ref-{id_}" data-claim-ref="{id_}"'
        f' popovertarget="card-{id_}" aria-label="{label}">{subject.mark}</button>'
        f'<a hidden class="ref {look}" href="#claim-{id_}" aria-label="{label}">{subject.mark}</a>'
    )


def _make_link(id_: str, place: str, subject: Subject) -> str:
    return (
        f'<a class="ref {_look(subject)}" id="ref-{id_}-{place}" data-claim-ref="{id_}" data-no-text'
        f' href="#claim-{id_}" aria-label="{escape(subject.heading)}">{subject.mark}</a>'
    )


def _look(subject: Subject) -> str:
    return "ref-note" if subject.is_note else f"tone-{subject.tone}"
