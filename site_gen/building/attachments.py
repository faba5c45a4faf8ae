"""Files beside articles: which of them are published, and where. Only what an article uses leaves the folder."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from site_gen.model import ArticleRecord, PublishedFile, Record, Site
from site_gen.presenting.addresses import resolve_typed
from site_gen.support.diagnostics import Diagnostic, error, warning
from site_gen.support.locations import Span
from site_gen.support.pictures import is_picture, read_size

Files = dict[tuple[str, str], PublishedFile]


def find_attachments(
    root: Path, present: Collection[str], records: Iterable[Record]
) -> tuple[Files, list[Diagnostic]]:
    """Give the files that articles and pages use, by (address of the article or page, path).

    A file stands under the address of each article that uses it; a picture that cannot be read is an error.
    """
    files: Files = {}
    problems: dict[str, Diagnostic] = {}
    for record in records:
        for path in _used_paths(record):
            if path not in present or path.endswith(".md"):
                continue
            width, height = None, None
            if is_picture(path):
                size = read_size(root / path)
                if size is None:
                    problems[path] = _unreadable(path)
                    continue
                width, height = size
            address = record.address + _name_below(record.path, path)
            files[record.address, path] = PublishedFile(path, address, width, height)
    return files, list(problems.values())


def _used_paths(record: Record) -> Iterator[str]:
    for use in record.links:
        yield use.target
    if isinstance(record, ArticleRecord) and record.image:
        yield resolve_typed(record, record.image)


def _name_below(owner: str, path: str) -> str:
    folder = posixpath.dirname(owner) + "/"
    return path.removeprefix(folder) if path.startswith(folder) else posixpath.basename(path)


def _unreadable(path: str) -> Diagnostic:
    return error(
        "picture-is-readable",
        "this is not a picture that a browser could show",
        Span(path),
        "save it again as PNG, JPEG, WebP, AVIF, GIF or SVG",
    )


def check_unused(attachments: Iterable[str], everything: Site) -> Iterator[Diagnostic]:
    """Find files beside articles that no article uses: they are not published."""
    used = {path for _, path in everything.files}
    for path in attachments:
        if path not in used:
            yield warning(
                "file-is-used",
                "no article or page uses this file, so it is not published",
                Span(path),
                "link to it, or move it out of content/",
            )
