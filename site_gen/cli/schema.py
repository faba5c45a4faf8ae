"""``schema``: what editors need to complete, explain and check the site's YAML while it is typed."""

from __future__ import annotations

from pathlib import Path

import click

from site_gen.cli.options import site_option, verbose_option
from site_gen.cli.terminal import PROBLEMS, Terminal


@click.command()
@site_option
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here instead of schemas/.")
@verbose_option
@click.pass_obj
def schema(terminal: Terminal, /, root: Path, output: Path | None) -> int:
    """Write JSON Schemas for editors into schemas/.

    An editor that knows them completes the keys of site.yaml, claims files and sources, explains each when you point at
    it, and marks what is misspelt while you type. A new site has them; write them anew after a change of `ratings`, and
    when site-gen itself is a newer one.

    \b
    Examples:
      site-gen schema
      site-gen schema --output ../editor
    """
    from site_gen.authoring.modeline import FOLDER, make_modeline  # noqa: PLC0415 - heavy, for this command only
    from site_gen.authoring.schemas import write_schemas  # noqa: PLC0415 - as above
    from site_gen.reading.config import load_config  # noqa: PLC0415 - as above
    from site_gen.support.diagnostics import has_errors  # noqa: PLC0415 - as above

    config, problems = load_config(root)
    if config is None or has_errors(problems):
        terminal.show(root, problems)
        terminal.complain("next: mend site.yaml first, then run site-gen schema again")
        return PROBLEMS
    for path in write_schemas(output.resolve() if output else root / FOLDER, config.ratings):
        terminal.say(f"  {path}")
    if output is None:
        line = make_modeline("content/articles/name.claims.yaml", "claims")
        terminal.say(f"next: begin each claims file in content/articles/ with the line\n      {line}")
    return 0
