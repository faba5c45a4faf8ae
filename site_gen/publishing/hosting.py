"""What hosts make of a repository: the address a site will have, and limits. Works on text alone, asks nobody."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

_GITHUB = re.compile(
    r"(?:https?://|ssh://|git://)?(?:[^@/]+@)?(?:www\.|ssh\.)?github\.com(?::\d+)?[:/](.+)", re.IGNORECASE
)

GITHUB_FILE_LIMIT = 100 * 1024 * 1024
"""Bytes; GitHub refuses a push with a larger file."""
GITHUB_SITE_LIMIT = 1024 * 1024 * 1024
"""Bytes; GitHub Pages does not publish a larger site."""


def find_github_address(url: str) -> str | None:
    """Give the address that GitHub Pages serves a repository at; None where the remote is not on GitHub."""
    match = _GITHUB.fullmatch(url)
    parts = match[1].strip("/").removesuffix(".git").split("/") if match else []
    if len(parts) != 2 or not all(parts):
        return None
    owner, name = parts[0].lower(), parts[1]
    if name.lower() == f"{owner}.github.io":
        return f"https://{owner}.github.io/"
    return f"https://{owner}.github.io/{name}/"


def hide_secrets(url: str) -> str:
    """Give a remote's address without the password or token that may stand in it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if parts.scheme not in {"http", "https"} or "@" not in parts.netloc:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def describe_size(size: int) -> str:
    """Give a number of bytes in words, such as ``1.4 MB``."""
    if size < 1000:
        return f"{size} bytes"
    number = float(size)
    for unit in ("kB", "MB", "GB"):
        number /= 1000
        if number < 1000 or unit == "GB":
            break
    return f"{number:.1f} {unit}" if number < 10 else f"{number:.0f} {unit}"
