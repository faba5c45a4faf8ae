"""Says which Chromium the browser tests will use; installs the system's where this machine lets us (root and apt)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_browser() -> str | None:
    """Give the path of a Chromium, None where there is none."""
    named = os.environ.get("SITE_GEN_BROWSER")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


def install_browser() -> bool:
    """Install Debian's Chromium; tell whether that was possible."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    update = subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)  # type: ignore[call-overload]
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-core"]
    return bool(update.returncode == 0 and subprocess.run(install, check=False, **quiet).returncode == 0)  # type: ignore[call-overload]


def main() -> int:
    """Find or install a browser; fail only where the tests must have one."""
    browser = find_browser() or (install_browser() and find_browser())
    if browser:
        print(f"browser for the tests: {browser}")
        return 0
    print("no Chromium found: the browser tests will be skipped (set SITE_GEN_BROWSER to the path of one)")
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
