"""Loads the theme: the packaged templates and static files, the site's own winning file by file."""

from __future__ import annotations

from pathlib import Path

from site_gen.building.environment import theme_folders
from site_gen.outputs.assets import make_assets
from site_gen.outputs.theme import Theme
from site_gen.presenting.templating import Templates
from site_gen.support.files import read_bytes, walk_files


def load_theme(root: Path) -> Theme:
    """Read the theme of the site in ``root``. Raises OSError where a file cannot be read."""
    files: dict[str, bytes] = {}
    for folder in theme_folders(root, "static"):
        for path in walk_files(folder):
            if not path.rpartition("/")[2].startswith(".") or path.startswith("root/"):
                files.setdefault(path, read_bytes(folder / path))
    assets = make_assets(files)
    return Theme(Templates(theme_folders(root, "templates")), assets, tuple(assets.diagnostics))
