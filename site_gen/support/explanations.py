"""What each code means: the packaged texts, one file a code, in ``site_gen/explanations``.

A file begins with lines ``key: value``, then, below an empty line, Markdown: the meaning, ``## Wrong``, ``## Right``.
Blocks of code there name the file that they would be.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from site_gen.support.files import normalize_text, read_bytes
from site_gen.support.structs import Struct

FOLDER = Path(__file__).parent.parent / "explanations"
_ENDING = ".md"
_SENTENCE = re.compile(r"(?<=[.?])\s+(?=[A-Z`“])")


class Explanation(Struct, frozen=True):
    """What a code means."""

    code: str
    kind: str
    """``error``: always one. ``warning``: one from the start, that a site may raise or silence. ``rule``: editorial."""
    text: str
    """Markdown."""
    level: str = ""
    """Of a rule: ``error``, ``warn`` or ``ignore``, where the site says nothing."""
    takes: str = ""
    """What a rule's ``value`` is: ``number``, ``names``; empty: it takes none."""
    value: str = ""
    """That value, where the site says nothing."""
    floor: str = ""
    """``warn``: it may be raised, not silenced."""

    @property
    def summary(self) -> str:
        """Give its first sentence."""
        return _SENTENCE.split(" ".join(self.text.partition("\n\n")[0].split()), maxsplit=1)[0]

    @property
    def can_be_set(self) -> bool:
        """Tell whether ``rules`` in ``site.yaml`` may speak of it."""
        return self.kind != "error"


@cache
def find_codes() -> tuple[str, ...]:
    """Give every code that is explained, in order."""
    return tuple(sorted(path.stem for path in FOLDER.iterdir() if path.suffix == _ENDING))


@cache
def load_explanation(code: str) -> Explanation:
    """Load what a code means. Raises KeyError for one that is not explained."""
    if code not in find_codes():
        raise KeyError(code)
    head, _, text = normalize_text(read_bytes(FOLDER / f"{code}{_ENDING}").decode()).partition("\n\n")
    keys = dict(line.split(": ", 1) for line in head.split("\n"))
    return Explanation(code, text=text.strip("\n") + "\n", **keys)
