"""What style sheets point at: ``url(…)`` and ``@import``, found and replaced. Knows no more of CSS."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator

from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.locations import Span, TextFile
from site_gen.support.structs import Struct
from site_gen.support.urls import decode_path, is_relative

# Comments and other strings are matched first, so that nothing is found inside them.
_TOKEN = re.compile(
    r"""/\*.*?(?:\*/|\Z)
    | (?P<import>@import\s+)(?P<name>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
    | \burl\(\s*(?P<url>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[^\s"'()]*)\s*\)
    | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_IMPORT = re.compile(r"/\*.*?(?:\*/|\Z)|(?P<import>@import\b)", re.DOTALL | re.IGNORECASE)
_CHARSET = re.compile(r"\A@charset\s+\"[^\"]*\";\s*", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([^0-9A-Fa-f\n])")


class StaticTarget(Struct, frozen=True):
    """A file of ``static/`` that something points at."""

    path: str
    """Below ``static/``."""
    rest: str
    """``?…`` and ``#…`` behind it."""


class Reference(Struct, frozen=True):
    """An address in a style sheet."""

    address: str
    span: Span

    def resolve(self, name: str) -> StaticTarget | None:
        """Give the file that the address in the style sheet ``name`` means; None for what lies elsewhere.

        ``/static/x`` means the theme's own file, ``/x`` one of ``static/root/``.
        """
        if not self.address or self.address[0] in "#?" or not is_relative(self.address):
            return None
        match = re.match(r"[^?#]*", self.address)
        typed = match[0] if match else self.address
        rest = self.address[len(typed) :]
        path = decode_path(typed)
        if path.startswith("/static/"):
            return StaticTarget(posixpath.normpath(path.removeprefix("/static/")), rest)
        if path.startswith("/"):
            return StaticTarget("root" + posixpath.normpath(path), rest)
        return StaticTarget(posixpath.normpath(posixpath.join(posixpath.dirname(name), path)), rest)


def replace_references(file: TextFile, follow: Callable[[Reference], str]) -> str:
    """Give the text of a style sheet with each address replaced by what ``follow`` makes of it."""
    parts: list[str] = []
    done = 0
    for start, end, reference, is_import in _find_references(file):
        address = follow(reference)
        if address != reference.address:
            parts += [file.text[done:start], f'"{address}"' if is_import else f'url("{address}")']
            done = end
    return "".join([*parts, file.text[done:]])


def drop_charset(text: str) -> str:
    """Give a style sheet without its ``@charset``, which counts only at the beginning of a file."""
    return _CHARSET.sub("", text)


def check_part(file: TextFile) -> Iterator[Diagnostic]:
    """Find ``@import`` in a style sheet that is joined with others: browsers ignore it there."""
    for match in _IMPORT.finditer(file.text):
        if match["import"]:
            message = "@import has no effect here, since the files in static/css/ are joined into one"
            hint = "put the other file into static/css/ too; they are joined in order of name"
            yield error("css-is-joined", message, file.span_at(*match.span()), hint)


def _find_references(file: TextFile) -> Iterator[tuple[int, int, Reference, bool]]:
    """Give (start, end, reference, whether imported by name); start and end are of what is to be replaced."""
    for match in _TOKEN.finditer(file.text):
        group = "name" if match["name"] is not None else "url"
        typed = match[group]
        if typed is None:
            continue
        start, end = match.span(group)
        if typed[:1] in {'"', "'"}:
            typed, start, end = typed[1:-1], start + 1, end - 1
        reference = Reference(_ESCAPE.sub(r"\1", typed), file.span_at(start, end))
        whole = match.span("name") if group == "name" else match.span()
        yield *whole, reference, group == "name"
