"""The indexes as outputs: lists of claims, directories, the archive; corrections, former addresses; the search.

A page's fingerprint names the articles that it lists by the keys of their bodies, which tell all that their records
say; so planning costs little beside a list's length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from site_gen.model import Change, ClaimGroup, GroupKind, Listed, Site, Source
from site_gen.outputs import index_pages
from site_gen.outputs.output import Output, fingerprint, shown_key
from site_gen.outputs.page_plan import frame_key, redirect_key
from site_gen.outputs.theme import Theme
from site_gen.presenting.addresses import (
    ARCHIVE,
    CLAIMS,
    CORRECTIONS,
    GROUP_KINDS,
    SEARCH,
    directory_address,
    former_claim_addresses,
    group_address,
    month_address,
)
from site_gen.presenting.corrections import CHANGES_PER_PAGE
from site_gen.presenting.indexes import CLAIMS_PER_PAGE, directory_parts, letter_address, month_size
from site_gen.presenting.parts import ListPage, cut_list
from site_gen.support.structs import replace


def plan_verdicts(site: Site, theme: Theme) -> Iterator[Output]:
    """Give the lists of claims by verdict."""
    if site.lists.claims:
        yield from _plan_groups(site, theme, "status")


def plan_indexes(site: Site, theme: Theme) -> Iterator[Output]:
    """Give every other index that the site has something for."""
    if site.lists.claims:
        yield from _plan_claims(site, _list_frame(site, theme))
        for kind in GROUP_KINDS:
            if kind != "status":
                yield from _plan_groups(site, theme, kind)
    if site.lists.months:
        yield from _plan_archive(site, theme, frame_key(site))


def plan_changes(site: Site, theme: Theme) -> Iterator[Output]:
    """Give what tells of changes: the list of corrections, and pages at former addresses."""
    frame = frame_key(site)
    yield from _plan_corrections(site, theme, frame)
    yield from _plan_redirects(site, theme, frame)


def plan_search(site: Site, theme: Theme) -> Iterator[Output]:
    """Give the search where there is something to find, and data to find it in."""
    if SEARCH in site.lists.addresses:
        used = [id_ for id_, group in site.lists.groups["status"].items() if group.members]
        closure = theme.templates.closure(index_pages.SEARCH_TEMPLATE)
        yield Output(
            SEARCH, fingerprint(frame_key(site), closure, used, site.full_text), index_pages.render_search
        )


def _plan_claims(site: Site, frame: str) -> Iterator[Output]:
    statuses = site.lists.groups["status"].values()
    counts = (len(site.lists.claims), [(group.id, len(group.members)) for group in statuses])
    for part in cut_list(CLAIMS, site.lists.claims, CLAIMS_PER_PAGE):
        make = partial(index_pages.render_claims, number=part.number)
        yield Output(part.address, _list_key(frame, part, counts, None), make)


def _list_frame(site: Site, theme: Theme) -> str:
    return fingerprint(frame_key(site), theme.templates.closure(index_pages.CLAIMS_TEMPLATE))


def _plan_groups(site: Site, theme: Theme, kind: GroupKind) -> Iterator[Output]:
    frame = _list_frame(site, theme)
    for group in site.lists.groups[kind].values():
        yield from _plan_group(site, frame, group)
    yield from _plan_directory(site, theme, kind)


def _plan_group(site: Site, frame: str, group: ClaimGroup) -> Iterator[Output]:
    source = _plain(site.sources.get(group.id)) if group.kind == "sources" else None
    about = (group.kind, group.id, group.name, source)
    counts = len(group.members), _count(group)
    for part in cut_list(group_address(group.kind, group.id), group.members, CLAIMS_PER_PAGE):
        make = partial(index_pages.render_group, kind=group.kind, id_=group.id, number=part.number)
        yield Output(part.address, _list_key(frame, part, counts, about), make)


def _count(group: ClaimGroup) -> list[tuple[str, int]]:
    """Give how often a list has each verdict, where they are not all the same."""
    if group.kind == "status":
        return []
    return sorted(Counter(each.claim.verdict for each in group.members).items())


def _plain(source: Source | None) -> Source | None:
    return replace(source, spans={}) if source else None


def _list_key(frame: str, part: ListPage[Listed], counts: object, about: object) -> str:
    """Give the fingerprint of one page of a list; the index shows the ``counts`` of all of it, too."""
    counted = counts if part.number is None else None
    return fingerprint(frame, part.newer, part.older, counted, about, *_tell(part.items))


def _tell(items: Iterable[Listed]) -> list[str]:
    return [f"{shown_key(article)} {claim.id}" for article, claim in items]


def _plan_directory(site: Site, theme: Theme, kind: GroupKind) -> Iterator[Output]:
    groups = site.lists.groups[kind]
    if not groups:
        return
    frame = fingerprint(frame_key(site), theme.templates.closure(index_pages.DIRECTORY_TEMPLATE))
    parts = directory_parts(site, kind)
    named = {group.id: _entry_key(site, group) for group in groups.values()}
    shown = named if len(parts) == 1 else [(part.start, len(part.items)) for part in parts]
    key = fingerprint(frame, kind, shown)
    yield Output(directory_address(kind), key, partial(index_pages.render_directory, kind=kind))
    for part in parts if len(parts) > 1 else ():
        ids = tuple(group.id for group in part.items)
        key = fingerprint(frame, kind, part.start, [(id_, named[id_]) for id_ in ids])
        make = partial(index_pages.render_letter, kind=kind, start=part.start, ids=ids)
        yield Output(letter_address(kind, part.start), key, make)


def _entry_key(site: Site, group: ClaimGroup) -> tuple[object, ...]:
    source = site.sources.get(group.id) if group.kind == "sources" else None
    return group.name, len(group.members), source and source.publisher


def _plan_archive(site: Site, theme: Theme, frame: str) -> Iterator[Output]:
    closure = theme.templates.closure(index_pages.DIRECTORY_TEMPLATE)
    counts = [
        (month, len(articles), sum(len(article.claims) for article in articles))
        for month, articles in site.lists.months.items()
    ]
    yield Output(ARCHIVE, fingerprint(frame, closure, counts), index_pages.render_archive)
    closure = theme.templates.closure(index_pages.MONTH_TEMPLATE)
    for month, articles in site.lists.months.items():
        for part in cut_list(month_address(month), articles, month_size(site)):
            key = fingerprint(frame, closure, part.newer, part.older, *map(shown_key, part.items))
            make = partial(index_pages.render_month, month=month, number=part.number)
            yield Output(part.address, key, make)


def _plan_corrections(site: Site, theme: Theme, frame: str) -> Iterator[Output]:
    closure = theme.templates.closure(index_pages.CORRECTIONS_TEMPLATE)
    for part in cut_list(CORRECTIONS, site.lists.changes, CHANGES_PER_PAGE):
        key = fingerprint(frame, closure, part.newer, part.older, *map(_tell_change, part.items))
        yield Output(part.address, key, partial(index_pages.render_corrections, number=part.number))


def _tell_change(change: Change) -> object:
    return shown_key(change.article), change.claim.id if change.claim else None, change.entry


def _plan_redirects(site: Site, theme: Theme, frame: str) -> Iterator[Output]:
    closure = theme.templates.closure(index_pages.REDIRECT_TEMPLATE)
    for article in site.articles:
        # Where somebody names the old address of a claim's page as one of the article, the claim is meant.
        leads: dict[str, str | None] = dict.fromkeys(article.aliases)
        if site.config.claim_pages:
            leads.update(former_claim_addresses(article))
        for alias, claim_id in leads.items():
            key = fingerprint(frame, closure, redirect_key(article), claim_id)
            make = partial(index_pages.render_redirect, slug=article.slug, alias=alias, claim_id=claim_id)
            yield Output(alias, key, make)
