"""Makes outputs, and keeps in the cache what is slow to make: it is made once for all outputs, cold or warm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from site_gen.building.cache import MADE
from site_gen.building.store import Store
from site_gen.building.workers import make_outputs
from site_gen.model import Site
from site_gen.outputs.output import Output, fingerprint
from site_gen.presenting.templating import Templates
from site_gen.support.stages import Stages


def name_kept(outputs: Sequence[Output], environment: str) -> dict[str, str]:
    """Give the keys under which the cache has slow outputs, by address."""
    return {
        output.address: MADE + fingerprint(environment, output.key) for output in outputs if output.effort > 1
    }


def make_or_find(
    outputs: Sequence[Output],
    cache: Store,
    site: Site,
    templates: Templates,
    jobs: int,
    names: dict[str, str],
    stages: Stages,
) -> Iterator[tuple[Output, bytes]]:
    """Give each output with its bytes: the quick ones in order, then the slow ones, those in the cache first.

    ``names`` is what ``name_kept`` gave. Raises what ``workers.make_outputs`` raises.
    """
    make = partial(make_outputs, cache=cache, site=site, templates=templates, jobs=jobs, stages=stages)
    yield from make([output for output in outputs if output.address not in names])
    missing = []
    for output in outputs:
        name = names.get(output.address)
        found = cache.get(name) if name else None
        if isinstance(found, bytes):
            yield output, found
        elif name:
            missing.append(output)
    for output, data in make(missing, slow=True):
        cache.put(names[output.address], data, published=True)
        yield output, data
