"""Writes back the one right form of YAML slips, and nothing else: ``check --fix``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from site_gen.model import Library
from site_gen.reading.library import find_library
from site_gen.reading.mending import mend_file


def mend_site(root: Path) -> list[tuple[str, int]]:
    """Mend every file that people write in YAML; give (path, number of lines put right) of those that changed."""
    library, _ = find_library(root)
    mended = ((path, mend_file(root, path)) for path in _yaml_files(library))
    return [(path, number) for path, number in mended if number]


def _yaml_files(library: Library) -> Iterator[str]:
    yield "site.yaml"
    if library.sources_path:
        yield library.sources_path
    for article in library.articles:
        yield article.path
        if article.claims_path:
            yield article.claims_path
    yield from library.pages
