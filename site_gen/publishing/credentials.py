"""What in an address is its owner's alone: a login before the host, a key behind the question mark.

Works on text, asks nobody. An address goes into plans, messages and files only through here.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

_LOGIN = re.compile(r"://[^/@\s']+@")
"""What stands before the host in an address: a password or token, or a name that may be one."""
_QUERY = re.compile(r"(\bhttps?://[^\s'?]+\?)[^\s']+")


def hide_secrets(url: str) -> str:
    """Give a remote's address without the password, token or key that may stand in it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if parts.scheme not in {"http", "https"}:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query=""))


def hide_secrets_in(text: str) -> str:
    """Give what a program said without what is secret in the addresses it names."""
    return _QUERY.sub(r"\1…", _LOGIN.sub("://", text))


def may_hold_key(url: str) -> bool:
    """Tell whether an address can be a key as well: with a login, or with something behind a question mark."""
    parts = urlsplit(url)
    return bool(parts.query) or "@" in parts.netloc
