"""The commands that make, check, show and publish a site, and the way in: ``run``."""

from __future__ import annotations

import datetime
import gc
import os
import re
import shutil
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

import click

from site_gen import __version__
from site_gen.building.build import build_site
from site_gen.building.environment import find_root
from site_gen.building.results import BuildOptions
from site_gen.reports import (
    Format,
    Style,
    colour,
    load_lines,
    plain,
    render_build,
    render_counts,
    render_diagnostics,
    render_failure,
    render_next_step,
    render_profile,
    render_refusal,
    render_rules,
)
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.errors import SiteGenError, UsageError
from site_gen.support.stages import UNTIMED, Stages

if TYPE_CHECKING:  # as in building.results
    from site_gen.checking.results import Checked

PROBLEMS = 1
USAGE = 2
OUR_FAULT = 70
INTERRUPTED = 130

_COMMAND_LINE = re.compile(r"^(\s+)site-gen (?=[a-z])", re.MULTILINE)
"""A command in the help of a refusal, on a line of its own."""
_NEXT_AFTER_BUILD = "next: site-gen serve --open to look at it, site-gen deploy to put it on the web"
_NEXT_AFTER_DRAFTS = "next: this is a preview with drafts; run site-gen build for the site itself"


class Terminal:
    """Where words go: problems to one stream, the rest to the other; colours only where a person looks."""

    def __init__(self) -> None:
        self.verbose = False
        for stream in (sys.stdout, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure:  # a console of another encoding shows a stand-in instead of failing
                reconfigure(errors="replace")

    def say(self, text: str) -> None:
        """Print a line."""
        print(_as_typed_here(text), flush=True)

    def say_all(self, lines: Iterable[str]) -> None:
        """Print lines."""
        for line in lines:
            self.say(line)

    def complain(self, text: str) -> None:
        """Print a line to the stream for problems."""
        print(_as_typed_here(text), file=sys.stderr, flush=True)

    def show(
        self, root: Path, diagnostics: Sequence[Diagnostic], output: Format = "text", *, err: bool = True
    ) -> None:
        """Print problems."""
        stream = sys.stderr if err else sys.stdout
        style = _choose_style(stream) if output == "text" else plain
        text = render_diagnostics(diagnostics, output, load_lines(root), style)
        if text:
            print(text, file=stream, flush=True, end="\n" if output == "text" else "")

    def show_editorial(self, root: Path, checked: Checked, *, err: bool = True) -> None:
        """Print what the editorial rules say, and with it what else was found: warnings of a rule by one line."""
        self.show(root, checked.diagnostics if self.verbose else checked.in_full, err=err)
        stream = sys.stderr if err else sys.stdout
        lines = render_rules(checked.in_short, _choose_style(stream))
        for line in () if self.verbose else lines:
            print(line, file=stream, flush=True)


def _choose_style(stream: TextIO) -> Style:
    """Give colours where a person looks who wants them."""
    return colour if is_watched(stream) and not os.environ.get("NO_COLOR") else plain


def is_watched(stream: TextIO | None) -> bool:
    """Tell whether a person looks; a stream that was closed from the start is None."""
    return stream is not None and stream.isatty()


def _as_typed_here(text: str) -> str:
    """Give what to type with the name that this command has here: it may be on no search path, as in ``.venv``."""
    if not text.startswith("next: ") and not _COMMAND_LINE.search(text):
        return text
    typed = Path(sys.argv[0])
    if typed.name.lower().removesuffix(".exe") != "site-gen" or not typed.parent.name:
        return text
    known = shutil.which("site-gen")
    if known is not None and typed.exists() and Path(known).samefile(typed):
        return text
    whole = typed.absolute()
    is_near = whole.is_relative_to(Path.cwd()) and not text.startswith("next: cd ")
    name = str(whole.relative_to(Path.cwd()) if is_near else whole)
    name = f'"{name}" ' if " " in name else f"{name} "
    if text.startswith("next: "):
        return text.replace("site-gen ", name)
    return _COMMAND_LINE.sub(lambda match: match[1] + name, text)


def now() -> datetime.datetime:
    """Give the moment of the build: SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.datetime.now(datetime.UTC)
    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            f"SOURCE_DATE_EPOCH is {epoch}, but must be a number of seconds since 1970",
            "unset it, or give a number",
        ) from None


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and end the process: 0 fine, 1 problems, 2 wrong usage, 70 our fault, 130 interrupted."""
    terminal = Terminal()
    try:
        sys.exit(_run(terminal, arguments))
    except BrokenPipeError:  # whoever read us has left; nothing more to say, also not by Python at its end
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError, AttributeError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        sys.exit(PROBLEMS)


def _run(terminal: Terminal, arguments: Sequence[str] | None) -> int:
    """Run one command and give the exit code. Raises BrokenPipeError."""
    try:
        code = main.main(args=arguments, prog_name="site-gen", standalone_mode=False, obj=terminal)
    except (click.exceptions.Abort, KeyboardInterrupt):
        terminal.complain("interrupted")
        return INTERRUPTED
    except click.ClickException as problem:
        problem.show()
        return USAGE
    except BrokenPipeError:
        raise
    except Exception as problem:  # noqa: BLE001 - the last net
        terminal.complain(render_failure(problem, verbose=terminal.verbose))
        if isinstance(problem, SiteGenError):
            return problem.exit_code
        return PROBLEMS if isinstance(problem, OSError) else OUR_FAULT  # a full disk, a locked file
    return code if isinstance(code, int) else 0


def _set_verbose(context: click.Context, _option: click.Parameter, value: bool) -> None:
    if isinstance(context.obj, Terminal):
        context.obj.verbose = value


site_option = click.option(
    "--site",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    callback=lambda _context, _option, folder: find_root((folder or Path.cwd()).resolve()),
    help="The folder of the site; otherwise this folder or the nearest above it with a site.yaml.",
)
drafts_option = click.option(
    "--drafts", is_flag=True, help="Show drafts and claims under review too, badged."
)
strict_option = click.option("--strict", is_flag=True, help="Treat every warning as an error.")
verbose_option = click.option(
    "-v",
    "--verbose",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_set_verbose,
    help="Say more, also where site-gen itself fails.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="site-gen", message="%(prog)s %(version)s")
def main() -> None:
    """Make annotated fact-check websites from Markdown articles and YAML claims.

    \b
    Start here:
      site-gen new my-site      a working site
      cd my-site
      site-gen serve --open     look at it, live
      site-gen build            write it to _site/
    """


@main.command()
@site_option
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here instead of _site/.")
@click.option("--base-url", help="The address the site will have, instead of the one in site.yaml.")
@drafts_option
@click.option("--portable", is_flag=True, help="Name index.html in links, to open the site from a disk.")
@strict_option
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    help="Use up to so many processes; otherwise one for each core. A small site is made by one.",
)
@click.option("--profile", is_flag=True, help="Say where the time went, stage by stage.")
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
@verbose_option
@click.pass_obj
def build(
    terminal: Terminal,
    /,
    root: Path,
    output: Path | None,
    base_url: str | None,
    jobs: int | None,
    **flags: bool,
) -> int:
    """Build the site into _site/.

    Only files whose content changed are written. Where there is an error, nothing on disk changes. With --drafts the
    pages go to _site-drafts/, which is never put on the web.

    \b
    Examples:
      site-gen build
      site-gen build --strict                a warning stops it, too
      site-gen build --portable -o ../usb    to be opened from a USB stick
    """
    options = BuildOptions(
        now=now(),
        output=output.resolve() if output else None,
        drafts=flags["drafts"],
        portable=flags["portable"],
        strict=flags["strict"],
        base_url=_checked_base_url(base_url),
        jobs=jobs or _count_cores(),
        stages=Stages(time.perf_counter) if flags["profile"] else UNTIMED,
    )
    began = time.perf_counter()
    with working("building", quiet=flags["quiet"]):
        result = build_site(root, options)
    seconds = time.perf_counter() - began
    terminal.show(root, result.diagnostics)
    profile = render_profile(options.stages.took, seconds) if flags["profile"] else []
    if not result.done:
        terminal.say_all(profile)
        terminal.complain(render_refusal(result.diagnostics, _short(result.output)))
        terminal.complain(render_next_step(result.diagnostics, "site-gen build"))
        return PROBLEMS
    if not flags["quiet"]:
        terminal.say_all(render_build(result, _short(result.output), seconds, verbose=terminal.verbose))
    terminal.say_all(profile)
    if not flags["quiet"]:
        terminal.say(_render_next(options, _short(result.output)))
    return 0


def _count_cores() -> int:
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


def _checked_base_url(base_url: str | None) -> str | None:
    if base_url is None:
        return None
    from site_gen.reading.values import ValueProblem, parse_base_url  # noqa: PLC0415 - for this flag only

    try:
        return parse_base_url(base_url)
    except ValueProblem as problem:
        raise UsageError(f"--base-url: {problem.message}", problem.help) from None


def working(what: str, *, quiet: bool) -> AbstractContextManager[object]:
    """Show that something is going on, where a person watches.

    Nothing moves: that would need a thread, beside which no process can be forked (see ``building.processes``).
    """
    if quiet or not is_watched(sys.stderr):
        return nullcontext()
    from rich.console import Console  # noqa: PLC0415 - rich is imported when first used
    from rich.live import Live  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    return Live(Text(f"{what} …"), console=Console(stderr=True), auto_refresh=False, transient=True)


def _short(path: Path) -> str:
    """Give a path as people would type it from here."""
    try:
        return f"{path.relative_to(Path.cwd()).as_posix()}/"
    except ValueError:
        return f"{path}/"


@main.command()
@site_option
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Take this port; otherwise the first free one from 8000 on."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen at this address.")
@click.option("--open", "open_page", is_flag=True, help="Open the site in a browser.")
@verbose_option
@click.pass_obj
def serve(terminal: Terminal, /, root: Path, port: int | None, host: str, *, open_page: bool) -> None:
    """Show the site in a browser, live.

    Every save shows at once, also where something is wrong; drafts are shown, badged. Only this computer can see it,
    unless --host says otherwise. Ctrl-C ends it.

    \b
    Examples:
      site-gen serve --open
      site-gen serve --host 0.0.0.0          to look at it on a phone in the same network
    """
    import webbrowser  # noqa: PLC0415 - for this command only

    from site_gen.preview.serve import serve_site  # noqa: PLC0415 - heavy, for this command only

    gc.enable()  # this one lives for days

    def show_problems(problems: Sequence[Diagnostic]) -> None:
        terminal.show(root, problems)
        terminal.say(render_counts(problems))

    serve_site(
        root,
        now=now,
        say=terminal.say,
        show_problems=show_problems,
        host=host,
        port=port,
        open_browser=webbrowser.open if open_page else None,
    )
