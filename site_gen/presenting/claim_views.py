"""Views of a claim by itself: its own page, and the card that other sites show. See ``presenting.views``."""

from __future__ import annotations

from site_gen.presenting.index_views import EntryView
from site_gen.presenting.views import CheckView, ChromeView, Direction, HeadView, LinkView, TimeView
from site_gen.support.structs import Struct


class ShareView(Struct, frozen=True):
    """How a claim's page is passed on; only where the site has a whole address."""

    url: str
    title: str
    embed_href: str | None
    """The card that other sites can show; None where the site makes none."""
    embed_code: str | None
    """The HTML to paste there."""
    is_placeholder: bool = False
    """Whether ``url`` is still that of the examples, where nobody would find the card."""


class ClaimView(Struct, frozen=True):
    """A claim's own page."""

    chrome: ChromeView
    head: HeadView
    check: CheckView
    article: LinkView
    article_date: TimeView | None
    previous: LinkView | None
    next: LinkView | None
    language: str
    direction: Direction
    same: tuple[LinkView, ...] = ()
    """The same claim in other articles."""
    more: tuple[LinkView, ...] = ()
    """The lists that it is in: its verdict, its speaker, its topics, the sources that others rest on too."""
    share: ShareView | None = None


class EmbedView(Struct, frozen=True):
    """The card of a claim that other sites show in a frame."""

    chrome: ChromeView
    head: HeadView
    heading: str
    """"Check 3: Inaccurate"."""
    entry: EntryView
