"""Flags that several commands take."""

from __future__ import annotations

from pathlib import Path

import click

from site_gen.building.environment import find_root
from site_gen.cli.terminal import Terminal


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
