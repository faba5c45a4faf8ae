"""Makes the outputs that cannot be kept, stages those whose bytes changed, and puts them in place."""

from __future__ import annotations

from pathlib import Path

from site_gen.building.cache import Cache
from site_gen.building.manifest import NAME, Manifest, Written, render_manifest
from site_gen.building.prepare import PreparedArticle, PreparedPage
from site_gen.building.staging import Stage, foreign_files, is_same_file, journal_path
from site_gen.model import ArticleRecord, Body, OwnPage, Site
from site_gen.outputs.output import Output
from site_gen.presenting.subjects import Edition, make_edition
from site_gen.support.errors import OutputError
from site_gen.support.files import digest, read_bytes, signature
from site_gen.support.urls import output_path


class BodyLostError(Exception):
    """The cache has a body's record but not the body: it is damaged, all must be prepared again."""


class Maker:
    """Makes outputs, with the one body at hand that the outputs of an article share."""

    def __init__(self, cache: Cache, site: Site) -> None:
        self._cache = cache
        self._site = site
        self._key = ""
        self._shared: tuple[Edition] | tuple[OwnPage, Body]

    def make(self, output: Output) -> bytes:
        """Give an output's bytes. Raises BodyLostError, and TemplateFault for a template that cannot be used."""
        if output.body_key is None:
            return output.make()
        if output.body_key != self._key:
            self._shared = self._load(output.body_key)
            self._key = output.body_key
        return output.make(*self._shared)

    def _load(self, key: str) -> tuple[Edition] | tuple[OwnPage, Body]:
        found = self._cache.get(key)
        if isinstance(found, PreparedPage) and found.page is not None and found.body is not None:
            return found.page, found.body
        if isinstance(found, PreparedArticle) and found.article is not None and found.body is not None:
            record = self._site.places[found.article.path]
            if isinstance(record, ArticleRecord):
                return (make_edition(self._site, record, found.article, found.body),)
        raise BodyLostError


class Writer:
    """The files of one output folder on their way from an old build to a new one."""

    def __init__(self, output: Path, previous: Manifest, state: Path) -> None:
        self.output = output
        self.previous = previous
        self.outputs: dict[str, Written] = {}
        self.written = 0
        self._stage = Stage(output, journal_path(state, output))
        self._foreign: list[str] = []

    def make(self, outputs: list[Output], maker: Maker) -> None:
        """Make and stage what cannot be kept. Raises OutputError where something foreign is in the way."""
        self._stage.begin()
        try:
            for output in outputs:
                self._make_one(output, maker)
            self._refuse_foreign()
        except BaseException:
            self._stage.drop()
            raise

    def _make_one(self, output: Output, maker: Maker) -> None:
        path = output_path(output.address)
        known = self._standing(path)
        if known is not None and known.key == output.key:
            self.outputs[path] = known
            return
        data = maker.make(output)
        name = digest(data)
        if known is not None and known.digest == name:
            self.outputs[path] = known._replace(key=output.key)
            return
        if path not in self.previous.outputs and is_same_file(self.output / path, data):
            now = signature(self.output / path)  # ours, though the manifest that said so is lost
            if now is not None:
                self.outputs[path] = Written(now[0], now[1], now[3], name, output.key)
                return
        status = self._stage.add(path, data)
        self.outputs[path] = Written(status.st_size, status.st_mtime_ns, status.st_ino, name, output.key)
        self._foreign.append(path)
        self.written += 1

    def _standing(self, path: str) -> Written | None:
        """Give what we wrote at ``path`` if it still stands there untouched."""
        known = self.previous.outputs.get(path)
        now = signature(self.output / path) if known else None
        if known is None or now is None or (now[0], now[1], now[3]) != (known.size, known.mtime, known.inode):
            return None
        return known

    def _refuse_foreign(self) -> None:
        foreign = foreign_files(self.output, self._foreign, self.previous.outputs.keys())
        if foreign:
            shown = ", ".join(foreign[:5]) + (f" and {len(foreign) - 5} more" if len(foreign) > 5 else "")
            raise OutputError(
                f"{self.output} holds files that site-gen did not write, where the site has its own: {shown}",
                "move them out of the way, or choose another folder with --output",
            )

    def changes_nothing(self) -> bool:
        """Tell whether every file stays as it is."""
        return not self.written and not self._gone()

    def finish(self, manifest: Manifest) -> int:
        """Put everything in place, the manifest last; give the number of files removed. Raises OutputError."""
        gone = self._gone()
        self._stage.add(NAME, render_manifest(manifest))
        self._stage.commit(gone)
        return len(gone)

    def _gone(self) -> list[str]:
        """Give the files of the old site that the new one lacks. What somebody changed since is theirs and stays."""
        return [
            path for path in self.previous.outputs if path not in self.outputs and self._is_untouched(path)
        ]

    def _is_untouched(self, path: str) -> bool:
        target = self.output / path
        if target.is_symlink() or not target.is_file():
            return False
        return (
            self._standing(path) is not None
            or digest(read_bytes(target)) == self.previous.outputs[path].digest
        )
