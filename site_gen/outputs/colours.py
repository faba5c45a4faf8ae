"""The colours that a site gives its tones: a style sheet of them, and whether they can be read.

Contrast by WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). Knows the theme's grounds, not its rules.
"""

from __future__ import annotations

import colorsys
import math
from collections.abc import Iterator, Mapping
from typing import Literal

from site_gen.model import Colour, Config, Tone
from site_gen.support.diagnostics import Diagnostic, warning
from site_gen.support.locations import Span
from site_gen.support.structs import Struct

NAME = "colours.css"
TONES: tuple[Tone, ...] = ("good", "fair", "mixed", "poor", "bad", "none")
NEEDED = 4.5
"""WCAG 2.2, 1.4.3 for text (AA). The 3:1 that 1.4.11 asks of lines under words is less, on the same grounds."""
BUTTON = 0.14
"""How much of its own colour lies over the ground behind a numbered button."""

Scheme = Literal["light", "dark"]
_Channels = tuple[float, float, float]
"""Red, green, blue from 0 to 1."""

GROUNDS: Mapping[Scheme, Mapping[str, str]] = {
    "light": {"paper": "#fcfbf8", "raised": "#ffffff", "sunk": "#f4f1ea"},
    "dark": {"paper": "#16181b", "raised": "#212429", "sunk": "#1e2125"},
}
"""What words in a tone's colour stand on, by the names that ``static/css/10-tokens.css`` has for it."""


class Contrast(Struct, frozen=True):
    """How well a colour can be read where that is hardest."""

    ratio: float
    ground: str


def render_colours(colours: Mapping[Tone, Colour]) -> bytes:
    """Give the style sheet that puts these colours in place of the theme's."""
    light = _render_rules({tone: colours[tone].light for tone in TONES if tone in colours})
    dark = _render_rules({tone: colours[tone].dark for tone in TONES if tone in colours})
    return f"{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}}}\n".encode()


def _render_rules(colours: Mapping[Tone, str]) -> str:
    lines = [f"  --tone-{tone}: {colour};\n" for tone, colour in colours.items()]
    return f":root {{\n{''.join(lines)}}}\n"


def check_colours(config: Config) -> Iterator[Diagnostic]:
    """Find colours that cannot be read well on the theme's grounds."""
    for tone, colour in config.colours.items():
        both: tuple[tuple[Scheme, str], ...] = (("light", colour.light), ("dark", colour.dark))
        for scheme, value in both:
            found = find_contrast(value, scheme)
            if found.ratio >= NEEDED:
                continue
            yield warning(
                "colour-has-contrast",
                f"`{value}` has a contrast of {_floor(found.ratio)}:1 on the theme's {scheme} ground"
                f" ({found.ground}), but words need {NEEDED}:1",
                config.spans.get(f"colours.{tone}.{scheme}", Span("site.yaml")),
                f'the nearest colour of its hue that can be read: {scheme}: "{find_readable(value, scheme)}"',
            )


def find_contrast(colour: str, scheme: Scheme) -> Contrast:
    """Give the lowest contrast of a colour (``#rrggbb``) on any ground of a scheme, that of its buttons included."""
    ink = _parse(colour)
    plain = {name: _parse(ground) for name, ground in GROUNDS[scheme].items()}
    grounds = [*plain.values(), _mix(ink, plain["paper"], BUTTON)]
    return min(
        (Contrast(_ratio(ink, ground), _render(ground)) for ground in grounds), key=lambda each: each.ratio
    )


def find_readable(colour: str, scheme: Scheme) -> str:
    """Give the nearest colour of the same hue, lighter or darker, that can be read on the grounds of a scheme."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parse(colour))
    near = sorted((step / 255 for step in range(256)), key=lambda each: abs(each - lightness))
    for each in (lightness, *near):
        found = _render(colorsys.hls_to_rgb(hue, each, saturation))
        if find_contrast(found, scheme).ratio >= NEEDED:
            return found
    raise AssertionError  # pragma: no cover - black can be read on light ground, white on dark


def _parse(colour: str) -> _Channels:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _render(channels: _Channels) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _mix(colour: _Channels, ground: _Channels, share: float) -> _Channels:
    """Mix as ``color-mix(in srgb, …)`` does."""
    red, green, blue = (share * top + (1 - share) * below for top, below in zip(colour, ground, strict=True))
    return red, green, blue


def _ratio(one: _Channels, other: _Channels) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(channels: _Channels) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _floor(ratio: float) -> str:
    """Give a ratio with two digits, never rounded up to what is needed."""
    return f"{math.floor(ratio * 100) / 100:.2f}"
