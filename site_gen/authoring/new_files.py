"""Files that are made for a title: their names, and that nothing is written over. Knows nothing of what is in them."""

from __future__ import annotations

from pathlib import Path

from site_gen.support.errors import OutputError, UsageError
from site_gen.support.files import write_file
from site_gen.support.urls import make_slug


def name_slug(title: str) -> str:
    """Make the name that files and address have. Raises UsageError where none can be made of the title."""
    slug = make_slug(title)
    if not slug:
        raise UsageError(f"no address can be made of the title {title or '“”'}", "use some letters or digits")
    return slug


def check_no_file(root: Path, path: str) -> None:
    """Raise UsageError where something stands at ``path``."""
    if (root / path).exists() or (root / path).is_symlink():
        raise UsageError(f"{path} is there already, and was left as it is", "give another title")


def write_new(root: Path, text: str, path: str) -> None:
    """Write a file that was not there. Raises OutputError where it cannot be written."""
    try:
        write_file(root / path, text.encode())
    except OSError as problem:
        raise OutputError(f"cannot write {root / path}: {problem.strerror}") from problem
