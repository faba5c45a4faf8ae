"""Every article and page prepared, from the cache where its inputs are unchanged. Knows each file for itself only."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from site_gen.building.cache import render_value
from site_gen.building.inputs import Inputs
from site_gen.building.known import KnownArticles, SiteCache
from site_gen.building.prepared import (
    ArticleEntry,
    PageEntry,
    PreparedArticle,
    PreparedPage,
    Unprepared,
)
from site_gen.building.reading_again import take_up
from site_gen.model import ArticleFiles, Config, PageRecord
from site_gen.outputs.output import fingerprint
from site_gen.reading.shared import SharedSources
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.locations import TextFile
from site_gen.support.stages import UNTIMED, Stages
from site_gen.support.steps import Steps
from site_gen.support.structs import Struct, field
from site_gen.support.texts import decode_text, unreadable

_NAMES_OTHERS = frozenset({"status-is-known", "source-is-known"})
"""Problems whose help names what else there is, labels of ratings and shared sources, which are no part of the key."""
_AT_ONCE = 50
"""Known articles that are looked up in one step."""
_COULD_BE_ID = re.compile(r"[^\s,:{}\[\]\"']+")


class Loader(Struct, dict=True):
    """Loads the entries of one site; gathers what is wrong, and which keys of the cache are in use."""

    config: Config
    environment: str
    drafts: bool
    now: datetime.datetime
    inputs: Inputs
    cache: SiteCache
    stages: Stages = UNTIMED
    shared: SharedSources = field(default_factory=SharedSources)
    problems: list[Diagnostic] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    @cached_property
    def known(self) -> KnownArticles:
        """The entries of the builds before, of the same kind."""
        return self.cache.know_articles(fingerprint(self.environment, self.drafts))

    @cached_property
    def _scale(self) -> str:
        return repr([(rating.id, rating.retired) for rating in self.config.ratings])

    def load_shared(self, path: str | None) -> None:
        """Read the sources that several articles use."""
        file = self._read(path) if path else None
        if file is not None:
            from site_gen.reading.sources import parse_sources  # noqa: PLC0415 - see import_steps

            self.shared, problems = parse_sources(file)
            self.problems += problems

    def load_all(self, articles: Sequence[ArticleFiles], jobs: int) -> dict[str, ArticleEntry]:
        """Give the entries of all articles of the site."""
        self.known.keep_only([files.path for files in articles])
        entries = self.load_articles(articles, jobs)
        self.used |= self.known.keys
        return entries

    def load_articles(self, articles: Sequence[ArticleFiles], jobs: int = 1) -> dict[str, ArticleEntry]:
        """Give the entries of articles by path; their bodies are in the cache then."""
        entries: dict[str, ArticleEntry] = {}
        new = self._find_new(articles, entries)
        first = next(new, None)
        if first is not None:
            self._prepare(chain([first], new), entries, jobs)
        return {files.path: entries[files.path] for files in articles}

    def load_in_steps(
        self, articles: Sequence[ArticleFiles], entries: dict[str, ArticleEntry]
    ) -> Steps[None]:
        """Put the entries of all articles of the site into ``entries``, as far as they are not there yet."""
        for number, files in enumerate(articles):
            new = [] if files.path in entries else list(self._find_new([files], entries))
            if new:
                self._prepare(iter(new), entries, 1)
            if new or number % _AT_ONCE == 0:
                yield
        self.known.keep_only([files.path for files in articles])
        self.used |= self.known.keys

    def _find_new(
        self, articles: Iterable[ArticleFiles], entries: dict[str, ArticleEntry]
    ) -> Iterator[Unprepared]:
        """Give what is to be prepared; put into ``entries`` what is known, and what cannot be read."""
        for files in articles:
            found = self._look_up(files)
            if isinstance(found, ArticleEntry):
                entries[files.path] = found
            else:
                yield found

    def _prepare(self, new: Iterator[Unprepared], entries: dict[str, ArticleEntry], jobs: int) -> None:
        from site_gen.building.preparing import ArticleBench  # noqa: PLC0415 - see import_steps

        bench = ArticleBench(self.shared, self.config, drafts=self.drafts, stages=self.stages)
        for source, entry, prepared, data in bench.prepare_all(new, jobs):
            with self.stages("keep what was read"):
                self._keep_article(source, entry, data or (render_value(prepared), render_value(entry)))
            entries[source.article.path] = entry

    def _look_up(self, files: ArticleFiles) -> ArticleEntry | Unprepared:
        must_read = self._must_read(files.claims_path)
        claims = self._read_claims(files.claims_path) if must_read else None
        key = self._article_key(files, self._claims_key(files, claims))
        entry = self.known.find(files.path, key)
        if entry is not None and _is_lasting(entry):
            self.used.add(key)
            return entry
        if not must_read:
            claims = self._read_claims(files.claims_path)
        article = self._read(files.path)
        if article is None:
            return ArticleEntry(files.path, "", None, ())
        claims_key = self._claims_key(files, claims)  # of the bytes just read
        if (
            files.claims_path and claims is None
        ):  # another key than any that is looked up: it is told each time
            claims_key = fingerprint(claims_key, "unreadable")
        return self._find_older(Unprepared(self._article_key(files, claims_key), article, claims, claims_key))

    def _find_older(self, source: Unprepared) -> ArticleEntry | Unprepared:
        """Give the entry of an article that is again as it was before, else what is known of it otherwise."""
        prepared = self.cache.get(source.key)
        if isinstance(prepared, PreparedArticle):
            from site_gen.building.prepare import make_article_entry  # noqa: PLC0415 - see import_steps

            entry = make_article_entry(source, prepared)
            if _is_lasting(entry):
                self._keep_entry(source, entry, render_value(entry))
                return entry
        former = self.known.find_former(source.article.path)
        if former is not None and former.record is not None:
            self.used.add(former.record.body_key)
        return take_up(source, former, self.cache)

    def load_page(self, path: str) -> PageEntry:
        """Give a page's entry; its body is in the cache then."""
        key = self._page_key(path)
        self.used |= {key, _entry_key(key)}
        entry = self.cache.get(_entry_key(key))
        if isinstance(entry, PageEntry):
            return entry
        from site_gen.building.prepare import PageJob, make_page_entry, prepare_page  # noqa: PLC0415 - see import_steps

        file = self._read(path)
        if file is None:
            return PageEntry(None, ())
        key = self._page_key(path)
        with self.stages("read own pages"):
            prepared = prepare_page(PageJob(file))
        entry = make_page_entry(key, prepared)
        self._keep_page(key, prepared, entry)
        return entry

    def _must_read(self, path: str | None) -> bool:
        """Tell whether a claims file must be read to know its article's key: for the shared sources that it may cite.

        One whose digest is known was readable then, and still is.
        """
        return path is not None and bool(self.shared.digests or not self.inputs.knows(path))

    def _read_claims(self, path: str | None) -> TextFile | None:
        return self._read(path) if path else None

    def _keep_page(self, key: str, prepared: PreparedPage, entry: PageEntry) -> None:
        self.used |= {key, _entry_key(key)}
        published = self._is_published(entry)
        with self.stages("keep what was read"):
            self.cache.put(key, prepared, published=published)
            self.cache.put(_entry_key(key), entry, published=published)

    def _keep_article(self, source: Unprepared, entry: ArticleEntry, data: tuple[bytes, bytes]) -> None:
        """Keep body and entry, as they are written for the cache."""
        self.cache.put_bytes(source.key, data[0], published=self._is_published(entry))
        self._keep_entry(source, entry, data[1])

    def _keep_entry(self, source: Unprepared, entry: ArticleEntry, data: bytes) -> None:
        self.used.add(source.key)
        published = self._is_published(entry)
        self.known.put(entry, data, published=published)

    def _is_published(self, entry: ArticleEntry | PageEntry) -> bool:
        """Tell whether readers see all that is kept: nothing of drafts, nothing still to come, no quoting problem."""
        record = entry.record
        if record is None or record.draft or entry.diagnostics:
            return False
        if isinstance(entry, PageEntry) or isinstance(record, PageRecord):
            return True
        waits = record.publish_after is not None and record.publish_after > self.now
        return not (self.drafts or waits or entry.unpublished)

    def _read(self, path: str) -> TextFile | None:
        try:
            file, problems = decode_text(path, self.inputs.read(path))
        except OSError as problem:
            file, problems = None, [unreadable(path, problem)]
        self.problems += problems
        return file

    def _page_key(self, path: str) -> str:
        return fingerprint("page", self.environment, path, self.inputs.digest(path))

    def _article_key(self, files: ArticleFiles, claims_key: str) -> str:
        """Give the key of all that the body depends on."""
        digest = self.inputs.digest(files.path)
        return fingerprint("article", self.environment, str(self.drafts), files.path, digest, claims_key)

    def _claims_key(self, files: ArticleFiles, claims: TextFile | None) -> str:
        """Give the key of what claims and notes are read from; of the shared sources only those they may cite.

        Those are all where there is a backslash: with it YAML can write an id in other signs.
        """
        known = self.shared.digests.keys()
        cited: list[str] = []
        if claims and known:
            cited = sorted(known if "\\" in claims.text else known & set(_COULD_BE_ID.findall(claims.text)))
        return fingerprint(
            files.claims_path or "",
            self.inputs.digest(files.claims_path) if files.claims_path else "",
            [(id_, self.shared.digests[id_]) for id_ in cited] if cited else "",
            self._scale,
        )


def _is_lasting(entry: ArticleEntry) -> bool:
    return not any(each.code in _NAMES_OTHERS for each in entry.diagnostics)


def import_steps() -> None:
    """Import what reads and anchors an article, for the next one: heavy, and needed only where something is new."""
    import site_gen.building.preparing  # noqa: PLC0415 - a fifth of the time in which a preview starts
    import site_gen.reading.articles  # noqa: F401, PLC0415 - not needed where only a text was edited


def _entry_key(key: str) -> str:
    return f"{key}/entry"
