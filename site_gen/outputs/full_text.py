"""The search in the full text of articles: what is indexed of them, and what is published of the index.

Pagefind reads small pages made for it alone: title, summary and text of each article, without the theme around them,
and by what the search can be narrowed. https://pagefind.app/docs/
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from site_gen.model import ArticleRecord, Body, Config, Site
from site_gen.outputs.output import Output, fingerprint, make_ready_output
from site_gen.support.extras import has_extra
from site_gen.support.slots import fill_slots

EXTRA = "search"
FOLDER = "/pagefind/"
_LEFT_OUT = ("-ui.css", "-ui.js", "-highlight.js")
"""Endings of what Pagefind offers for pages that are not ours."""


def makes_full_text(config: Config) -> bool:
    """Tell whether a site's articles can be searched in full; whether it has a search at all is another question."""
    return config.search != "off" and has_extra(EXTRA)


def full_text_key(site: Site) -> str:
    """Give the fingerprint of what the index is made from."""
    return fingerprint(
        site.config.language, [(article.slug, article.body_key, article.title) for article in site.articles]
    )


def name_page(article: ArticleRecord) -> str:
    """Give the path of an article's page for the index: results name the address from it."""
    return f"{article.address[1:]}index.html"


def render_page(site: Site, article: ArticleRecord, body: Body) -> bytes:
    """Give an article as a page to be indexed."""
    language = article.language or site.config.language
    filters = "".join(
        f'<meta data-pagefind-filter="{name}[content]" content="{escape(value)}">\n'
        for name, value in dict.fromkeys(_find_filters(site, article))
    )
    date = f'<meta data-pagefind-meta="date[content]" content="{article.date}">\n' if article.date else ""
    summary = f"<p>{escape(article.summary)}</p>\n" if article.summary else ""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head><meta charset="utf-8">\n'
        f"<title>{escape(article.title)}</title>\n{filters}{date}"
        f'<meta data-pagefind-meta="language[content]" content="{escape(language)}"></head>\n'
        f'<body data-pagefind-body>\n<h1 data-pagefind-meta="title">{escape(article.title)}</h1>\n{summary}'
        f"{_fill(body.html)}\n</body>\n</html>\n"
    ).encode()


def _fill(html: str) -> str:
    """Give a body without what is no text of the article."""
    return fill_slots(html, {name: lambda _: "" for name in ("href", "img", "mark", "ref")})


def _find_filters(site: Site, article: ArticleRecord) -> Iterator[tuple[str, str]]:
    """Give by what an article can be found: that of its claims, by the names that the open data has."""
    yield "language", article.language or site.config.language
    for tag in article.tags:
        yield "topic", tag
    for claim in article.claims:
        yield "status", claim.verdict
        yield "language", claim.language or article.language or site.config.language
        if claim.claimant:
            yield "speaker", claim.claimant
        for tag in claim.tags:
            yield "topic", tag
        for publisher in claim.publishers:
            yield "publisher", publisher


def make_index_outputs(files: dict[str, bytes]) -> Iterator[Output]:
    """Give what is published of an index; ``files`` are by path below its folder."""
    for path, content in sorted(files.items()):
        if not path.endswith(_LEFT_OUT):
            yield make_ready_output(FOLDER + path, content)
