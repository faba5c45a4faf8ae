"""What GitHub makes of a repository: the address its site will have, its settings, limits. Text alone, asks nobody."""

from __future__ import annotations

import re
from typing import NamedTuple

_GITHUB = re.compile(
    r"(?:https?://|ssh://|git://)?(?:[^@/]+@)?(?:www\.|ssh\.)?github\.com(?::\d+)?[:/](.+)", re.IGNORECASE
)

GITHUB_FILE_LIMIT = 100 * 1024 * 1024
"""Bytes; GitHub refuses a push with a larger file."""
GITHUB_SITE_LIMIT = 1_000_000_000
"""Bytes; GitHub Pages does not publish a larger site."""
GITHUB_SITE_WARN = 200_000_000
"""Bytes from which on the limit is worth a word."""


class GithubRepository(NamedTuple):
    """A repository on GitHub."""

    owner: str
    name: str

    @property
    def address(self) -> str:
        """Where GitHub Pages serves it, unless it has a domain of its own."""
        owner = self.owner.lower()
        return f"https://{owner}.github.io/" + ("" if self.is_home else f"{self.name}/")

    @property
    def is_home(self) -> bool:
        """Whether it is its owner's own site, which stands at the root of the host."""
        return self.name.lower() == f"{self.owner.lower()}.github.io"

    @property
    def settings(self) -> str:
        """The page on which its owner says where the site comes from."""
        return f"https://github.com/{self.owner}/{self.name}/settings/pages"


def find_github(url: str) -> GithubRepository | None:
    """Give the repository that a remote's address names; None where it is not on GitHub."""
    match = _GITHUB.fullmatch(url)
    parts = match[1].strip("/").removesuffix(".git").split("/") if match else []
    return GithubRepository(parts[0], parts[1]) if len(parts) == 2 and all(parts) else None
