"""What ``deploy`` says and asks: shows what will happen, asks once, tells what is left to do."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

import click

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from site_gen.checking.editorial import check_desk_rules
from site_gen.cli.terminal import PROBLEMS, Terminal, is_watched, now, working
from site_gen.publishing.deploy import (
    Deployment,
    Ready,
    Wishes,
    deploy_site,
    look_at_branch,
    prepare_deployment,
    roll_back,
)
from site_gen.publishing.origin import load_origin
from site_gen.publishing.plan import Plan, render_next, render_plan
from site_gen.publishing.refusals import BRANCH
from site_gen.publishing.steps import DEPLOY, repeat_flags
from site_gen.publishing.workflow import write_workflow
from site_gen.reports import render_counts, render_next_step, render_summary
from site_gen.support.diagnostics import Diagnostic, has_errors
from site_gen.support.errors import PublishError, UsageError
from site_gen.support.structs import Struct, asdict


class Flags(Struct, frozen=True):
    """What was typed."""

    remote: str | None
    branch: str | None
    message: str | None
    dry_run: bool
    yes: bool
    allow_dirty: bool
    rollback: bool
    workflow: bool


def run_deploy(terminal: Terminal, root: Path, flags: Flags) -> int:
    """Do what was asked; give the exit code. Raises PublishError, UsageError."""
    _check_flags(flags)
    if flags.workflow:
        return _write_workflow(terminal, root)
    try:
        return _deploy(terminal, root, flags)
    except PublishError as problem:
        help_text = repeat_flags(problem.help, remote=flags.remote, branch=flags.branch)
        raise PublishError(problem.message, help_text) from problem


def _check_flags(flags: Flags) -> None:
    """Raise UsageError for flags that say nothing together: who types them means more than would happen."""
    others = [name for name, given in asdict(flags).items() if name != "workflow" and given]
    if not flags.workflow or not others:
        return
    typed = " and ".join(f"--{name.replace('_', '-')}" for name in others)
    raise UsageError(
        f"--workflow only writes files, it publishes nothing: {typed} cannot go with it",
        f"to write them, type:\n  {DEPLOY} --workflow\nto publish from here, leave --workflow out",
    )


def _deploy(terminal: Terminal, root: Path, flags: Flags) -> int:
    wishes = Wishes(
        flags.remote,
        flags.branch or BRANCH,
        flags.message,
        allow_dirty=flags.allow_dirty or flags.dry_run,
        attended=flags.dry_run or not flags.yes,
        restores=flags.rollback,
    )
    ready = prepare_deployment(root, wishes)
    is_asked = ready.workflow and not (flags.branch or flags.dry_run or flags.rollback)
    if is_asked and _is_workflow_meant(ready, yes=flags.yes):
        terminal.say(
            "nothing was published from here; GitHub builds and publishes what you push:\n  git push"
        )
        return 0
    return _publish(terminal, root, ready, flags)


def _is_workflow_meant(ready: Ready, *, yes: bool) -> bool:
    """Ask which of two ways the site goes to the web, where there are two."""
    branch = ready.target.branch
    if yes or not is_watched(sys.stdin):
        raise PublishError(
            f"there are two ways to publish this site: {ready.workflow} on GitHub, or a push to {branch}",
            f"to push your work and have GitHub build it, type:\n  git push\n"
            f"to push the site as it is built here, type:\n  {DEPLOY} --branch {branch} --yes",
        )
    click.echo(
        f"There are two ways to publish this site:\n"
        f"  workflow  {ready.workflow} builds and publishes it on GitHub at each git push\n"
        f"  branch    it is built here and pushed to {branch}; Settings, Pages must name that branch"
    )
    return not click.confirm(f"Build it here and push it to {branch} this time?", default=False)


def _publish(terminal: Terminal, root: Path, ready: Ready, flags: Flags) -> int:
    confirm = partial(_confirm, terminal, flags)
    if flags.rollback:
        return _tell(terminal, roll_back(ready, confirm=confirm), flags)
    options = BuildOptions(now=now(), base_url=ready.base_url, jobs=os.cpu_count() or 1)
    with working("building", quiet=False):
        result = build_site(root, options)
    terminal.show(root, result.diagnostics)
    found: list[Diagnostic] = list(result.diagnostics)
    if result.done:
        with working("looking at what is published", quiet=False):
            standing = look_at_branch(ready)
            checked = check_desk_rules(root, options, standing.published)
        terminal.show_editorial(root, checked)
        found += checked.diagnostics
        if not has_errors(found):
            for line in render_summary(result.summary):
                terminal.say(line)
            return _tell(terminal, deploy_site(ready, standing, result, confirm=confirm), flags)
    terminal.complain(f"not published: {render_counts(found)}")
    again = repeat_flags(DEPLOY, remote=flags.remote, branch=flags.branch)
    terminal.complain(render_next_step(found, again))
    return PROBLEMS


def _confirm(terminal: Terminal, flags: Flags, plan: Plan) -> bool:
    terminal.say(render_plan(plan))
    if flags.dry_run or flags.yes:
        return not flags.dry_run
    if not is_watched(sys.stdin):
        raise UsageError("deploy asks before it publishes, and nobody is here to answer", "add --yes")
    return click.confirm("Publish this?", default=False)


def _tell(terminal: Terminal, done: Deployment, flags: Flags) -> int:
    target = done.plan.target
    if done.outcome == "declined":
        terminal.say("nothing was published" + (" (--dry-run)" if flags.dry_run else ""))
    elif done.outcome == "same":
        terminal.say(f"nothing to publish: {target.branch} holds this very site already")
    else:
        address = f": {done.plan.address}" if done.plan.address else ""
        terminal.say(f"published to {target.branch} of {target.remote}{address}")
        for line in render_next(done.plan):
            terminal.say(line)
    return 0


def _write_workflow(terminal: Terminal, root: Path) -> int:
    done = write_workflow(root, load_origin())
    said = {"yours": "left as it is: you have changed it, or made it yourself", "unchanged": "up to date"}
    for path, outcome in done.files:
        terminal.say(f"  {path}: {said.get(outcome, outcome)}")
    terminal.say(f"GitHub publishes the site when {done.branch} is pushed, and checks each pull request")
    if done.advice:
        terminal.say(done.advice)
    terminal.say(f"next: {done.steps}")
    return PROBLEMS if done.advice else 0
