"""The part of a build that has something to do: gather, plan, make what changed, put it in place."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from site_gen.building.cache import SqliteCache
from site_gen.building.collector import paused_collector
from site_gen.building.gather import Gathered, gather_site
from site_gen.building.inputs import Inputs
from site_gen.building.maker import BodyLostError
from site_gen.building.manifest import Manifest, Written
from site_gen.building.plan import plan_outputs
from site_gen.building.results import BuildOptions, BuildResult, Summary
from site_gen.building.workers import make_outputs
from site_gen.building.writer import Writer
from site_gen.model import ArticleRecord
from site_gen.outputs.output import Output
from site_gen.presenting.templating import TemplateFault
from site_gen.support.diagnostics import Diagnostic, has_errors, sort_diagnostics


def renew_output(
    root: Path,
    state: Path,
    output: Path,
    options: BuildOptions,
    previous: Manifest,
    inputs: Inputs,
    environments: tuple[str, str],
) -> BuildResult:
    """Build what changed since ``previous``. ``environments``: fingerprints of the code, and of code and options."""

    def renew(cache: SqliteCache) -> BuildResult:
        return _renew(root, cache, Writer(output, previous, state), options, inputs, environments)

    with paused_collector():
        try:
            return renew(SqliteCache(state / "cache.sqlite"))
        except BodyLostError:  # a damaged cache costs only time
            return renew(SqliteCache(None))


def _renew(
    root: Path,
    cache: SqliteCache,
    writer: Writer,
    options: BuildOptions,
    inputs: Inputs,
    environments: tuple[str, str],
) -> BuildResult:
    gathered = gather_site(root, options, environments[0], inputs, cache)
    try:
        outputs, diagnostics = plan_site(root, gathered, inputs)
        refused = BuildResult(
            writer.output, diagnostics, done=False, config=gathered.config, summary=gathered.summary
        )
        if gathered.site is None or has_errors(diagnostics) or (options.strict and diagnostics):
            return refused
        try:
            writer.make(
                outputs,
                partial(
                    make_outputs,
                    cache=cache,
                    site=gathered.site,
                    templates=gathered.theme.templates,
                    jobs=options.jobs,
                ),
            )
        except TemplateFault as problem:
            return replace(refused, diagnostics=(*diagnostics, problem.diagnostic))
    finally:
        cache.close(gathered.used)
    summary = _complete(gathered.summary, writer.outputs)
    manifest = Manifest(
        environment=environments[1],
        as_of=options.now,
        valid_until=_next_publication(gathered.waiting),
        inputs=inputs.known(),
        inputs_at=inputs.looked_at,
        outputs=writer.outputs,
        diagnostics=diagnostics,
        summary=summary,
    )
    removed = writer.finish(manifest)
    return BuildResult(
        writer.output,
        diagnostics,
        done=True,
        config=gathered.config,
        summary=summary,
        paths=tuple(sorted(writer.outputs)),
        written=writer.written,
        removed=removed,
        kept=len(writer.outputs) - writer.written,
        notes=(cache.note,) if cache.note else (),
    )


def plan_site(root: Path, gathered: Gathered, inputs: Inputs) -> tuple[list[Output], tuple[Diagnostic, ...]]:
    """Give all outputs of a gathered site, and its problems with those of the plan."""
    if gathered.site is None:
        return [], gathered.diagnostics
    try:
        outputs, problems = plan_outputs(root, gathered.site, gathered.theme, inputs)
    except TemplateFault as problem:
        outputs, problems = [], [problem.diagnostic]
    known = {each.code for each in gathered.diagnostics}
    new = [
        each for each in problems if each.code not in known
    ]  # articles at one address are named by their files
    return outputs, tuple(sort_diagnostics((*gathered.diagnostics, *new)))


def _next_publication(waiting: Iterable[ArticleRecord]) -> datetime.datetime | None:
    return min((article.publish_after for article in waiting if article.publish_after), default=None)


def _complete(summary: Summary, outputs: dict[str, Written]) -> Summary:
    return replace(
        summary,
        pages=sum(path.endswith(".html") for path in outputs),
        files=len(outputs),
        size=sum(written.size for written in outputs.values()),
    )
