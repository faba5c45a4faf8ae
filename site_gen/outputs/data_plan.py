"""What programs read, as outputs: each article's annotations, and all claims as open data."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.model import Site
from site_gen.outputs.opendata import render_shards
from site_gen.outputs.output import Output, make_ready_output
from site_gen.outputs.page_plan import article_key, frame_key
from site_gen.outputs.theme import Theme
from site_gen.outputs.webannotation import annotations_address, render_annotations
from site_gen.presenting.subjects import Edition
from site_gen.presenting.templating import Templates


def plan_annotations(site: Site, theme: Theme) -> Iterator[Output]:
    """Give the annotations of every article that has some."""
    del theme
    frame = frame_key(site)
    for article in site.articles:
        if article.claims or article.note_count:
            key = article_key(site, frame, article)
            yield Output(annotations_address(article), key, _render_annotations, article.body_key)


def _render_annotations(site: Site, templates: Templates, edition: Edition) -> bytes:  # noqa: ARG001 - as all makers
    return render_annotations(site, edition.record, edition.article, edition.body)


def plan_open_data(site: Site, theme: Theme) -> Iterator[Output]:
    """Give the open data. Small beside the pages, so it is made at once and told by its bytes."""
    del theme
    for address, content in render_shards(site).items():
        yield make_ready_output(address, content)
