"""Whether two web addresses are the same page, or one lies below the other. Text only; asks nobody."""

from __future__ import annotations

from urllib.parse import SplitResult, unquote, urlsplit


def is_same_page(one: str, other: str) -> bool:
    """Tell whether two addresses name one page: scheme, `www.`, last slash and fragment mean nothing."""
    return _fold(one) == _fold(other)


def is_below(url: str, base: str) -> bool:
    """Tell whether an address is that of a site or of a page in it."""
    host, path, _ = _fold(url)
    base_host, base_path, _ = _fold(base)
    return bool(host) and host == base_host and (path + "/").startswith(base_path + "/")


def find_host(url: str) -> str:
    """Give the host of an address without `www.`; empty where it has none."""
    return _fold(url)[0]


def _fold(url: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = parts.port
    except ValueError:
        parts, host, port = SplitResult("", "", url, "", ""), "", None
    host = host.removeprefix("www.") + (f":{port}" if port not in {None, 80, 443} else "")
    return host, unquote(parts.path).rstrip("/"), parts.query
