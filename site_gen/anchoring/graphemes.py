"""Where a character ends, as a reader sees characters: grapheme clusters. The only importer of ``regex``."""

from __future__ import annotations

import re

_WINDOW = 1024
# None of these combines, so between any two there is a boundary: Latin, Greek, Cyrillic, punctuation, CJK.
_PLAIN = (
    "\x00-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f"
    "\u2010-\u2027\u2030-\u205e\u3000-\u3029\u3041-\u3096\u4e00-\u9fff"
)
_IS_PLAIN = re.compile(f"[{_PLAIN}]")


def is_boundary(text: str, offset: int) -> bool:
    """Tell whether no grapheme cluster lies across ``offset`` (https://unicode.org/reports/tr29/)."""
    if offset <= 0 or offset >= len(text):
        return True
    if _IS_PLAIN.match(text, offset) and _IS_PLAIN.match(text, offset - 1):
        return text[offset - 1 : offset + 1] != "\r\n"
    # The clusters are told apart from a plain character on: nothing before it bears on what follows it.
    start = offset - 1
    stop = max(0, offset - _WINDOW)
    while start > stop and not _IS_PLAIN.match(text, start):
        start -= 1
    length = offset - start
    for cluster in split_graphemes(text[start : offset + 2]):
        length -= len(cluster)
        if length <= 0:
            return length == 0
    return True


def find_boundary(text: str, first: int, last: int) -> int | None:
    """Give the boundary nearest to ``first`` on the way to ``last``, in either direction, if there is one."""
    step = 1 if last >= first else -1
    for offset in range(first, last + step, step):
        if is_boundary(text, offset):
            return offset
    return None


def split_graphemes(text: str) -> list[str]:
    """Split a text into its grapheme clusters."""
    import regex  # type: ignore[import-untyped]  # noqa: PLC0415 - 20 ms that most articles never need

    clusters: list[str] = regex.findall(r"\X", text)
    return clusters
