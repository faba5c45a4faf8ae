"""The commands that make, check, show and publish a site, and the way in: ``run``."""

from __future__ import annotations

import datetime
import os
import sys
import time
import traceback
import webbrowser
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from site_gen import __version__
from site_gen.building.build import build_site
from site_gen.building.environment import find_root
from site_gen.building.results import BuildOptions, BuildResult
from site_gen.reports import (
    Format,
    plain,
    render_counts,
    render_diagnostics,
    render_size,
    render_summary,
)
from site_gen.support.diagnostics import Diagnostic, has_errors
from site_gen.support.errors import SiteGenError, UsageError

if TYPE_CHECKING:
    from site_gen.building.results import CheckResult

PROBLEMS = 1
USAGE = 2
OUR_FAULT = 70
INTERRUPTED = 130

_STYLES = {"error": "31;1", "warning": "33;1", "place": "1", "help": "36"}


class Terminal:
    """Where words go: problems to one stream, the rest to the other; colours only where a person looks."""

    def __init__(self) -> None:
        for stream in (sys.stdout, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure:  # a console of another encoding shows a stand-in instead of failing
                reconfigure(errors="replace")

    def say(self, text: str) -> None:
        """Print a line."""
        print(text, flush=True)

    def complain(self, text: str) -> None:
        """Print a line to the stream for problems."""
        print(text, file=sys.stderr, flush=True)

    def show(
        self, root: Path, diagnostics: Sequence[Diagnostic], output: Format = "text", *, err: bool = True
    ) -> None:
        """Print problems."""
        stream = sys.stderr if err else sys.stdout
        coloured = output == "text" and stream.isatty() and not os.environ.get("NO_COLOR")
        text = render_diagnostics(diagnostics, output, _lines_of(root), _colour if coloured else plain)
        if text:
            print(text, file=stream, flush=True, end="\n" if output == "text" else "")


def _colour(text: str, style: str) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if style in _STYLES else text


def _lines_of(root: Path) -> Callable[[str], Sequence[str]]:
    @lru_cache(maxsize=64)
    def lines(path: str) -> Sequence[str]:
        from site_gen.support.files import read_text_file  # noqa: PLC0415 - only when there is a problem to show

        file, _ = read_text_file(root, path)
        return file.lines if file else ()

    return lines


def _now() -> datetime.datetime:
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
        code = main.main(
            args=list(arguments) if arguments is not None else None, standalone_mode=False, obj=terminal
        )
    except click.exceptions.Abort:
        terminal.complain("interrupted")
        sys.exit(INTERRUPTED)
    except KeyboardInterrupt:
        terminal.complain("interrupted")
        sys.exit(INTERRUPTED)
    except click.ClickException as problem:
        problem.show()
        sys.exit(USAGE)
    except SiteGenError as problem:
        terminal.complain(
            f"site-gen: {problem.message}" + (f"\n  help: {problem.help}" if problem.help else "")
        )
        sys.exit(problem.exit_code)
    except BrokenPipeError:
        sys.stdout = None  # whoever read us has left; nothing more to say
        sys.exit(PROBLEMS)
    except Exception as fault:  # noqa: BLE001 - the last net
        _admit(terminal, fault)
        sys.exit(OUR_FAULT)
    sys.exit(code if isinstance(code, int) else 0)


def _admit(terminal: Terminal, fault: Exception) -> None:
    if "--verbose" in sys.argv or "-v" in sys.argv:
        terminal.complain("".join(traceback.format_exception(fault)).rstrip())
    terminal.complain(
        f"site-gen failed, and that is its own fault: {type(fault).__name__}: {fault}\n"
        "  help: run it again with --verbose and send what it prints to the makers"
    )


site_option = click.option(
    "--site",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the site; otherwise this folder or the nearest above it with a site.yaml.",
)
drafts_option = click.option(
    "--drafts", is_flag=True, help="Show drafts and claims under review too, badged."
)
strict_option = click.option("--strict", is_flag=True, help="Treat every warning as an error.")
verbose_option = click.option("-v", "--verbose", is_flag=True, help="Say more.")


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
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
@verbose_option
@click.pass_obj
def build(
    terminal: Terminal, /, folder: Path | None, output: Path | None, base_url: str | None, **flags: bool
) -> int:
    """Build the site into _site/.

    Only files whose content changed are written. Where there is an error, nothing on disk changes. With --drafts the
    pages go to _site-drafts/, which is never put on the web.
    """
    root = find_root((folder or Path.cwd()).resolve())
    options = BuildOptions(
        now=_now(),
        output=output.resolve() if output else None,
        drafts=flags["drafts"],
        portable=flags["portable"],
        strict=flags["strict"],
        base_url=_checked_base_url(base_url),
        jobs=os.cpu_count() or 1,
    )
    began = time.perf_counter()
    with _working(terminal, "building", quiet=flags["quiet"]):
        result = build_site(root, options)
    terminal.show(root, result.diagnostics)
    if not result.done:
        terminal.complain(
            f"not built: {render_counts(result.diagnostics)}; nothing in {_short(result.output)} was changed"
        )
        return PROBLEMS
    if not flags["quiet"]:
        _tell_build(
            terminal, result, time.perf_counter() - began, drafts=flags["drafts"], verbose=flags["verbose"]
        )
    return 0


def _checked_base_url(base_url: str | None) -> str | None:
    if base_url is not None and not base_url.startswith(("http://", "https://")):
        raise UsageError(
            f"--base-url is {base_url}, but must be a whole address", "write --base-url https://example.org/"
        )
    return base_url


def _working(terminal: Terminal, what: str, *, quiet: bool) -> Any:
    """Show that something is going on, where a person watches."""
    if quiet or not sys.stderr.isatty():
        from contextlib import nullcontext  # noqa: PLC0415 - nothing to show

        return nullcontext()
    del terminal
    from rich.console import Console  # noqa: PLC0415 - rich is imported when first used

    return Console(stderr=True).status(f"{what} …")


def _tell_build(
    terminal: Terminal, result: BuildResult, seconds: float, *, drafts: bool, verbose: bool
) -> None:
    place = _short(result.output)
    summary = result.summary
    terminal.say(
        f"built {summary.pages} pages from {summary.articles} articles into {place} in {seconds:.2f} s"
    )
    for line in render_summary(summary):
        terminal.say(f"  {line}")
    terminal.say(
        f"  {result.written} written, {result.kept} unchanged, {result.removed} removed; {render_size(summary)}"
    )
    if verbose:
        for path in result.paths:
            terminal.say(f"    {path}")
    for note in result.notes:
        terminal.say(f"  note: {note}")
    if drafts:
        terminal.say("next: this is a preview with drafts; run site-gen build for the site itself")
    else:
        terminal.say("next: site-gen serve --open to look at it, site-gen deploy to put it on the web")


def _short(path: Path) -> str:
    """Give a path as people would type it from here."""
    try:
        return f"{path.relative_to(Path.cwd()).as_posix()}/"
    except ValueError:
        return f"{path}/"


@main.command()
@site_option
@click.option(
    "--format", "output", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
@click.option("--fix", is_flag=True, help="Put slips of YAML right that have only one right form, first.")
@drafts_option
@strict_option
@click.pass_obj
def check(terminal: Terminal, /, folder: Path | None, output: Format, **flags: bool) -> int:
    """Find every problem; write nothing.

    Everything that build would refuse, at once. With --fix the slips of YAML that have only one right form (a colon or
    a second quotation mark in a value, a tab) are put right in your files.
    """
    from site_gen.building.look import check_site  # noqa: PLC0415 - heavy, for this command only

    root = find_root((folder or Path.cwd()).resolve())
    if flags["fix"]:
        _fix(terminal, root)
    options = BuildOptions(now=_now(), drafts=flags["drafts"], strict=flags["strict"])
    with _working(terminal, "checking", quiet=output != "text"):
        result = check_site(root, options)
    terminal.show(root, result.diagnostics, output, err=False)
    if output == "text":
        _tell_check(terminal, result)
    blocked = has_errors(result.diagnostics) or (flags["strict"] and bool(result.diagnostics))
    return PROBLEMS if blocked else 0


def _fix(terminal: Terminal, root: Path) -> None:
    from site_gen.authoring.mend import mend_site  # noqa: PLC0415 - for this flag only

    for path, number in mend_site(root):
        terminal.complain(f"{path}: {number} line{'' if number == 1 else 's'} put right")


def _tell_check(terminal: Terminal, result: CheckResult) -> None:
    articles = result.summary.articles
    terminal.say(f"{render_counts(result.diagnostics)} in {articles} article{'' if articles == 1 else 's'}")
    for line in render_summary(result.summary):
        terminal.say(f"  {line}")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def new(terminal: Terminal, /, folder: Path) -> None:
    """Make a working site in FOLDER: an article with two claims and a note, two pages."""
    from site_gen.authoring.starter import make_site  # noqa: PLC0415 - for this command only

    for path in make_site(folder):
        terminal.say(f"  {folder / path}")
    terminal.say(f"next: cd {folder}\n      site-gen serve --open")


@main.command()
@site_option
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Take this port; otherwise the first free one from 8000 on."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen at this address.")
@click.option("--open", "open_page", is_flag=True, help="Open the site in a browser.")
@click.pass_obj
def serve(
    terminal: Terminal, /, folder: Path | None, port: int | None, host: str, *, open_page: bool
) -> None:
    """Show the site in a browser, live: every save shows at once. Drafts are shown, badged."""
    from site_gen.building.look import preview_site  # noqa: PLC0415 - heavy, for this command only
    from site_gen.preview.serve import serve_site  # noqa: PLC0415 - as above

    root = find_root((folder or Path.cwd()).resolve())
    serve_site(
        root,
        render=lambda: preview_site(root, BuildOptions(now=_now(), drafts=True)),
        say=terminal.say,
        show_problems=lambda problems: _show_served(terminal, root, problems),
        host=host,
        port=port,
        open_browser=webbrowser.open if open_page else None,
    )


def _show_served(terminal: Terminal, root: Path, problems: Sequence[Diagnostic]) -> None:
    terminal.show(root, problems)
    terminal.say(render_counts(problems))


@main.command()
@site_option
@click.option("--remote", help="Push to this remote; otherwise the only one, or origin.")
@click.option("--branch", default="gh-pages", show_default=True, help="Push to this branch.")
@click.option("--message", default="Publish the site", show_default=True, help="The commit's message.")
@click.option("--dry-run", is_flag=True, help="Show what would go where; push nothing.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def deploy(
    terminal: Terminal, /, folder: Path | None, remote: str | None, branch: str, message: str, **flags: bool
) -> int:
    """Build the site and put it on the web: push it to the branch that GitHub Pages serves.

    Your own branches and files are not touched. Where somebody else published meanwhile, nothing is overwritten.
    """
    from site_gen.publishing.deploy import deploy_site  # noqa: PLC0415 - for this command only
    from site_gen.publishing.plan import Plan, render_plan  # noqa: PLC0415 - as above

    def confirm(plan: Plan) -> bool:
        terminal.say(render_plan(plan))
        return not flags["dry_run"] and (flags["yes"] or click.confirm("Publish this?", default=False))

    root = find_root((folder or Path.cwd()).resolve())
    result = build_site(root, BuildOptions(now=_now(), jobs=os.cpu_count() or 1))
    terminal.show(root, result.diagnostics)
    if not result.done:
        terminal.complain(f"not published: {render_counts(result.diagnostics)}")
        return PROBLEMS
    done = deploy_site(root, result, confirm=confirm, remote=remote, branch=branch, message=message)
    if done.outcome == "declined":
        terminal.say("nothing was published" + (" (--dry-run)" if flags["dry_run"] else ""))
    elif done.outcome == "same":
        terminal.say(f"nothing to publish: {branch} holds this very site already")
    else:
        terminal.say(
            f"published to {branch} of {done.plan.remote}"
            + (f": {done.plan.address}" if done.plan.address else "")
        )
    return 0
