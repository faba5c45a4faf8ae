"""The site's configuration and its scale of ratings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from site_gen.model.common import Spans
from site_gen.support.structs import Struct, field

Tone = Literal["good", "fair", "mixed", "poor", "bad", "none"]
Level = Literal["error", "warn", "ignore"]


class Rating(Struct, frozen=True):
    """One verdict of the site's scale."""

    id: str
    """The word used as ``status``."""
    label: str
    """What readers see."""
    meaning: str
    """When the verdict is given, one sentence or two."""
    tone: Tone
    """How it is coloured and underlined."""
    value: int | None = None
    """Its number on the axis, falling from best to worst; absent off the axis."""
    retired: bool = False
    """No longer given; kept so that old verdicts keep their meaning."""


class Publisher(Struct, frozen=True):
    """Who publishes the site."""

    name: str
    url: str | None = None
    logo: str | None = None
    email: str | None = None


class NavItem(Struct, frozen=True):
    """An entry of the site's navigation: a page of the site or any address."""

    page: str | None = None
    """The slug of an own page."""
    label: str | None = None
    url: str | None = None


class Colour(Struct, frozen=True):
    """A tone's colour, as ``#rrggbb``, on light and on dark ground."""

    light: str
    dark: str


class RuleSetting(Struct, frozen=True):
    """What ``rules`` in ``site.yaml`` says of one code."""

    level: Level
    value: str | None = None


class Config(Struct, frozen=True):
    """``site.yaml``."""

    title: str
    ratings: tuple[Rating, ...]
    """Best to worst, then those off the axis."""
    tagline: str | None = None
    base_url: str | None = None
    """Absolute, ends in a slash."""
    language: str = "en"
    publisher: Publisher | None = None
    nav: tuple[NavItem, ...] | None = None
    """None: all own pages by title."""
    articles_per_page: int = 20
    claim_pages: bool = True
    outputs: tuple[str, ...] | None = None
    """Names of the outputs to make; None: all."""
    search: Literal["auto", "on", "off"] = "auto"
    report_error: str | None = None
    """A mail address or an http(s) address to report an error to."""
    domain: str | None = None
    colours: Mapping[Tone, Colour] = field(default_factory=dict)
    csp: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Origins to add, by directive such as ``img-src``."""
    output: str = "_site"
    editor: str | None = None
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    spans: Spans = field(default_factory=dict)

    def rating(self, id: str) -> Rating:  # noqa: A002 - the noun's own name
        """Give the rating with this id. Raises KeyError."""
        for rating in self.ratings:
            if rating.id == id:
                return rating
        raise KeyError(id)

    def asks_for(self, output: str) -> bool:
        """Tell whether the site wants the outputs of a name. All indexes have those by verdict among them."""
        asked = self.outputs
        return asked is None or output in asked or (output == "status" and "indexes" in asked)
