"""The way in: ``site-gen`` and ``python -m site_gen``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"]:  # answered before anything heavy is imported
        from site_gen import __version__  # noqa: PLC0415

        sys.stdout.write(f"site-gen {__version__}\n")
        return
    from site_gen.cli import run  # noqa: PLC0415

    run()


if __name__ == "__main__":
    main()
