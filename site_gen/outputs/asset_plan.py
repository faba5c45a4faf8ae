"""The theme's static files as outputs."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.model import Site
from site_gen.outputs.output import Output, make_ready_output
from site_gen.outputs.theme import Theme


def plan_assets(site: Site, theme: Theme) -> Iterator[Output]:
    """Give every static file."""
    del site
    for address, content in theme.assets.contents.items():
        yield make_ready_output(address, content)
