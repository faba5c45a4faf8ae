"""The line by which a copied file of the theme says what it was copied from. Touches no disk."""

from __future__ import annotations

import re

from site_gen.support.files import digest
from site_gen.support.structs import Struct

_TEMPLATE_FORM = "{{# {} #}}"
_FORMS = {".html": _TEMPLATE_FORM, ".css": "/* {} */", ".js": "// {}"}
_SAYING = re.compile(r"copied from site-gen (?P<version>\S+), (?P<digest>[0-9a-f]{12})")


class Origin(Struct, frozen=True):
    """What a file was copied from."""

    version: str
    """The version of site-gen."""
    digest: str
    """The beginning of the hash of the original's text."""


def make_origin(version: str, text: str) -> Origin:
    """Give the origin of a copy of ``text``, which has LF at its line ends."""
    return Origin(version, digest(text.encode())[:12])


def render_origin(path: str, origin: Origin) -> str | None:
    """Give the first line of a copy, without its end; None for a kind of file that has no comments of ours.

    Templates drop it when they are rendered, ``drop_origin`` when styles and scripts are joined: it changes no
    byte of a page.
    """
    form = _TEMPLATE_FORM if path.startswith("templates/") else _FORMS.get(_ending(path))
    return form.format(f"copied from site-gen {origin.version}, {origin.digest}") if form else None


def find_origin(path: str, text: str) -> Origin | None:
    """Give what the first line of a file says about its origin; None where it says nothing."""
    first = text.partition("\n")[0].strip()
    said = _SAYING.search(first)
    if not said:
        return None
    origin = Origin(said["version"], said["digest"])
    return origin if render_origin(path, origin) == first else None


def drop_origin(path: str, text: str) -> str:
    """Give the text without the line that says its origin."""
    return text.partition("\n")[2] if find_origin(path, text) else text


def _ending(path: str) -> str:
    return path[path.rfind(".") :] if "." in path else ""
