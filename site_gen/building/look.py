"""A site without its output: checked, or made in memory for the preview. Writes nothing but the cache."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from site_gen.building.cache import SqliteCache
from site_gen.building.environment import STATE, find_environment
from site_gen.building.gather import gather_site
from site_gen.building.inputs import Inputs
from site_gen.building.maker import BodyLostError, Maker
from site_gen.building.renew import plan_site
from site_gen.building.results import BuildOptions, CheckResult, Preview
from site_gen.outputs.output import Output
from site_gen.presenting.templating import TemplateFault
from site_gen.support.diagnostics import Diagnostic, sort_diagnostics
from site_gen.support.urls import output_path


def check_site(root: Path, options: BuildOptions) -> CheckResult:
    """Find every problem that a build would find."""
    try:
        return _check(root, options, _open_cache(root))
    except BodyLostError:
        return _check(root, options, SqliteCache(None))


def _check(root: Path, options: BuildOptions, cache: SqliteCache) -> CheckResult:
    inputs = Inputs(root, {}, 0)
    gathered = gather_site(root, options, find_environment(), inputs, cache)
    try:
        outputs, diagnostics = plan_site(root, gathered, inputs)
        problem = (
            _make(outputs, Maker(cache, gathered.site, gathered.theme.templates), {})
            if gathered.site
            else None
        )
    finally:
        cache.close(gathered.used)
    found = (*diagnostics, problem) if problem else diagnostics
    return CheckResult(found, gathered.config, gathered.site, gathered.summary)


def preview_site(root: Path, options: BuildOptions) -> Preview:
    """Make the whole site in memory, whatever problems there are."""
    try:
        return _preview(root, options, _open_cache(root))
    except BodyLostError:
        return _preview(root, options, SqliteCache(None))


def _preview(root: Path, options: BuildOptions, cache: SqliteCache) -> Preview:
    inputs = Inputs(root, {}, 0)
    gathered = gather_site(root, options, find_environment(), inputs, cache)
    files: dict[str, bytes] = {}
    try:
        outputs, diagnostics = plan_site(root, gathered, inputs)
        problem = (
            _make(outputs, Maker(cache, gathered.site, gathered.theme.templates), files)
            if gathered.site
            else None
        )
    finally:
        cache.close(gathered.used)
    found = sort_diagnostics((*diagnostics, problem) if problem else diagnostics)
    base = gathered.config.base_url if gathered.config else None
    return Preview(files, tuple(found), urlsplit(base).path if base else "/", gathered.config)


def _open_cache(root: Path) -> SqliteCache:
    """Open the site's cache where a build has made its folder; a mere look leaves no new folder behind."""
    state = root / STATE
    return SqliteCache(state / "cache.sqlite" if state.is_dir() else None)


def _make(outputs: list[Output], maker: Maker, files: dict[str, bytes]) -> Diagnostic | None:
    """Make every output into ``files``; give the first problem of a template."""
    found = None
    for output in outputs:
        try:
            files[output_path(output.address)] = maker.make(output)
        except TemplateFault as problem:
            found = found or problem.diagnostic
    return found
