"""Where a front matter ends, and what of an article's file can be another text without being read again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from site_gen.support.characters import find_rare
from site_gen.support.locations import TextFile

FENCE = "---"
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no text may hold: not allowed in HTML, JSON and feeds. Half a surrogate pair is no character."""


def has_unfit(text: str) -> bool:
    """Tell whether a text holds what no text may hold."""
    return not text.isprintable() and UNFIT.search(find_rare(text)) is not None


class Halves(NamedTuple):
    """A Markdown file, cut behind its front matter."""

    front: str
    markdown: str
    first_line: int
    """The line of the file on which ``markdown`` begins."""


def find_fence(lines: Sequence[str], start: int) -> int | None:
    """Give the row of the next line that closes a front matter."""
    return next((index for index in range(start, len(lines)) if lines[index].rstrip() == FENCE), None)


def find_halves(file: TextFile) -> Halves | None:
    """Cut a file as ``split_front_matter`` does; None where that has more to do than to cut it, or to the text."""
    lines = file.lines
    end = find_fence(lines, 1) if lines[0].rstrip() == FENCE else None
    if end is None:
        return None
    markdown = "\n".join(lines[end + 1 :])
    return None if has_unfit(markdown) else Halves("\n".join(lines[: end + 1]), markdown, end + 2)
