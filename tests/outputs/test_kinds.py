"""Sorts of outputs in words."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from site_gen.outputs.kinds import OTHERS
from site_gen.support.stages import Stages
from tests.building.test_build import river_site


def test_every_output_is_of_a_sort_that_has_a_name(
    make_site: Callable[..., Path], options: BuildOptions
) -> None:
    stages = Stages(count().__next__)
    result = build_site(make_site(river_site()), options._replace(stages=stages))
    made = {name.removeprefix("make "): took.times for name, took in stages.took.items() if "make " in name}
    assert sum(made.values()) == result.written
    assert made["article pages"] == 2
    assert made["claim pages"] == 2
    assert OTHERS not in made
