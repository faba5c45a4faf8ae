"""The theme's static files as outputs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_gen.model import Site
from site_gen.outputs.output import Output
from site_gen.outputs.theme import Theme
from site_gen.support.files import digest


def plan_assets(site: Site, theme: Theme) -> Iterator[Output]:
    """Give every static file."""
    del site
    for address, content in theme.assets.contents.items():
        yield Output(address, digest(content), partial(bytes, content))
