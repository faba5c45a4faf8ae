"""Rare characters of a text, found without a look at each letter. Knows nothing of which may stand where."""

from __future__ import annotations

_COMMON = bytes([*b"\t\n", *range(0x20, 0x7F)])


def find_rare(text: str) -> str:
    """Give the characters, in order, that are neither printable ASCII nor a tab nor a line end.

    A pattern of what must not stand in a text is held against these alone: that takes a sixth of the time.
    """
    return text.encode("utf-8", "surrogatepass").translate(None, _COMMON).decode("utf-8", "surrogatepass")
