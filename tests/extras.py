"""The optional libraries: each extra fetched once, into a folder that git passes over, beside all other packages.

So every other test runs as on a machine without them. The test is skipped where they cannot be had.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from filelock import FileLock

from tests.built import ROOT


def fetch_extra(name: str) -> Path:
    """Give a folder with the packages of an extra, to be put on the path of a process."""
    projects = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = projects["project"]["optional-dependencies"][name]
    stamp = hashlib.sha256(repr((wanted, sys.version_info[:2])).encode()).hexdigest()[:12]
    folder = ROOT / ".cache" / f"extra-{name}-{stamp}"
    folder.parent.mkdir(exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not (folder / "complete").exists():
            command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            fetched = subprocess.run(
                [*command, "--only-binary", ":all:", "--target", str(folder), *wanted],
                check=False,
                capture_output=True,
                text=True,
                timeout=240,
            )
            if fetched.returncode:
                pytest.skip(f"the extra {name} cannot be had here: {fetched.stderr.strip()[-200:]}")
            (folder / "complete").touch()
    return folder
