"""The lists of a site: its claims by verdict, speaker, topic and source, its articles by month, its corrections.

Made once from the records, in one pass; pages are cut from it. Knows nothing of views.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from site_gen.model import (
    WITHDRAWN,
    ArticleRecord,
    Change,
    ClaimGroup,
    Config,
    GroupKind,
    Listed,
    Lists,
    Site,
)
from site_gen.presenting.addresses import (
    ARCHIVE,
    CLAIMS,
    CORRECTIONS,
    GROUP_KINDS,
    directory_address,
    group_address,
    month_address,
)
from site_gen.presenting.verdicts import make_scale
from site_gen.support.steps import Steps, cut
from site_gen.support.structs import replace
from site_gen.support.urls import name_slug

_ARTICLES = 500
_CLAIMS = 5000
"""As many are put into lists in one step."""
UNDATED = "undated"
"""The month of articles without a date, which only a preview with drafts has."""


def make_lists(site: Site, more: Iterable[str] = ()) -> Steps[Lists]:
    """Make the lists of a site; ``more`` are further addresses that links may name."""
    claims: list[Listed] = []
    for articles in cut(site.articles, _ARTICLES):
        claims += [Listed(article, claim) for article in articles for claim in article.claims]
        yield
    grouped = claims if site.config.asks_for("indexes") else ()
    groups: dict[GroupKind, Mapping[str, ClaimGroup]] = {
        "status": (yield from _group_statuses(site, claims)),
        "speakers": (yield from _group("speakers", grouped, _speakers)),
        "topics": (yield from _group("topics", grouped, _topics)),
        "sources": (yield from _group_sources(site, grouped)),
        "publishers": (yield from _group("publishers", grouped, _publishers)),
    }
    months = _group_months(site.articles)
    yield
    changes = _find_changes(site.articles)
    yield
    lists = Lists(
        claims=tuple(claims),
        groups=groups,
        months=months,
        changes=changes,
        same=_find_same(claims),
        disputed=_find_disputed([*groups["speakers"].values(), *groups["topics"].values()]),
    )
    return replace(lists, addresses=frozenset((*_addresses(site.config, lists), *more)))


def sort_name(name: str) -> tuple[str, str]:
    """Give what a name is sorted by: without case and the accents of European scripts; then as it is."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(each for each in plain if not "\u0300" <= each <= "\u036f"), name


def _group(
    kind: GroupKind,
    claims: Sequence[Listed],
    belongs: Callable[[Listed], tuple[str, ...]],
    tell: Callable[[str], tuple[str, str] | None] = lambda name: (name_slug(name), name),
) -> Steps[dict[str, ClaimGroup]]:
    """Group claims by what they say that they belong to, of which ``tell`` gives (id, name)."""
    members: dict[str, list[Listed]] = defaultdict(list)
    told: dict[tuple[str, ...], dict[str, str]] = {}  # thousands of claims belong to the same few
    joins: dict[tuple[str, ...], list[Callable[[Listed], None]]] = {}
    said_by: dict[tuple[str, ...], int] = defaultdict(int)
    for piece in cut(claims, _CLAIMS):
        for each in piece:
            said = belongs(each)
            if said not in told:
                told[said] = dict(found for one in said if (found := tell(one)))
                joins[said] = [members[id_].append for id_ in told[said]]
            said_by[said] += 1
            for join in joins[said]:
                join(each)
        yield
    names = _count_names((told[said], number) for said, number in said_by.items())
    chosen = {id_: min(each, key=lambda name: (-each[name], name)) for id_, each in names.items()}
    return {
        id_: ClaimGroup(kind, id_, chosen[id_], tuple(members[id_]), is_disputed=len(names[id_]) > 1)
        for id_ in sorted(chosen, key=lambda id_: (sort_name(chosen[id_]), id_))
    }


def _count_names(told: Iterable[tuple[Mapping[str, str], int]]) -> dict[str, dict[str, int]]:
    """Give for each id how many claims write its name so and so."""
    names: dict[str, dict[str, int]] = defaultdict(dict)
    for each, number in told:
        for id_, name in each.items():
            names[id_][name] = names[id_].get(name, 0) + number
    return names


def _speakers(each: Listed) -> tuple[str, ...]:
    return (each.claim.claimant,) if each.claim.claimant else ()


def _topics(each: Listed) -> tuple[str, ...]:
    return each.article.tags + each.claim.tags


def _publishers(each: Listed) -> tuple[str, ...]:
    return each.claim.publishers


def _group_statuses(site: Site, claims: Sequence[Listed]) -> Steps[dict[str, ClaimGroup]]:
    """Give the ratings in use, and those that may yet be given, in the order of the scale; then what was withdrawn."""
    members: dict[str, list[Listed]] = defaultdict(list)
    for piece in cut(claims, _CLAIMS):
        for each in piece:
            members[each.claim.verdict].append(each)
        yield
    return {
        rating.id: ClaimGroup("status", rating.id, rating.label, tuple(members[rating.id]))
        for rating in make_scale(site.config).values()
        if claims and (rating.id in members or not (rating.retired or rating.id == WITHDRAWN))
    }


def _group_sources(site: Site, claims: Sequence[Listed]) -> Steps[dict[str, ClaimGroup]]:
    def tell(id_: str) -> tuple[str, str] | None:
        source = site.sources.get(id_)
        return None if source is None else (id_, source.title or source.url or id_)

    return (yield from _group("sources", claims, lambda each: each.claim.shared_sources, tell))


def _group_months(articles: Iterable[ArticleRecord]) -> dict[str, tuple[ArticleRecord, ...]]:
    months: dict[str, list[ArticleRecord]] = {}
    for article in articles:
        months.setdefault(f"{article.date:%Y-%m}" if article.date else UNDATED, []).append(article)
    return {month: tuple(months[month]) for month in sorted(months, reverse=True)}


def _find_changes(articles: Iterable[ArticleRecord]) -> tuple[Change, ...]:
    found = [
        Change(entry, article, claim)
        for article in articles
        for claim in (None, *article.claims)
        for entry in (claim.history if claim else article.history)
    ]
    found.sort(key=lambda each: (each.article.slug, each.claim.number if each.claim else 0))
    found.sort(key=lambda each: each.entry.date, reverse=True)
    return tuple(found)


def _find_disputed(groups: Iterable[ClaimGroup]) -> dict[str, tuple[str, ...]]:
    names: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        if group.is_disputed:
            for article, _ in group.members:
                names[article.path].add(group.name)
    return {path: tuple(sorted(each)) for path, each in names.items()}


def _find_same(claims: Sequence[Listed]) -> dict[str, tuple[Listed, ...]]:
    """Give for each claim that is the same as others those others, whichever of them says so."""
    if all(each.claim.same_as is None for each in claims):
        return {}
    by_key = {claim_key(each): each for each in claims}
    together: dict[str, list[str]] = {}
    for key, each in by_key.items():
        other = each.claim.same_as
        if other is None or other not in by_key or other == key:
            continue
        merged = together.get(other, [other])
        own = together.get(key, [key])
        if merged is not own:
            merged.extend(own)
            for one in merged:
                together[one] = merged
    return {key: tuple(by_key[one] for one in sorted(group) if one != key) for key, group in together.items()}


def claim_key(each: Listed) -> str:
    """Give what names a claim among all: ``<article slug>/<claim id>``."""
    return f"{each.article.slug}/{each.claim.id}"


def _addresses(config: Config, lists: Lists) -> Iterator[str]:
    """Give the first page of every index that the site has and wants."""
    yield CORRECTIONS
    for kind in GROUP_KINDS:
        groups = lists.groups[kind] if config.asks_for("status" if kind == "status" else "indexes") else ()
        if groups:
            yield directory_address(kind)
        yield from (group_address(kind, id_) for id_ in groups)
    if not config.asks_for("indexes"):
        return
    if lists.claims:
        yield CLAIMS
    if lists.months:
        yield ARCHIVE
    yield from (month_address(month) for month in lists.months)
