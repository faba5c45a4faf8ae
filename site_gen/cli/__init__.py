"""The command line: flags in, one call out. The only package that prints, and that reads clock and environment."""

from __future__ import annotations

from site_gen.cli.add import add
from site_gen.cli.check import check
from site_gen.cli.commands import INTERRUPTED, OUR_FAULT, PROBLEMS, USAGE, main, run
from site_gen.cli.deploy import deploy
from site_gen.cli.new import new
from site_gen.cli.scaffold import scaffold
from site_gen.cli.schema import schema
from site_gen.cli.theme import theme

__all__ = ["INTERRUPTED", "OUR_FAULT", "PROBLEMS", "USAGE", "main", "run"]

main.add_command(add)
main.add_command(check)
main.add_command(deploy)
main.add_command(new)
main.add_command(scaffold)
main.add_command(schema)
main.add_command(theme)
