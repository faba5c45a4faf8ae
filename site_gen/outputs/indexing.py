"""Runs Pagefind. Alone imports it; it is there where the extra ``search`` is installed. Knows nothing of articles."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from site_gen.support.files import read_bytes, walk_files


class IndexingError(Exception):
    """Pagefind could not be started, or made no index; the text says why."""


def make_index(pages: Path, index: Path, language: str) -> dict[str, bytes]:
    """Index the pages in a folder, all as one language; give the index by path. Raises IndexingError.

    ``index`` is a folder to use in between.
    """
    try:
        # In a thread of its own: in this one the caller's own loop may be running.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(lambda: asyncio.run(_run(pages, index, language))).result()
        return {path: read_bytes(index / path) for path in walk_files(index)}
    except Exception as problem:  # the library has no error of its own
        raise IndexingError(str(problem)) from problem


async def _run(pages: Path, index: Path, language: str) -> None:
    from pagefind.index import PagefindIndex  # noqa: PLC0415 - an extra, and not needed without a change

    # Leaving it as a context would write, too; given its place here, once is enough.
    config = {"force_language": language.partition("-")[0].lower(), "output_path": str(index)}
    async with PagefindIndex(config=config) as made:
        await made.add_directory(str(pages))
