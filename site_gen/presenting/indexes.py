"""Lists of claims and directories of what they are grouped by: from the site's records to views."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from site_gen.model import WITHDRAWN, ArticleRecord, ClaimGroup, GroupKind, Listed, Site
from site_gen.presenting.addresses import (
    ARCHIVE,
    CLAIMS,
    directory_address,
    group_address,
    listed_address,
    month_address,
)
from site_gen.presenting.catalogue import UNDATED, sort_name
from site_gen.presenting.counts import make_totals
from site_gen.presenting.evidence import make_source
from site_gen.presenting.frame import LIST_STYLES, make_chrome, make_feeds, make_head
from site_gen.presenting.index_views import (
    ClaimListView,
    DirectoryEntryView,
    DirectoryGroupView,
    DirectoryView,
    EntryView,
    MonthView,
)
from site_gen.presenting.lists import make_pager, make_teasers
from site_gen.presenting.page import Page, find_direction, make_page, make_rating, make_ratings, make_time
from site_gen.presenting.parts import NamePart, cut_names, find_part
from site_gen.presenting.standings import make_standing
from site_gen.presenting.verdicts import find_verdict, make_scale
from site_gen.presenting.views import CountsView, LinkView, RatingView, StandingView
from site_gen.support.structs import replace
from site_gen.support.urls import make_slug, name_slug

CLAIMS_PER_PAGE = 30
NAMES_PER_PAGE = 100
_TEASERS = 40
"""Articles that a page of the archive has at the most."""
_MAX_WORDS = 280
"""Characters of a quote or summary in a list: the rest is one step away."""


def shorten(text: str, limit: int = _MAX_WORDS) -> str:
    """Give a text, cut at a word where it is long."""
    if len(text) <= limit:
        return text
    cut = text[:limit]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–—") + "…"


def begin_heading(name: str, language: str) -> str:
    """Give a name as a heading of its own: one that is all in small Latin letters begins with a capital.

    Whoever writes iPhone or mRNA has chosen; in Turkish and Azerbaijani an i has a capital of its own.
    """
    is_small = bool(name) and name == name.lower() and unicodedata.name(name[0], "").startswith("LATIN SMALL")
    capital = name[:1].upper()
    if not is_small or len(capital) > 1 or language[:2].lower() in {"tr", "az"}:
        return name
    return capital + name[1:]


def present_claims(site: Site, number: int | None = None) -> ClaimListView:
    """Make the view of the list of all claims, or of an older page of it by its number. Raises KeyError."""
    return _present_list(site, CLAIMS, None, site.lists.claims, number)


def present_group(site: Site, kind: GroupKind, id_: str, number: int | None = None) -> ClaimListView:
    """Make the view of the claims of a verdict, speaker, …, or of an older page of it. Raises KeyError."""
    group = site.lists.groups[kind][id_]
    return _present_list(site, group_address(kind, id_), group, group.members, number)


def _present_list(
    site: Site, address: str, group: ClaimGroup | None, members: Sequence[Listed], number: int | None
) -> ClaimListView:
    part = find_part(address, members, CLAIMS_PER_PAGE, number)
    page = make_page(site, part.address)
    say = page.words.say
    name = group.name if group else say("index.claims")

    def say_number(words: str) -> str:
        return words if number is None else say("page.numbered", page=words, number=number)

    title = name_group(page, group, say_number(name)) if group else say_number(name)
    rating = _find_rating(page, group)
    source = site.sources.get(group.id) if group and group.kind == "sources" else None
    kicker = _directory_link(page, group.kind) if group else None
    total = page.words.count("counts.total", len(members))
    is_first = number is None
    return ClaimListView(
        chrome=make_chrome(page, LIST_STYLES),
        head=make_head(
            page,
            title,
            description=f"{title}: {total}" if is_first else title,
            alternates=make_feeds(page) if group is None else (),
        ),
        kicker=kicker,
        heading=say_number(
            begin_heading(name, site.config.language) if group and group.kind == "topics" else name
        ),
        intro=say(f"index.{group.kind}.intro") if group and is_first and not rating else None,
        rating=rating,
        source=make_source(page, source) if source and is_first else None,
        counts=_count(page, members) if is_first and not rating else None,
        total=total if is_first else None,
        entries=_make_entries(page, part.items),
        pager=make_pager(page, part, (each.article.date for each in part.items)),
    )


def name_group(page: Page, group: ClaimGroup, heading: str = "") -> str:
    """Say what the claims of a group have in common; ``heading`` is its name on this page of the list."""
    if group.kind == "status" and group.id == WITHDRAWN:
        return page.words.say("index.status.withdrawn")
    return page.words.say(f"index.{group.kind}.of", name=heading or group.name)


def _count(page: Page, members: Sequence[Listed]) -> CountsView | None:
    return make_totals(page, Counter(each.claim.verdict for each in members))


def _find_rating(page: Page, group: ClaimGroup | None) -> RatingView | None:
    if group is None or group.kind != "status":
        return None
    return make_rating(page, make_scale(page.site.config)[group.id])


def _directory_link(page: Page, kind: GroupKind) -> LinkView:
    return LinkView(page.words.say(f"index.{kind}"), page.link(directory_address(kind)))


def _make_entries(page: Page, items: Iterable[Listed]) -> tuple[EntryView, ...]:
    ratings = make_ratings(page)
    return tuple(_make_entry(page, each, ratings.get(each.claim.verdict)) for each in items)


def make_entry(page: Page, listed: Listed) -> EntryView:
    """Make the view of a claim as lists show it."""
    rating = find_verdict(page.site.config, listed.claim)
    return _make_entry(page, listed, make_rating(page, rating) if rating else None)


def _make_entry(page: Page, listed: Listed, rating: RatingView | None) -> EntryView:
    article, claim = listed
    spoken = article.language or page.site.config.language
    language = claim.language or spoken
    speaker = None
    if claim.claimant:
        address = group_address("speakers", name_slug(claim.claimant))
        there = address in page.site.lists.addresses
        speaker = LinkView(claim.claimant, page.link(address) if there else "")
    return EntryView(
        statement=shorten(claim.statement),
        is_quote=claim.is_quote,
        href=page.link(listed_address(page.site, article, claim)),
        rating=rating,
        summary=shorten(claim.summary),
        claimant=speaker,
        said=make_time(page, claim.said),
        article=LinkView(shorten(article.title), page.link(article.address)),
        date=make_time(page, article.date),
        language=language,
        direction=find_direction(language),
        article_language=spoken,
        article_direction=find_direction(spoken),
        standing=_shorten_standing(make_standing(page.words, claim)),
    )


def _shorten_standing(standing: StandingView | None) -> StandingView | None:
    if standing is None or standing.reason is None:
        return standing
    return replace(standing, reason=shorten(standing.reason))


def directory_parts(site: Site, kind: GroupKind) -> list[NamePart[ClaimGroup]]:
    """Cut a directory into its pages; one part is all of it. Ratings stay together, in the order of the scale."""
    groups = list(site.lists.groups[kind].values())
    if kind == "status":
        return [NamePart("", tuple(groups))]
    return cut_names([(make_slug(sort_name(each.name)[0]) or "-", each) for each in groups], NAMES_PER_PAGE)


def letter_address(kind: GroupKind, start: str) -> str:
    """Give the address of the names that begin with ``start``. The hyphen keeps it from being a name's own."""
    return f"{directory_address(kind)}{start}-/"


def present_directory(site: Site, kind: GroupKind) -> DirectoryView:
    """Make the view of all speakers, topics, …; of where they begin, where they are too many for a page."""
    parts = directory_parts(site, kind)
    page = make_page(site, directory_address(kind))
    say = page.words.say
    name, about = say(f"index.{kind}"), say(f"index.{kind}.all")
    whole = parts[0].items if len(parts) == 1 else ()
    return DirectoryView(
        chrome=make_chrome(page, LIST_STYLES),
        head=make_head(page, name, description=about),
        kicker=None,
        heading=name,
        intro=about,
        groups=(_make_directory_group(page, whole),) if whole else (),
        letters=tuple(
            LinkView(_name_part(page, part), page.link(letter_address(kind, part.start)))
            for part in parts
            if not whole
        ),
    )


def present_letter(site: Site, kind: GroupKind, start: str, ids: Sequence[str]) -> DirectoryView:
    """Make the view of a part of a directory, the names that begin with ``start``, by their ids."""
    page = make_page(site, letter_address(kind, start))
    heading = page.words.say("index.letter", name=page.words.say(f"index.{kind}"), start=start.upper())
    about = page.words.say(f"index.{kind}.all")
    return DirectoryView(
        chrome=make_chrome(page, LIST_STYLES),
        head=make_head(page, heading, description=about),
        kicker=_directory_link(page, kind),
        heading=heading,
        intro=about,
        groups=(_make_directory_group(page, [site.lists.groups[kind][id_] for id_ in ids]),),
        letters=(),
    )


def _make_directory_group(page: Page, groups: Iterable[ClaimGroup]) -> DirectoryGroupView:
    return DirectoryGroupView(None, tuple(_make_directory_entry(page, group) for group in groups))


def _name_part(page: Page, part: NamePart[ClaimGroup]) -> str:
    return page.words.say("index.letter_count", start=part.start.upper(), n=len(part.items))


def _make_directory_entry(page: Page, group: ClaimGroup) -> DirectoryEntryView:
    source = page.site.sources.get(group.id) if group.kind == "sources" else None
    return DirectoryEntryView(
        label=shorten(group.name),
        href=page.link(group_address(group.kind, group.id)),
        count=page.words.count("counts.total", len(group.members)),
        detail=shorten(source.publisher) if source and source.publisher else None,
        rating=_find_rating(page, group),
    )


def present_archive(site: Site) -> DirectoryView:
    """Make the view of all months in which articles appeared, newest first."""
    page = make_page(site, ARCHIVE)
    say = page.words.say
    years: dict[str, list[DirectoryEntryView]] = {}
    for month, articles in site.lists.months.items():
        years.setdefault(month.partition("-")[0], []).append(_make_month_entry(page, month, articles))
    return DirectoryView(
        chrome=make_chrome(page, LIST_STYLES),
        head=make_head(page, say("index.archive"), description=say("index.archive.all")),
        kicker=None,
        heading=say("index.archive"),
        intro=say("index.archive.all"),
        groups=tuple(
            DirectoryGroupView(year if year != UNDATED else None, tuple(entries))
            for year, entries in years.items()
        ),
        letters=(),
    )


def _make_month_entry(page: Page, month: str, articles: Sequence[ArticleRecord]) -> DirectoryEntryView:
    checks = page.words.count("counts.total", sum(len(article.claims) for article in articles))
    count = page.words.say("index.archive.count", articles=_count_articles(page, articles), checks=checks)
    return DirectoryEntryView(name_month(page, month), page.link(month_address(month)), count)


def _count_articles(page: Page, articles: Sequence[ArticleRecord]) -> str:
    return page.words.count("index.articles", len(articles))


def name_month(page: Page, month: str) -> str:
    """Give "June 2018" for ``2018-06``."""
    if month == UNDATED:
        return page.words.say("date.none")
    year, _, number = month.partition("-")
    return page.words.date(int(year), int(number))


def month_size(site: Site) -> int:
    """Give how many articles a page of a month shows."""
    return min(site.config.articles_per_page, _TEASERS)


def present_month(site: Site, month: str, number: int | None = None) -> MonthView:
    """Make the view of the articles of a month, or of an older page of them. Raises KeyError."""
    part = find_part(month_address(month), site.lists.months[month], month_size(site), number)
    page = make_page(site, part.address)
    name = name_month(page, month)
    heading = name if number is None else page.words.say("page.numbered", page=name, number=number)
    title = page.words.say("index.archive.of", month=heading)
    return MonthView(
        chrome=make_chrome(page, LIST_STYLES),
        head=make_head(page, title, description=title),
        kicker=LinkView(page.words.say("index.archive"), page.link(ARCHIVE)),
        heading=heading,
        teasers=make_teasers(page, part.items),
        pager=make_pager(page, part, (each.date for each in part.items)),
    )
