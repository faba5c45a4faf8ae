"""``new DIR``: a working site to begin with. Copies the packaged starter; writes over nothing, asks nothing."""

from __future__ import annotations

from pathlib import Path

from site_gen.support.errors import InternalError, OutputError, UsageError
from site_gen.support.files import read_bytes, walk_files, write_file
from site_gen.support.texts import decode_text

STARTER = Path(__file__).parent.parent / "starter"
"""The packaged starter: a whole site, file by file as it is written."""

# What a folder may hold and still count as empty: an empty repository just cloned, traces of a file manager.
_PASSED_OVER = frozenset({".git", ".DS_Store", "desktop.ini", "Thumbs.db"})
_NOT_COPIED = frozenset({"__pycache__", ".DS_Store", "Thumbs.db"})
_NAMED = 10


def make_site(folder: Path, starter: Path = STARTER) -> list[str]:
    """Write a new site into ``folder``, which is made with its parents; give the paths written, in order.

    Text has LF at its line ends whatever the packaging did to them. Raises UsageError where ``folder`` is a file or
    is not empty, OutputError where it cannot be written.
    """
    check_is_free(folder)
    paths = [path for path in walk_files(starter) if not _NOT_COPIED.intersection(path.split("/"))]
    if not paths:
        raise InternalError("the starter site is missing from this installation")
    for path in paths:
        try:
            write_file(folder / path, _with_lf(path, read_bytes(starter / path)))
        except OSError as problem:
            raise OutputError(f"cannot write {folder / path}: {problem.strerror}") from problem
    return paths


def check_is_free(folder: Path) -> None:
    """Raise UsageError where something stands in the way of a new site in ``folder``."""
    if not folder.exists() and not folder.is_symlink():
        blocking = next((parent for parent in folder.parents if parent.exists()), None)
        if blocking is not None and not blocking.is_dir():
            raise _in_the_way(blocking)
        return
    if not folder.is_dir():
        raise _in_the_way(folder)
    try:
        names = sorted(path.name for path in folder.iterdir() if path.name not in _PASSED_OVER)
    except OSError as problem:
        raise UsageError(f"cannot look into {folder}: {problem.strerror}") from problem
    if names:
        shown = ", ".join(names[:_NAMED]) + (
            f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        )
        raise UsageError(
            f"the folder {folder} is not empty, it holds: {shown}",
            "name a folder that does not exist yet; nothing was written",
        )


def _in_the_way(path: Path) -> UsageError:
    return UsageError(f"{path} is a file, not a folder", "name a folder that does not exist yet")


def _with_lf(path: str, data: bytes) -> bytes:
    # A checkout on Windows may have given the packaged text CR LF; what is not text stays as it is.
    text, _ = decode_text(path, data)
    return data if text is None else text.text.encode()
