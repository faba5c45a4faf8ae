"""The workflows of a repository, as far as they publish its site. Reads only."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from site_gen.support.files import read_bytes

FOLDER = ".github/workflows"
_DEPLOYS = b"actions/deploy-pages"


def find_pages_workflow(top: Path) -> str | None:
    """Give the first workflow of a repository that publishes to GitHub Pages, as seen from its top; None without."""
    folder = top / FOLDER
    for path in sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")]):
        with suppress(OSError):
            if _DEPLOYS in read_bytes(path):
                return f"{FOLDER}/{path.name}"
    return None
