"""From the files to the site: every article and page prepared, then looked at together. Writes nothing."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from site_gen.building import connections
from site_gen.building.attachments import check_unused, find_attachments
from site_gen.building.configuring import ConfigReading, load_known_config
from site_gen.building.entries import Loader
from site_gen.building.inputs import Inputs
from site_gen.building.known import SiteCache
from site_gen.building.levels import apply_levels
from site_gen.building.precompiled import load_compiled
from site_gen.building.prepared import ArticleEntry, PageEntry
from site_gen.building.results import BuildOptions, Summary
from site_gen.building.theme import load_theme
from site_gen.building.theme_copies import check_copies
from site_gen.model import (
    ArticleRecord,
    Config,
    Library,
    Lists,
    PageRecord,
    Record,
    Site,
    Source,
    replace_beside,
)
from site_gen.outputs import find_files, wants_full_text, wants_share_images
from site_gen.outputs.theme import Theme
from site_gen.presenting.catalogue import make_lists
from site_gen.reading.library import find_library
from site_gen.reading.shared import SharedSources
from site_gen.support.diagnostics import Diagnostic, lower, sort_diagnostics
from site_gen.support.steps import Steps, cut, finish
from site_gen.support.structs import Struct, replace
from site_gen.support.urls import compose

_AT_ONCE = 500
"""Articles that are looked at in one step."""
_ASKS_FOR_BASE_URL = "site-has-base-url"
_NEEDS_CONFIG = "status-is-known"
"""Said of every claim where ``site.yaml`` cannot be read: not their fault."""


class Parts(Struct, frozen=True):
    """The site's files, each read and prepared for itself."""

    config: Config | None
    """None where ``site.yaml`` cannot be read."""
    library: Library
    misplaced: tuple[Diagnostic, ...]
    """What is wrong with names and places of files."""
    loader: Loader
    pages: Mapping[str, PageEntry]
    """By path, as are articles."""
    theme: Theme
    problems: tuple[Diagnostic, ...]
    """Those of the configuration and of copies of the theme."""
    articles: Mapping[str, ArticleEntry] = {}


class Former(Struct, frozen=True):
    """What a preview knows of the site from its last look."""

    config: Config | None = None
    """Where ``site.yaml`` cannot be read."""
    parts: Parts | None = None
    """Where the same files are there."""
    find_theme: Callable[[Config | None], Theme | None] = lambda _: None
    """Gives the theme for a configuration; None where it must be read."""
    find_lists: Callable[[Site], Lists | None] = lambda _: None
    """Gives the lists of a site; None where they must be made."""


NOTHING_KNOWN = Former()


class Gathered(Struct, frozen=True):
    """The site as its files have it."""

    config: Config | None
    site: Site | None
    """None where ``site.yaml`` cannot be read."""
    everything: Site | None
    """The same with drafts, and with articles that ``publish_after`` holds back."""
    theme: Theme
    diagnostics: tuple[Diagnostic, ...]
    summary: Summary
    used: frozenset[str]
    """Keys of the cache."""
    waiting: tuple[datetime.datetime, ...] = ()
    """When ``publish_after`` lets those articles out that it holds back."""


def gather_site(
    root: Path, options: BuildOptions, environment: str, inputs: Inputs, cache: SiteCache
) -> Gathered:
    """Read, anchor and connect everything. All problems of all files are gathered, none is raised."""
    parts = open_parts(root, options, environment, inputs, cache)
    with options.stages("look up what is known"):
        articles = parts.loader.load_all(parts.library.articles, options.jobs)
    with options.stages("connect articles"):
        return finish(join_parts(root, options, replace(parts, articles=articles)))


def open_parts(
    root: Path,
    options: BuildOptions,
    environment: str,
    inputs: Inputs,
    cache: SiteCache,
    former: Former = NOTHING_KNOWN,
) -> Parts:
    """Read and prepare every file for itself, but for the articles."""
    with options.stages("read site.yaml"):
        known, config_key = load_known_config(root, environment, inputs, cache)
        config, found = _with_base_url(known, options)
    config = config or former.config
    # With a broken site.yaml the articles are still read, so that one run shows every problem.
    reading = config or Config(title="", ratings=())
    with options.stages("find articles and pages"):
        library, misplaced = _find_library(root, former.parts)
    problems = list(apply_levels(found, reading.rules))
    loader = Loader(reading, environment, options.drafts, options.now, inputs, cache, options.stages)
    loader.used.add(config_key)
    with options.stages("look up what is known"):
        loader.load_shared(library.sources_path)
        pages = {path: loader.load_page(path) for path in library.pages}
    with options.stages("read the theme"):
        theme = former.find_theme(config) or load_theme(root, config, compiled=load_compiled(environment))
        problems += apply_levels(check_copies(root), reading.rules)
    return Parts(config, library, tuple(misplaced), loader, pages, theme, tuple(problems))


def _find_library(root: Path, former: Parts | None) -> tuple[Library, Sequence[Diagnostic]]:
    return (former.library, former.misplaced) if former else find_library(root)


def join_parts(
    root: Path, options: BuildOptions, parts: Parts, former: Former = NOTHING_KNOWN
) -> Steps[Gathered]:
    """Make the site of its parts, and look at them together."""
    config, library, theme = parts.config, parts.library, parts.theme
    reading = parts.loader.config
    entries: list[ArticleEntry | PageEntry] = [*parts.articles.values(), *parts.pages.values()]
    problems = list(parts.problems)
    for piece in cut(entries, _AT_ONCE):
        problems += [each for each in find_problems(piece, reading) if config or each.code != _NEEDS_CONFIG]
        yield
    others = [*parts.misplaced, *parts.loader.problems, *theme.diagnostics]

    articles = [entry.record for entry in parts.articles.values() if entry.record is not None]
    pages = [entry.record for entry in parts.pages.values() if entry.record is not None]
    waiting = () if options.drafts else tuple(_waiting(articles, options))
    site = everything = None
    if config is not None:
        files, more = yield from find_attachments(root, frozenset(library.attachments), (*articles, *pages))
        others += more
        everything = make_site(config, articles, pages, theme, options)
        sources = _make_sources(parts.loader.shared, library.sources_path)
        everything = replace_beside(everything, files={**everything.files, **files}, sources=sources)
        yield
        hidden = {record.path for record in waiting}
        if not options.drafts:
            hidden |= {record.path for record in everything.records if record.draft}
        shown = _without(everything, hidden)
        lists = former.find_lists(shown) or (yield from make_lists(shown, find_files(shown)))
        site = replace_beside(shown, lists=lists)
        yield
        everything = replace_beside(everything, lists=Lists(addresses=lists.addresses))
        others += yield from _check_together(site, everything, parts.loader.inputs.signatures)
        others += check_unused(library.attachments, everything)
    problems += apply_levels(others, reading.rules)
    left_out = 0 if options.drafts else sum(map(_count_unpublished, parts.articles.values()))
    drafts = 0 if options.drafts else sum(article.draft for article in articles)
    summary = (_summarize(site) if site else Summary())._replace(
        drafts=drafts,
        scheduled=len(waiting),
        unpublished_claims=left_out,
    )
    return Gathered(
        config,
        site,
        everything,
        theme,
        tuple(sort_diagnostics(problems)),
        summary,
        frozenset(parts.loader.used),
        tuple(record.publish_after for record in waiting if record.publish_after),
    )


def _make_sources(shared: SharedSources, path: str | None) -> dict[str, Source]:
    if path is None:
        return {}
    from site_gen.reading.citations import make_shared_sources  # noqa: PLC0415 - heavy, and many sites have none

    return make_shared_sources(shared, path)


def find_problems(entries: Iterable[ArticleEntry | PageEntry], config: Config) -> Iterator[Diagnostic]:
    """Give the problems of articles and pages, as the site's rules have them."""
    for entry in entries:
        yield from apply_levels(
            entry.diagnostics,
            config.rules,
            unpublished=entry.unpublished if isinstance(entry, ArticleEntry) else (),
            is_draft=entry.record is not None and entry.record.draft,
        )


def _with_base_url(reading: ConfigReading, options: BuildOptions) -> ConfigReading:
    config, problems = reading
    if config is None or options.base_url is None:
        return reading
    given = tuple(each for each in problems if each.code != _ASKS_FOR_BASE_URL)
    return replace(config, base_url=options.base_url.rstrip("/") + "/"), given


def _waiting(articles: Iterable[ArticleRecord], options: BuildOptions) -> Iterator[ArticleRecord]:
    for article in articles:
        if not article.draft and article.publish_after is not None and article.publish_after > options.now:
            yield article


def make_site(
    config: Config,
    articles: list[ArticleRecord],
    pages: list[PageRecord],
    theme: Theme,
    options: BuildOptions,
) -> Site:
    """Give the site with everything in it, drafts and articles that wait included."""
    by_slug = sorted(articles, key=lambda article: article.slug)
    newest_first = sorted(by_slug, key=lambda article: str(article.date or "9999"), reverse=True)
    return Site(
        config=config,
        articles=tuple(newest_first),
        pages=tuple(sorted(pages, key=lambda page: page.slug)),
        files={("", compose(path)): file for path, file in theme.assets.files.items()},
        day=options.now.date(),
        portable=options.portable,
        drafts=options.drafts,
        share_images=not options.drafts and wants_share_images(config, theme),
        full_text=not options.drafts and wants_full_text(config),
    )


def _count_unpublished(entry: ArticleEntry) -> int:
    """Give how many claims and notes are held back for themselves: those of a draft are left out with their article."""
    return 0 if entry.record is not None and entry.record.draft else len(entry.unpublished)


def _without(everything: Site, hidden: set[str]) -> Site:
    """Give the site without some articles and pages, and without the files that stand beside them."""
    if not hidden:
        return everything
    owners = {record.address for record in everything.records if record.path in hidden}
    return replace(
        everything,
        articles=tuple(article for article in everything.articles if article.path not in hidden),
        pages=tuple(page for page in everything.pages if page.path not in hidden),
        files={key: file for key, file in everything.files.items() if key[0] not in owners},
    )


def _check_together(site: Site, everything: Site, present: Collection[str]) -> Steps[list[Diagnostic]]:
    """Check what is shown among itself; what is not yet shown against everything there is. A draft's only warn."""
    problems: list[Diagnostic] = []
    shown = {record.path for record in site.records}
    by_rank: list[Record] = sorted(everything.records, key=lambda record: (record.draft, record.path))
    yield
    for piece in cut(by_rank, _AT_ONCE):
        for record in piece:
            seen = site if record.path in shown else everything
            found = connections.check_links(seen, [record], everything, present)
            problems += map(lower, found) if record.draft else found
        yield
    drafts = {record.path for record in by_rank if record.draft}
    drafts |= {
        claim.span.path
        for article in everything.articles
        if article.draft
        for claim in article.claims
        if claim.span
    }
    yield
    for each in (*connections.check_addresses(by_rank, site.config), *connections.check_same_as(site)):
        problems.append(lower(each) if each.span.path in drafts else each)
    yield
    return [*problems, *connections.check_nav(site), *connections.check_outputs(site.config)]


def _summarize(site: Site) -> Summary:
    return Summary(
        articles=len(site.articles),
        claims=len(site.lists.claims),
        notes=sum(article.note_count for article in site.articles),
        statuses=tuple(
            (group.name, len(group.members))
            for group in site.lists.groups["status"].values()
            if group.members
        ),
        undecided=tuple(
            (f"{claim.span.path}:{claim.span.line}", claim.id)
            for _, claim in site.lists.claims
            if claim.span and not (claim.status or claim.verdict)
        ),
    )
