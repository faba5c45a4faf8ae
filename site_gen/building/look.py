"""A site without its output: checked, or made in memory for the preview. Writes nothing but the cache."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from site_gen.building.cache import SqliteCache
from site_gen.building.environment import STATE, find_environment
from site_gen.building.gather import Gathered, gather_site
from site_gen.building.inputs import Inputs
from site_gen.building.maker import BodyLostError, Maker
from site_gen.building.plan import FileFault
from site_gen.building.renew import CACHE, plan_site
from site_gen.building.results import BuildOptions, CheckResult, Preview
from site_gen.outputs.output import Output
from site_gen.presenting.templating import TemplateFault
from site_gen.support.diagnostics import Diagnostic, sort_diagnostics
from site_gen.support.urls import output_path

_Keep = Callable[[str, bytes], object]
"""Takes the path and the bytes of a file of the site."""


def check_site(root: Path, options: BuildOptions) -> CheckResult:
    """Find every problem that a build would find."""
    gathered, found = _look(root, options, lambda _path, _data: None)
    return CheckResult(found, gathered.config, gathered.site, gathered.summary)


def preview_site(root: Path, options: BuildOptions) -> Preview:
    """Make the whole site in memory, whatever problems there are."""
    files: dict[str, bytes] = {}
    gathered, found = _look(root, options, files.__setitem__)
    base = gathered.config.base_url if gathered.config else None
    return Preview(files, found, urlsplit(base).path if base else "/", gathered.config)


def _look(root: Path, options: BuildOptions, keep: _Keep) -> tuple[Gathered, tuple[Diagnostic, ...]]:
    try:
        return _make_site(root, options, _open_cache(root), keep)
    except BodyLostError:  # a damaged cache costs only time
        return _make_site(root, options, SqliteCache(None), keep)


def _make_site(
    root: Path, options: BuildOptions, cache: SqliteCache, keep: _Keep
) -> tuple[Gathered, tuple[Diagnostic, ...]]:
    used: frozenset[str] = frozenset()
    inputs = Inputs(root, {}, 0)
    try:
        gathered = gather_site(root, options, find_environment(), inputs, cache)
        used = gathered.used
        outputs, diagnostics = plan_site(root, gathered, inputs)
        problems: list[Diagnostic] = []
        if gathered.site:
            problems = _make(outputs, Maker(cache, gathered.site, gathered.theme.templates), keep)
    finally:
        cache.close(used)
    return gathered, tuple(sort_diagnostics((*diagnostics, *problems)))


def _open_cache(root: Path) -> SqliteCache:
    """Open the site's cache where a build has made its folder; a mere look leaves no new folder behind."""
    state = root / STATE
    return SqliteCache(state / CACHE if state.is_dir() else None)


def _make(outputs: list[Output], maker: Maker, keep: _Keep) -> list[Diagnostic]:
    """Make every output; give what is wrong with templates and files."""
    problems = []
    for output in outputs:
        try:
            keep(output_path(output.address), maker.make(output))
        except (TemplateFault, FileFault) as problem:
            problems.append(problem.diagnostic)
    return problems
