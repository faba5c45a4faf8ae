"""The size of pictures: the only door to imagesize. Knows which kinds browsers show, nothing of pages."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from site_gen.support.diagnostics import Diagnostic, warning
from site_gen.support.files import open_file
from site_gen.support.locations import Span

Size = tuple[int | None, int | None]
"""Width and height in pixels; (None, None) of a drawing that says nothing of its size."""

ENDINGS = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")

_DRAWING = ".svg"
# A script, an action such as onload, an address that is a script.
_SCRIPT = re.compile(
    r"""<(?:[\w.-]+:)?script[\s/>]|<[^<>]*\son[a-z]+\s*=|(?:href|to|values)\s*=\s*["']\s*javascript:""",
    re.IGNORECASE,
)

_HEAD = 64
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_HEAD = 26
_SVG_HEAD = 65_536
_AVIF = (b"avif", b"avis")
_UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_SIDE = r"(\d*[1-9]\d*(?:\.\d*)?|0?\.\d*[1-9]\d*)"
_VIEW_BOX = re.compile(rf"\s*[-+.\deE]+[\s,]+[-+.\deE]+[\s,]+{_SIDE}[\s,]+{_SIDE}\s*")
_LENGTH = re.compile(r"\s*\+?(\d+(?:\.\d+)?|\.\d+)(px|pt|pc|in|cm|mm|)\s*")


def is_picture(path: str) -> bool:
    """Tell by its ending whether a file is a picture that browsers show."""
    return path.lower().endswith(ENDINGS)


def read_size(path: Path) -> Size | None:
    """Give the size of the picture in a file, turned as its camera says; None where it is none.

    Raises OSError.
    """
    with open_file(path) as file:
        return _find_size(file)


def find_size(data: bytes) -> Size | None:
    """Give the size of a picture; see ``read_size``."""
    return _find_size(BytesIO(data))


def find_script(path: str, data: bytes) -> Diagnostic | None:
    """Tell of a drawing that holds a script; None where it holds none, or is no drawing.

    Shown in a page none of them runs; opened by its own address all do, with no policy of ours to stop them.
    """
    if not path.lower().endswith(_DRAWING):
        return None
    text = _decode(data)
    found = _SCRIPT.search(text)
    if found is None:
        return None
    place = Span(path, text.count("\n", 0, found.start()) + 1)
    message = "this drawing has a script in it, which runs in your site's name when somebody opens the drawing alone"
    what = "the script" if found[0].startswith("<") and "on" not in found[0].split()[-1] else "the action"
    hint = f"take {what} out, or save the drawing again as PNG"
    return warning("picture-has-no-script", message, place, hint)


def _decode(data: bytes) -> str:
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")


def _find_size(file: BinaryIO) -> Size | None:
    head = file.read(_HEAD)
    file.seek(0)
    if not _is_shown(head):
        return _find_drawing_size(file.read(_SVG_HEAD))
    if head.startswith(_PNG):
        return _find_png_size(head)
    import imagesize  # noqa: PLC0415 - it brings Python's HTTP client along, which costs more than a small build

    try:
        info = imagesize.get_info(file, dpi=False, colors=False, channels=False)
    except Exception:  # noqa: BLE001 - whatever a broken file makes the library raise, the answer is the same
        return None
    return (info.width, info.height) if info.width > 0 and info.height > 0 else None


def _find_png_size(head: bytes) -> Size | None:
    """Give the size in the first part of a PNG file, which must be its header: https://www.w3.org/TR/png/#11IHDR.

    The theme has such a picture: no build needs imagesize for that one.
    """
    if len(head) < _PNG_HEAD or head[12:16] != b"IHDR":
        return None
    width, height = int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
    return (width, height) if width and height else None


def _is_shown(head: bytes) -> bool:
    """Tell whether a file begins like a picture of pixels that browsers show, whatever its name says."""
    if head[4:8] == b"ftyp":
        length = int.from_bytes(head[:4], "big")
        brands = head[8 : min(length, _HEAD)]
        return any(brands[start : start + 4] in _AVIF for start in range(0, len(brands), 4))
    if head.startswith(b"RIFF"):
        return head[8:12] == b"WEBP"
    return head.startswith((_PNG, b"\xff\xd8", b"GIF87a", b"GIF89a"))


def _find_drawing_size(head: bytes) -> Size | None:
    text = _decode(head)
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        return None
    finder = _DrawingFinder()
    finder.feed(text)
    if finder.attributes is None:
        return None
    width, height = (_find_length(finder.attributes.get(name)) for name in ("width", "height"))
    if box := _VIEW_BOX.fullmatch(finder.attributes.get("viewbox") or ""):
        ratio = float(box[1]) / float(box[2])
        width = width or (height * ratio if height else float(box[1]))
        height = height or width / ratio
    return (max(1, round(width)), max(1, round(height))) if width and height else (None, None)


def _find_length(value: str | None) -> float | None:
    match = _LENGTH.fullmatch(value or "")
    return float(match[1]) * _UNITS[match[2]] if match else None


class _DrawingFinder(HTMLParser):
    """Finds the first element, which must be ``svg``. Reads no entities, so that none can explode."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.attributes: dict[str, str | None] | None = None
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the attributes of the first element."""
        if not self._done:
            self._done = True
            if tag.rpartition(":")[2] == "svg":
                self.attributes = dict(attrs)

    handle_startendtag = handle_starttag
