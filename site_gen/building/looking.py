"""A look at every file of a site, in steps, and what can be shown of the site before the last of them.

Writes nothing but the cache. Knows nothing of what is shown until then.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from site_gen.building.attachments import find_attachments
from site_gen.building.collector import paused_collector
from site_gen.building.gather import Former, Gathered, Parts, join_parts, make_site, open_parts
from site_gen.building.handy import HandyCache
from site_gen.building.inputs import Inputs
from site_gen.building.last_good import LastGood
from site_gen.building.prepared import ArticleEntry
from site_gen.building.results import BuildOptions
from site_gen.model import Site, replace_beside
from site_gen.support.steps import Steps, finish
from site_gen.support.structs import replace

_KEPT_EACH = 200
"""Steps after which what was prepared is written: a first look may take minutes, and be ended before its end."""


class Look:
    """One look at everything. Its steps take a few milliseconds each."""

    def __init__(
        self,
        inputs: Inputs,
        options: BuildOptions,
        environment: str,
        cache: HandyCache,
        good: LastGood,
        make_former: Callable[[Inputs], Former],
    ) -> None:
        """``inputs``: not scanned yet. ``good`` stands in for what cannot be read. ``make_former``: what is known."""
        self._inputs = inputs
        self._options = options
        self._environment = environment
        self._cache = cache
        self._good = good
        self._make_former = make_former
        self._entries: dict[str, ArticleEntry] = {}
        self._steps = self._look()
        self._taken = 0
        self.saved: set[str] = set()
        """Files saved since it began."""
        self.parts: Parts | None = None
        """From the time when all but the articles has been read."""
        self.gathered: Gathered | None = None
        """In the end."""

    def go_on(self) -> None:
        """Take the next step."""
        with paused_collector():
            next(self._steps, None)
        self._taken += 1
        if self._taken % _KEPT_EACH == 0:
            self._cache.save()

    def _look(self) -> Steps[None]:
        yield from self._inputs.scan()
        former = self._make_former(self._inputs)
        root, options = self._inputs.root, self._options
        parts = open_parts(root, options, self._environment, self._inputs, self._cache, former)
        self.parts = parts
        yield
        yield from parts.loader.load_in_steps(parts.library.articles, self._entries)
        articles, pages = self._good.fill_in(self._entries, parts.pages)
        self._good.keep_only({*articles, *pages})
        self.parts = parts = replace(parts, articles=articles, pages=pages)
        yield
        self.gathered = yield from join_parts(root, options, parts, former)

    def show_early(self, address: str) -> tuple[Parts, Site] | None:
        """Give what is known by now, with the article that is likely to stand at an address; None before the start.

        Lists are empty, and files stand only beside that article.
        """
        if self.parts is None or self.parts.config is None:
            return None
        parts = self.parts
        slug = PurePosixPath(address).parts[2:3]
        near = [
            files
            for files in parts.library.articles
            if files.path not in self._entries and (PurePosixPath(files.path).stem,) == slug
        ]
        self._entries |= parts.loader.load_articles(near)
        articles, pages = self._good.fill_in(self._entries, parts.pages)
        parts = replace(parts, articles=articles, pages=pages)
        records = [entry.record for entry in articles.values() if entry.record is not None]
        own_pages = [entry.record for entry in pages.values() if entry.record is not None]
        site = make_site(self.parts.config, records, own_pages, parts.theme, self._options)
        shown = [record for record in site.records if address.startswith(record.address)]
        files, _ = finish(find_attachments(self._inputs.root, frozenset(parts.library.attachments), shown))
        return parts, replace_beside(site, files={**site.files, **files})

    @property
    def progress(self) -> str:
        """How far it has got, in words."""
        if self.parts is None:
            return ""
        read, all_ = len(self._entries), len(self.parts.library.articles)
        return (
            f"{read} of {all_} articles have been read. Lists and links follow by themselves with the others."
        )
