"""Whole sites, built as a user builds them, for tests that look at the result."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

from site_gen.authoring.starter import make_site
from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
SITES = ("demo", "starter", "hostile")
"""The repository's own site; what ``new`` makes; one with everything that an article can hold."""


class BuiltSites:
    """Builds each site once, away from the repository."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._built: dict[object, Path] = {}

    def build(self, name: str, *, portable: bool = False, base_url: str | None = None) -> Path:
        """Give the folder of a built site; its build had no problem."""
        key = (name, portable, base_url)
        if key not in self._built:
            output = self._folder / f"{name}-{len(self._built)}"
            options = BuildOptions(now=NOW, output=output, portable=portable, base_url=base_url)
            result = build_site(self._source(name), options)
            assert result.diagnostics == ()
            assert result.done
            self._built[key] = output
        return self._built[key]

    def _source(self, name: str) -> Path:
        source = self._folder / name
        if source.exists():
            return source
        if name == "starter":
            make_site(source)
        elif name == "demo":
            shutil.copytree(ROOT / "content", source / "content")
            shutil.copy(ROOT / "site.yaml", source)
        else:
            shutil.copytree(ROOT / "tests" / "sites" / name, source)
        return source


def find_pages(folder: Path) -> list[str]:
    """Give the addresses of all pages below a built site's folder, relative to it."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
