"""Whatever is edited, in whatever order: what is built upon an old site equals what is built from nothing."""

from __future__ import annotations

import datetime
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions, BuildResult
from tests.building.test_build import RIVER, RIVER_CLAIMS, SITE, SOURCES, WELL, tree
from tests.built import NOW

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="10"/>'
LATER = "date: 2026-05-03\npublish_after: 2026-11-22 18:00 +00:00"
RATINGS = """\
ratings:
  - {id: accurate, label: Right, meaning: It is so., tone: good, value: 2}
  - {id: inaccurate, label: Wrong, meaning: It is not so., tone: bad, value: 1}
"""
DRAFT_CLAIM = (
    "  - {id: spring, state: draft, quote: in spring, status: misleading, summary: Or was it autumn?}\n"
)
NOTE = "notes:\n  - {id: nine, quote: nine weeks, title: Weeks, note: Nine of them.}\n"

VERSIONS: dict[str, list[str | None]] = {
    "site.yaml": [
        SITE,
        SITE.replace("Test Desk", "Next Desk"),
        SITE + 'colours: {good: {light: "#006600", dark: "#66cc66"}}\n',
        SITE + "claim_pages: false\n",
        SITE + "articles_per_page: 1\nnav: [about]\n",
        SITE + RATINGS,
        SITE + RATINGS.replace("Right", "Correct").replace("tone: bad", "tone: poor"),
        "title: Test Desk\noutputs: [annotations]\n",
        "title: [\n",
    ],
    "content/sources.yaml": [
        SOURCES,
        SOURCES.replace("Gauge readings", "Gauge readings of May"),
        SOURCES + "other: {title: Another, publisher: Somebody, locator: p. 1}\n",
        None,
    ],
    "content/articles/river.md": [
        RIVER,
        RIVER.replace("The bridge was", "Some say that the bridge was"),
        RIVER.replace("nine", "ten"),
        RIVER.replace("date:", "draft: true\ndate:"),
        RIVER.replace("date: 2026-05-04", LATER + "\ntags: [bridges]"),
        RIVER.replace("date: 2026-05-04", "date: 2026-05-01\nslug: bridge"),
        RIVER.replace("the river and the bridge", "The river"),
    ],
    "content/articles/river.claims.yaml": [
        RIVER_CLAIMS,
        RIVER_CLAIMS.replace("status: accurate", "status: inaccurate"),
        RIVER_CLAIMS + DRAFT_CLAIM,
        RIVER_CLAIMS + NOTE,
        RIVER_CLAIMS.replace("id: rose", "id: rise"),
        RIVER_CLAIMS.replace(
            "status: accurate", "status: accurate\n    claimant: A. Mayor\n    tags: [water]"
        ),
        RIVER_CLAIMS.replace(
            "status: inaccurate",
            "status: inaccurate\n    claimant: a. mayor\n    history:\n"
            "      - {date: 2026-05-06, kind: correction, from: accurate, text: We were wrong.}",
        ),
        RIVER_CLAIMS[: RIVER_CLAIMS.index("  - id: rose")],
        None,
    ],
    "content/articles/well.md": [
        WELL,
        WELL.replace("deep", "dark"),
        WELL + "\nSee [the check](river.md#closed).\n",
        WELL + "\n![A drop](drop.svg)\n",
        WELL.replace("date:", "draft: true\ndate:"),
        WELL.replace("date:", "aliases: [/old-well/]\ntags: [Water]\ndate:") + "\nSee [all](/claims/).\n",
        None,
    ],
    "content/articles/spring.md": [
        None,
        WELL.replace("The well\n", "The spring\n"),
        WELL.replace("date: 2026-05-03", LATER),
    ],
    "content/articles/drop.svg": [SVG.format(20), SVG.format(40), None],
    "content/pages/about.md": [
        "---\ntitle: About\n---\n\nWe check.\n",
        "---\ntitle: About us\n---\n\nWe check.\n",
        "---\ntitle: About\ndraft: true\n---\n\nWe check.\n",
        None,
    ],
    "templates/parts/head-extra.html": [
        None,
        '<meta name="x" content="1">\n',
        '<meta name="x" content="2">\n',
        "{{ nothing }}\n",
    ],
    "static/custom.css": [None, "p { color: red }\n", "p { color: tan }\n"],
    "static/root/Extra": [None, "a file"],
    "static/root/Extra/x.txt": [None, "in a folder"],
    "static/root/extra": [None, "another name"],
}
MOMENTS = [NOW + datetime.timedelta(hours=hours) for hours in (0, 7, 24, -1)]

edits = st.sampled_from(sorted(VERSIONS)).flatmap(
    lambda path: st.tuples(st.just(path), st.integers(0, len(VERSIONS[path]) - 1))
)
steps = st.tuples(
    st.lists(edits, max_size=3),
    st.booleans(),  # whether a file comes with the time it had when it was like this before
    st.sampled_from(MOMENTS),
    st.sampled_from([False, False, False, True]),  # whether drafts are asked for
)
Step = tuple[list[tuple[str, int]], bool, datetime.datetime, bool]
EXAMPLES = settings.default.max_examples if settings.default else 100


def write(root: Path, site: dict[str, int], path: str, *, as_before: bool) -> None:
    target = root / path
    content = VERSIONS[path][site[path]]
    if target.is_file():
        target.unlink()
    if content is not None:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, "utf-8")
        if as_before:
            os.utime(target, (1_700_000_000 + site[path],) * 2)


def apply(root: Path, site: dict[str, int], path: str, version: int, *, as_before: bool) -> None:
    """Bring one file into one of its versions, and what stands in its way out of it."""
    for other, standing in list(site.items()):
        below = other.startswith(f"{path}/") or path.startswith(f"{other}/")
        if below and standing and VERSIONS[path][version] is not None:
            site[other] = 0
            write(root, site, other, as_before=False)
            for folder in (root / path, root / other):
                if folder.is_dir():
                    folder.rmdir()
    site[path] = version
    if not (root / path).is_dir():
        write(root, site, path, as_before=as_before)


def build(root: Path, options: BuildOptions) -> BuildResult:
    return build_site(root, options._replace(output=root / "_site"))


def tell(result: BuildResult) -> tuple[object, ...]:
    return result.done, result.diagnostics, result.summary, result.files


@pytest.mark.timeout(3600)  # with many examples
@settings(max_examples=30 if EXAMPLES <= 100 else EXAMPLES // 20)
@given(st.lists(steps, min_size=1, max_size=4))
def test_upon_an_old_site_as_from_nothing(history: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, cold_root = (Path(folder).resolve() / name for name in ("site", "cold"))
        site = dict.fromkeys(VERSIONS, 0)
        for path in site:
            write(root, site, path, as_before=True)
        options = BuildOptions(NOW)
        warm = build(root, options)
        stands: dict[str, bytes] = {}
        for changes, as_before, now, drafts in history:
            stands = tree(root / "_site")
            for path, version in changes:
                apply(root, site, path, version, as_before=as_before)
            options = BuildOptions(now, drafts=drafts)
            warm = build(root, options)
        for path in site:
            write(cold_root, site, path, as_before=False)
        cold = build(cold_root, options)
        assert tell(warm) == tell(cold)
        assert tree(root / "_site") == (tree(cold_root / "_site") if cold.done else stands)
        assert build(root, options).written == 0
