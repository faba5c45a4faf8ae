"""The commands by their names and flags, and the way in for those that have flags: ``run``."""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from site_gen import __version__
from site_gen.building.results import BuildOptions
from site_gen.cli.add import add
from site_gen.cli.building import build_and_tell, count_cores
from site_gen.cli.check import check
from site_gen.cli.deploy import deploy
from site_gen.cli.new import new
from site_gen.cli.options import drafts_option, site_option, strict_option, verbose_option
from site_gen.cli.scaffold import scaffold
from site_gen.cli.schema import schema
from site_gen.cli.terminal import USAGE, Terminal, end, now
from site_gen.cli.theme import theme
from site_gen.reports import render_counts
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.errors import UsageError
from site_gen.support.stages import UNTIMED, Stages


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and end the process; see ``terminal.end``."""
    terminal = Terminal()
    end(terminal, lambda: _run(terminal, arguments))


def _run(terminal: Terminal, arguments: Sequence[str] | None) -> int:
    """Run one command and give its exit code. Raises what it raises."""
    try:
        code = main.main(args=arguments, prog_name="site-gen", standalone_mode=False, obj=terminal)
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as problem:
        problem.show()
        return USAGE
    return code if isinstance(code, int) else 0


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
        jobs=jobs or count_cores(),
        stages=Stages(time.perf_counter) if flags["profile"] else UNTIMED,
    )
    return build_and_tell(terminal, root, options, quiet=flags["quiet"])


def _checked_base_url(base_url: str | None) -> str | None:
    if base_url is None:
        return None
    from site_gen.reading.values import ValueProblem, parse_base_url  # noqa: PLC0415 - for this flag only

    try:
        return parse_base_url(base_url)
    except ValueProblem as problem:
        raise UsageError(f"--base-url: {problem.message}", problem.help) from None


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


for command in (add, check, deploy, new, scaffold, schema, theme):
    main.add_command(command)
