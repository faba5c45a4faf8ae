"""Looks at the site's copies of theme files: whether the original is still the one that was copied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from site_gen import __version__
from site_gen.building.environment import packaged_folder, theme_folders
from site_gen.outputs.copies import Origin, find_origin, make_origin, render_origin
from site_gen.support.diagnostics import Diagnostic, warning
from site_gen.support.files import walk_files
from site_gen.support.locations import Span
from site_gen.support.texts import read_text_file

THEME = ("templates", "static")
_ENDINGS = (".html", ".css", ".js", ".svg")


def check_copies(root: Path) -> Iterator[Diagnostic]:
    """Warn of each copy made by ``theme copy`` whose original has changed or gone since."""
    for name in THEME:
        if theme_folders(root, name)[0] == packaged_folder(name):
            continue
        for path in walk_files(root / name):
            if path.endswith(_ENDINGS):
                yield from _check_copy(root, f"{name}/{path}")


def _check_copy(root: Path, path: str) -> Iterator[Diagnostic]:
    copy, _ = read_text_file(root, path)  # that it cannot be read is said where it is used
    origin = find_origin(path, copy.text) if copy else None
    if copy is None or origin is None:
        return
    folder, _, name = path.partition("/")
    where = Span(path, 1, 1, 1, len(copy.lines[0]) + 1)
    original, _ = read_text_file(packaged_folder(folder), name)
    if original is None:
        message = f"this was copied from site-gen {origin.version}, whose theme has no such file any more"
        yield warning(
            "theme-copy-is-current",
            message,
            where,
            "see `site-gen theme list`; take this file out, or its first line",
        )
        return
    now = make_origin(__version__, original.text)
    if now.digest != origin.digest:
        message = f"this was copied from site-gen {origin.version}, and the original has changed since"
        yield warning("theme-copy-is-current", message, where, _advise(path, now))


def _advise(path: str, now: Origin) -> str:
    return (
        f"move it away, run `site-gen theme copy {path}`, and make your changes again in the new copy; "
        f"or, where nothing is to be taken over, make the first line `{render_origin(path, now)}`"
    )
