"""Every article and page prepared, from the cache where its inputs are unchanged. Knows each file for itself only."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from site_gen.building.cache import Cache
from site_gen.building.inputs import Inputs
from site_gen.building.prepared import (
    ArticleEntry,
    PageEntry,
    PreparedArticle,
    PreparedPage,
    Unprepared,
)
from site_gen.model import ArticleFiles, Config, PageRecord
from site_gen.outputs.output import fingerprint
from site_gen.reading.sources import SharedSources, parse_sources
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.files import decode_text, unreadable
from site_gen.support.locations import TextFile
from site_gen.support.stages import UNTIMED, Stages

_NAMES_LABELS = frozenset({"status-is-known"})
"""Problems whose help rests on the labels of ratings, which are no part of the key."""
_COULD_BE_ID = re.compile(r"[^\s,:{}\[\]\"']+")


@dataclass(slots=True)
class Loader:
    """Loads the entries of one site; gathers what is wrong, and which keys of the cache are in use."""

    config: Config
    environment: str
    drafts: bool
    now: datetime.datetime
    inputs: Inputs
    cache: Cache
    stages: Stages = UNTIMED
    shared: SharedSources = field(default_factory=SharedSources)
    problems: list[Diagnostic] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def load_shared(self, path: str | None) -> None:
        """Read the sources that several articles use."""
        file = self._read(path) if path else None
        if file is not None:
            self.shared, problems = parse_sources(file)
            self.problems += problems

    def load_articles(self, articles: Sequence[ArticleFiles], jobs: int = 1) -> dict[str, ArticleEntry]:
        """Give the entries of articles by path; their bodies are in the cache then."""
        entries: dict[str, ArticleEntry] = {}
        new = self._find_new(articles, entries)
        first = next(new, None)
        if first is not None:
            self._prepare(chain([first], new), entries, jobs)
        return {files.path: entries[files.path] for files in articles}

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
            if prepared is not None:
                self._keep(source.key, prepared, entry)
            elif data is not None:
                self._keep_data(source.key, data, entry)
            entries[source.article.path] = entry

    def _look_up(self, files: ArticleFiles) -> ArticleEntry | Unprepared:
        claims = self._read_claims(files.claims_path) if self._must_read(files.claims_path) else None
        entry = self._find(self._article_key(files, claims))
        if isinstance(entry, ArticleEntry) and not any(
            each.code in _NAMES_LABELS for each in entry.diagnostics
        ):
            return entry
        if claims is None:
            claims = self._read_claims(files.claims_path)
        article = self._read(files.path)
        if article is None:
            return ArticleEntry(None, ())
        key = self._article_key(files, claims)  # of the bytes just read
        return Unprepared(key, article, claims)

    def load_page(self, path: str) -> PageEntry:
        """Give a page's entry; its body is in the cache then."""
        entry = self._find(self._page_key(path))
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
        self._keep(key, prepared, entry)
        return entry

    def _must_read(self, path: str | None) -> bool:
        """Tell whether a claims file must be read to know its article's key: for the shared sources that it may cite.

        One whose digest is known was readable then, and still is.
        """
        return path is not None and bool(self.shared.digests or not self.inputs.knows(path))

    def _read_claims(self, path: str | None) -> TextFile | None:
        return self._read(path) if path else None

    def _find(self, key: str) -> object:
        self.used |= {key, _entry_key(key)}
        return self.cache.get(_entry_key(key))

    def _keep(
        self, key: str, prepared: PreparedArticle | PreparedPage, entry: ArticleEntry | PageEntry
    ) -> None:
        self.used |= {key, _entry_key(key)}
        published = self._is_published(entry)
        with self.stages("keep what was read"):
            self.cache.put(key, prepared, published=published)
            self.cache.put(_entry_key(key), entry, published=published)

    def _keep_data(self, key: str, data: tuple[bytes, bytes], entry: ArticleEntry) -> None:
        """Keep what another process has written for the cache: the body, and the entry."""
        self.used |= {key, _entry_key(key)}
        published = self._is_published(entry)
        with self.stages("keep what was read"):
            self.cache.put_bytes(key, data[0], published=published)
            self.cache.put_bytes(_entry_key(key), data[1], published=published)

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

    def _article_key(self, files: ArticleFiles, claims: TextFile | None) -> str:
        """Give the key of all that the body depends on; of the shared sources only those it may cite."""
        known = self.shared.digests.keys()
        cited = sorted(known & set(_COULD_BE_ID.findall(claims.text))) if claims and known else []
        return fingerprint(
            "article",
            self.environment,
            self.drafts,
            files.path,
            self.inputs.digest(files.path),
            files.claims_path or "",
            self.inputs.digest(files.claims_path) if files.claims_path else "",
            [(id_, self.shared.digests[id_]) for id_ in cited],
            [(rating.id, rating.retired) for rating in self.config.ratings],
        )


def import_steps() -> None:
    """Import what reads and anchors an article, for the next one: heavy, and needed only where something is new."""
    import site_gen.building.preparing  # noqa: F401, PLC0415 - a fifth of the time in which a preview starts


def _entry_key(key: str) -> str:
    return f"{key}/entry"
