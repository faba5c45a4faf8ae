"""Which file answers an address, and as what type: the manners of a static host. Knows no server and no disk.

Which files there are it is told; it never asks the disk, so no address can lead out of the site.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Container, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from site_gen.support.structs import Struct
from site_gen.support.urls import encode_path

NOT_FOUND_PAGE = "404.html"

# What sites consist of. The tables of operating systems differ: Windows may call a script plain text.
_TYPES: Mapping[str, str] = {
    ".avif": "image/avif",
    ".css": "text/css",
    ".csv": "text/csv",
    ".gif": "image/gif",
    ".html": "text/html",
    ".ico": "image/vnd.microsoft.icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
}
_TEXT_TYPES = frozenset({"application/json", "application/xml", "application/yaml", "image/svg+xml"})


class Answer(Struct, frozen=True):
    """What to send for an address."""

    status: int
    """200, 302 or 404."""
    path: str | None = None
    """The output path of the file to send; None for a redirect, or where the site has no 404 page."""
    location: str = ""
    """Where a redirect leads: an absolute path, percent-encoded."""


def find_answer(files: Container[str], base_path: str, address: str) -> Answer:
    """Give what answers ``address``, the path of a request as sent, on a site of ``files`` under ``base_path``.

    A folder is answered by its ``index.html``; without its slash it redirects there. What lies outside the
    base is missing, but ``/`` and ``/repo`` lead to ``/repo/``.
    """
    path = _decode(address)
    if path is None:
        return _missing(files)
    if not path.startswith(base_path):
        leads_in = path == "/" or f"{path}/" == base_path
        return Answer(302, location=encode_path(base_path)) if leads_in else _missing(files)
    name = path.removeprefix(base_path)
    if name == "" or name.endswith("/"):
        name += "index.html"
    if name in files:
        return Answer(200, name)
    if f"{name}/index.html" in files:
        return Answer(302, location=encode_path(f"{base_path}{name}/"))
    return _missing(files)


def content_type(path: str) -> str:
    """Give the value of ``Content-Type`` for an output path."""
    suffix = PurePosixPath(path).suffix.lower()
    kind = _TYPES.get(suffix) or mimetypes.MimeTypes().guess_type(path)[0] or "application/octet-stream"
    is_text = kind.startswith("text/") or kind.endswith(("+json", "+xml")) or kind in _TEXT_TYPES
    return f"{kind}; charset=utf-8" if is_text else kind


def _decode(address: str) -> str | None:
    try:
        return unquote(address, errors="strict")
    except UnicodeDecodeError:
        return None


def _missing(files: Container[str]) -> Answer:
    return Answer(404, NOT_FOUND_PAGE if NOT_FOUND_PAGE in files else None)
