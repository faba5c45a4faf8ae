"""Views of the pictures that other places show with links to an article or a claim. See ``presenting.views``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from site_gen.model import Tone
from site_gen.presenting.views import Direction
from site_gen.support.structs import Struct

WIDTH = 1200
HEIGHT = 630
"""Pixels, as other places expect them: https://ogp.me/, https://developers.facebook.com/docs/sharing/webmasters/images."""


class ShareBarView(Struct, frozen=True):
    """A part of the bar of verdicts."""

    tone: Tone
    start: float
    """Per cent, as is its width."""
    width: float


class ShareImageView(Struct, frozen=True):
    """A share image: of an article its title and how many claims have which verdict; of a claim the verdict."""

    kind: Literal["article", "claim"]
    text: str
    """The title; or the words that were checked, or the claim in neutral words."""
    is_quote: bool
    """Whether ``text`` are the checked words themselves."""
    direction: Direction
    """Of ``text``."""
    verdict: str | None
    """The rating's label."""
    tone: Tone
    about: str | None
    """Who said it and when; of an article who wrote it and when."""
    counts: str | None
    """"12 statements checked: 3 inaccurate, …"."""
    bar: tuple[ShareBarView, ...]
    site: str
    """The site's title."""
    publisher: str | None
    """Where the site's title does not name it."""
    colours: Mapping[Tone, str]
    """Those that ``site.yaml`` gives the tones."""
    width: int = WIDTH
    height: int = HEIGHT
