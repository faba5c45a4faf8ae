"""One file a kind of output; together they are the site. A fixed tuple, told apart by the names of ``outputs``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from site_gen.model import Site
from site_gen.outputs.asset_plan import plan_assets
from site_gen.outputs.data_plan import plan_annotations, plan_claim_reviews, plan_open_data
from site_gen.outputs.hosting import plan_hosting
from site_gen.outputs.index_plan import plan_indexes
from site_gen.outputs.output import Output
from site_gen.outputs.page_plan import plan_pages
from site_gen.outputs.theme import Theme

Planner = Callable[[Site, Theme], Iterator[Output]]

PLANNERS: tuple[tuple[str, Planner], ...] = (
    ("pages", plan_pages),
    ("pages", plan_indexes),
    ("assets", plan_assets),
    ("annotations", plan_annotations),
    ("opendata", plan_open_data),
    ("claimreview", plan_claim_reviews),
    ("hosting", plan_hosting),
)
"""(name, planner); ``outputs`` in ``site.yaml`` chooses among the names, but for those in ``ALWAYS``."""

ALWAYS = frozenset({"pages", "assets", "hosting"})

MADE = frozenset(name for name, _ in PLANNERS) - {"assets", "hosting"}
"""The names of ``outputs`` that this version makes something of."""


def plan_site_outputs(site: Site, theme: Theme) -> Iterator[Output]:
    """Give every output that the site asks for."""
    wanted = site.config.outputs
    for name, planner in PLANNERS:
        if name in ALWAYS or wanted is None or name in wanted:
            yield from planner(site, theme)
