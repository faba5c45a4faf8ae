"""What is measured: the rows of the table, and how a round of each goes."""

from __future__ import annotations

import itertools
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import make_articles
from benchmarks.running import RunFailedError, Runs, interleave, measure
from benchmarks.serving import measure_saves
from benchmarks.tools import ROOT, Bench, Tool

OURS = "site-gen"
EVERYTHING = "site-gen, everything"
PLAIN = "plain Python"
VERSION = "site-gen --version"
PASS = "python -c pass"
_EDITED = "article-000007"
Measured = tuple[float, float, float]


@dataclass(frozen=True)
class Row:
    """A row of the table: what our side needs against a yardstick."""

    id: str
    title: str
    articles: int
    case: str
    tools: tuple[str, ...]
    """Our side first; the yardsticks follow."""
    rounds: int
    target: float | None = None
    value: str = "wall"
    yardstick_row: str = ""
    """The row that has the yardstick's runs, if not this one."""
    yardsticks: tuple[str, ...] = ()
    """Those that the target is about: the fastest of them."""


def list_rows(small: int, large: int, huge: int, rounds: int) -> tuple[Row, ...]:
    """Give all rows; those on which others rest come first."""
    peers = ("hugo", "eleventy", "pelican", "mkdocs")
    pair = (OURS, "hugo")
    many = f"{small:,} articles"
    return (
        Row("cold", f"cold build, {many}", small, "cold", (OURS, *peers), rounds, 1.0, yardsticks=("hugo",)),
        Row(
            "python",
            f"cold build, {many}, the faster of Pelican and MkDocs",
            small,
            "cold",
            (OURS,),
            0,
            0.3,
            yardstick_row="cold",
            yardsticks=("pelican", "mkdocs"),
        ),
        Row("noop", f"nothing changed, {many}", small, "noop", pair, rounds, 0.04, yardsticks=("hugo",)),
        Row("text", f"one text edited, {many}", small, "text", pair, rounds, 0.08, yardsticks=("hugo",)),
        Row(
            "claims",
            f"one claims file edited, {many}",
            small,
            "claims",
            pair,
            rounds,
            0.08,
            yardsticks=("hugo",),
        ),
        Row(
            "template",
            f"the article's template edited, {many}",
            small,
            "template",
            (OURS, "hugo"),
            rounds,
            0.25,
            yardstick_row="cold",
            yardsticks=(OURS,),
        ),
        Row(
            "memory",
            f"peak memory of a cold build, {many}",
            small,
            "cold",
            (OURS, PLAIN),
            3,
            2.0,
            "peak",
            yardsticks=(PLAIN,),
        ),
        Row(
            "version",
            "`site-gen --version`",
            0,
            "version",
            (VERSION, PASS),
            4 * rounds,
            3.0,
            yardsticks=(PASS,),
        ),
        Row(
            "serve",
            f"from a save to the new text, {many}",
            small,
            "serve",
            pair,
            2 * rounds,
            0.25,
            yardsticks=("hugo",),
        ),
        Row(
            "cold-large",
            f"cold build, {large:,} articles",
            large,
            "cold",
            pair,
            rounds,
            1.0,
            yardsticks=("hugo",),
        ),
        Row(
            "everything",
            f"cold build with everything, {many}",
            small,
            "cold",
            (EVERYTHING, "hugo"),
            rounds,
            yardsticks=("hugo",),
        ),
        Row("cold-huge", f"cold build, {huge:,} articles", huge, "cold", (OURS,), 1),
        Row(
            "serve-huge",
            f"from a save to the new text, {huge:,} articles",
            huge,
            "serve",
            (OURS,),
            2 * rounds,
            1.5,
            yardstick_row="serve",
            yardsticks=(OURS,),
        ),
    )


def list_vast_rows(articles: int) -> tuple[Row, ...]:
    """Give the rows of one vast site, measured once."""
    many = f"{articles:,} articles"
    return (
        Row("cold-vast", f"cold build, {many}", articles, "cold", (OURS,), 1),
        Row("noop-vast", f"nothing changed, {many}", articles, "noop", (OURS,), 1),
        Row("text-vast", f"one text edited, {many}", articles, "text", (OURS,), 1),
    )


class Field:
    """The sites of all tools, and what is done to them."""

    def __init__(self, bench: Bench, runs: Runs, say: Callable[[str], None]) -> None:
        self._bench = bench
        self._runs = runs
        self._say = say
        self._ready: set[tuple[str, int]] = set()
        self._numbers = itertools.count(time.time_ns())
        """Each edit is another one, also after an interruption."""

    def run(self, row: Row) -> None:
        """Run what of a row has not been run yet."""
        if row.case == "version":
            commands = {VERSION: ("-m", "site_gen", "--version"), PASS: ("-c", "pass")}

            def start(tool: str) -> Measured:
                return measure(
                    (sys.executable, *commands[tool]), self._bench.folder, {"PYTHONPATH": str(ROOT)}
                )

            interleave(self._runs, row.id, row.rounds, row.tools, start, self._say)
            return
        tools = [name for name in row.tools if name in self._bench.tools]
        if row.case == "serve":
            for name in tools:
                self._serve(row, name)
            return
        interleave(self._runs, row.id, row.rounds, tools, lambda name: self._run_once(row, name), self._say)

    def folder(self, name: str, articles: int) -> Path:
        """Give the folder of a tool's site, written when first asked for."""
        folder = self._bench.sites / f"{re.sub('[^a-z]+', '-', name)}-{articles}"
        if not (folder / "written").exists():
            self._say(f"writing {articles:,} articles for {name}")
            self._bench.tools[name].write(folder, make_articles(articles))
            (folder / "written").touch()
        return folder

    def _run_once(self, row: Row, name: str) -> Measured:
        tool, folder = self._bench.tools[name], self.folder(name, row.articles)
        if row.case == "cold":
            tool.forget(folder)
            found = measure(tool.command, folder, tool.environment)
            self._ready.add((name, row.articles))
            return found
        if (name, row.articles) not in self._ready:
            measure(tool.command, folder, tool.environment)
            self._ready.add((name, row.articles))
        expected = self._edit(tool, folder, row.case)
        found = measure(tool.command, folder, tool.environment)
        if expected not in tool.page(folder, _EDITED).read_text("utf-8"):
            raise RunFailedError(f"the edit is not on the page: {expected}")
        return found

    def _edit(self, tool: Tool, folder: Path, case: str) -> str:
        """Edit one file; give what must stand on the page of the edited article then."""
        number = next(self._numbers)
        if case == "text":
            return replace_in(
                folder / tool.article.format(_EDITED), r"The end is \d+\.", f"The end is {number}."
            )
        if case == "claims":
            changed = replace_in(
                folder / tool.claims.format(_EDITED),
                r"(?<=summary: )It is \d+\. |(?<=summary: )",
                f"It is {number}. ",
            )
            return changed.strip()
        if case == "template":
            mark = f"<i hidden>{number}</i></article>"
            return replace_in(folder / tool.template, r"(?:<i hidden>\d+</i>)?</article>", mark)[:-10]
        return ""

    def _serve(self, row: Row, name: str) -> None:
        missing = [number for number in range(row.rounds) if not self._runs.has(row.id, name, number)]
        if not missing:
            return
        tool, folder = self._bench.tools[name], self.folder(name, row.articles)

        def save() -> tuple[str, str]:
            return f"articles/{_EDITED}/", self._edit(tool, folder, "text")

        try:
            for number, run in zip(
                missing, measure_saves(row.id, name, folder, len(missing), tool, save), strict=False
            ):
                self._runs.add(run)
                self._say(f"{row.id} {number + 1}/{row.rounds} {name}: {run.wall:.3f} s")
        except (RunFailedError, OSError) as problem:
            self._say(f"{row.id}: {name} left out: {problem}")


def replace_in(path: Path, pattern: str, text: str) -> str:
    """Replace the first match in a file; give the new text."""
    before = path.read_text("utf-8")
    after, count = re.subn(pattern, lambda _: text, before, count=1)
    if not count:
        raise RunFailedError(f"{path.name} has nothing like {pattern}")
    path.write_text(after, "utf-8")
    return text


def run_rows(field: Field, rows: tuple[Row, ...]) -> Iterator[Row]:
    """Run the rows; give each when it is done."""
    for row in rows:
        field.run(row)
        yield row
