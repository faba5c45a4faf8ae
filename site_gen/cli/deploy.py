"""``deploy``: the flags of the command that puts the site on the web."""

from __future__ import annotations

from pathlib import Path

import click

from site_gen.cli.options import site_option, verbose_option
from site_gen.cli.terminal import Terminal
from site_gen.publishing.steps import MESSAGE


@click.command()
@site_option
@click.option("--remote", help="Push to this remote; otherwise origin, or the only one.")
@click.option("--branch", help="Push to this branch; otherwise gh-pages.")
@click.option("--message", show_default=MESSAGE, help="The commit's message.")
@click.option("--dry-run", is_flag=True, help="Show what would go where; push nothing.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@click.option("--allow-dirty", is_flag=True, help="Publish content that is not committed, too.")
@click.option("--rollback", is_flag=True, help="Put the deployment before the last one back.")
@click.option(
    "--workflow", is_flag=True, help="Write the files with which GitHub itself builds and publishes."
)
@verbose_option
@click.pass_obj
def deploy(
    terminal: Terminal,
    /,
    root: Path,
    remote: str | None,
    branch: str | None,
    message: str | None,
    **flags: bool,
) -> int:
    """Build the site and put it on the web.

    It is pushed to the branch that GitHub Pages serves. Your own branches and files are not touched. Where somebody
    else published meanwhile, nothing is overwritten. What is still missing is told, command by command.

    \b
    Examples:
      site-gen deploy --dry-run              shows what would go where
      site-gen deploy --yes                  does not ask, for scripts
      site-gen deploy --rollback             the site as it was before
      site-gen deploy --workflow             from now on each git push publishes
    """
    from site_gen.cli.deploying import Flags, run_deploy  # noqa: PLC0415 - heavy, for this command only

    return run_deploy(terminal, root, Flags(remote, branch, message, **flags))
