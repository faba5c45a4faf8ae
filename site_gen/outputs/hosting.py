"""Small files for hosts. https://docs.github.com/pages (custom domains; bypassing Jekyll)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.model import Site
from site_gen.outputs.output import Output, make_ready_output
from site_gen.outputs.theme import Theme


def plan_hosting(site: Site, theme: Theme) -> Iterator[Output]:
    """Give ``.nojekyll`` always, and ``CNAME`` where the site has a domain of its own."""
    del theme
    yield make_ready_output("/.nojekyll", b"")
    if site.config.domain:
        yield make_ready_output("/CNAME", f"{site.config.domain}\n".encode())
