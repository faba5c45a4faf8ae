"""The site in memory while people write: files taken in one by one as they are saved, pages made when asked for.

What is wrong never stops it: a file that cannot be parsed keeps its last good version, so does a page whose template
is broken. ``follow`` is quick and takes in named files; ``look`` looks at everything, as a build does, and is what
counts in the end. Writes nothing but the cache. All calls come from one thread, as the cache asks for.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from site_gen.building.collector import paused_collector, spare_lasting_values
from site_gen.building.entries import import_steps
from site_gen.building.environment import find_environment
from site_gen.building.finder import Finder, Placing, make_placing
from site_gen.building.gather import Former, Gathered, Parts, find_problems
from site_gen.building.handy import HandyCache, open_cache
from site_gen.building.inputs import CONFIG, Inputs
from site_gen.building.last_good import LastGood
from site_gen.building.looking import Look
from site_gen.building.maker import BodyLostError, load_prepared
from site_gen.building.prepared import PreparedArticle, PreparedPage
from site_gen.building.replacing import KnownLists, replace_articles
from site_gen.building.results import BuildOptions
from site_gen.building.seen import (
    TEMPLATES,
    THEME,
    Followed,
    Seen,
    find_base_path,
    find_owners,
    find_restyled,
    find_users,
    is_link,
    is_style,
)
from site_gen.building.shown import Made, Shown
from site_gen.building.store import Store
from site_gen.building.theme import load_theme
from site_gen.model import Article, ArticleFiles, ArticleRecord, Config, Record, Site, replace_beside
from site_gen.outputs import find_files
from site_gen.outputs.theme import Theme
from site_gen.presenting.addresses import HOME
from site_gen.presenting.catalogue import make_lists
from site_gen.presenting.templating import TemplateFault
from site_gen.support.diagnostics import Diagnostic, sort_diagnostics
from site_gen.support.files import signature
from site_gen.support.steps import Steps, finish
from site_gen.support.structs import replace

_INPUTS = "preview/inputs"
"""The key under which the cache keeps what the last preview knew of the files."""


class LiveSite:
    """A site with its drafts, as its files are now."""

    def __init__(self, root: Path, now: Callable[[], datetime.datetime]) -> None:
        """Open the site's cache; reads nothing of the site yet."""
        self.root = root
        self._now = now
        self._environment = find_environment()
        self._cache = open_cache(root)
        self._seen = Seen.of(self._cache.get(_INPUTS))
        self._parts: Parts | None = None
        self._owners: dict[str, ArticleFiles] = {}
        """By each of their paths; of a page its own."""
        self._shown = Shown(root)
        self._good = LastGood()
        self._together: tuple[Diagnostic, ...] = ()
        self._places: list[Diagnostic] = []
        self._lists, self._is_listed = KnownLists(), True
        self._looking: Look | None = None
        self._is_whole = False
        """Whether a look has come to its end."""
        self._saving: Steps[None] | None = None
        self._is_kept = False
        self._checking: Steps[None] | None = None
        self._checked: Placing | None = None
        self._is_checked = True
        self._is_settled = False
        self._is_saved = True
        self._revision = 0
        self.notes: dict[object, Any] = {}
        """What whoever asks keeps from one question to the next."""
        self.touched: tuple[str, ...] = ()
        """Addresses of files beside articles that were saved last and kept their address."""
        self.restyled: tuple[tuple[str, str], ...] = ()
        """Where nothing else was saved last: style sheets, each by its address before and now."""

    @property
    def revision(self) -> int:
        """Another number whenever a page or a problem may have changed."""
        return self._revision + self._shown.revision

    @property
    def site(self) -> Site | None:
        """The site; None while there was no readable ``site.yaml`` yet."""
        return self._shown.site

    @property
    def config(self) -> Config | None:
        """The last readable configuration."""
        return self._parts.config if self._parts else None

    @property
    def base_path(self) -> str:
        """The path that the site will be published under, such as ``/repo/``."""
        return find_base_path(self.config)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All problems known now, by place."""
        return tuple(sort_diagnostics((*self._together, *self._places, *self._shown.faults.values())))

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing left to do in quiet moments."""
        return self._is_settled and self._is_saved and self._is_checked

    @property
    def is_current(self) -> bool:
        """Whether everything was looked at since the last save."""
        return self._is_settled

    @property
    def is_looking(self) -> bool:
        """Whether a look at everything is under way."""
        return self._looking is not None

    def look(self) -> None:
        """Take in every file as it is now."""
        self.begin_look()
        while self.is_looking:
            self._go_on_looking()

    def begin_look(self) -> None:
        """Begin anew to take in every file; ``settle`` goes on with it."""
        self._is_settled = False
        inputs = Inputs(self.root, self._seen.known, self._seen.known_at, scanned=False)
        options = self._options()
        self._looking = Look(inputs, options, self._environment, self._cache, self._good, self._make_former)

    def _go_on_looking(self) -> None:
        if self._looking is None:
            self.begin_look()
        look, self._looking = self._looking, None
        if look is None:
            return
        look.go_on()
        if look.gathered is None or look.parts is None:
            self._looking = look
        else:
            self._take_over(look.parts, look.gathered, look.saved)

    def show_early(self, path: str) -> bool:
        """During the first look: show what is known by now. Tells whether that is enough for what stands at a path.

        ``path``: of a request, as sent.
        """
        look = self._looking
        if self._is_whole or look is None:
            return False
        base = find_base_path(look.parts.config if look.parts else None)
        address = "/" + unquote(path.removeprefix(base)).lstrip("/")
        if self._is_enough(address) and address != HOME:
            return True
        early = look.show_early(address)
        if early is None:
            return False
        self._revision += self._parts is None  # only once: a page that is told of news asks again
        with paused_collector():
            self._show(*early)
        self._is_listed = False
        return self._is_enough(address)

    def _is_enough(self, address: str) -> bool:
        finder = self._shown.finder
        return finder is not None and not finder.needs_lists(address)

    @property
    def progress(self) -> str:
        """How far the first look has got, in words; empty once it is over."""
        return self._looking.progress if self._looking and not self._is_whole else ""

    def _make_former(self, inputs: Inputs) -> Former:
        return self._seen.make_former(inputs, self._parts, self._lists.find)

    def _take_over(self, parts: Parts, gathered: Gathered, again: Collection[str]) -> None:
        """Show what a look at everything has given, and what was saved meanwhile."""
        before = (self.site, self._theme, self.diagnostics)
        inputs = parts.loader.inputs
        self.touched, self.restyled = self._seen.find_touched(gathered.site, inputs), ()
        self._seen.take_over(inputs)
        self._together = gathered.diagnostics
        self._show(parts, gathered.site)
        self._lists, self._is_listed = KnownLists.of(gathered.site), True
        self._cache.keep_only(gathered.used)
        self._is_whole, self._is_settled, self._is_saved = True, True, False
        self._is_checked = gathered.site is None or (
            self._checked is not None and self._checked.is_like(make_placing(gathered.site))
        )
        self._revision += self.touched != () or before != (self.site, self._theme, self.diagnostics)
        spare_lasting_values()
        if again:
            touched = self.touched
            if (
                self.follow(again) != Followed.DONE
            ):  # such as one that has gone: who waits must not be told of the old
                self.begin_look()
            self.touched = (*touched, *self.touched)

    def follow(self, paths: Collection[str]) -> Followed:
        """Take in files that were saved, where that needs no look at the others."""
        parts, site = self._parts, self.site
        self._is_settled = False
        if self._looking:
            self._looking.saved |= set(paths)
            if parts is None:
                return Followed.WAIT
        if parts is None or site is None or CONFIG in paths:
            return Followed.LOOK
        found = {path: signature(self.root / path) for path in paths}
        if not all(now and now[0] for now in found.values()):
            return Followed.WAIT
        beside = set(parts.library.attachments)
        if any(
            (path not in self._owners and path not in beside and not path.startswith(THEME))
            or is_link(self.root, path)
            for path in paths
        ):
            return Followed.LOOK
        theme = parts.theme
        if any(path.startswith(THEME) for path in paths):
            same = not any(path.startswith(TEMPLATES) for path in paths)
            theme = load_theme(self.root, parts.config, theme.templates if same else None)
        with paused_collector():
            self._take_in(replace(parts, theme=theme), site, paths)
        return Followed.DONE

    def _take_in(self, parts: Parts, site: Site, paths: Collection[str]) -> None:
        for path in paths:
            parts.loader.inputs.look_again(path)
        owners = {self._owners[path].path for path in paths if path in self._owners}
        beside = {owner.path for path in paths for owner in find_users(site, path)}
        told = len(parts.loader.problems)
        articles = parts.loader.load_articles(
            [self._owners[path] for path in owners if self.is_article(path)]
        )
        pages = {path: parts.loader.load_page(path) for path in owners if not self.is_article(path)}
        old = {path for owner in owners for path in (owner, self._owners[owner].claims_path)}
        problems = [each for each in self._together if each.span.path not in old]
        problems += find_problems((*articles.values(), *pages.values()), parts.loader.config)
        self._together = tuple(sort_diagnostics((*problems, *parts.loader.problems[told:])))
        articles, pages = self._good.fill_in(articles, pages)
        parts = replace(parts, articles={**parts.articles, **articles}, pages={**parts.pages, **pages})
        now = replace_articles(self.root, self._options(), site, parts, owners | beside)
        self.touched = tuple(
            file.address for (owner, _), file in now.files.items() if owner and file.path in paths
        )
        self.restyled = find_restyled(self._theme, parts.theme) if all(map(is_style, paths)) else ()
        self._seen.add(parts.loader.inputs, paths)
        self._show(parts, now)
        self._is_listed = self._lists.find(now) is not None
        self._revision += 1

    def make(self, address: str) -> Made | None:
        """Make the file at an address in root form; None where the site has none.

        Raises TemplateFault and FileFault where it cannot be made, and never could.
        """
        self._list_for(address)
        try:
            return self._shown.make(address)
        except BodyLostError:
            self._start_over()
            return self._shown.make(address)

    def has(self, address: str) -> bool:
        """Tell whether the site has a file at an address in root form, be it that it cannot be made now."""
        self._list_for(address)
        return self._shown.has(address)

    def _list_for(self, address: str) -> None:
        """Make the lists anew where saves have changed them, for what shows more of them than a text's page does."""
        site, parts = self.site, self._parts
        if self._is_listed or site is None or parts is None or self._is_enough(address):
            return
        with paused_collector():
            lists = finish(make_lists(site, find_files(site)))
            self._revision += lists != site.lists
            self._show(parts, replace_beside(site, lists=lists))
        self._lists, self._is_listed = KnownLists.of(self.site), True

    def settle(self) -> None:
        """Do some of what can wait for a quiet moment."""
        if not self._is_settled:
            self._go_on_looking()
        elif not self._is_saved:
            self._saving = self._saving or self._save()
            next(self._saving, None)
        elif not self._is_checked and self._shown.finder is not None:
            self._checking = self._checking or self._check_places(self._shown.finder)
            next(self._checking, None)

    def _save(self) -> Steps[None]:
        """Keep for the next time what is known so far."""
        if not self._is_kept:  # again only at the end: what is saved meanwhile is read anew next time
            self._keep_seen()
        yield
        self._cache.save()
        import_steps()  # the next save of a text shall not wait for them
        self._is_saved, self._saving = True, None

    def _check_places(self, finder: Finder) -> Steps[None]:
        before = self.diagnostics
        try:
            places = yield from finder.check_places()
        except TemplateFault as fault:
            places = [fault.diagnostic]
        known = {each.code for each in self._together}
        self._places = [each for each in places if each.code not in known]
        self._checked, self._is_checked, self._checking = make_placing(finder.site), True, None
        self._revision += before != self.diagnostics

    def find_record(self, address: str) -> Record | None:
        """Give the article or page that an address belongs to."""
        return self._shown.finder.find_record(address) if self._shown.finder else None

    def find_article(self, record: Record) -> Article | None:
        """Give an article as it was read, without its text."""
        found = self._cache.get(record.body_key) if isinstance(record, ArticleRecord) else None
        return found.article if isinstance(found, PreparedArticle) else None

    def is_article(self, path: str) -> bool:
        """Tell whether there is such an article's file."""
        is_text = path in self._owners and self._owners[path].path == path
        return is_text and self._parts is not None and path not in self._parts.pages

    def find_digest(self, path: str) -> str:
        """Give the hash of a file of the content as it was read; empty where there is none."""
        return self._parts.loader.inputs.digest(path) if self._parts else ""

    def find_prepared(self, record: Record) -> PreparedArticle | PreparedPage:
        """Give what was prepared of an article or page. Raises BodyLostError."""
        return load_prepared(self._cache, record)

    def find_claims_path(self, path: str) -> str | None:
        """Give the claims file of an article; None where there is none yet."""
        return self._owners[path].claims_path if path in self._owners else None

    @property
    def today(self) -> datetime.date:
        """The day at this moment; that of the shown site may be an earlier one."""
        return self._now().date()

    def _keep_seen(self) -> None:
        self._cache.put(_INPUTS, (self._seen.known, self._seen.known_at), published=False)
        self._is_kept = True

    def close(self) -> None:
        """Keep what was prepared for the next time."""
        if not self._is_whole:  # what is in use is not known yet
            self._cache.leave()
            return
        self._keep_seen()
        self._cache.close({_INPUTS, *self._good.list_bodies()})

    @property
    def _theme(self) -> Theme | None:
        return self._parts.theme if self._parts else None

    def _options(self) -> BuildOptions:
        return BuildOptions(now=self._now(), drafts=True)

    def _show(self, parts: Parts, site: Site | None) -> None:
        if site != self.site or parts.theme is not self._theme:
            self._shown.show(self._cache, site, parts.theme)
            if self._theme is None or parts.theme.templates is not self._theme.templates:
                self._checked = None  # they may be broken
            self._checking = None
        if self._parts is None or parts.library is not self._parts.library:
            self._owners = find_owners(parts.library)
        self._parts = parts

    def _start_over(self) -> None:
        """Prepare everything again: the cache turned out damaged."""
        self._cache.leave()
        self._cache = HandyCache(Store(None))
        self._seen, self._good = Seen(), LastGood()
        self.look()
