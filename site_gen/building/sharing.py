"""Texts that many claims have alike, each kept once: of what is known of an article they took a fifth of the memory.

Knows nothing of what they mean.
"""

from __future__ import annotations

from typing import Any

from site_gen.building.prepared import ArticleEntry
from site_gen.support.structs import force_setattr

_ALIKE = ("status", "claimant", "claimant_url", "appearance", "tags", "shared_sources", "publishers")


class Sharing:
    """The values that entries share."""

    def __init__(self) -> None:
        self._values: dict[Any, Any] = {}

    def share(self, entry: ArticleEntry) -> None:
        """Put in place of an entry's values the same ones as entries before have: nobody can tell them apart."""
        for claim in entry.record.claims if entry.record else ():
            for name in _ALIKE:
                value = getattr(claim, name)
                if value:
                    force_setattr(claim, name, self._values.setdefault(value, value))
