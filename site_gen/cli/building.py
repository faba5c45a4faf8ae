"""``build``, once it is known what was asked for."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from site_gen.building.build import build_site
from site_gen.building.environment import find_root
from site_gen.building.results import BuildOptions
from site_gen.cli.terminal import PROBLEMS, Terminal, end, now, working
from site_gen.reports import render_build, render_next_step, render_profile, render_refusal

_NEXT_AFTER_BUILD = "next: site-gen serve --open to look at it, site-gen deploy to put it on the web"
_NEXT_AFTER_DRAFTS = "next: this is a preview with drafts; run site-gen build for the site itself"
_QUIET = frozenset({"-q", "--quiet"})


def is_plain_build(words: Sequence[str]) -> bool:
    """Tell whether a build is asked for with no flag but the one for silence."""
    return list(words[:1]) == ["build"] and _QUIET.issuperset(words[1:])


def run_plain_build(words: Sequence[str]) -> NoReturn:
    """Run the build that ``is_plain_build`` found, and end the process."""
    terminal = Terminal()

    def build() -> int:
        root = find_root(Path.cwd().resolve())
        options = BuildOptions(now=now(), jobs=count_cores())
        try:
            return build_and_tell(terminal, root, options, quiet=len(words) > 1)
        except KeyboardInterrupt:
            terminal.complain("")  # ends the line on which the terminal shows ^C, as click does
            raise

    end(terminal, build, at_once=True)


def build_and_tell(terminal: Terminal, root: Path, options: BuildOptions, *, quiet: bool) -> int:
    """Build the site in ``root``, say how it went, and give the exit code."""
    began = time.perf_counter()
    with working("building", quiet=quiet):
        result = build_site(root, options)
    seconds = time.perf_counter() - began
    terminal.show(root, result.diagnostics)
    profile = render_profile(options.stages.took, seconds) if options.stages.clock else []
    if not result.done:
        terminal.say_all(profile)
        terminal.complain(render_refusal(result.diagnostics, _short(result.output)))
        terminal.complain(render_next_step(result.diagnostics, "site-gen build"))
        return PROBLEMS
    if not quiet:
        terminal.say_all(render_build(result, _short(result.output), seconds, verbose=terminal.verbose))
    terminal.say_all(profile)
    if not quiet:
        terminal.say(_render_next(options, _short(result.output)))
    return 0


def count_cores() -> int:
    """Give the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _render_next(options: BuildOptions, output: str) -> str:
    """Give the line that says what to do after a build into the folder ``output``."""
    if options.drafts:
        return _NEXT_AFTER_DRAFTS
    if options.portable:
        return f"next: open {output.rstrip('/')}/index.html in a browser; the folder works from any disk"
    return _NEXT_AFTER_BUILD


def _short(path: Path) -> str:
    """Give a path as people would type it from here."""
    try:
        return f"{path.relative_to(Path.cwd()).as_posix()}/"
    except ValueError:
        return f"{path}/"
