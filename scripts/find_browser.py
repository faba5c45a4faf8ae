"""Says which Chromium the browser tests will use; installs the system's where this machine lets us (root and apt)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

QUICK = "chromium-headless-shell"
"""Chromium without the windows that nobody would see: the same pages, at less than half the work for the tests."""
NAMES = (QUICK, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_browser() -> str | None:
    """Give the path of a Chromium, None where there is none."""
    named = os.environ.get("SITE_GEN_BROWSER")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


def install_browser() -> None:
    """Install Debian's Chromium, the quick one where it is to be had, if we may."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    if _apt("update"):
        _apt("install", QUICK, "fonts-noto-core") or _apt("install", "chromium", "fonts-noto-core")


def _apt(command: str, *packages: str) -> bool:
    more = ("--yes", "--no-install-recommends") if packages else ()
    ended = subprocess.run(
        ["apt-get", command, "-qq", *more, *packages],
        check=False,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )
    return ended.returncode == 0


def main() -> int:
    """Find or install a browser; fail only where the tests must have one."""
    in_ci = os.environ.get("CI") == "true"
    browser = find_browser()
    if browser is None or (in_ci and shutil.which(QUICK) is None and not os.environ.get("SITE_GEN_BROWSER")):
        install_browser()
        browser = find_browser()
    if browser:
        print(f"browser for the tests: {browser}")
        return 0
    print("no Chromium found: the browser tests will be skipped (set SITE_GEN_BROWSER to the path of one)")
    return 1 if in_ci else 0


if __name__ == "__main__":
    sys.exit(main())
