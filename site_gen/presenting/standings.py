"""What a view says of a check that was withdrawn or corrected. Knows nothing of pages and links."""

from __future__ import annotations

from site_gen.model import Claim, ClaimRecord, HistoryEntry, find_retraction
from site_gen.presenting.views import StandingView, TimeView
from site_gen.support.words import Words


def make_standing(words: Words, claim: Claim | ClaimRecord) -> StandingView | None:
    """Say that a check was withdrawn, when and why, or when its verdict was last corrected; None of any other."""
    retraction = find_retraction(claim.history)
    if retraction:
        return _make_standing(words, "verdict.withdrawn.on", retraction, retraction.text)
    corrections = [
        entry
        for entry in claim.history
        if entry.kind == "correction" and entry.from_rating not in {None, claim.status}
    ]
    if not corrections:
        return None
    return _make_standing(words, "verdict.corrected.on", max(corrections, key=lambda entry: entry.date))


def _make_standing(words: Words, key: str, entry: HistoryEntry, reason: str | None = None) -> StandingView:
    date = words.full_date(entry.date)
    return StandingView(TimeView(entry.date.isoformat(), date), words.say(key, date=date), reason)
