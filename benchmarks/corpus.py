"""The articles that all are measured on. Article K is the same, to the byte, whatever their number is.

An article has about 890 words in fourteen paragraphs, with links, emphasis and code, now and then a table, and twelve
claims of about 1.4 kB of YAML each. Three claims cross the edge of an inline element, one crosses two, one overlaps
another, and in 19 of 20 articles one quotes words that stand twice, so that it needs its prefix and suffix.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

CLAIMS = 12
STATUSES = (
    ("accurate", "Accurate"),
    ("mostly-accurate", "Mostly accurate"),
    ("needs-context", "Needs context"),
    ("misleading", "Misleading"),
    ("inaccurate", "Inaccurate"),
    ("unverified", "Unverified"),
)
_PARAGRAPHS = 14
_WORDS = 62
_STYLES = {**dict.fromkeys(range(8, 11), "*{}*"), **dict.fromkeys(range(18, 20), "**{}**")}
_STYLES |= dict.fromkeys(range(30, 33), "[{}](https://example.org/records)") | {40: "`{}`"}
_PLACES = (
    (9, 20),
    (9, 15),
    (15, 19),
    (31, 37),
    (44, 50),
    (45, 51),
    (3, 8),
    (50, 57),
    (21, 28),
    (22, 27),
    (43, 49),
    (46, 53),
)
"""First word and end of each claim, in the paragraph of its number; the last stands in that of the one before."""
_REPEATED = 4
"""The claim whose words stand twice."""
_FIRST_DAY = datetime.date(2024, 1, 1)
_STARTS = "b br c d dr f g gr h k l m p pr r s st t tr v w".split()  # noqa: SIM905 - shorter so
_ENDS = "a an ar e el en er in is o on or u um".split()  # noqa: SIM905


@dataclass(frozen=True)
class Piece:
    """Some words of one style, with the claims that cover them."""

    text: str
    style: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """A source of a claim."""

    title: str
    url: str
    publisher: str
    published: str
    quote: str


@dataclass(frozen=True)
class Claim:
    """A claim, with its words as they stand in the article."""

    id: str
    quote: str
    prefix: str
    suffix: str
    status: str
    summary: str
    note: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Article:
    """An article as all tools get it."""

    name: str
    title: str
    day: datetime.date
    tags: tuple[str, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    claims: tuple[Claim, ...]
    table: str

    def render(self, *, marked: bool) -> str:
        """Give the Markdown below the front matter; ``marked``: with the marks as HTML, for tools that place none."""
        blocks = []
        for number, pieces in enumerate(self.paragraphs):
            if number % 4 == 2:
                blocks.append(f"## Part {number // 4 + 1} of {self.title.lower()}")
            blocks.append(_render_pieces(pieces, marked=marked))
        return "\n\n".join([*blocks, *([self.table] if self.table else []), "The end is 0."]) + "\n"


def make_articles(number: int) -> Iterator[Article]:
    """Make so many articles, the oldest first."""
    return (_make_article(index) for index in range(number))


def _make_words(chance: random.Random) -> list[str]:
    return [
        "".join(chance.choice(_STARTS) + chance.choice(_ENDS) for _ in range(chance.choice((1, 2, 2, 3))))
        for _ in range(600)
    ]


def _make_article(index: int) -> Article:
    chance = random.Random(index)
    words = _make_words(chance)
    texts = [chance.choices(words, k=_WORDS) for _ in range(_PARAGRAPHS)]
    for text in texts:
        for start in range(0, _WORDS, 16):
            text[start] = text[start].capitalize()
            if start:
                text[start - 1] += "."
        text[-1] += "."
    if index % 20:  # the same words once more, in a paragraph that has no claim
        start, end = _PLACES[_REPEATED]
        texts[12][start:end] = texts[_REPEATED][start:end]
    places = {f"claim-{number}": (min(number, 10), *place) for number, place in enumerate(_PLACES)}
    return Article(
        name=f"article-{index:06}",
        title=" ".join(chance.choices(words, k=5)).capitalize(),
        day=_FIRST_DAY + datetime.timedelta(index % 1000),
        tags=tuple(f"topic {chance.randrange(24)}" for _ in range(2)),
        paragraphs=tuple(_cut(text, number, places) for number, text in enumerate(texts)),
        claims=tuple(
            _make_claim(chance, words, id_, number, texts[place[0]], place, repeated=bool(index % 20))
            for number, (id_, place) in enumerate(places.items())
        ),
        table="" if index % 5 else _make_table(chance, words),
    )


def _cut(words: list[str], number: int, places: dict[str, tuple[int, int, int]]) -> tuple[Piece, ...]:
    def look(position: int) -> tuple[str, tuple[str, ...]]:
        covering = (
            id_ for id_, (at, start, end) in places.items() if at == number and start <= position < end
        )
        return _STYLES.get(position, "{}"), tuple(covering)

    return tuple(
        Piece(" ".join(words[position] for position in positions), *key)
        for key, positions in groupby(range(len(words)), key=look)
    )


def _render_pieces(pieces: tuple[Piece, ...], *, marked: bool) -> str:
    parts = []
    for style, run in groupby(pieces, key=lambda piece: piece.style):
        inner = " ".join(
            f'<mark data-claim="{" ".join(piece.claims)}">{piece.text}</mark>'
            if marked and piece.claims
            else piece.text
            for piece in run
        )
        # HTML has no place in Markdown's code; there the mark goes around.
        parts.append(f"<code>{inner}</code>" if style == "`{}`" and "<" in inner else style.format(inner))
    return " ".join(parts)


def _make_claim(
    chance: random.Random,
    words: list[str],
    id_: str,
    number: int,
    text: list[str],
    place: tuple[int, int, int],
    *,
    repeated: bool,
) -> Claim:
    def say(count: int) -> str:
        return f"{' '.join(chance.choices(words, k=count)).capitalize()}."

    _, start, end = place
    needs_more = repeated and number == _REPEATED
    return Claim(
        id=id_,
        quote=" ".join(text[start:end]),
        # Two words each: among a hundred thousand articles one on either side is not enough.
        prefix=" ".join(text[start - 2 : start]) if needs_more else "",
        suffix=" ".join(text[end : end + 2]) if needs_more else "",
        status=STATUSES[chance.randrange(len(STATUSES))][0],
        summary=say(16),
        note=f"{say(30)} *{say(4)}* {say(20)}\n\nSee [{say(3)}](https://example.org/{number}) {say(24)}",
        sources=tuple(
            Source(
                say(6),
                f"https://example.org/{words[at]}/{number}",
                f"Office {chance.randrange(12)}",
                f"2023-{at + 1:02}",
                say(12),
            )
            for at in range(2)
        ),
    )


def _make_table(chance: random.Random, words: list[str]) -> str:
    rows = ["| " + " | ".join(chance.choices(words, k=3)) + " |" for _ in range(7)]
    return "\n".join([rows[0], "|---|---|---|", *rows[1:]])


def render_claims(article: Article, *, anchors: bool = True) -> str:
    """Give the YAML of an article's claims, as people write it. ``anchors``: with prefix and suffix."""
    lines = ["claims:"]
    for claim in article.claims:
        lines += [f"  - id: {claim.id}", f"    quote: {claim.quote}"]
        lines += [
            f"    {key}: {text}"
            for key, text in (("prefix", claim.prefix), ("suffix", claim.suffix))
            if anchors and text
        ]
        lines += [
            f"    status: {claim.status}",
            f"    summary: {claim.summary}",
            "    note: |",
        ]
        lines += [f"      {line}".rstrip() for line in claim.note.split("\n")]
        lines.append("    sources:")
        for source in claim.sources:
            lines += [
                f"      - title: {source.title}",
                f"        url: {source.url}",
                f"        publisher: {source.publisher}",
            ]
            lines += [f'        published: "{source.published}"', f"        quote: {source.quote}"]
    return "\n".join(lines) + "\n"


def write_files(folder: Path, files: Iterator[tuple[str, str]]) -> None:
    """Write files by path below a folder."""
    made: set[Path] = set()
    for path, text in files:
        target = folder / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        target.write_text(text, "utf-8")
