"""The part of a build that has something to do: gather, plan, make what changed, put it in place."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from site_gen.building.collector import paused_collector
from site_gen.building.full_text import find_index, name_index
from site_gen.building.gather import Gathered, gather_site
from site_gen.building.inputs import Inputs
from site_gen.building.keeping import make_or_find, name_kept
from site_gen.building.maker import BodyLostError
from site_gen.building.manifest import Manifest, Written, list_files
from site_gen.building.plan import plan_outputs
from site_gen.building.precompiled import save_compiled
from site_gen.building.results import BuildOptions, BuildResult, Summary
from site_gen.building.store import Store, drop_store
from site_gen.building.writer import MakeAll, Writer
from site_gen.model import Site
from site_gen.outputs.output import FileFault, Output
from site_gen.outputs.theme import Theme
from site_gen.presenting.templating import TemplateFault
from site_gen.support.diagnostics import Diagnostic, has_errors, sort_diagnostics
from site_gen.support.structs import replace


def renew_output(
    root: Path,
    state: Path,
    output: Path,
    options: BuildOptions,
    previous: Manifest,
    inputs: Inputs,
    made_for: tuple[str, str],
) -> BuildResult:
    """Build what changed since ``previous``. ``made_for``: fingerprints of the code and of the options."""

    def renew(cache: Store) -> BuildResult:
        writer = Writer(output, previous, state, made_for[0])
        return _renew(root, cache, writer, options, inputs, made_for)

    with options.stages("see what changed"):
        inputs.hash_first()
    with paused_collector():
        try:
            return renew(Store(state))
        except BodyLostError:  # a damaged cache costs only time, and that once
            drop_store(state)
            return renew(Store(None))


def _renew(
    root: Path,
    cache: Store,
    writer: Writer,
    options: BuildOptions,
    inputs: Inputs,
    made_for: tuple[str, str],
) -> BuildResult:
    used: frozenset[str] = frozenset()
    is_whole = False
    try:
        gathered = gather_site(root, options, made_for[0], inputs, cache)
        used = gathered.used
        with options.stages("index the full text"):
            gathered, index = _add_index(gathered, cache, made_for[0])
        with options.stages("plan all files"):
            outputs, diagnostics = plan_site(root, gathered, inputs, index)
        refused = BuildResult(
            writer.output, diagnostics, done=False, config=gathered.config, summary=gathered.summary
        )
        if gathered.site is None or has_errors(diagnostics) or (options.strict and diagnostics):
            return refused
        names = name_kept(outputs, made_for[0])
        used |= {*names.values(), name_index(gathered.site, made_for[0])}
        make_all = _make_all(gathered.site, gathered.theme, cache, options, names)
        try:
            with options.stages("write files"):
                writer.make(outputs, make_all)
        except (TemplateFault, FileFault) as problem:
            return refused._replace(diagnostics=tuple(sort_diagnostics((*diagnostics, problem.diagnostic))))
        is_whole = not options.drafts
        save_compiled(gathered.theme.templates.compiled, made_for[0])
    finally:
        with options.stages("keep what was read"):
            cache.close(used, whole=is_whole)
    return _finish(gathered.site, gathered, diagnostics, writer, options, inputs, made_for, cache.note)


def _finish(
    site: Site,
    gathered: Gathered,
    diagnostics: tuple[Diagnostic, ...],
    writer: Writer,
    options: BuildOptions,
    inputs: Inputs,
    made_for: tuple[str, str],
    note: str,
) -> BuildResult:
    """Put what was made in place, with what the next build wants to know."""
    summary = _complete(gathered.summary, writer.outputs)
    manifest = Manifest(
        environment=made_for[0],
        asked=made_for[1],
        as_of=options.now,
        valid_until=_find_change(site, gathered.waiting, options.now),
        inputs=inputs.known(),
        inputs_at=inputs.looked_at,
        outputs=writer.outputs,
        diagnostics=diagnostics,
        summary=summary,
    )
    with options.stages("put files in place"):
        removed = writer.finish(manifest)
    return BuildResult(
        writer.output,
        diagnostics,
        done=True,
        config=gathered.config,
        summary=summary,
        files=list_files(writer.outputs),
        drafts=options.drafts,
        written=writer.written,
        removed=removed,
        kept=len(writer.outputs) - writer.written,
        notes=(note,) if note else (),
    )


def _make_all(
    site: Site, theme: Theme, cache: Store, options: BuildOptions, names: dict[str, str]
) -> MakeAll:
    return partial(
        make_or_find,
        cache=cache,
        site=site,
        templates=theme.templates,
        jobs=options.jobs,
        names=names,
        stages=options.stages,
    )


def _add_index(gathered: Gathered, cache: Store, environment: str) -> tuple[Gathered, list[Output]]:
    """Give the index of the full text, unless the site cannot be built anyway."""
    if gathered.site is None or has_errors(gathered.diagnostics):
        return gathered, []
    site, index, problems = find_index(gathered.site, cache, name_index(gathered.site, environment))
    diagnostics = tuple(sort_diagnostics((*gathered.diagnostics, *problems)))
    return replace(gathered, site=site, diagnostics=diagnostics), index


def plan_site(
    root: Path, gathered: Gathered, inputs: Inputs, more: Sequence[Output] = ()
) -> tuple[list[Output], tuple[Diagnostic, ...]]:
    """Give all outputs of a gathered site with ``more``, and its problems with those of the plan."""
    if gathered.site is None:
        return [], gathered.diagnostics
    try:
        outputs, problems = plan_outputs(root, gathered.site, gathered.theme, inputs, more)
    except TemplateFault as problem:
        outputs, problems = [], [problem.diagnostic]
    # Articles at one address are named by their files already.
    known = {each.code for each in gathered.diagnostics}
    new = [each for each in problems if each.code not in known]
    return outputs, tuple(sort_diagnostics((*gathered.diagnostics, *new)))


def _find_change(
    site: Site, waiting: Iterable[datetime.datetime], now: datetime.datetime
) -> datetime.datetime | None:
    """Give the moment from which on the same files make another site; None: never.

    An article is let out; or a preview's badge of one is taken off, which says the day.
    """
    moments = list(waiting)
    if site.drafts and any(
        each.publish_after and each.publish_after.date() > site.day for each in site.articles
    ):
        moments.append(
            datetime.datetime.combine(site.day, datetime.time(), now.tzinfo) + datetime.timedelta(1)
        )
    return min(moments, default=None)


def _complete(summary: Summary, outputs: dict[str, Written]) -> Summary:
    return summary._replace(
        pages=sum(path.endswith(".html") for path in outputs),
        files=len(outputs),
        size=sum(written.size for written in outputs.values()),
    )
