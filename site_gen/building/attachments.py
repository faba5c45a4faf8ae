"""Files beside articles: which of them are published, and where. Only what an article uses leaves the folder."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from site_gen.model import PublishedFile, Record, Site
from site_gen.support.diagnostics import Diagnostic, error, lower, warning
from site_gen.support.files import read_bytes
from site_gen.support.locations import Span
from site_gen.support.pictures import Size, find_script, is_picture, read_size
from site_gen.support.steps import Steps, cut
from site_gen.support.texts import unreadable
from site_gen.support.urls import compose

Files = dict[tuple[str, str], PublishedFile]
_UNKNOWN: Size = (None, None)
_AT_ONCE = 50
"""Articles in one step; each may have pictures, which are opened."""


def find_attachments(
    root: Path, present: Collection[str], records: Iterable[Record]
) -> Steps[tuple[Files, list[Diagnostic]]]:
    """Give the files that articles and pages use, by (address of the article or page, path as links have it).

    ``present``: the files there are beside articles and pages; nothing else is published so. A file stands under the
    address of each article that uses it. Problems: a picture that cannot be read, two files for one address.
    """
    files: Files = {}
    by_name = {compose(path): path for path in sorted(present)}
    problems: list[Diagnostic] = []
    for piece in cut(records, _AT_ONCE):
        for record in piece:
            for target, file, problem in _find_used(root, by_name, record):
                files[record.address, target] = file
                if problem is not None:
                    problems.append(lower(problem) if record.draft else problem)
        yield
    return files, problems


def _find_used(
    root: Path, by_name: Mapping[str, str], record: Record
) -> Iterator[tuple[str, PublishedFile, Diagnostic | None]]:
    """Give each file that an article or page uses, by its path as links have it, with what is wrong with it."""
    standing: dict[str, str] = {}
    for target in dict.fromkeys(use.target for use in record.links):
        path = by_name.get(target)
        if path is None:
            continue
        address = record.address + _name_below(compose(record.path), target)
        other = standing.setdefault(address, path)
        size, problem = _read_size(root, path)
        if other != path:
            problem = _of_one_name(record.path, other, path)
        if path.lower().endswith(".svg") and problem is None:
            problem = _find_script(root, path)
        yield target, PublishedFile(path, address, *size), problem


def _find_script(root: Path, path: str) -> Diagnostic | None:
    try:
        return find_script(path, read_bytes(root / path))
    except OSError as problem:
        return unreadable(path, problem)


def _read_size(root: Path, path: str) -> tuple[Size, Diagnostic | None]:
    if not is_picture(path):
        return _UNKNOWN, None
    try:
        size = read_size(root / path)
    except OSError as problem:
        return _UNKNOWN, unreadable(path, problem)
    return (size, None) if size else (_UNKNOWN, _no_picture(path))


def _name_below(owner: str, path: str) -> str:
    folder = posixpath.dirname(owner) + "/"
    return path.removeprefix(folder) if path.startswith(folder) else posixpath.basename(path)


def _of_one_name(owner: str, one: str, other: str) -> Diagnostic:
    return error(
        "address-is-free",
        f"{owner} uses this file and {one}, which have the same name: both would stand beside it in the site",
        Span(other),
        "rename one of the two",
    )


def _no_picture(path: str) -> Diagnostic:
    return error(
        "picture-is-readable",
        "this is not a picture that a browser could show",
        Span(path),
        "save it again as PNG, JPEG, WebP, AVIF, GIF or SVG",
    )


def check_unused(attachments: Iterable[str], everything: Site) -> Iterator[Diagnostic]:
    """Find files beside articles that no article uses: they are not published."""
    used = {file.path for file in everything.files.values()}
    for path in attachments:
        if path not in used:
            yield warning(
                "file-is-used",
                "no article or page uses this file, so it is not published",
                Span(path),
                "link to it, or move it out of content/",
            )
