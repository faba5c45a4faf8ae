"""Views of what a verdict rests on: sources, with links that point at the words relied on."""

from __future__ import annotations

from site_gen.model import Source
from site_gen.presenting.page import Page, find_direction, make_time
from site_gen.presenting.views import SourceView
from site_gen.support.urls import text_fragment


def make_source(page: Page, source: Source) -> SourceView:
    """Make the view of a piece of evidence. What cannot be named is said to be so."""
    words = page.words
    published = make_time(page, source.published)
    href = text_fragment(source.url, source.quote) if source.url and source.quote else source.url
    return SourceView(
        title=source.title or source.url or words.say("source.anonymous"),
        href=href,
        url=source.url,
        publisher=source.publisher,
        author=source.author,
        published=published,
        date_text=published.text if published else words.say("date.none"),
        accessed=make_time(page, source.accessed),
        archived=source.archived,
        kind=words.say(f"kind.{source.kind}") if source.kind else None,
        stance=words.say(f"stance.{source.stance}") if source.stance else None,
        stance_id=source.stance,
        quote=source.quote,
        locator=source.locator,
        anonymous=source.anonymous,
        language=source.language,
        direction=find_direction(source.language),
    )
