"""The index of the full text as part of a build: made when an article has changed, else taken from the cache."""

from __future__ import annotations

import tempfile
from pathlib import Path

from site_gen.building.cache import MADE
from site_gen.building.maker import BodyLostError, load_prepared
from site_gen.building.prepared import PreparedArticle
from site_gen.building.store import Store
from site_gen.model import Site
from site_gen.outputs.full_text import full_text_key, make_index_outputs, name_page, render_page
from site_gen.outputs.output import Output, fingerprint
from site_gen.presenting.addresses import SEARCH
from site_gen.support.diagnostics import Diagnostic, warning
from site_gen.support.files import write_file
from site_gen.support.locations import Span
from site_gen.support.structs import replace


def name_index(site: Site, environment: str) -> str:
    """Give the key under which the cache has the index of a site."""
    return MADE + fingerprint("full text", environment, full_text_key(site))


def find_index(site: Site, cache: Store, name: str) -> tuple[Site, list[Output], list[Diagnostic]]:
    """Give the files of the index, and the site as it is then: without, where they cannot be made.

    ``name`` is what ``name_index`` gave. Raises BodyLostError.
    """
    if not site.full_text or SEARCH not in site.lists.addresses:
        return site, [], []
    found = cache.get(name)
    if not isinstance(found, dict):
        from site_gen.outputs.indexing import IndexingError  # noqa: PLC0415 - heavy, for new indexes only

        try:
            found = _make(site, cache)
        except IndexingError as problem:
            return replace(site, full_text=False), [], [_explain(problem)]
        cache.put(name, found, published=True)
    return site, list(make_index_outputs(found)), []


def _make(site: Site, cache: Store) -> dict[str, bytes]:
    from site_gen.outputs.indexing import make_index  # noqa: PLC0415 - as above

    with tempfile.TemporaryDirectory(prefix="site-gen-") as name:
        pages, index = Path(name, "pages"), Path(name, "index")
        for article in site.articles:
            prepared = load_prepared(cache, article)
            if not isinstance(prepared, PreparedArticle) or prepared.body is None:
                raise BodyLostError
            write_file(pages / name_page(article), render_page(site, article, prepared.body))
        return make_index(pages, index, site.config.language)


def _explain(problem: Exception) -> Diagnostic:
    message = f"the full text of articles could not be indexed, so /search/ finds claims only: {problem}"
    hint = "install the extra `search` of site-gen anew, or write `search: off`"
    return warning("output-is-made", message, Span("site.yaml"), hint)
