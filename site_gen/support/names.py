"""File names that every system can hold. Touches no disk."""

from __future__ import annotations

import re

from site_gen.support.urls import is_device_name

_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]')
_OF_GIT = frozenset({".git", ".github"})


def find_objection(name: str) -> str | None:
    """Say why some system cannot hold a file or folder of this name; None where all can.

    Windows: https://learn.microsoft.com/windows/win32/fileio/naming-a-file. Git and what GitHub makes of a site
    leave out folders of theirs.
    """
    found = _FORBIDDEN.search(name)
    if found:
        sign = "a control character" if found[0] < " " else found[0]
        return f"has {sign} in it, which Windows cannot hold"
    if name.endswith((".", " ")):
        return "ends in a full stop or a space, which Windows cannot hold"
    if is_device_name(name.partition(".")[0]):
        return "is the name of a device on Windows"
    if name.lower() in _OF_GIT:
        return "is kept by git for itself"
    if any("\ud800" <= letter <= "\udfff" for letter in name):
        return "has bytes in it that are no letters in UTF-8"
    return None
