"""How high the frame of a claim's card must be on the page of another site. Pure; knows texts and the card's look.

A frame has one height for any window, and can ask for no other without a script of the host. So it is high enough for a
frame of 320 pixels, with letters somewhat wider than most; the measures are those of ``static/embed.css``.
"""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache

from site_gen.support.structs import Struct


class CardText(Struct, frozen=True):
    """The texts of a card."""

    heading: str
    statement: str
    summary: str
    origin: str
    """Who said it, and when; empty where the card says neither."""
    site: str
    """The site's title, and the day."""
    more: str
    """The words of the link to the whole check."""
    standing: str = ""
    """That it was withdrawn and why, or corrected; empty where neither."""


class _Look(Struct, frozen=True):
    """How a text of the card is set."""

    letters: int
    """Of narrow letters on a line of a card of 320 pixels."""
    line: float
    """Pixels from line to line."""
    above: float = 9.6
    """Pixels above the first line."""


_HEADING = _Look(23, 22.95, 0)
_STATEMENT = _Look(28, 25.52)
_SUMMARY = _Look(26, 24)
_ORIGIN = _Look(33, 21)
_MORE = _Look(33, 27.4, 0)
_AROUND = 34 + 9.6
"""Pixels: the card's padding and border, and what stands above its last lines."""
_SPARE = 6
_STEP = 10


def estimate_height(card: CardText) -> int:
    """Give the height of a frame in pixels that holds a card, also where the frame is 320 pixels wide."""
    parts = (
        (card.heading, _HEADING),
        (card.standing, _SUMMARY),
        (card.statement, _STATEMENT),
        (card.summary, _SUMMARY),
        (card.origin, _ORIGIN),
        (card.more, _MORE),
        (card.site, _MORE),
    )
    height = _AROUND + sum(
        look.above + look.line * _count_lines(text, look.letters) for text, look in parts if text
    )
    return math.ceil((height + _SPARE) / _STEP) * _STEP


def _count_lines(text: str, room: int) -> int:
    """Count the lines of a text as a browser fills them: word by word; a word longer than a line is broken."""
    lines, used = 1, 0.0
    for word in text.split():
        width = sum(map(_measure, word))
        if used and used + 1 + width > room:
            lines, used = lines + 1, 0.0
        used += width + bool(used)
        broken = math.ceil(used / room) - 1
        if broken > 0:
            lines, used = lines + broken, used - broken * room
    return lines


@lru_cache(maxsize=1024)
def _measure(letter: str) -> float:
    """Give how wide a letter is: those of East Asia are two others, capitals and a few more one and a half."""
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 2
    return 1.5 if letter.isupper() or letter in "mw—…%@" else 1
