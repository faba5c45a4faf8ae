"""The way in: ``site-gen`` and ``python -m site_gen``."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"]:  # answered before anything heavy is imported
        from site_gen import __version__  # noqa: PLC0415

        sys.stdout.write(f"site-gen {__version__}\n")
        return
    # One command makes much that lives to its end; looking for what does not took a tenth of a build.
    gc.disable()
    from site_gen.cli import run  # noqa: PLC0415

    try:
        run()
    finally:
        gc.freeze()  # Python looks a last time when it ends


if __name__ == "__main__":
    main()
