"""The command line: flags in, one call out. The only package that prints, and that reads clock and environment."""

from __future__ import annotations

from site_gen.cli.check import check
from site_gen.cli.commands import INTERRUPTED, OUR_FAULT, PROBLEMS, USAGE, main, run
from site_gen.cli.theme import theme

__all__ = ["INTERRUPTED", "OUR_FAULT", "PROBLEMS", "USAGE", "main", "run"]

main.add_command(check)
main.add_command(theme)
