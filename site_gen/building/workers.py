"""Makes outputs: in several processes where there is enough to do, else here. Results come in the order asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby, islice

from site_gen.building.cache import Cache, read_value
from site_gen.building.maker import Maker
from site_gen.building.processes import NoProcessesError, spread
from site_gen.model import Site
from site_gen.outputs.output import Output
from site_gen.presenting.templating import Templates
from site_gen.support.stages import UNTIMED, Stages

WORTH_A_POOL = 800
"""Outputs from which on starting processes is repaid; each takes about half a second to come up."""
WORTH_A_POOL_IF_SLOW = 24
_CHUNK = 8
"""Outputs on one way to a process and back; with twice as many, a build of 1,000 articles holds 5 MiB more."""
_CHUNKS_OF_A_BODY = 4
"""So many times a chunk may be what is made of one article: its body travels with each."""

Chunk = tuple[tuple[Output, ...], dict[str, bytes]]
"""Outputs, and the bodies they need by key, as the cache has them."""


def make_outputs(
    outputs: Sequence[Output],
    cache: Cache,
    site: Site,
    templates: Templates,
    jobs: int,
    stages: Stages = UNTIMED,
    *,
    slow: bool = False,
) -> Iterator[tuple[Output, bytes]]:
    """Give each output with its bytes, in order. Raises what ``Maker.make`` raises.

    What the processes need for each stage is added up in ``stages``, beside the wait for them. ``slow``: each of these
    outputs takes much longer than a page.
    """
    done = 0
    if jobs > 1 and len(outputs) >= (WORTH_A_POOL_IF_SLOW if slow else WORTH_A_POOL):
        try:
            chunks = (_pack(each, cache) for each in _cut(outputs, _CHUNK))
            for made in _make_in_processes(outputs, chunks, site, templates, jobs, stages):
                yield made
                done += 1
        except NoProcessesError:
            pass
    maker = Maker(cache, site, templates, stages)
    for output in outputs[done:]:
        yield output, maker.make(output)


def _make_in_processes(
    outputs: Sequence[Output],
    chunks: Iterator[Chunk],
    site: Site,
    templates: Templates,
    jobs: int,
    stages: Stages,
) -> Iterator[tuple[Output, bytes]]:
    templates.get_ready()
    waiting = iter(outputs)
    for made in spread(partial(_OutputBench, site, templates), chunks, jobs, stages):
        yield from zip(islice(waiting, len(made)), made, strict=True)


def _cut(outputs: Sequence[Output], chunk: int) -> Iterator[list[Output]]:
    """Cut the outputs into chunks; those of one body stay together unless they are very many.

    No chunk grows with the site: the pages that come of one are held here at one time.
    """
    pending: list[Output] = []
    for key, group in groupby(outputs, key=lambda output: output.body_key):
        pending += group
        largest = chunk if key is None else chunk * _CHUNKS_OF_A_BODY
        while len(pending) >= largest:
            yield pending[:largest]
            del pending[:largest]
        if len(pending) >= chunk:
            yield pending
            pending = []
    if pending:
        yield pending


def _pack(outputs: Sequence[Output], cache: Cache) -> Chunk:
    keys = {output.body_key for output in outputs if output.body_key}
    return tuple(outputs), {key: data for key in sorted(keys) if (data := cache.get_bytes(key)) is not None}


class _OutputBench:
    """What a worker's process keeps from chunk to chunk: a maker, with the body that it used last."""

    def __init__(self, site: Site, templates: Templates, *, stages: Stages) -> None:
        self._values: dict[str, bytes] = {}
        self.stages = stages
        self._maker = Maker(self, site, templates, stages)

    def get(self, key: str) -> object | None:
        """Give a body of the present chunk, None where there is none that can be read."""
        return read_value(self._values.get(key))

    def work(self, chunk: Chunk) -> list[bytes]:
        """Make a chunk."""
        outputs, self._values = chunk
        return [self._maker.make(output) for output in outputs]
