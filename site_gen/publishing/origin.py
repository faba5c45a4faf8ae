"""Where this installation of site-gen came from, so that another computer can install the very same.

Installers note it in ``direct_url.json``: PEP 610, https://packaging.python.org/specifications/direct-url/.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from site_gen.publishing.credentials import hide_secrets, may_hold_key
from site_gen.publishing.git import GitError, Repository
from site_gen.support.extras import find_extras
from site_gen.support.structs import Struct

NAME = "site-gen"
_EXAMPLE = "git+https://github.com/OWNER/REPOSITORY@COMMIT"


class Origin(Struct, frozen=True):
    """Where an installation came from."""

    requirement: str | None
    """The line of ``requirements.txt`` that installs the same; None where only this computer has it."""
    advice: str = ""
    """What to write instead where there is no such line."""


def load_origin() -> Origin:
    """Give the origin of the running installation."""
    text = None
    with suppress(PackageNotFoundError, OSError):
        text = distribution(NAME).read_text("direct_url.json")
    return find_origin(text, find_extras())


def find_origin(text: str | None, extras: Collection[str] = ()) -> Origin:
    """Give the origin that a ``direct_url.json`` tells of. The line asks for these ``extras``, too."""
    name = f"{NAME}[{','.join(extras)}]" if extras else NAME
    try:
        noted = json.loads(text or "{}")
        return _read(name, noted, str(noted.get("url", "")))
    except (ValueError, AttributeError, KeyError, TypeError):
        return Origin(None, _advise(name, None))


def _read(name: str, noted: dict[str, Any], url: str) -> Origin:
    folder = noted.get("subdirectory")
    inside = f"#subdirectory={folder}" if folder else ""
    if "vcs_info" in noted and not url.startswith("file:"):
        vcs = noted["vcs_info"]
        return Origin(f"{name} @ {vcs['vcs']}+{hide_secrets(url)}@{vcs['commit_id']}{inside}")
    if "archive_info" in noted and url.startswith(("https:", "http:")):
        if may_hold_key(url):
            return Origin(None, _advise_another_address(name, hide_secrets(url)))
        sums = noted["archive_info"].get("hashes") or {}
        checked = f"#sha256={sums['sha256']}" if "sha256" in sums and not inside else inside
        return Origin(f"{name} @ {url}{checked}")
    is_local = url.startswith("file:")
    return Origin(None, _advise(name, Path(_local_path(url)) if is_local else None))


def _local_path(url: str) -> str:
    path = unquote(urlsplit(url).path)
    return path[1:] if path[2:3] == ":" else path  # /C:/… on Windows


def _advise(name: str, folder: Path | None) -> str:
    """Say what to write where the installation came from a folder: its own address and commit, where it has them."""
    line = f"{name} @ {_EXAMPLE}"
    where = "in a way that only this computer can repeat"
    if folder is not None:
        where = f"from the folder {folder}, which only this computer has"
        with suppress(GitError, IndexError):
            repository = Repository(folder)
            url, head = (
                hide_secrets(repository.remote_urls(repository.remotes()[0], pushed=False)[0]),
                repository.head(),
            )
            if head and url.startswith("https:"):
                line = f"{name} @ git+{url}@{head}"
    return f"site-gen was installed {where}; write where GitHub finds it into requirements.txt, one line like\n  {line}"


def _advise_another_address(name: str, url: str) -> str:
    """Say why an archive's address is not written down: whoever reads the repository would have its key."""
    return (
        f"site-gen was installed from {url} with a login or a key in the address, which must not stand in a "
        f"repository; write an address that needs none into requirements.txt, one line like\n  {name} @ {_EXAMPLE}"
    )
