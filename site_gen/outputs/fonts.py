"""The fonts of share images as they are measured: which has which letters, and how wide words are in them.

Alone imports HarfBuzz, which is there where the extra ``cards`` is installed. Knows nothing of pictures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from site_gen.outputs.output import read_known
from site_gen.support.structs import Struct

_FOLDER = "fonts/"
_ENDINGS = (".ttf", ".otf")


class FontFile(Struct, frozen=True):
    """A font of ``static/fonts/``."""

    path: Path
    digest: str
    """Of its content, when the theme was read."""


class Face(Struct, frozen=True):
    """What a font is asked for by."""

    family: str
    weight: int


def is_font(path: str) -> bool:
    """Tell whether a path below ``static/`` is that of a font for share images."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/" == _FOLDER and name.lower().endswith(_ENDINGS)


def is_for_drawing(path: str) -> bool:
    """Tell whether a path below ``static/`` is of no use to browsers: a font for share images, or its licence."""
    return is_font(path) or (path.startswith(_FOLDER) and path.endswith(".txt"))


class Font:
    """A font that can be asked how wide words are."""

    def __init__(self, data: bytes) -> None:
        """Read a font. Raises ValueError where the bytes are none."""
        import uharfbuzz  # noqa: PLC0415 - an extra, and not needed where nothing is drawn

        self._hb = uharfbuzz
        face = uharfbuzz.Face(data)
        if not face.glyph_count:
            raise ValueError("no font")
        self._font = uharfbuzz.Font(face)
        name = face.get_name(uharfbuzz.OTNameIdPredefined.TYPOGRAPHIC_FAMILY) or face.get_name(
            uharfbuzz.OTNameIdPredefined.FONT_FAMILY
        )
        weight = self._font.get_style_value(uharfbuzz.StyleTag.WEIGHT)
        self.face = Face(name or "", round(weight))
        self.letters = frozenset(face.unicodes)
        extents = self._font.get_font_extents("ltr")
        self._em = face.upem
        self.leading = (extents.ascender - extents.descender + extents.line_gap) / face.upem
        """The distance of lines for a size of 1."""

    def measure(self, text: str) -> float:
        """Give the width of words for a size of 1."""
        buffer = self._hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        self._hb.shape(self._font, buffer)
        return float(sum(position.x_advance for position in buffer.glyph_positions) / self._em)


class FontCase:
    """All fonts at hand."""

    def __init__(self, fonts: Sequence[Font]) -> None:
        self._fonts = tuple(fonts)
        self.letters = frozenset[int]().union(*(font.letters for font in fonts))
        """What any of them has."""

    def order(self, faces: Iterable[Face]) -> tuple[Font, ...]:
        """Give the fonts in the order in which a text looks for its letters: those asked for, then the others."""
        asked = {face: place for place, face in reversed(list(enumerate(faces)))}
        return tuple(sorted(self._fonts, key=lambda font: asked.get(font.face, len(asked))))


@lru_cache(maxsize=4)
def load_fonts(files: tuple[FontFile, ...]) -> FontCase:
    """Read fonts, once in a process; what is no font is passed over.

    Raises FileFault where one is gone, or not what it was when the theme was read.
    """
    fonts = []
    for file in files:
        data = read_known(file.path, f"static/{_FOLDER}{file.path.name}", file.digest)
        try:
            fonts.append(Font(data))
        except ValueError:
            continue
    return FontCase(fonts)
