"""Where a deployment goes: a remote, the address that pushes to it take, a branch. Asks nobody."""

from __future__ import annotations

import shlex

from site_gen.publishing.credentials import hide_secrets
from site_gen.publishing.git import Repository
from site_gen.publishing.github import find_github
from site_gen.support.structs import Struct


class Target(Struct, frozen=True):
    """Where a deployment goes."""

    remote: str
    url: str
    """The address that pushes to the remote take, as git has it."""
    branch: str
    is_split: bool = False
    """Whether what is fetched from the remote comes from another address, or pushes go to several."""
    others: tuple[str, ...] = ()
    """Further addresses that pushes to the remote take, and the site does not."""

    @property
    def door(self) -> str:
        """What git is told, to read and to write one and the same place."""
        return self.url if self.is_split else self.remote

    @property
    def typed(self) -> str:
        """The same in a command to type, without secrets."""
        return shlex.quote(hide_secrets(self.url)) if self.is_split else self.remote

    @property
    def settings(self) -> str | None:
        """The page on which GitHub is told to serve the branch; None elsewhere."""
        repository = find_github(self.url)
        return repository.settings if repository else None


def find_target(repository: Repository, remote: str, branch: str) -> Target:
    """Give where pushes to a remote go. May raise GitError."""
    url, *others = repository.remote_urls(remote, pushed=True)
    is_split = repository.remote_urls(remote, pushed=False) != [url]
    return Target(remote, url, branch, is_split, tuple(others))
