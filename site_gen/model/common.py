"""What all nouns are made of: people, dates, works published elsewhere, places of keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_gen.support.locations import Place, Span
from site_gen.support.structs import Struct

Spans = Mapping[str, Span]
"""Where each key was written, by its path below the noun (``history.0.from``). Absent keys are absent."""


class KeySpans(Mapping[str, Span]):
    """The spans of keys of one file, each made when it is asked for.

    Few ever are, and an article has hundreds: as plain numbers they cost next to nothing to make, keep and take up.
    """

    __slots__ = ("path", "places")

    def __init__(self, path: str, places: Mapping[str, Place]) -> None:
        self.path = path
        self.places = places

    def __reduce__(self) -> tuple[type[KeySpans], tuple[str, Mapping[str, Place]]]:
        return (KeySpans, (self.path, self.places))

    def __getitem__(self, key: str) -> Span:
        return Span(self.path, *self.places[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


class PartialDate(Struct, frozen=True):
    """A day, a month or a year, shown just as precisely as it was given."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """ISO 8601: ``2018``, ``2018-06`` or ``2018-06-05``."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


class Person(Struct, frozen=True):
    """Somebody who says, writes or checks."""

    name: str
    role: str | None = None
    url: str | None = None


class Work(Struct, frozen=True):
    """A text, broadcast or page published elsewhere: where the words checked appeared."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: PartialDate | None = None
