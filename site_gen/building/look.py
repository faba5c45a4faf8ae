"""A site without its output: checked, all of it made once and thrown away. Writes nothing but the cache."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from site_gen.building.environment import STATE, find_environment
from site_gen.building.gather import Gathered, gather_site
from site_gen.building.inputs import Inputs
from site_gen.building.keeping import name_kept
from site_gen.building.maker import BodyLostError, Maker, load_prepared
from site_gen.building.prepared import PreparedArticle, PreparedPage
from site_gen.building.renew import plan_site
from site_gen.building.results import BuildOptions, CheckResult
from site_gen.building.store import Store
from site_gen.model import Record
from site_gen.outputs.output import FileFault, Output
from site_gen.presenting.templating import TemplateFault
from site_gen.support.diagnostics import Diagnostic, sort_diagnostics

Load = Callable[[Record], PreparedArticle | PreparedPage]
"""Gives what was prepared of an article or page of a gathered site."""
Survey = Callable[[Gathered, Load], Iterable[Diagnostic]]
"""Looks at a gathered site as a whole and gives further problems. It may be called anew where a cache is damaged."""


def check_site(root: Path, options: BuildOptions, survey: Survey | None = None) -> CheckResult:
    """Find every problem that a build would find, and those that ``survey`` finds besides."""
    gathered, found = _look(root, options, survey, makes=True)
    return CheckResult(found, gathered.config, gathered.site, gathered.summary)


def survey_site(root: Path, options: BuildOptions, survey: Survey) -> CheckResult:
    """Give only what ``survey`` finds, of a site that was built a moment ago: nothing is made again."""
    gathered, found = _look(root, options, survey, makes=False)
    return CheckResult(found, gathered.config, gathered.site, gathered.summary)


def _look(
    root: Path, options: BuildOptions, survey: Survey | None, *, makes: bool
) -> tuple[Gathered, tuple[Diagnostic, ...]]:
    try:
        return _make_site(root, options, _open_cache(root), survey, makes=makes)
    except BodyLostError:  # a damaged cache costs only time
        return _make_site(root, options, Store(None), survey, makes=makes)


def _make_site(
    root: Path, options: BuildOptions, cache: Store, survey: Survey | None, *, makes: bool
) -> tuple[Gathered, tuple[Diagnostic, ...]]:
    used: frozenset[str] = frozenset()
    inputs = Inputs(root, {}, 0)
    problems: list[Diagnostic] = []
    try:
        environment = find_environment()
        gathered = gather_site(root, options, environment, inputs, cache)
        used = gathered.used
        if makes:
            outputs, found = plan_site(root, gathered, inputs)
            problems += found
            names = name_kept(outputs, environment)
            used |= set(names.values())
            if gathered.site:
                maker = Maker(cache, gathered.site, gathered.theme.templates)
                problems += _make(outputs, maker, cache, names)
        if survey is not None:
            problems += survey(gathered, partial(load_prepared, cache))
    finally:
        cache.close(used)
    return gathered, tuple(sort_diagnostics(problems))


def _open_cache(root: Path) -> Store:
    """Open the site's cache where a build has made its folder; a mere look leaves no new folder behind."""
    state = root / STATE
    return Store(state if state.is_dir() else None)


def _make(outputs: list[Output], maker: Maker, cache: Store, names: Mapping[str, str]) -> list[Diagnostic]:
    """Make every output but those that the cache has; give what is wrong with templates and files."""
    problems = []
    for output in outputs:
        name = names.get(output.address)
        try:
            if name is None:
                maker.make(output)
            elif cache.get_bytes(name) is None:
                cache.put(name, maker.make(output), published=True)
        except (TemplateFault, FileFault) as problem:
            problems.append(problem.diagnostic)
    return problems
