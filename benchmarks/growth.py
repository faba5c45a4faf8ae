"""Looks whether a build's work grows faster than what it is made of. Counts calls, which are the same on every machine.

    python -m benchmarks.growth [claims] [tags] [speakers] [sources] [articles]

Each of these is made ten times as many, all else left as it is. Printed are the calls of both builds, and every
function that was called, or took, more than about ten times as much.
"""

from __future__ import annotations

import cProfile
import datetime
import pstats
import sys
import tempfile
import time
from pathlib import Path

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions

TIMES = 10
MORE_CALLS = 13.0
LONGER = 20.0
"""Growth from which on a function is named. Time is less sure than calls."""
_CALLS = 2000
_SECONDS = 0.2
"""Less is not looked at in the larger build."""
_NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
KINDS = ("claims", "tags", "speakers", "sources", "articles")
_BASE = {"claims": 20, "tags": 20, "speakers": 20, "sources": 20, "articles": 10}


def write_site(root: Path, sizes: dict[str, int]) -> None:
    """Write a site: ``claims`` of each article, ``tags``, ``speakers`` and shared ``sources`` of all of it."""
    folder = root / "content/articles"
    folder.mkdir(parents=True)
    (root / "site.yaml").write_text("title: Growth\nbase_url: https://example.org/\n")
    sources = (
        f"source-{number}: {{title: Report {number}, publisher: Office {number}, locator: p. {number}}}\n"
        for number in range(sizes["sources"])
    )
    (root / "content/sources.yaml").write_text("".join(sources))
    for article in range(sizes["articles"]):
        words = [f"word{article}x{claim} stands here." for claim in range(sizes["claims"])]
        paragraphs = "\n\n".join(" ".join(words[start : start + 10]) for start in range(0, len(words), 10))
        (folder / f"article-{article}.md").write_text(
            f"---\ntitle: Article {article}\ndate: 2026-{article % 12 + 1:02}-01\n---\n\n{paragraphs}\n"
        )
        claims = "".join(_write_claim(article, claim, sizes) for claim in range(sizes["claims"]))
        (folder / f"article-{article}.claims.yaml").write_text(f"claims:\n{claims}")


def _write_claim(article: int, claim: int, sizes: dict[str, int]) -> str:
    number = article * sizes["claims"] + claim
    tags, speakers, sources = (sizes[kind] for kind in ("tags", "speakers", "sources"))
    # Where there are more of a kind than claims, each claim has several.
    own = range(max(1, tags // (sizes["articles"] * sizes["claims"])))
    cited = range(max(1, sources // (sizes["articles"] * sizes["claims"])))
    return (
        f"  - id: claim-{claim}\n    quote: word{article}x{claim} stands here\n    status: accurate\n"
        f"    summary: It does.\n    claimant: Speaker {number % speakers}\n"
        f"    tags: [{', '.join(f'tag {(number + each * 7) % tags}' for each in own)}]\n"
        f"    sources: [{', '.join(f'source-{(number + each * 7) % sources}' for each in cited)}]\n"
    )


def profile(sizes: dict[str, int]) -> pstats.Stats:
    """Build a site from nothing and give its profile."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "site"
        write_site(root, sizes)
        profiler = cProfile.Profile(time.process_time)
        profiler.enable()
        result = build_site(root, BuildOptions(_NOW))
        profiler.disable()
        assert result.done, result.diagnostics[:3]
    return pstats.Stats(profiler)


def compare(kind: str) -> None:
    """Build with few and with ten times as many of a kind, and print what grew too fast."""
    less, more = profile(_BASE), profile({**_BASE, kind: _BASE[kind] * TIMES})
    growth = more.total_calls / less.total_calls  # type: ignore[attr-defined]
    print(
        f"{kind}: {less.total_calls:,} calls, with {TIMES} times as many {more.total_calls:,}: {growth:.1f} times"
    )  # type: ignore[attr-defined]
    before = less.stats  # type: ignore[attr-defined]
    for function, (_, calls, own, _, _) in sorted(more.stats.items(), key=lambda item: -item[1][2]):  # type: ignore[attr-defined]
        _, calls_before, own_before, _, _ = before.get(function, (0, 1, 1e-4, 0, {}))
        many = calls > _CALLS and calls / calls_before > MORE_CALLS
        long = own > _SECONDS and own / max(own_before, 1e-3) > LONGER
        if many or long:
            file, line, name = function
            place = f"{'/'.join(Path(file).parts[-2:])}:{line}" if line else "built in"
            print(
                f"  {name} ({place}): {calls_before:,} -> {calls:,} calls, {own_before:.3f} -> {own:.3f} s of its own"
            )


def main() -> None:
    """Compare all kinds, or those named."""
    profile(dict.fromkeys(KINDS, 2))  # what is loaded and compiled once is no matter here
    for kind in sys.argv[1:] or KINDS:
        compare(kind)


if __name__ == "__main__":
    main()
