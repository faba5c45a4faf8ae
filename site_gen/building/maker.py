"""Makes outputs from bodies: the same function here and in a worker's process. Writes nothing."""

from __future__ import annotations

from site_gen.building.cache import Bodies
from site_gen.building.prepared import PreparedArticle, PreparedPage
from site_gen.model import ArticleRecord, Body, OwnPage, Record, Site
from site_gen.outputs.kinds import name_kind
from site_gen.outputs.output import Output
from site_gen.presenting.subjects import Edition, make_edition
from site_gen.presenting.templating import Templates
from site_gen.support.stages import UNTIMED, Stages

Shown = tuple[Edition] | tuple[OwnPage, Body]
"""What the outputs of one article or page share."""


class BodyLostError(Exception):
    """The cache has a body's record but not the body: it is damaged, all must be prepared again."""


def load_prepared(cache: Bodies, record: Record) -> PreparedArticle | PreparedPage:
    """Give what was prepared of an article or page. Raises BodyLostError."""
    found = cache.get(record.body_key)
    if isinstance(found, PreparedArticle | PreparedPage):
        return found
    raise BodyLostError


class Maker:
    """Makes the outputs of one site, with the one body at hand that neighbouring outputs share."""

    def __init__(self, cache: Bodies, site: Site, templates: Templates, stages: Stages = UNTIMED) -> None:
        self._cache = cache
        self._site = site
        self._templates = templates
        self._stages = stages
        self._key: str | None = None
        self._shown: Shown | tuple[()] = ()

    def make(self, output: Output) -> bytes:
        """Give an output's bytes. Raises BodyLostError, and TemplateFault for a template that cannot be used."""
        if output.body_key != self._key:
            with self._stages("take up articles"):
                self._shown = self._load(output.body_key) if output.body_key else ()
            self._key = output.body_key
        with self._stages(f"make {name_kind(output)}"):
            return output.make(self._site, self._templates, *self._shown)

    def _load(self, key: str) -> Shown:
        found = self._cache.get(key)
        if isinstance(found, PreparedPage) and found.page is not None and found.body is not None:
            return found.page, found.body
        if isinstance(found, PreparedArticle) and found.article is not None and found.body is not None:
            record = self._site.places[found.article.path]
            if isinstance(record, ArticleRecord):
                return (make_edition(self._site, record, found.article, found.body),)
        raise BodyLostError
