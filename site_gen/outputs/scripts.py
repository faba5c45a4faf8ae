"""Scripts as they are sent: without the lines that only people read. Knows no more of JavaScript than its comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CAST = re.compile(r"/\*\* @type .*? \*/ ?")


def shorten_script(text: str) -> str:
    """Give a script without comments on lines of their own, types for checkers, indentation and empty lines.

    A comment that begins with ``/*!`` stays: it names a licence. A script with a text over several lines, in
    which all of that might mean something, is given as it is.
    """
    lines = list(_lines_of_code(text))
    if any(line.count("`") % 2 or line.endswith("\\") for line in lines):
        return text
    return "".join(f"{line}\n" for line in lines)


def _lines_of_code(text: str) -> Iterator[str]:
    inside = False
    for raw in text.splitlines():
        line = raw.strip()
        if inside:
            inside = not line.endswith("*/")
        elif line.startswith("/*") and not line.startswith("/*!") and line.find("*/") in {-1, len(line) - 2}:
            inside = "*/" not in line
        elif line and not line.startswith("//"):
            yield _CAST.sub("", line)
