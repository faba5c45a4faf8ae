"""Runs a command and measures it; keeps what was measured, so that an interrupted run goes on where it was."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

_OF_RSS = 1 if sys.platform == "darwin" else 1024
"""Bytes in which the system counts memory."""


class RunFailedError(Exception):
    """A command that did not do what was to be measured."""


@dataclass(frozen=True)
class Run:
    """One measured run."""

    row: str
    tool: str
    round: int
    wall: float
    """Seconds on the clock."""
    cpu: float = 0.0
    """Seconds of processors."""
    peak: float = 0.0
    """MiB of the largest process."""


def measure(command: Sequence[str], folder: Path, environment: dict[str, str]) -> tuple[float, float, float]:
    """Run a command: seconds on the clock, seconds of processors, MiB of its largest process. Raises RunFailedError."""
    os.sync()  # what was written before is not charged to it
    with (folder / "run.log").open("wb") as log:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=log, stderr=log, env={**os.environ, **environment}
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = (folder / "run.log").read_text("utf-8", "replace")[-800:]
        raise RunFailedError(f"{' '.join(command)} ended with {process.returncode}:\n{said}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss * _OF_RSS / 2**20


class Runs:
    """All runs so far, in a file of one JSON object a line."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        self.runs = [Run(**json.loads(line)) for line in lines]

    def of(self, row: str, tool: str) -> list[Run]:
        """Give the runs of a tool in a row, by round."""
        return sorted(
            (run for run in self.runs if (run.row, run.tool) == (row, tool)), key=lambda run: run.round
        )

    def add(self, run: Run) -> None:
        """Keep a run."""
        self.runs.append(run)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(run)) + "\n")

    def has(self, row: str, tool: str, number: int) -> bool:
        """Tell whether a round was run already."""
        return any(run.round == number for run in self.of(row, tool))

    def median(self, row: str, tool: str, value: str = "wall") -> float | None:
        """Give the median of a value; None without runs."""
        found = [getattr(run, value) for run in self.of(row, tool)]
        return statistics.median(found) if found else None

    def ratios(self, row: str, tool: str, other: str, value: str = "wall") -> list[float]:
        """Give what a tool needed against another, round by round, lowest first."""
        others = {run.round: getattr(run, value) for run in self.of(row, other)}
        return sorted(
            getattr(run, value) / others[run.round] for run in self.of(row, tool) if others.get(run.round)
        )


def interleave(
    runs: Runs,
    row: str,
    rounds: int,
    tools: Iterable[str],
    run_once: Callable[[str], tuple[float, float, float]],
    say: Callable[[str], None],
) -> None:
    """Have every tool do one round after the other: A B A B …, so that all meet the machine in the same moods."""
    tools = list(tools)
    for number in range(rounds):
        # Each begins as often as the others.
        for tool in tools[number % len(tools) :] + tools[: number % len(tools)]:
            if runs.has(row, tool, number):
                continue
            try:
                found = run_once(tool)
            except RunFailedError as problem:
                say(f"{row}: {tool} left out: {problem}")
                continue
            runs.add(Run(row, tool, number, *found))
            wall, cpu, peak = found
            say(
                f"{row} {number + 1}/{rounds} {tool}: {wall:.3f} s, {cpu:.3f} s of processors, {peak:.0f} MiB"
            )
