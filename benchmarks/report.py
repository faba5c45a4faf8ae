"""What was measured, as tables in Markdown."""

from __future__ import annotations

import datetime
import os
import platform
import re
import statistics
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.readers import Weight
from benchmarks.rows import OURS, Row
from benchmarks.running import Runs

_BETWEEN = re.compile(r"(?<=<!-- measured: begin -->\n).*?(?=<!-- measured: end -->)", re.DOTALL)


def write_report(path: Path, parts: Iterable[str]) -> None:
    """Put what was measured between the two marks of a page. Raises ValueError where it has none."""
    text = path.read_text("utf-8")
    if not _BETWEEN.search(text):
        raise ValueError(f"{path} has no place for the tables")
    found = "\n".join(parts).strip()
    path.write_text(_BETWEEN.sub(lambda _: f"\n{found}\n\n", text), "utf-8")


def render_circumstances(versions: Mapping[str, str], missing: Mapping[str, str], rounds: int) -> str:
    """Say when, where and with what it was measured."""
    tools = ", ".join(f"{name} {version}" for name, version in versions.items() if name not in missing)
    said = (
        f"Measured on {datetime.datetime.now(datetime.UTC):%Y-%m-%d}, on {_describe_machine()}, with Python"
        f" {platform.python_version()}{_node_version()}: {tools}. Medians of {rounds} runs where nothing else is said;"
        f" the load of the machine was {os.getloadavg()[1]:.1f} in the last five minutes.\n"
    )
    if missing:
        said += f"Could not be had and is left out: {', '.join(sorted(missing))}.\n"
    return said


def _describe_machine() -> str:
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        found = re.search(r"^model name\s*:\s*(.+)$", info.read_text("utf-8"), re.MULTILINE)
        cpu = found[1] if found else cpu
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores of {cpu}, {memory:.0f} GiB, {platform.system()} {platform.release().split('-')[0]}"


def _node_version() -> str:
    try:
        found = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return f", Node.js {found.stdout.strip().removeprefix('v')}"


def render_targets(rows: Sequence[Row], runs: Runs) -> str:
    """Give the table of our side against its yardsticks."""
    lines = ["| what | site-gen | yardstick | ratio | aim |", "|---|---|---|---|---|"]
    lines += [line for row in rows if (line := _render_target(row, runs))]
    return "\n".join(lines) + "\n"


def _render_target(row: Row, runs: Runs) -> str | None:
    ours = runs.median(_our_row(row), row.tools[0], row.value)
    if ours is None:
        return None
    unit = _render_peak if row.value == "peak" else _render_seconds
    found = find_ratio(row, runs)
    if found is None:
        return f"| {row.title} | {unit(ours)} | – | – | – |"
    name, yardstick, ratio, spread = found
    aim = f"≤ {row.target:g}" if row.target else "–"
    whose = f"{name}, cold" if row.case == "template" else name
    return f"| {row.title} | {unit(ours)} | {whose} {unit(yardstick)} | **{ratio:.2f}**{spread} | {aim} |"


def _our_row(row: Row) -> str:
    return row.id if row.rounds else row.yardstick_row


def find_ratio(row: Row, runs: Runs) -> tuple[str, float, float, str] | None:
    """Give the yardstick's name and median, the ratio to it and its spread; None without one."""
    at = row.yardstick_row or row.id
    medians = {name: found for name in row.yardsticks if (found := runs.median(at, name, row.value))}
    ours = runs.median(_our_row(row), row.tools[0], row.value)
    if not medians or ours is None:
        return None
    name = min(medians, key=lambda each: medians[each])
    if at != _our_row(row):  # not in pairs
        return name, medians[name], ours / medians[name], ""
    ratios = runs.ratios(at, row.tools[0], name, row.value)
    spread = f" ({ratios[0]:.2f} to {ratios[-1]:.2f})" if len(ratios) > 1 else ""
    return name, medians[name], statistics.median(ratios), spread


def render_raw(rows: Sequence[Row], runs: Runs) -> str:
    """Give every median: seconds, the fastest run, seconds of processors, memory."""
    lines = [
        "| what | tool | seconds | fastest | of processors | peak MiB | runs |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    for row in rows:
        for tool in row.tools if row.rounds else ():
            found = runs.of(row.id, tool)
            if found:
                wall, cpu, peak = (
                    statistics.median(getattr(run, key) for run in found) for key in ("wall", "cpu", "peak")
                )
                more = f"{cpu:.3f} | {peak:.0f}" if cpu else "– | –"
                fastest = min(run.wall for run in found)
                lines.append(f"| {row.title} | {tool} | {wall:.3f} | {fastest:.3f} | {more} | {len(found)} |")
    return "\n".join(lines) + "\n"


def render_growth(runs: Runs, small: int, large: int) -> str:
    """Say by how much memory grows for each article."""
    little, much = runs.median("memory", OURS, "peak"), runs.median("cold-huge", OURS, "peak")
    if little is None or much is None or large <= small:
        return ""
    each = (much - little) * 1024 / (large - small)
    return (
        f"Memory of the largest process grows by **{each:.1f} KiB** for each article from {small:,} to {large:,}"
        " articles (aim: ≤ 24).\n"
    )


def render_weights(weights: Iterable[Weight]) -> str:
    """Give the table of what readers fetch."""
    lines = [
        "| page | requests | bytes | page | style | script | else | to other hosts |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    lines += list(map(_render_weight, weights))
    return "\n".join(lines) + "\n"


def _render_weight(weight: Weight) -> str:
    sizes = (weight.whole, weight.page, weight.style, weight.script, weight.other)
    told = " | ".join(f"{size:,}" for size in sizes)
    return f"| {weight.kind} | {weight.requests} | {told} | {weight.foreign} |"


def _render_seconds(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"


def _render_peak(mebibytes: float) -> str:
    return f"{mebibytes:.0f} MiB"


def name_figures(rows: Sequence[Row], runs: Runs) -> Iterator[tuple[str, list[tuple[str, float]]]]:
    """Give what the plot shows: each row with the median of each tool, in seconds."""
    for row in rows:
        if row.value == "wall" and row.rounds:
            found = [(tool, median) for tool in row.tools if (median := runs.median(row.id, tool))]
            if len(found) > 1:
                yield row.title.replace("`", ""), found
