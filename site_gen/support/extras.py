"""Which optional libraries are there. Loads none of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.machinery import PathFinder
from pathlib import Path

_PACKAGES = {
    "cards": ("resvg_py", "uharfbuzz", "uniseg"),
    "search": ("pagefind",),
}
"""By the name of the extra in ``pyproject.toml``."""
_NAMED_OTHERWISE = ("pagefind_bin",)
"""Further packages that come with those."""


def has_extra(name: str) -> bool:
    """Tell whether all packages of an extra can be imported. Raises KeyError for a name that is none."""
    return all(_find_folder(package) for package in _PACKAGES[name])


def find_extras() -> tuple[str, ...]:
    """Give the names of the extras that are there whole."""
    return tuple(name for name in _PACKAGES if has_extra(name))


def list_extras() -> Iterator[str]:
    """Give names and versions of those packages of extras that are there, as installers write them down."""
    packages = tuple(package for each in _PACKAGES.values() for package in each)
    folders = {folder for package in packages if (folder := _find_folder(package))}
    for folder in sorted(folders):
        for name in sorted(os.listdir(folder)):  # noqa: PTH208 - names alone
            if name.endswith(".dist-info") and name.lower().startswith(packages + _NAMED_OTHERWISE):
                yield name


def _find_folder(package: str) -> Path | None:
    """Give the folder that a package is installed in; None where it is missing, or is but a folder of that name."""
    spec = PathFinder.find_spec(package)
    return Path(spec.origin).parent.parent if spec and spec.origin and Path(spec.origin).is_file() else None
