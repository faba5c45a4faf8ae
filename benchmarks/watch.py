"""Watches that builds stay as quick as they are: by ratios to a yardstick that runs in turns in the same process.

    python -m benchmarks.watch

The yardstick makes the same articles by the plainest means there are (``benchmarks.plain``). Both are measured in
processors' time, several times in turns, and the least of each counts: so neither a slow machine nor one that is busy
with other things makes a difference. Exit 1: a ratio is above its limit.
"""

from __future__ import annotations

import datetime
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import make_articles
from benchmarks.plain import make_site
from benchmarks.rows import replace_in
from benchmarks.tools import EQUAL, EVERYTHING, make_ours, make_plain
from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions

ARTICLES = 100
ROUNDS = 5
COLD = 3.0
COLD_EVERYTHING = 6.2
TEMPLATE = 0.9
TEXT = 0.15
NOTHING = 0.02
"""How many times the yardstick each may take: about a third above what it took when this was written. Lower them when
builds have become quicker."""
_NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Watched:
    """What is watched, and how many times the yardstick it may take."""

    name: str
    run: Callable[[], object]
    limit: float


def main() -> int:
    """Measure all in turns, print the ratios, tell whether one is too high."""
    with tempfile.TemporaryDirectory() as folder:
        yardstick, watched = _prepare(Path(folder).resolve())
        least = dict.fromkeys((each.name for each in watched), float("inf"))
        plain = float("inf")
        for number in range(ROUNDS + 1):
            times = {each.name: _measure(each.run) for each in watched}
            took = _measure(yardstick)
            if number:  # the first round loads and compiles
                plain = min(plain, took)
                least = {name: min(seconds, times[name]) for name, seconds in least.items()}
    print(f"{ARTICLES} articles by plain means: {plain:.3f} s of the processor")
    too_slow = False
    for each in watched:
        ratio = least[each.name] / plain
        too_slow |= ratio > each.limit
        told = "TOO SLOW" if ratio > each.limit else "fine"
        print(f"{each.name:<28} {ratio:6.3f} times that, at most {each.limit:g}: {told}")
    return int(too_slow)


def _measure(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def _prepare(home: Path) -> tuple[Callable[[], object], tuple[Watched, ...]]:
    """Write the sites; give the yardstick, and what is watched in the order in which it must run."""
    articles = list(make_articles(ARTICLES))
    plain, equal, whole = home / "plain", home / "equal", home / "whole"
    make_plain().write(plain, articles)
    for folder, config in ((equal, EQUAL), (whole, EVERYTHING)):
        make_ours("site-gen", config).write(folder, articles)
    numbers: Iterator[int] = iter(range(1_000_000))
    article = equal / "content/articles/article-000007.md"
    template = equal / "templates/article.html"

    def build(root: Path, *, cold: bool = False) -> None:
        options = BuildOptions(_NOW)
        if cold:  # nothing is known, nothing stands
            folder = home / "cold" / str(next(numbers))
            for name in ("content", "templates", "site.yaml"):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).symlink_to(root / name)
            root, options = folder, options._replace(output=folder / "_site")
        assert build_site(root, options).done

    def edit_text() -> None:
        replace_in(article, r"The end is \d+\.", f"The end is {next(numbers)}.")
        build(equal)

    def edit_template() -> None:
        replace_in(template, r"(?:<i>\d+</i>)?</article>", f"<i>{next(numbers)}</i></article>")
        build(equal)

    return lambda: list(make_site(plain)), (
        Watched("cold build", lambda: build(equal, cold=True), COLD),
        Watched("cold build, everything", lambda: build(whole, cold=True), COLD_EVERYTHING),
        Watched("template edited", edit_template, TEMPLATE),
        Watched("one text edited", edit_text, TEXT),
        Watched("nothing changed", lambda: build(equal), NOTHING),
    )


if __name__ == "__main__":
    sys.exit(main())
