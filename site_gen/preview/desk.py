"""The page ``/_desk/``: every claim by how far it is, with who did what, what is open and what is due.

What a claim's state is, and what is open, is said by ``checking``; here it becomes a page.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping
from html import escape

from site_gen.building.collector import paused_collector
from site_gen.building.live import LiveSite
from site_gen.building.maker import BodyLostError
from site_gen.checking.desk import Desk, DeskEntry, count_desk
from site_gen.checking.editorial import check_editorial
from site_gen.checking.results import Editorial
from site_gen.model import ArticleRecord, Rating, State
from site_gen.presenting.verdicts import make_scale
from site_gen.preview.notice import Teller
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.structs import Struct, replace
from site_gen.support.urls import encode_path

ROWS = 300
"""Claims on one page: a browser that is to follow each save does not take ten thousand."""
_TITLES: Mapping[State, str] = {"draft": "Drafts", "review": "Under review", "published": "Published"}
_HEADINGS = ("Claim", "Article", "Verdict", "Checked", "Reviewed", "Due", "Open")


class DeskPage(Struct, frozen=True):
    """The parts of the page, as HTML."""

    summary: str
    body: str


def render_desk(site: LiveSite, teller: Teller, page: int = 1) -> DeskPage:
    """Give the page for the site as it is now; of a long list its part ``page``, from 1."""
    with paused_collector():
        found = _check(site)
    if found is None or site.config is None:
        return DeskPage("There is no site to list yet: site.yaml cannot be read.", "")
    desk = found.desk
    rows = _Rows(site, teller, make_scale(site.config))
    ordered = [entry for state, _ in desk.states for entry in desk.entries if entry.state == state]
    last = max(1, math.ceil(len(ordered) / ROWS))
    page = min(max(1, page), last)
    shown = ordered[(page - 1) * ROWS : page * ROWS]
    sections = "".join(rows.render_section(state, number, shown) for state, number in desk.states)
    parts = _render_parts(page, last)
    return DeskPage(_render_counts(desk), parts + sections + parts + _render_rules(found.diagnostics, teller))


def _check(site: LiveSite) -> Editorial | None:
    """Run the editorial rules; of an article whose text and problems are as before, what they said then."""
    everything = site.site
    if everything is None:
        return None
    problems: dict[str, list[Diagnostic]] = {}
    for each in site.diagnostics:
        problems.setdefault(each.span.path, []).append(each)
    frame = repr((replace(everything.config, spans={}), everything.day))
    entries: list[DeskEntry] = []
    found: list[Diagnostic] = []
    for record in everything.articles:
        paths = (record.path, site.find_claims_path(record.path) or "")
        near = tuple(each for path in paths for each in problems.get(path, ()))
        key = ("desk", record.path)
        value = (record.body_key, near, frame)
        kept = site.notes.get(key)
        if kept is None or kept[0] != value:
            kept = (value, _check_article(site, record, near))
            site.notes[key] = kept
        entries += kept[1].desk.entries
        found += kept[1].diagnostics
    own = check_editorial(replace(everything, articles=()), site.find_prepared)
    return Editorial((*found, *own.diagnostics), count_desk(everything.config, entries))


def _check_article(site: LiveSite, record: ArticleRecord, near: Iterable[Diagnostic]) -> Editorial:
    assert site.site is not None  # noqa: S101 - asked before
    alone = replace(site.site, articles=(record,), pages=())
    try:
        return check_editorial(alone, site.find_prepared, known=near, with_drafts=True)
    except BodyLostError:  # it is prepared again with the next look
        return Editorial((), Desk())


def _render_counts(desk: Desk) -> str:
    total = len(desk.entries)
    parts = []
    before = 0
    for state, number in desk.states:
        if number:  # the list may be in parts
            place = f"?page={before // ROWS + 1}#{state}" if total > ROWS else f"#{state}"
            name = "draft" if (state, number) == ("draft", 1) else _TITLES[state].lower()
            parts.append(f'<a href="{place}">{number} {escape(name)}</a>')
        before += number
    verdicts = ", ".join(f"{number} {escape(label)}" for label, number in desk.statuses)
    claims = f"{total} claim{'' if total == 1 else 's'}"
    return f"{claims}{': ' if parts else ''}{', '.join(parts)}.{f' {verdicts}.' if verdicts else ''}"


def _render_parts(page: int, last: int) -> str:
    """Give what leads from part to part of a long list; empty for a short one."""
    if last == 1:
        return ""
    near = sorted({1, last, *range(max(1, page - 2), min(last, page + 2) + 1)})
    links = [
        f"<b>{each}</b>" if each == page else f'<a href="?page={each}" aria-label="Part {each}">{each}</a>'
        for each in near
    ]
    return f'<nav class="site-gen-parts" aria-label="Parts of the list"><p>Part {" · ".join(links)}</p></nav>'


def _render_rules(problems: tuple[Diagnostic, ...], teller: Teller) -> str:
    if not problems:
        return ""
    return (
        f'<section><h2 id="rules">What the editorial rules say: {len(problems)}</h2>'
        f"{teller.render_problems(problems)}</section>"
    )


class _Rows(Struct, frozen=True):
    site: LiveSite
    teller: Teller
    ratings: Mapping[str, Rating]

    def render_section(self, state: State, number: int, entries: Iterable[DeskEntry]) -> str:
        """Give those of some entries that have a state; ``number``: how many there are of it in all."""
        rows = [self._render_row(entry) for entry in entries if entry.state == state]
        if not rows:
            return ""
        head = "".join(f'<th scope="col">{each}</th>' for each in _HEADINGS)
        return (
            f'<section><h2 id="{state}">{_TITLES[state]}: {number}</h2><div class="site-gen-wide">'
            f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div></section>"
        )

    def _render_row(self, entry: DeskEntry) -> str:
        base = self.site.base_path
        article = encode_path(f"{base.rstrip('/')}/articles/{entry.slug}/")
        words = escape(_shorten(entry.words) or entry.id)
        rating = self.ratings.get(entry.status or "")
        status = escape(rating.label if rating else entry.status or "–")
        cells = (
            f'<a href="{article}#claim-{escape(entry.id)}" dir="auto">{words}</a>{self._render_places(entry)}',
            f'<a href="{article}" dir="auto">{escape(entry.article)}</a>',
            status,
            _join((_day(entry.checked), *entry.checked_by)),
            _join(entry.reviewed_by),
            self._render_due(entry),
            self._render_problems(entry.problems),
        )
        return f'<tr id="{escape(f"{entry.slug}-{entry.id}")}">{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'

    def _render_places(self, entry: DeskEntry) -> str:
        links = [("entry", entry.span)]
        if entry.place.path == entry.path:  # else its words were not found
            links.append(("text", entry.place))
        shown = [
            f'<a href="{escape(address)}">{name}, line {span.line}</a>'
            for name, span in links
            if (address := self.teller.link(span))
        ]
        return f"<br><small>{' · '.join(shown)}</small>" if shown else ""

    def _render_due(self, entry: DeskEntry) -> str:
        today = self.site.site.day if self.site.site else datetime.date.min
        parts = []
        if entry.due:
            late = entry.due < today
            parts.append(f"<strong>{entry.due} (overdue)</strong>" if late else str(entry.due))
        if entry.publish_after:
            parts.append(f"waits until {entry.publish_after:%Y-%m-%d %H:%M %Z}")
        return "<br>".join(parts) or "–"

    def _render_problems(self, problems: tuple[Diagnostic, ...]) -> str:
        if not problems:
            return "–"
        errors = any(each.severity == "error" for each in problems)
        items = "".join(f"<li>{self.teller.render_problem(each)}</li>" for each in problems)
        return (
            f"<details{' class=site-gen-bad' if errors else ''}><summary>{len(problems)}</summary>"
            f'<ul class="site-gen-list">{items}</ul></details>'
        )


def _join(parts: Iterable[str]) -> str:
    return escape(", ".join(each for each in parts if each)) or "–"


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def _shorten(text: str, most: int = 90) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()}…"
