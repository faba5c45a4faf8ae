"""Draws medians as bars on a logarithmic scale, as SVG. Knows nothing of what they are of."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from html import escape

_WIDTH = 820
_LEFT = 150
_RIGHT = 80
_BAR = 15
_STEP = 19
_HEAD = 26
_GAP = 14
_OURS = "#8a1c2c"
_OTHERS = "#8b939c"
Groups = Sequence[tuple[str, Sequence[tuple[str, float]]]]
"""Title of each group, with (name, seconds) of each bar; the first bar is ours."""


def render_plot(groups: Groups, title: str) -> str:
    """Give a drawing of all groups, one below the other."""
    values = [value for _, bars in groups for _, value in bars]
    if not values:
        return ""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    height = 34 + sum(_HEAD + _STEP * len(bars) + _GAP for _, bars in groups) + 24

    def place(value: float) -> float:
        share = (math.log10(value) - low) / max(high - low, 1)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
        f' role="img" aria-label="{escape(title)}" font-family="system-ui, sans-serif" font-size="12" fill="#1c2126">'
    )
    parts = [
        head,
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
        *_draw_grid(low, high, height, place),
    ]
    top = 34
    for name, bars in groups:
        parts += _draw_group(name, bars, top, place)
        top += _HEAD + _STEP * len(bars) + _GAP
    return "\n".join([*parts, "</svg>"]) + "\n"


def _draw_grid(low: int, high: int, height: int, place: Callable[[float], float]) -> Iterable[str]:
    for power in range(low, high + 1):
        at = place(10.0**power)
        yield f'<path d="M{at:.1f} 26V{height - 24}" stroke="#dfe3e7"/>'
        for y in (18, height - 8):
            yield f'<text x="{at:.1f}" y="{y}" text-anchor="middle" fill="#59636e">{_say(10.0**power)}</text>'


def _draw_group(
    name: str, bars: Sequence[tuple[str, float]], top: float, place: Callable[[float], float]
) -> Iterable[str]:
    yield f'<text x="10" y="{top + 16}" font-weight="600">{escape(name)}</text>'
    for number, (tool, value) in enumerate(bars):
        y = top + _HEAD + number * _STEP
        end = place(value)
        colour = _OTHERS if number else _OURS
        yield f'<text x="{_LEFT - 8}" y="{y + 12}" text-anchor="end">{escape(tool)}</text>'
        yield f'<rect x="{_LEFT}" y="{y}" width="{max(end - _LEFT, 1):.1f}" height="{_BAR}" fill="{colour}"/>'
        yield f'<text x="{end + 6:.1f}" y="{y + 12}">{_say(value)}</text>'


def _say(seconds: float) -> str:
    if seconds >= 10:
        return f"{seconds:.0f} s"
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"
