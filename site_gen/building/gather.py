"""From the files to the site: every article and page prepared, then looked at together. Writes nothing."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

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
from site_gen.model import ArticleRecord, Config, Library, Lists, PageRecord, Record, Site, Source
from site_gen.outputs import find_files, wants_full_text, wants_share_images
from site_gen.outputs.theme import Theme
from site_gen.presenting.catalogue import add_lists
from site_gen.reading.library import find_library
from site_gen.reading.shared import SharedSources
from site_gen.support.diagnostics import Diagnostic, lower, sort_diagnostics
from site_gen.support.structs import Struct, replace
from site_gen.support.urls import compose

_ASKS_FOR_BASE_URL = "site-has-base-url"
_NEEDS_CONFIG = "status-is-known"
"""Said of every claim where ``site.yaml`` cannot be read: not their fault."""


class Parts(Struct, frozen=True):
    """The site's files, each read and prepared for itself."""

    config: Config | None
    """None where ``site.yaml`` cannot be read."""
    library: Library
    loader: Loader
    articles: Mapping[str, ArticleEntry]
    """By path, as are pages."""
    pages: Mapping[str, PageEntry]
    theme: Theme
    problems: tuple[Diagnostic, ...]
    """Those of the configuration, of file names, of the theme."""


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
    parts = load_parts(root, options, environment, inputs, cache)
    with options.stages("connect articles"):
        return join_parts(root, options, parts)


def load_parts(
    root: Path,
    options: BuildOptions,
    environment: str,
    inputs: Inputs,
    cache: SiteCache,
    instead: Config | None = None,
    known_theme: Callable[[Config | None], Theme | None] = lambda _: None,
) -> Parts:
    """Read and prepare every file for itself.

    ``instead``: the configuration where ``site.yaml`` cannot be read. ``known_theme`` gives the theme for a
    configuration where it is known already.
    """
    with options.stages("read site.yaml"):
        known, config_key = load_known_config(root, environment, inputs, cache)
        config, found = _with_base_url(known, options)
    config = config or instead
    # With a broken site.yaml the articles are still read, so that one run shows every problem.
    reading = config or Config(title="", ratings=())
    with options.stages("find articles and pages"):
        library, more = find_library(root)
    problems = list(apply_levels([*found, *more], reading.rules))
    loader = Loader(reading, environment, options.drafts, options.now, inputs, cache, options.stages)
    loader.used.add(config_key)
    with options.stages("look up what is known"):
        loader.load_shared(library.sources_path)
        articles = loader.load_all(library.articles, options.jobs)
        pages = {path: loader.load_page(path) for path in library.pages}
    with options.stages("read the theme"):
        theme = known_theme(config) or load_theme(root, config, compiled=load_compiled(environment))
        problems += apply_levels(check_copies(root), reading.rules)
    return Parts(config, library, loader, articles, pages, theme, tuple(problems))


def join_parts(root: Path, options: BuildOptions, parts: Parts) -> Gathered:
    """Make the site of its parts, and look at them together."""
    config, library, theme = parts.config, parts.library, parts.theme
    reading = parts.loader.config
    entries: list[ArticleEntry | PageEntry] = [*parts.articles.values(), *parts.pages.values()]
    problems = list(parts.problems)
    problems += [each for each in find_problems(entries, reading) if config or each.code != _NEEDS_CONFIG]
    others = [*parts.loader.problems, *theme.diagnostics]

    articles = [entry.record for entry in parts.articles.values() if entry.record is not None]
    pages = [entry.record for entry in parts.pages.values() if entry.record is not None]
    waiting = () if options.drafts else tuple(_waiting(articles, options))
    site = everything = None
    if config is not None:
        files, more = find_attachments(root, frozenset(library.attachments), (*articles, *pages))
        others += more
        everything = _make_site(config, articles, pages, theme, options)
        sources = _make_sources(parts.loader.shared, library.sources_path)
        everything = replace(everything, files={**everything.files, **files}, sources=sources)
        hidden = {record.path for record in waiting}
        if not options.drafts:
            hidden |= {record.path for record in everything.records if record.draft}
        shown = _without(everything, hidden)
        site = add_lists(shown, find_files(shown))
        everything = replace(everything, lists=Lists(addresses=site.lists.addresses))
        others += _check_together(site, everything, parts.loader.inputs.signatures)
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


def replace_articles(
    root: Path, options: BuildOptions, site: Site, parts: Parts, changed: Collection[str]
) -> Site:
    """Give a site with what its parts now say of the articles and pages ``changed``, nothing looked at together.

    For a preview, which shows drafts: nothing is left out.
    """
    articles = [entry.record for entry in parts.articles.values() if entry.record is not None]
    pages = [entry.record for entry in parts.pages.values() if entry.record is not None]
    made = _make_site(site.config, articles, pages, parts.theme, options)
    anew = [record for record in made.records if record.path in changed]
    owners = {site.places[path].address for path in changed if path in site.places}
    beside = {key: file for key, file in site.files.items() if key[0] and key[0] not in owners}
    files, _ = find_attachments(root, frozenset(parts.library.attachments), anew)
    parts_of_site: dict[str, Any] = {"files": {**made.files, **beside, **files}, "sources": site.sources}
    before = [site.places.get(record.path) for record in anew]
    alike = all(old and _of_lists(old) == _of_lists(new) for old, new in zip(before, anew, strict=True))
    if alike and len(made.records) == len(site.records):
        return replace(made, **parts_of_site, lists=site.lists)
    made = replace(made, **parts_of_site)
    return add_lists(made, find_files(made))


def _of_lists(record: Record) -> Record:
    """Give a record without what no list of the site shows: its text."""
    fields: dict[str, Any] = {"body_key": "", "links": (), "fragments": ""}
    if isinstance(record, ArticleRecord):
        fields |= {"words": 0, "shown": ""}
    return replace(record, **fields)


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


def _make_site(
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
    owners = {record.address for record in everything.records if record.path in hidden}
    return replace(
        everything,
        articles=tuple(article for article in everything.articles if article.path not in hidden),
        pages=tuple(page for page in everything.pages if page.path not in hidden),
        files={key: file for key, file in everything.files.items() if key[0] not in owners},
    )


def _check_together(site: Site, everything: Site, present: Collection[str]) -> Iterator[Diagnostic]:
    """Check what is shown among itself; what is not yet shown against everything there is. A draft's only warn."""
    shown = {record.path for record in site.records}
    by_rank: list[Record] = sorted(everything.records, key=lambda record: (record.draft, record.path))
    for record in by_rank:
        seen = site if record.path in shown else everything
        for found in connections.check_links(seen, [record], everything, present):
            yield lower(found) if record.draft else found
    drafts = {record.path for record in by_rank if record.draft}
    drafts |= {
        claim.span.path
        for article in everything.articles
        if article.draft
        for claim in article.claims
        if claim.span
    }
    for found in (*connections.check_addresses(by_rank, site.config), *connections.check_same_as(site)):
        yield lower(found) if found.span.path in drafts else found
    yield from connections.check_nav(site)
    yield from connections.check_outputs(site.config)


def _summarize(site: Site) -> Summary:
    claims = [claim for article in site.articles for claim in article.claims]
    statuses = site.lists.groups["status"].values()
    return Summary(
        articles=len(site.articles),
        claims=len(claims),
        notes=sum(article.note_count for article in site.articles),
        statuses=tuple((group.name, len(group.members)) for group in statuses if group.members),
        undecided=tuple(
            (f"{claim.span.path}:{claim.span.line}", claim.id)
            for claim in claims
            if claim.span and not claim.verdict
        ),
    )
