"""Tools of the tests that come from npm: each fetched once, into a folder that git passes over."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.built import ROOT


def fetch(package: str, file: str) -> Path:
    """Give a file of ``name@version``; the test is skipped where npm is missing or gets nothing."""
    folder = ROOT / ".cache" / package.replace("@", "-")
    found = folder / "node_modules" / package.rpartition("@")[0] / file
    if found.exists():
        return found
    npm = shutil.which("npm")
    if not npm:
        pytest.skip(f"there is no npm on this machine to get {package} with")
    folder.mkdir(parents=True, exist_ok=True)
    command = [npm, "install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(folder), package]
    fetched = subprocess.run(command, check=False, capture_output=True, text=True, timeout=240)
    if not found.exists():
        pytest.skip(f"{package} cannot be had here: {fetched.stderr.strip()[-200:]}")
    return found
