"""What need not be read again of an article whose text alone was edited: its front matter, its claims and notes.

That is most of what reading costs, and most of what has to be imported for it. Taken from last time only where nothing
was found wrong then, and nothing can be wrong now that reading would tell.
"""

from __future__ import annotations

from site_gen.building.cache import Bodies
from site_gen.building.prepared import ArticleEntry, PreparedArticle, Unprepared
from site_gen.model import Article
from site_gen.outputs.output import fingerprint
from site_gen.reading.fences import Halves, find_halves
from site_gen.support.structs import replace


def name_reading(source: Unprepared, prepared: PreparedArticle) -> str:
    """Give the fingerprint of what an article was read from beside its text; empty where its text counts, too.

    A title that is a heading of the text counts, and so does what is left out of the article as it is kept.
    """
    article = prepared.article
    if article is None or prepared.diagnostics or prepared.unpublished or prepared.damaged:
        return ""
    title = article.spans.get("title")
    halves = find_halves(source.article)
    if halves is None or title is None or title.line >= halves.first_line:
        return ""
    return _name(source.claims_key, halves)


def take_up(source: Unprepared, former: ArticleEntry | None, cache: Bodies) -> Unprepared:
    """Give the article as it was read for its ``former`` entry, with its text of now, where that is the same."""
    if former is None or former.record is None or not former.reading_key:
        return source
    halves = find_halves(source.article)
    if halves is None or former.reading_key != _name(source.claims_key, halves):
        return source
    prepared = cache.get(former.record.body_key)
    if not isinstance(prepared, PreparedArticle) or prepared.article is None:
        return source
    return source._replace(known=_with_text(prepared.article, halves))


def _with_text(article: Article, halves: Halves) -> Article:
    return replace(article, markdown=halves.markdown, first_line=halves.first_line)


def _name(claims_key: str, halves: Halves) -> str:
    return fingerprint(claims_key, halves.front)
