"""Slots in finished HTML: places left open for what may change without the text being parsed again.

A body is cached; labels, tones, asset names and relative links are not known to it. It holds a slot there, which
presenting fills. A slot is ``NUL kind : value NUL``; NUL cannot come from an author, since Markdown replaces it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_SLOT = re.compile("\0([a-z]+):([^\0]*)\0")


def make_slot(kind: str, value: str) -> str:
    """Give the text of a slot: ``kind`` in lower-case letters, ``value`` without NUL."""
    return f"\0{kind}:{value}\0"


def fill_slots(html: str, fillers: Mapping[str, Callable[[str], str]]) -> str:
    """Give ``html`` with each slot replaced by what the filler of its kind makes of its value.

    Raises KeyError for a kind without filler.
    """
    return _SLOT.sub(lambda match: fillers[match[1]](match[2]), html)


def find_slots(html: str) -> list[tuple[str, str]]:
    """Give (kind, value) of each slot in order."""
    return _SLOT.findall(html)
