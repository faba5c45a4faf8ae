"""Draws SVG as PNG. Alone imports resvg, which is there where the extra ``cards`` is installed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def draw(svg: str, fonts: Sequence[Path]) -> bytes:
    """Give a picture as PNG, with letters from these fonts alone. Raises ValueError where it is not right SVG."""
    import resvg_py  # noqa: PLC0415 - an extra

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, skip_system_fonts=True, font_files=[str(font) for font in fonts]
        )
    )
