"""Small files for hosts. https://docs.github.com/pages (custom domains; bypassing Jekyll)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_gen.model import Site
from site_gen.outputs.output import Output, fingerprint
from site_gen.outputs.theme import Theme


def plan_hosting(site: Site, theme: Theme) -> Iterator[Output]:
    """Give ``.nojekyll`` always, and ``CNAME`` where the site has a domain of its own."""
    del theme
    yield _plain_file("/.nojekyll", b"")
    if site.config.domain:
        yield _plain_file("/CNAME", f"{site.config.domain}\n".encode())


def _plain_file(address: str, content: bytes) -> Output:
    return Output(address, fingerprint(address, content), partial(bytes, content))
