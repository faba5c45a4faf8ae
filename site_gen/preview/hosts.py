"""Who may talk to the preview: names in ``Host`` and pages in ``Origin``. Knows nothing of servers.

The preview shows drafts. A web page anywhere can point a name of its own at 127.0.0.1 (DNS rebinding), or
open a WebSocket to it; what the browser itself says in these two headers gives both away.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from site_gen.support.structs import Struct

LOOPBACK = "127.0.0.1"
_LOOPBACK_NAMES = frozenset({LOOPBACK, "localhost", "::1"})


class Hosts(Struct, frozen=True):
    """The names that a preview answers to."""

    host: str = LOOPBACK
    """What the server listens on: a name, an address, or ``0.0.0.0`` or ``::`` for every address."""

    def allow_host(self, header: str) -> bool:
        """Tell whether a request with this ``Host`` is answered.

        Loopback names and the name listened on are. Where the server listens on every address, any address in
        figures is too: rebinding needs a name. The port does not matter, it may have been forwarded.
        """
        parts = split_host(header)
        if parts is None:
            return False
        name = parts[0]
        return name in _LOOPBACK_NAMES or name == self.host.lower() or (self.is_open and is_address(name))

    def allow_origin(self, origin: str, header: str) -> bool:
        """Tell whether a page of ``origin`` may open a WebSocket: only a page of this very preview may."""
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        same = bool(parts.netloc) and parts.netloc.lower() == header.lower()
        return parts.scheme in {"http", "https"} and same and self.allow_host(header)

    @property
    def is_open(self) -> bool:
        """Whether the server listens on every address of this computer."""
        return is_address(self.host) and ipaddress.ip_address(self.host).is_unspecified

    @property
    def is_loopback(self) -> bool:
        """Whether only this computer can reach the server."""
        if is_address(self.host):
            return ipaddress.ip_address(self.host).is_loopback
        return self.host.lower() == "localhost"


def is_this_computer(address: str) -> bool:
    """Tell whether a connection from ``address`` comes from this computer itself."""
    return is_address(address) and ipaddress.ip_address(address).is_loopback


def split_host(header: str) -> tuple[str, int | None] | None:
    """Give name and port of a ``Host`` header; IPv6 addresses without brackets. None if malformed."""
    if not header or any(character in "@/\\?#, " for character in header):
        return None
    try:
        parts = urlsplit(f"//{header}")
        name, port = parts.hostname, parts.port
    except ValueError:
        return None
    return (name.rstrip("."), port) if name else None


def make_url(host: str, port: int, path: str = "/") -> str:
    """Give the address to type into a browser on this computer."""
    hosts = Hosts(host)
    name = "localhost" if hosts.is_open else host
    return f"http://{f'[{name}]' if ':' in name else name}:{port}{path}"


def is_address(name: str) -> bool:
    """Tell whether ``name`` is an IP address in figures."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
