"""Sizes as people read them. Knows nothing of what has them."""

from __future__ import annotations


def format_bytes(size: int) -> str:
    """Give a number of bytes as people read it (SI units)."""
    if size < 1000:
        return f"{size} bytes"
    for unit, factor in (("kB", 1_000), ("MB", 1_000_000)):
        if size < factor * 999.95:  # what would be shown as 1000.0
            return f"{size / factor:.1f} {unit}"
    return f"{size / 1_000_000_000:.1f} GB"
