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
    from site_gen.cli.building import is_plain_build, run_plain_build  # noqa: PLC0415

    try:
        if is_plain_build(sys.argv[1:]):
            run_plain_build(sys.argv[1:])
        # What reads flags takes a fifth of a build with nothing to do.
        from site_gen.cli.commands import run  # noqa: PLC0415

        run()
    finally:
        gc.freeze()  # Python looks a last time when it ends


if __name__ == "__main__":
    main()
