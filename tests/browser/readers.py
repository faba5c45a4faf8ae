"""The kinds of readers that a page is for: what they have, and how they come to a card."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Reader:
    """Somebody in front of a browser."""

    name: str
    way: Literal["pointer", "touch", "keys"] = "pointer"
    """How a card is opened and closed."""
    options: dict[str, Any] = field(default_factory=dict)
    """Of the browser's context."""
    lacks: str | None = None
    """See ``lacking.py``."""
    site: str = "demo"
    article: str = "great-wall"
    text_size: int | None = None
    """The default size of letters that the reader chose in the browser, in pixels; 16 is the usual one."""

    def __str__(self) -> str:
        return self.name


def _window(width: int, height: int = 800, **more: Any) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": height}, **more}


def _phone(width: int, height: int = 640, **more: Any) -> dict[str, Any]:
    return _window(width, height, is_mobile=True, has_touch=True, device_scale_factor=2, **more)


READERS = (
    Reader("pointer at 1440", options=_window(1440, 900)),
    Reader("pointer at 1280", options=_window(1280)),
    Reader("pointer at 768", options=_window(768, 1024)),
    Reader("touch at 768", "touch", _window(768, 1024, has_touch=True)),
    Reader("touch at 360", "touch", _phone(360)),
    Reader("touch at 320", "touch", _phone(320, 568)),
    Reader("keys", "keys", _window(1280)),
    Reader("keys at 320", "keys", _window(320, 568)),
    Reader("no script", options=_window(1280, java_script_enabled=False)),
    Reader("no script, touch", "touch", _phone(360, java_script_enabled=False)),
    Reader("dark", options=_window(1280, color_scheme="dark")),
    Reader("dark, touch", "touch", _phone(360, color_scheme="dark")),
    Reader("forced colours", "keys", _window(1280, forced_colors="active")),
    Reader("reduced motion", options=_window(1280, reduced_motion="reduce")),
    Reader("zoom of 200 %", options=_window(640, 400, device_scale_factor=2)),
    Reader("zoom of 400 %", "keys", _window(320, 256, device_scale_factor=4)),
    Reader("text at 200 %", options=_window(1280), text_size=32),
    Reader("text at 200 %, touch", "touch", _phone(360), text_size=32),
    Reader("no anchors", options=_window(1280), lacks="anchors"),
    Reader("no anchors, keys at 768", "keys", _window(768, 500), lacks="anchors"),
    Reader("no anchors, touch", "touch", _phone(360), lacks="anchors"),
    Reader("no storage", options=_window(1280), lacks="storage"),
    Reader("right to left", options=_window(1440, 900), site="rtl"),
    Reader("right to left, touch", "touch", _phone(360), site="rtl"),
    Reader("right to left, no anchors", "keys", _window(1280), lacks="anchors", site="rtl"),
    Reader("Devanagari", "touch", _phone(360), site="devanagari"),
)
"""All of them have popovers; ``test_contexts.py`` tries without, apart."""
