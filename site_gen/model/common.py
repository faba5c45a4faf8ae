"""What all nouns are made of: people, dates, works published elsewhere, places of keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_gen.support.locations import Place, Span

Spans = Mapping[str, Span]
"""Where each key was written, by its path below the noun (``history.0.from``). Absent keys are absent."""


@dataclass(frozen=True, slots=True, eq=False)
class KeySpans(Mapping[str, Span]):
    """The spans of keys of one file, each made when it is asked for.

    Few ever are, and an article has hundreds: as plain numbers they cost next to nothing to make, keep and take up.
    """

    path: str
    places: Mapping[str, Place]

    def __getitem__(self, key: str) -> Span:
        return Span(self.path, *self.places[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


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
