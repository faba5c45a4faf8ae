"""``check``: every problem and every editorial rule, in three formats; and what each code means."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_gen.building.results import BuildOptions
from site_gen.cli.options import drafts_option, site_option, strict_option, verbose_option
from site_gen.cli.terminal import PROBLEMS, Terminal, now, working
from site_gen.reports import (
    Format,
    count,
    render_address,
    render_check,
    render_json,
    render_next_step,
    render_step_summary,
)
from site_gen.support.diagnostics import has_errors
from site_gen.support.errors import UsageError
from site_gen.support.files import read_bytes, write_file

if TYPE_CHECKING:  # as in building.results
    from site_gen.checking.results import Checked

_WHERE_CODES_STAND = (
    "the code stands in square brackets after `error` or `warning`, as in `error[quote-is-found]`; "
    "site-gen check --explain without a code lists all"
)


def _explain(context: click.Context, _option: click.Parameter, code: str | None) -> None:
    """Print what a code means, and end."""
    if code is None or context.resilient_parsing:
        return
    from site_gen.checking.explaining import explain_code, render_codes  # noqa: PLC0415 - for this flag only

    if not code:
        context.obj.say(f"{render_codes()}\n\nnext: site-gen check --explain CODE tells more of one of these")
        context.exit()
    explained, nearest = explain_code(code)
    if explained is None:
        way_out = f"did you mean {nearest}?" if nearest else _WHERE_CODES_STAND
        raise UsageError(f"there is no code {code}", way_out)
    context.obj.say(explained)
    context.exit()


@click.command()
@click.option(
    "--explain",
    metavar="CODE",
    is_flag=False,
    flag_value="",
    is_eager=True,
    expose_value=False,
    callback=_explain,
    help="Tell what the code in square brackets means, with an example; without CODE list all. Looks at no site.",
)
@site_option
@click.option(
    "--format", "output", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
@click.option("--fix", is_flag=True, help="First put slips of YAML right that have only one right form.")
@click.option(
    "--published",
    metavar="PLACE",
    help="Compare verdicts with the site as it is on the web: its address, a built folder, or a claims.json.",
)
@drafts_option
@strict_option
@verbose_option
@click.pass_obj
def check(terminal: Terminal, /, root: Path, output: Format, published: str | None, **flags: bool) -> int:
    """Find every problem; write nothing.

    Everything that build would refuse, at once, and what your editorial rules ask for (`rules` in site.yaml). With
    --fix the slips of YAML that have only one right form (a colon or a second quotation mark in a value, a tab) are
    put right in your files.

    \b
    Examples:
      site-gen check
      site-gen check --fix                   mends what is certain, shows the rest
      site-gen check --verbose               shows each place that a rule speaks of
      site-gen check --explain quote-is-found
      site-gen check --published https://example.org/
      site-gen check --format github         marks the lines in a pull request
    """
    from site_gen.checking.editorial import check_all  # noqa: PLC0415 - heavy, for this command only

    if flags["fix"]:
        _fix(terminal, root)
    options = BuildOptions(now=now(), drafts=flags["drafts"], strict=flags["strict"])
    with working("checking", quiet=output != "text"):
        told = None
        if published is not None:
            from site_gen.checking.published import load_published  # noqa: PLC0415 - for this flag only

            told = load_published(published)
        checked = check_all(root, options, told)
    found = checked.diagnostics
    if output == "json":
        terminal.say(render_json(found, checked.editorial.desk).rstrip("\n"))
    elif output == "github":
        terminal.show(root, found, output, err=False)
        _add_step_summary(render_step_summary(found, checked.editorial.desk))
    else:
        _say_all(terminal, root, checked, fixed=flags["fix"])
    blocked = has_errors(found) or (flags["strict"] and bool(found))
    return PROBLEMS if blocked else 0


def _say_all(terminal: Terminal, root: Path, checked: Checked, *, fixed: bool) -> None:
    """Print problems, rules, counts and what comes next, for a person."""
    found = checked.diagnostics
    terminal.show_editorial(root, checked, err=False)
    terminal.say_all(render_check(checked.result, found, checked.editorial.desk))
    terminal.say_all(render_address(checked.result.config))
    terminal.say(render_next_step(found, "site-gen check", fixed=fixed))


def _add_step_summary(text: str) -> None:
    """Add to the page of a workflow's run, where GitHub says where: it marks ten lines of a kind, and here is room."""
    place = os.environ.get("GITHUB_STEP_SUMMARY")
    if place:
        with suppress(OSError):  # the lines are marked all the same
            before = read_bytes(Path(place)) if Path(place).exists() else b""
            write_file(Path(place), before + text.encode())


def _fix(terminal: Terminal, root: Path) -> None:
    from site_gen.authoring.mend import mend_site  # noqa: PLC0415 - for this flag only

    for path, number in mend_site(root):
        terminal.complain(f"{path}: {count(number, 'line')} put right")
