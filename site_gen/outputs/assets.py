"""Static files as they are published: styles and scripts joined, names hashed, ``url()`` in CSS following.

A pure function of the theme's files. Knows nothing of pages and templates.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from site_gen.model import PublishedFile
from site_gen.outputs.copies import drop_origin
from site_gen.outputs.fonts import is_for_drawing
from site_gen.outputs.shortening import shorten_script, shorten_style
from site_gen.outputs.styles import Reference, check_part, drop_charset, replace_references
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.files import digest
from site_gen.support.locations import Span
from site_gen.support.pictures import find_script, find_size, is_picture
from site_gen.support.structs import Struct
from site_gen.support.texts import decode_text
from site_gen.support.urls import Linker

STATIC = "static/"
ROOT = "root/"
STYLES = "site.css"
SCRIPTS = "site.js"

_TEXT = (".css", ".js", ".svg")
_STYLE_PART = re.compile(r"css/[^/]+\.css")
_SCRIPT_PART = re.compile(r"js/[^/]+\.js")


class Assets(Struct, frozen=True):
    """The static files of a site, ready to be written."""

    files: Mapping[str, PublishedFile]
    """By path: ``static/logo.svg``, ``static/site.css`` (joined), ``static/root/robots.txt``."""
    contents: Mapping[str, bytes]
    """By address."""
    diagnostics: tuple[Diagnostic, ...] = ()


def make_assets(files: Mapping[str, bytes]) -> Assets:
    """Make the assets of a theme.

    ``files`` are by path below ``static/``, the site's own already in the place of the packaged ones. What is
    in ``root/`` keeps its name and bytes. ``css/*.css`` are joined in order of name into ``site.css``,
    ``js/*.js`` into ``site.js``, both without their comments; every name but those in ``root/`` gets a hash of
    the content. Fonts for share images are published only where a style sheet names them. Problems: a picture that
    is none, a text that is not UTF-8, an address in a style sheet that leads nowhere.
    """
    maker = _Maker(files)
    for path in sorted(files):
        if path.startswith(ROOT):
            maker.publish_root(path)
        elif not _is_part(path) and not is_for_drawing(path):
            maker.publish(path)
    for name in (STYLES, SCRIPTS):
        if name not in files and _parts_of(files, name):
            maker.publish(name)
    return maker.finish()


def _is_part(path: str) -> bool:
    return bool(_STYLE_PART.fullmatch(path) or _SCRIPT_PART.fullmatch(path))


def _parts_of(files: Mapping[str, bytes], name: str) -> list[str]:
    """Give the files that are joined into ``name``, in order; none for any other name."""
    pattern = {STYLES: _STYLE_PART, SCRIPTS: _SCRIPT_PART}.get(name)
    return sorted(path for path in files if pattern and pattern.fullmatch(path))


class _Maker:
    """Publishes files one by one, what a style sheet points at before it: its hash rests on theirs."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._published: dict[str, PublishedFile] = {}
        self._contents: dict[str, bytes] = {}
        self._diagnostics: list[Diagnostic] = []
        self._open: list[str] = []

    def finish(self) -> Assets:
        files = {file.path: file for _, file in sorted(self._published.items())}
        return Assets(files, dict(sorted(self._contents.items())), tuple(self._diagnostics))

    def publish_root(self, path: str) -> PublishedFile:
        """Publish a file of ``root/`` at the root of the site, as it is."""
        address = "/" + path.removeprefix(ROOT)
        if address.endswith("/index.html"):
            address = address.removesuffix("index.html")
        return self._put(path, address, self._files[path])

    def publish(self, path: str) -> PublishedFile:
        """Publish a file under a name with a hash, joined where it is not a file of its own."""
        if path in self._published:
            return self._published[path]
        self._open.append(path)
        data = self._read(path)
        self._open.pop()
        stem, dot, ending = path.rpartition(".")
        hashed = (
            f"{stem}.{digest(data)[:8]}.{ending}"
            if dot and "/" not in ending
            else f"{path}.{digest(data)[:8]}"
        )
        return self._put(path, f"/{STATIC}{hashed}", data)

    def _put(self, path: str, address: str, data: bytes) -> PublishedFile:
        width, height = self._measure(path, data)
        file = PublishedFile(STATIC + path, address, width, height)
        self._published[path] = file
        self._contents[address] = data
        return file

    def _measure(self, path: str, data: bytes) -> tuple[int | None, int | None]:
        if not is_picture(path):
            return None, None
        size = find_size(data)
        if size is None:
            message = "this is not a picture that a browser could show"
            hint = "save it again as PNG, JPEG, WebP, AVIF, GIF or SVG"
            self._diagnostics.append(error("picture-is-readable", message, Span(STATIC + path), hint))
            return None, None
        script = find_script(STATIC + path, data)
        self._diagnostics += [script] if script else []
        return size

    def _read(self, path: str) -> bytes:
        """Give the bytes to publish: text with LF, parts joined, references followed."""
        if path in self._files:
            return self._read_text(path, path) if path.endswith(_TEXT) else self._files[path]
        parts = (self._read_text(name, path) for name in _parts_of(self._files, path))
        # A script that ends without a semicolon would run into the next one.
        return (b"" if path == STYLES else b";\n").join(part.rstrip() + b"\n" for part in parts)

    def _read_text(self, name: str, published: str) -> bytes:
        """Give the text of ``name``, which becomes part of ``published`` or is all of it."""
        file, problems = decode_text(STATIC + name, self._files[name])
        self._diagnostics += problems
        if file is None:
            return self._files[name]
        if not name.endswith(".css"):
            text = drop_origin(name, file.text)
            return (shorten_script(text) if _is_part(name) else text).encode()
        text = replace_references(file, lambda reference: self._follow(reference, name, published))
        text = drop_origin(name, text)
        if name != published:
            self._diagnostics += check_part(file)
            text = shorten_style(drop_charset(text))
        return text.encode()

    def _follow(self, reference: Reference, name: str, published: str) -> str:
        """Give the address that a style sheet published at ``published`` uses for what ``name`` points at."""
        target = reference.resolve(name)
        if target is None:
            return reference.address
        if target.path not in self._files and not _parts_of(self._files, target.path):
            self._diagnostics.append(_missing(reference, target.path))
            return reference.address
        if target.path in self._open:
            self._diagnostics.append(_circle(reference))
            return reference.address
        published_file = (
            self.publish_root(target.path) if target.path.startswith(ROOT) else self.publish(target.path)
        )
        return Linker(f"/{STATIC}{published}").link(published_file.address) + target.rest


def _missing(reference: Reference, path: str) -> Diagnostic:
    message = (
        f"there is no file {STATIC}{path}"
        if not path.startswith("..")
        else f"“{reference.address}” leads out of {STATIC}"
    )
    hint = f"put the file there, or write its path as seen from {posixpath.dirname(reference.span.path)}/"
    return error("asset-exists", message, reference.span, hint)


def _circle(reference: Reference) -> Diagnostic:
    message = (
        f"“{reference.address}” leads back to this style sheet, so neither can be named after its content"
    )
    return error("asset-exists", message, reference.span, "take one of the two references out")
