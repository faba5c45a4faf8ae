"""Measures site-gen and its peers on the same articles, and writes docs/performance.md and its plot.

    python -m benchmarks            the whole table, about a quarter of an hour
    python -m benchmarks --quick    a small one, to see that all of it works; docs are left alone
    python -m benchmarks --vast     besides, one site of 100,000 articles, once
    python -m benchmarks --report   the docs anew from what was measured last

What was measured is kept in .cache/benchmarks; a run that was interrupted goes on there. ``--fresh`` forgets it.
"""

from __future__ import annotations

import argparse
import compileall
import os
import sys
from dataclasses import replace
from pathlib import Path

from benchmarks.plot import render_plot
from benchmarks.readers import weigh_pages
from benchmarks.report import (
    name_figures,
    render_circumstances,
    render_growth,
    render_raw,
    render_targets,
    render_weights,
    write_report,
)
from benchmarks.rows import EVERYTHING, OURS, Field, Row, list_rows, list_vast_rows, run_rows
from benchmarks.running import Runs, measure
from benchmarks.tools import ROOT, Bench

PAGE = ROOT / "docs" / "performance.md"
PLOT = ROOT / "docs" / "performance.svg"
_WHOLE = (1_000, 5_000, 10_000, 5)
_QUICK = (30, 60, 90, 2)
_VAST = 100_000


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def main() -> int:
    """Measure, then write."""
    asked = _parse_arguments()
    small, large, huge, rounds = _QUICK if asked.quick else _WHOLE
    home = asked.folder.resolve() / ("quick" if asked.quick else "whole")
    kept = home / "runs.jsonl"
    if asked.fresh:
        kept.unlink(missing_ok=True)
    bench = Bench(asked.folder.resolve(), home / "sites", say)
    runs = Runs(kept)
    rows = list_rows(small, large, huge, rounds) + (list_vast_rows(_VAST) if asked.vast else ())
    if asked.quick:  # aims are for sites of another size
        rows = tuple(replace(row, target=None) for row in rows)
    field = Field(bench, runs, say)
    if not asked.report:
        # As an installation does. Where Python is told to keep no bytecode, each process would compile it anew.
        compileall.compile_dir(ROOT / "site_gen", quiet=1)
        for row in run_rows(field, tuple(row for row in rows if not asked.rows or row.id in asked.rows)):
            say(f"done: {row.title}")
    parts = render_parts(bench, runs, rows, field, (small, huge, rounds))
    if asked.quick:
        say("\n".join(parts))
        (home / "plot.svg").write_text(_draw(rows, runs), "utf-8")
        say(f"the plot: {home / 'plot.svg'}; nothing in docs/ was changed")
    else:
        write_report(PAGE, parts)
        PLOT.write_text(_draw(rows, runs), "utf-8")
        say(f"written: {PAGE.relative_to(ROOT)}, {PLOT.relative_to(ROOT)}")
    return 0


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="few articles, two rounds")
    parser.add_argument("--vast", action="store_true", help="one site of 100,000 articles besides")
    parser.add_argument("--report", action="store_true", help="measure nothing, write the docs anew")
    parser.add_argument("--fresh", action="store_true", help="forget what was measured before")
    parser.add_argument("--rows", nargs="*", metavar="ROW", help="only these rows, such as `cold noop`")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / ".cache" / "benchmarks", help="where all is kept"
    )
    return parser.parse_args()


def render_parts(
    bench: Bench, runs: Runs, rows: tuple[Row, ...], field: Field, sizes: tuple[int, int, int]
) -> list[str]:
    """Give what goes into the page, part by part."""
    small, huge, rounds = sizes
    folder = field.folder(EVERYTHING, small)
    tool = bench.tools[EVERYTHING]
    if not (folder / tool.output / "index.html").exists():
        measure(tool.command, folder, tool.environment)
    return [
        render_circumstances(bench.versions, bench.missing, rounds),
        render_targets(rows, runs),
        render_growth(runs, small, huge),
        "![Medians in seconds, on a logarithmic scale](performance.svg)\n",
        "### Every median\n",
        render_raw(rows, runs),
        "### What readers fetch\n",
        render_weights(weigh_pages(folder / tool.output)),
    ]


def _draw(rows: tuple[Row, ...], runs: Runs) -> str:
    return render_plot(list(name_figures(rows, runs)), f"Seconds that {OURS} and others need")


if __name__ == "__main__":
    if not hasattr(os, "wait4"):
        sys.exit("this system cannot tell what a process used: run it on Linux or macOS")
    sys.exit(main())
