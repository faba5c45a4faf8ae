"""Prepares articles: in several processes where many are new, else here. Gives them as the cache keeps them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

from site_gen.building.cache import read_value, render_value
from site_gen.building.prepare import ArticleJob, make_article_entry, prepare_article
from site_gen.building.prepared import ArticleEntry, PreparedArticle, Unprepared
from site_gen.building.processes import NoProcessesError, spread
from site_gen.model import Config
from site_gen.reading.shared import SharedSources
from site_gen.support.stages import Stages

WORTH_PROCESSES = 150
"""Articles from which on starting processes is repaid; each takes up to half a second to come up."""
_CHUNK = 16


class Made(NamedTuple):
    """An article prepared."""

    source: Unprepared
    entry: ArticleEntry
    prepared: PreparedArticle | None
    """None where it was made elsewhere, and has come as the cache keeps it."""
    data: tuple[bytes, bytes] | None = None
    """``prepared`` and ``entry`` as the cache keeps them, where they have come so."""


class ArticleBench:
    """What all articles of a site are prepared with."""

    def __init__(self, shared: SharedSources, config: Config, *, drafts: bool, stages: Stages) -> None:
        self._shared = shared
        self._config = config
        self._drafts = drafts
        self.stages = stages

    def prepare(self, source: Unprepared) -> Made:
        """Read and anchor an article, and make what is kept of it."""
        job = ArticleJob(
            source.article, source.claims, self._shared, self._config, self._drafts, source.known
        )
        prepared = prepare_article(job, self.stages)
        return Made(source, make_article_entry(source, prepared), prepared)

    def work(self, chunk: Iterable[Unprepared]) -> list[tuple[bytes, bytes]]:
        """The same of several, as the cache keeps what was prepared, and its entry."""
        return [self._prepare_data(source) for source in chunk]

    def _prepare_data(self, source: Unprepared) -> tuple[bytes, bytes]:
        made = self.prepare(source)
        with self.stages("keep what was read"):
            return render_value(made.prepared), render_value(made.entry)

    def prepare_all(self, waiting: Iterator[Unprepared], jobs: int) -> Iterator[Made]:
        """Prepare articles, in order; at most a few hundred of them are held at one time."""
        first = list(islice(waiting, WORTH_PROCESSES)) if jobs > 1 else []
        rest: Iterable[Unprepared] = chain(first, waiting)
        if len(first) == WORTH_PROCESSES:
            under_way: deque[tuple[Unprepared, ...]] = deque()
            try:
                yield from self._prepare_in_processes(iter(rest), under_way, jobs)
            except NoProcessesError:
                rest = chain(chain.from_iterable(under_way), rest)
        for source in rest:
            yield self.prepare(source)

    def _prepare_in_processes(
        self, waiting: Iterator[Unprepared], under_way: deque[tuple[Unprepared, ...]], jobs: int
    ) -> Iterator[Made]:
        """Prepare in ``jobs`` processes; ``under_way`` holds what was taken and not given yet."""

        def cut() -> Iterator[tuple[Unprepared, ...]]:
            while chunk := tuple(islice(waiting, _CHUNK)):
                under_way.append(chunk)
                yield chunk

        import site_gen.reading.articles  # noqa: F401, PLC0415 - once here, not again in each process

        make_bench = partial(ArticleBench, self._shared, self._config, drafts=self._drafts)
        for results in spread(make_bench, cut(), jobs, self.stages):
            for source, data in zip(under_way.popleft(), results, strict=True):
                entry = read_value(data[1])
                # Not read back: it was hurt on its way, and is made again.
                yield Made(source, entry, None, data) if entry is not None else self.prepare(source)
