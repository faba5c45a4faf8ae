"""Quotation marks in a text: which stretches of it stand between a pair. Pure text; knows neither articles nor claims.

The marks of all languages at once, so that a mark may be one that opens or one that closes; what stands beside it
decides. In doubt nothing is quoted.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_CLOSERS = {
    "“": "”", "„": "“”", "”": "”", "‟": "”", "«": "»", "»": "«»", '"': '"', "＂": "＂",
    "‘": "’", "‚": "‘’", "’": "’", "‛": "’", "‹": "›", "›": "‹›", "'": "'",
    "「": "」", "『": "』", "《": "》", "〈": "〉", "｢": "｣", "〝": "〞〟",
}  # fmt: skip
"""What may close each mark that opens."""
_MARKS = re.compile(f"[{''.join(sorted({*_CLOSERS, *''.join(_CLOSERS.values())}))}]")
_ALWAYS_OPEN = frozenset("“„‟‚‛「『《〈｢〝")
_APOSTROPHES = frozenset("'’‘")
_ENDS = frozenset(".!?…)]}%")
"""Behind these a mark closes."""
_STRAIGHT = frozenset("\"'＂")
_DEEPEST = 8
"""Marks within marks that are looked at: a text of nothing but marks must not take for ever."""
_CUT_SHORT = re.compile(r"(?:\d\ds?|n|em|til|tis|twas|cause|bout)\b", re.IGNORECASE)
"""What an apostrophe begins: the ’90s, rock ’n’ roll."""


class Pair(NamedTuple):
    """Where a quotation mark and its counterpart stand."""

    opened: int
    closed: int


def find_pairs(text: str, following: str = "") -> list[Pair]:
    """Give the outermost pairs of quotation marks in a paragraph, in order.

    ``following`` is the next paragraph. Where it begins with a mark again, what was opened last goes on to the end of
    this one.
    """
    stack: list[int] = []
    pairs: list[Pair] = []
    for match in _MARKS.finditer(text):
        at = match.start()
        depth = _find_closed(text, stack, at)
        if depth is not None:
            pairs.append(Pair(stack[depth], at))
            del stack[depth:]
        elif _can_open(text, at):
            if stack and text[stack[-1]] == text[at]:  # what was open had not been closed where it should
                stack.pop()
            stack.append(at)
    if stack and _goes_on(text[stack[0]], following):
        pairs.append(Pair(stack[0], len(text)))
    return _keep_outermost(pairs)


def _find_closed(text: str, stack: list[int], at: int) -> int | None:
    """Give which of the open marks the one at ``at`` closes: the last that it can close."""
    mark, before, behind = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if mark in _APOSTROPHES and (before.isspace() or (before.isalnum() and behind.isalnum())):
        return None
    if mark in _STRAIGHT and before.isspace() and behind and not behind.isspace():
        return None
    for depth in range(len(stack) - 1, max(len(stack) - _DEEPEST, 0) - 1, -1):
        opener = text[stack[depth]]
        if mark in _CLOSERS[opener] and not (opener == mark == "»" and behind.isalnum()):
            return depth
    return None


def _can_open(text: str, at: int) -> bool:
    mark, before, behind = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if mark not in _CLOSERS or not behind:
        return False
    if mark in _ALWAYS_OPEN:
        return True
    if mark == "«":
        return not before.isalnum()
    if behind.isspace() or before.isalnum() or before in _ENDS:
        return False
    return mark not in _APOSTROPHES or not _CUT_SHORT.match(text, at + 1)


def _goes_on(opener: str, following: str) -> bool:
    """Tell whether a paragraph repeats the mark that the one before opened; in French it may be its counterpart."""
    first = following.lstrip()[:1]
    return bool(first) and (first == opener or (opener == "«" and first == "»"))


def _keep_outermost(pairs: list[Pair]) -> list[Pair]:
    kept: list[Pair] = []
    for pair in sorted(pairs, key=lambda each: (each.opened, -each.closed)):
        if not kept or pair.opened > kept[-1].closed:
            kept.append(pair)
    return kept
