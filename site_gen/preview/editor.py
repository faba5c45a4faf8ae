"""Addresses that open a file in an editor, at a line. Knows nothing of pages."""

from __future__ import annotations

import re
from pathlib import Path

from site_gen.support.locations import Span
from site_gen.support.urls import encode_path

DEFAULT = "vscode://file/{path}:{line}:{column}"
_BARE = "{bare path}"
_AFTER_SLASH = re.compile(r"(?<!/)/\{path\}")


def make_editor_link(pattern: str | None, root: Path, span: Span) -> str | None:
    """Give the address that opens a place of a site's file; None where ``editor`` is no address with ``{path}``.

    Schemes that run script in a page are no editors.
    """
    pattern = pattern or DEFAULT
    scheme = pattern.partition(":")[0].strip().lower()
    if ":" not in pattern or "{path}" not in pattern or scheme in {"javascript", "data", "vbscript"}:
        return None
    path = encode_path((root / span.path).as_posix())
    # A pattern that ends in one slash before the path, such as `vscode://file/{path}`, has its first slash already.
    pattern = _AFTER_SLASH.sub("/" + _BARE, pattern)
    for key, value in {
        _BARE: path.lstrip("/"),
        "{path}": path,
        "{line}": str(span.line),
        "{column}": str(span.column),
    }.items():
        pattern = pattern.replace(key, value)
    return pattern
