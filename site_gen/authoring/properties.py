"""The custom properties of a style sheet, with their values. Knows no more of CSS than braces and semicolons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from site_gen.support.structs import Struct, replace

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_PIECE = re.compile(
    r"""(?P<text>(?:[^{};"']|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')*)(?P<end>[{};]|\Z)""", re.DOTALL
)
_DECLARATION = re.compile(r"(--[\w-]+)\s*:\s*(.+)", re.DOTALL)
_ROOT = re.compile(r":root(?![\w-])")


class Property(Struct, frozen=True):
    """A custom property of the theme."""

    name: str
    value: str
    dark: str | None = None
    """The value on dark pages, where it is another."""


def find_properties(sheets: Iterable[str]) -> tuple[Property, ...]:
    """Give the properties that style sheets set on ``:root``, in order of their first mention.

    The sheets are in the order in which they are linked: a later value wins. What is said for paper only counts
    for nothing.
    """
    found: dict[str, Property] = {}
    for sheet in sheets:
        for preludes, name, value in _find_declarations(sheet):
            if not _ROOT.search(preludes[-1]) or any("print" in each for each in preludes):
                continue
            if any("dark" in each for each in preludes):
                if name in found:
                    found[name] = replace(found[name], dark=value)
            elif len([each for each in preludes if not each.startswith("@layer")]) == 1:
                found[name] = Property(name, value, found[name].dark if name in found else None)
    return tuple(found.values())


def _find_declarations(sheet: str) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Give each custom property with what stands before the braces around it, from outside to inside."""
    preludes: list[str] = []
    for piece in _PIECE.finditer(_COMMENT.sub(" ", sheet)):
        text = " ".join(piece["text"].split())
        declaration = _DECLARATION.fullmatch(text)
        if piece["end"] == "{":
            preludes.append(text)
            continue
        if declaration and preludes:
            yield tuple(preludes), declaration[1], declaration[2]
        if piece["end"] == "}" and preludes:
            preludes.pop()
