"""``theme``: what the theme is made of, and a file of it for the site to change."""

from __future__ import annotations

from pathlib import Path

import click

from site_gen.building.environment import find_root
from site_gen.cli.options import site_option, verbose_option
from site_gen.cli.terminal import Terminal
from site_gen.support.errors import UsageError


@click.group()
def theme() -> None:
    """Look into the theme, and make files of it your own.

    \b
    Examples:
      site-gen theme list                    what there is, and what you have changed
      site-gen theme copy parts/card.html    a copy in templates/parts/, for you to change
    """


@theme.command("list")
@click.option(
    "--site",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of a site; otherwise this folder or the nearest above it with a site.yaml, if there is one.",
)
@verbose_option
@click.pass_obj
def list_theme(terminal: Terminal, /, folder: Path | None) -> None:
    """List templates with their blocks, static files, and custom properties with their values.

    What your site has a file or value of its own for is marked “(yours)”.
    """
    from site_gen.authoring.theme import load_listing  # noqa: PLC0415 - heavy, for this command only
    from site_gen.authoring.theme_text import render_listing  # noqa: PLC0415 - as above

    for line in render_listing(load_listing(_find_site(folder))):
        terminal.say(line)


def _find_site(folder: Path | None) -> Path | None:
    """Give the site's folder; None where nobody named one and there is none: the theme can be looked at without."""
    if folder is not None:
        return find_root(folder.resolve())
    try:
        return find_root(Path.cwd())
    except UsageError:
        return None


@theme.command()
@site_option
@click.argument("name")
@verbose_option
@click.pass_obj
def copy(terminal: Terminal, /, root: Path, name: str) -> None:
    """Copy the theme's file NAME into your site's templates/ or static/, where yours wins.

    NAME is as `theme list` has it. What is there already stays as it is. Templates, styles and scripts begin with a
    line that says what they were copied from, so that `site-gen check` can tell you when the original has changed.
    """
    from site_gen.authoring.theme import copy_file  # noqa: PLC0415 - heavy, for this command only

    copied = copy_file(root, name)
    terminal.say(f"  {root / copied.path}")
    if copied.recorded:
        terminal.say(
            "its first line says what it was copied from: leave it, and check tells when that has changed"
        )
    terminal.say("next: site-gen serve --open shows every change at once")
