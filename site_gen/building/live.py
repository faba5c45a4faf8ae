"""The site in memory while people write: files taken in one by one as they are saved, pages made when asked for.

What is wrong never stops it: a file that cannot be parsed keeps its last good version, so does a page whose template
is broken. ``follow`` is quick and takes in named files; ``look`` looks at everything, as a build does, and is what
counts in the end. Writes nothing but the cache. All calls come from one thread, as the cache asks for.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from enum import Enum, auto
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from site_gen.building.collector import paused_collector
from site_gen.building.entries import import_steps
from site_gen.building.environment import find_environment, state_folder
from site_gen.building.finder import Finder, name_places
from site_gen.building.gather import Parts, find_problems, join_parts, load_parts, replace_articles
from site_gen.building.handy import HandyCache
from site_gen.building.inputs import CONFIG, Inputs, KnownInput
from site_gen.building.last_good import LastGood
from site_gen.building.maker import BodyLostError, Maker, load_prepared
from site_gen.building.prepared import PreparedArticle, PreparedPage
from site_gen.building.results import BuildOptions
from site_gen.building.store import Store
from site_gen.building.theme import load_theme
from site_gen.model import Article, ArticleRecord, Config, Record, Site
from site_gen.outputs.output import FileFault
from site_gen.outputs.theme import Theme
from site_gen.presenting.templating import TemplateFault
from site_gen.support.diagnostics import Diagnostic, sort_diagnostics
from site_gen.support.errors import OutputError
from site_gen.support.files import Signature, signature
from site_gen.support.structs import Struct, replace

_INPUTS = "preview/inputs"
"""The key under which the cache keeps what the last preview knew of the files."""
_TEMPLATES = "templates/"
_STATIC = "static/"
_STYLE = ".css"
_THEME = (_STATIC, _TEMPLATES)
_SLICE = 40
"""Outputs planned in one go while nobody waits."""


class Followed(Enum):
    """What became of saved files."""

    DONE = auto()
    LOOK = auto()
    """Files came or went, or the whole site hangs on them: look at everything now."""
    WAIT = auto()
    """A file is gone or empty, perhaps in the middle of being saved: look at everything in a moment."""


class Made(Struct, frozen=True):
    """A file of the site."""

    data: bytes
    fault: Diagnostic | None = None
    """Why it is an earlier version."""


class LiveSite:
    """A site with its drafts, as its files are now."""

    def __init__(self, root: Path, now: Callable[[], datetime.datetime]) -> None:
        """Open the site's cache; reads nothing of the site yet."""
        self.root = root
        self._now = now
        self._environment = find_environment()
        self._cache = HandyCache(_open_store(root))
        self._known, self._known_at = _load_known(self._cache)
        self._parts: Parts | None = None
        self._owners: dict[str, str] = {}
        self._finder: Finder | None = None
        self._maker: Maker | None = None
        self._good = LastGood()
        self._together: tuple[Diagnostic, ...] = ()
        self._places: list[Diagnostic] = []
        self._faults: dict[str, Diagnostic] = {}
        self._signatures: dict[str, Signature] = {}
        self._checked: object = None
        self._is_checked = True
        self._is_settled = False
        self._is_saved = True
        self.revision = 0
        """Another number whenever a page or a problem may have changed."""
        self.notes: dict[object, Any] = {}
        """What whoever asks keeps from one question to the next."""
        self.touched: tuple[str, ...] = ()
        """Addresses of files beside articles that were saved last and kept their address."""
        self.restyled: tuple[tuple[str, str], ...] = ()
        """Where nothing else was saved last: style sheets, each by its address before and now."""

    @property
    def site(self) -> Site | None:
        """The site; None while there was no readable ``site.yaml`` yet."""
        return self._finder.site if self._finder else None

    @property
    def config(self) -> Config | None:
        """The last readable configuration."""
        return self._parts.config if self._parts else None

    @property
    def base_path(self) -> str:
        """The path that the site will be published under, such as ``/repo/``."""
        config = self.config
        return urlsplit(config.base_url).path if config and config.base_url else "/"

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All problems known now, by place."""
        return tuple(sort_diagnostics((*self._together, *self._places, *self._faults.values())))

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing left to do in quiet moments."""
        return self._is_settled and self._is_saved and self._is_checked

    @property
    def is_current(self) -> bool:
        """Whether everything was looked at since the last save."""
        return self._is_settled

    def look(self) -> None:
        """Take in every file as it is now."""
        with paused_collector():
            self._look()

    def _look(self) -> None:
        before = (self.site, self._theme, self.diagnostics)
        inputs = Inputs(self.root, self._known, self._known_at)
        same = _only(inputs.signatures, _THEME) == _only(self._signatures, _THEME)

        def known_theme(config: Config | None) -> Theme | None:
            colours = config.colours if config else None
            old = self.config.colours if self.config else None
            return self._theme if same and colours == old else None

        parts = load_parts(
            self.root, self._options(), self._environment, inputs, self._cache, self.config, known_theme
        )
        parts = self._good.fill_in(parts)
        gathered = join_parts(self.root, self._options(), parts)
        self.touched, self.restyled = self._find_touched(gathered.site, inputs.signatures), ()
        self._signatures = dict(inputs.signatures)
        self._known, self._known_at = inputs.learned(), inputs.looked_at
        self._together = gathered.diagnostics
        self._show(parts, gathered.site)
        self._cache.keep_only(gathered.used)
        self._is_settled, self._is_saved = True, False
        self._is_checked = gathered.site is None or self._checked == name_places(gathered.site)
        self.revision += self.touched != () or before != (self.site, self._theme, self.diagnostics)

    def _find_touched(self, site: Site | None, now: Mapping[str, Signature]) -> tuple[str, ...]:
        return tuple(
            file.address
            for (owner, _), file in (site.files.items() if site else ())
            if owner and file.path in self._signatures and self._signatures[file.path] != now.get(file.path)
        )

    def follow(self, paths: Collection[str]) -> Followed:
        """Take in files that were saved, where that needs no look at the others."""
        parts, finder = self._parts, self._finder
        if parts is None or finder is None or CONFIG in paths:
            return Followed.LOOK
        self._is_settled = False
        found = {path: signature(self.root / path) for path in paths}
        if not all(now and now[0] for now in found.values()):
            return Followed.WAIT
        beside = set(parts.library.attachments)
        if any(
            path not in self._owners and path not in beside and not path.startswith(_THEME) for path in paths
        ):
            return Followed.LOOK
        theme = parts.theme
        if any(path.startswith(_THEME) for path in paths):
            same = not any(path.startswith(_TEMPLATES) for path in paths)
            theme = load_theme(self.root, parts.config, theme.templates if same else None)
        with paused_collector():
            self._take_in(replace(parts, theme=theme), finder.site, paths)
        return Followed.DONE

    def _take_in(self, parts: Parts, site: Site, paths: Collection[str]) -> None:
        for path in paths:
            parts.loader.inputs.look_again(path)
        owners = {self._owners[path] for path in paths if path in self._owners}
        beside = {owner.path for path in paths for owner in _users(site, path)}
        told = len(parts.loader.problems)
        articles = parts.loader.load_articles(
            [files for files in parts.library.articles if files.path in owners]
        )
        pages = {path: parts.loader.load_page(path) for path in parts.pages if path in owners}
        old = {path for path, owner in self._owners.items() if owner in owners}
        problems = [each for each in self._together if each.span.path not in old]
        problems += find_problems((*articles.values(), *pages.values()), parts.loader.config)
        self._together = tuple(sort_diagnostics((*problems, *parts.loader.problems[told:])))
        parts = replace(parts, articles={**parts.articles, **articles}, pages={**parts.pages, **pages})
        parts = self._good.fill_in(parts)
        now = replace_articles(self.root, self._options(), site, parts, owners | beside)
        self.touched = tuple(
            file.address for (owner, _), file in now.files.items() if owner and file.path in paths
        )
        self.restyled = _find_restyled(self._theme, parts.theme) if all(map(_is_style, paths)) else ()
        for path in paths:
            found = parts.loader.inputs.signatures.get(path)
            if found:
                self._signatures[path] = found
        self._show(parts, now)
        self.revision += 1

    def make(self, address: str) -> Made | None:
        """Make the file at an address in root form; None where the site has none.

        Raises TemplateFault and FileFault where it cannot be made, and never could.
        """
        try:
            return self._make(address)
        except BodyLostError:
            self._start_over()
            return self._make(address)

    def has(self, address: str) -> bool:
        """Tell whether the site has a file at an address in root form, be it that it cannot be made now."""
        try:
            return self._finder is not None and self._finder.find(address) is not None
        except TemplateFault:
            return address in self._good.pages or self.find_record(address) is not None

    def _make(self, address: str) -> Made | None:
        if self._finder is None or self._maker is None:
            return None
        known = self._faults.pop(address, None)
        try:
            output = self._finder.find(address)
            data = self._maker.make(output) if output else None
        except (TemplateFault, FileFault) as problem:
            self._faults[address] = problem.diagnostic
            self.revision += known != problem.diagnostic
            if address not in self._good.pages:
                raise
            return Made(self._good.pages[address], problem.diagnostic)
        self.revision += known is not None
        if data is None:
            return None
        if address.endswith(("/", ".html")):
            self._good.keep_page(address, data)
        return Made(data)

    def settle(self) -> None:
        """Do some of what can wait for a quiet moment."""
        if not self._is_settled:
            self.look()
        elif not self._is_saved:
            self.save()
            import_steps()  # the next save of a text shall not wait for them
        elif self._finder is not None and not self._is_checked:
            self._check_places(self._finder)

    def save(self) -> None:
        """Keep for the next time what is known so far."""
        self._cache.put(_INPUTS, (self._known, self._known_at), published=False)
        self._cache.save()
        self._is_saved = True

    def _check_places(self, finder: Finder) -> None:
        before = self.diagnostics
        try:
            places = finder.plan(_SLICE)
        except TemplateFault as fault:
            places = [fault.diagnostic]
        if places is not None:
            known = {each.code for each in self._together}
            self._places = [each for each in places if each.code not in known]
            self._checked, self._is_checked = name_places(finder.site), True
            self.revision += before != self.diagnostics

    def find_record(self, address: str) -> Record | None:
        """Give the article or page that an address belongs to."""
        return self._finder.find_record(address) if self._finder else None

    def find_article(self, record: Record) -> Article | None:
        """Give an article as it was read, without its text."""
        found = self._cache.get(record.body_key) if isinstance(record, ArticleRecord) else None
        return found.article if isinstance(found, PreparedArticle) else None

    def is_article(self, path: str) -> bool:
        """Tell whether there is such an article's file."""
        return self._parts is not None and path in self._parts.articles

    def find_digest(self, path: str) -> str:
        """Give the hash of a file of the content as it was read; empty where there is none."""
        return self._parts.loader.inputs.digest(path) if self._parts else ""

    def find_prepared(self, record: Record) -> PreparedArticle | PreparedPage:
        """Give what was prepared of an article or page. Raises BodyLostError."""
        return load_prepared(self._cache, record)

    def find_claims_path(self, path: str) -> str | None:
        """Give the claims file of an article; None where there is none yet."""
        articles = self._parts.library.articles if self._parts else ()
        return next((files.claims_path for files in articles if files.path == path), None)

    @property
    def today(self) -> datetime.date:
        """The day at this moment; that of the shown site may be an earlier one."""
        return self._now().date()

    def close(self) -> None:
        """Keep what was prepared for the next time."""
        self._cache.close({_INPUTS, *self._good.list_bodies()})

    @property
    def _theme(self) -> Theme | None:
        return self._parts.theme if self._parts else None

    def _options(self) -> BuildOptions:
        return BuildOptions(now=self._now(), drafts=True)

    def _show(self, parts: Parts, site: Site | None) -> None:
        if site != self.site or parts.theme is not self._theme:
            self._faults.clear()
            self._finder = Finder(self.root, site, parts.theme) if site else None
            self._maker = Maker(self._cache, site, parts.theme.templates) if site else None
            if self._theme is None or parts.theme.templates is not self._theme.templates:
                self._checked = None  # they may be broken
        self._parts = parts
        self._owners = {path: path for path in parts.pages}
        for files in parts.library.articles:
            self._owners[files.path] = files.path
            if files.claims_path:
                self._owners[files.claims_path] = files.path

    def _start_over(self) -> None:
        """Prepare everything again: the cache turned out damaged."""
        self._cache = HandyCache(Store(None))
        self._known, self._good = {}, LastGood()
        self._look()


def _open_store(root: Path) -> Store:
    try:
        return Store(state_folder(root), drafts_first=True)
    except OutputError:  # a folder that may not be written to
        return Store(None)


def _load_known(cache: HandyCache) -> tuple[dict[str, KnownInput], int]:
    match cache.get(_INPUTS):
        case (dict() as known, int() as at):
            return known, at
    return {}, 0


def _only(signatures: dict[str, Signature], beginnings: tuple[str, ...]) -> dict[str, Signature]:
    return {path: found for path, found in signatures.items() if path.startswith(beginnings)}


def _is_style(path: str) -> bool:
    return path.startswith(_STATIC) and path.endswith(_STYLE)


def _find_restyled(old: Theme | None, new: Theme) -> tuple[tuple[str, str], ...]:
    """Give the style sheets that have another address now."""
    before = old.assets.files if old else {}
    return tuple(
        (before[path].address, file.address)
        for path, file in new.assets.files.items()
        if path.endswith(_STYLE) and path in before and before[path].address != file.address
    )


def _users(site: Site, path: str) -> Iterable[Record]:
    """Give the articles and pages that use a file."""
    owners = (owner for (owner, _), file in site.files.items() if owner and file.path == path)
    return [site.places[owner] for owner in owners if owner in site.places]
