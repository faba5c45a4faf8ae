"""Days that are typed as flags; today where none is."""

from __future__ import annotations

import datetime

from site_gen.cli.terminal import now
from site_gen.support.errors import UsageError


def parse_day(flag: str, typed: str | None) -> datetime.date:
    """Give the day that was typed, today where nothing was. Raises UsageError."""
    from site_gen.reading import dates, values  # noqa: PLC0415 - heavy, for some commands only

    if typed is None:
        return now().date()
    try:
        return dates.parse_day(typed)
    except values.ValueProblem as problem:
        raise UsageError(f"{flag}: {problem.message}", problem.help) from None
