"""What all nouns are made of: people, dates, works published elsewhere, places of keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_gen.support.locations import Span

Spans = Mapping[str, Span]
"""Where each key was written, by its path below the noun (``sources.0.url``). Absent keys are absent."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year, shown just as precisely as it was given."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """ISO 8601: ``2018``, ``2018-06`` or ``2018-06-05``."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who says, writes or checks."""

    name: str
    role: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A text, broadcast or page published elsewhere: where the words checked appeared."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: PartialDate | None = None
