"""Builds three extreme articles, each in a process of its own, and prints seconds and peak memory.

    python benchmarks/scale.py

- long: one article of 5 MB with 200 claims
- packed: one article of 100 kB with 5,000 claims of three words, side by side: no word is left without a mark
- dense: one article of 100 kB with 5,000 claims of about ten words, which overlap some thirty others each

Beside the time on the clock stand the processors' time and what the disk takes alone: as many folders and files of the
same sizes, written with nothing else to do, right afterwards.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = (
    """
the river rose after rain and people said that water came down from hills where old mills stood near towns whose bridges
were built by hand in years when nobody measured how high it had been before spring floods began again
""".strip()
    .replace("\n", " ")
    .split(" ")
)


def make_paragraphs(size: int, seed: int) -> list[str]:
    """Make Markdown of about ``size`` bytes; every paragraph has words that stand nowhere else."""
    chance = random.Random(seed)
    paragraphs: list[str] = []
    written = 0
    while written < size:
        words = chance.choices(WORDS, k=60)
        words[10] = f"place{len(paragraphs):06}"
        words[20] = f"*{words[20]}*"
        words[30] = f"[{words[30]}](https://example.org/{len(paragraphs)})"
        paragraphs.append(" ".join(words) + ".")
        written += len(paragraphs[-1]) + 2
    return paragraphs


def make_quotes(paragraphs: list[str], number: int, seed: int) -> list[str]:
    """Choose quotes around the words that stand nowhere else, so that each is found in one place."""
    chance = random.Random(seed)
    quotes = []
    for index in range(number):
        words = paragraphs[index * len(paragraphs) // number].split()
        start, end = chance.randrange(4, 11), chance.randrange(11, 22)
        quotes.append(" ".join(words[start:end]))
    return quotes


def make_packed(number: int, seed: int) -> tuple[list[str], list[str]]:
    """Make paragraphs that are nothing but quotes of three words and about twenty bytes; give both."""
    chance = random.Random(seed)
    quotes = [" ".join((*chance.choices(WORDS, k=2), f"item{index:04}")) for index in range(number)]
    return [" ".join(quotes[start : start + 20]) + "." for start in range(0, number, 20)], quotes


def write_site(root: Path, paragraphs: list[str], quotes: list[str]) -> None:
    """Write a site with one article."""
    articles = root / "content/articles"
    articles.mkdir(parents=True)
    (root / "site.yaml").write_text("title: Scale\nbase_url: https://example.org/\n")
    (articles / "one.md").write_text(
        "---\ntitle: One\ndate: 2026-01-01\n---\n\n" + "\n\n".join(paragraphs) + "\n"
    )
    claims = [
        f"  - id: claim-{index}\n    quote: >-\n      {quote}\n    status: accurate\n    summary: Yes.\n"
        "    sources:\n      - {title: Register, url: https://example.org/register}\n"
        for index, quote in enumerate(quotes)
    ]
    (articles / "one.claims.yaml").write_text("claims:\n" + "".join(claims))


def measure(root: Path) -> tuple[float, float, float, int]:
    """Build in a process of its own: seconds on the clock and of processors, peak memory in MiB, exit code."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "site_gen", "build"], cwd=root, capture_output=True, text=True
    )
    wall = time.perf_counter() - began
    if done.returncode:
        print(done.stderr[:2000])
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, done.returncode


def measure_disk(root: Path) -> float:
    """Write the same files again with nothing else to do: seconds."""
    files = [
        (str(path.relative_to(root / "_site")), path.read_bytes()) for path in root.glob("_site/**/*.html")
    ]
    began = time.perf_counter()
    for path, data in files:
        target = root / "again" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return time.perf_counter() - began


def main() -> int:
    """Measure the case named, or each in turn in a process of its own (peak memory is that of all children)."""
    if len(sys.argv) < 2:
        names = ("long", "packed", "dense")
        return max(subprocess.call([sys.executable, __file__, name]) for name in names)
    if sys.argv[1] == "packed":
        paragraphs, quotes = make_packed(5000, seed=1)
    else:
        size, number = {"long": (5_000_000, 200), "dense": (100_000, 5000)}[sys.argv[1]]
        paragraphs = make_paragraphs(size, seed=1)
        quotes = make_quotes(paragraphs, number, seed=2)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        write_site(root, paragraphs, quotes)
        wall, used, peak, code = measure(root)
        disk = measure_disk(root)
    print(
        f"{sys.argv[1]}: {wall:.2f} s ({used:.2f} s of processors; disk alone {disk:.2f} s), "
        f"{peak:.0f} MiB at most, exit {code}"
    )
    return code


if __name__ == "__main__":
    sys.exit(main())
