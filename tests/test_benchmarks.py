"""What the project measures itself with: the articles are what they are said to be, and the tables say what was run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.corpus import make_articles
from benchmarks.plain import make_site
from benchmarks.plot import render_plot
from benchmarks.readers import weigh_pages
from benchmarks.report import render_raw, render_targets, write_report
from benchmarks.rows import OURS, list_rows
from benchmarks.running import Run, RunFailedError, Runs, interleave
from benchmarks.tools import EVERYTHING, make_ours, make_plain
from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions


def test_every_claim_of_the_measured_articles_finds_its_place(tmp_path: Path, options: BuildOptions) -> None:
    make_ours("ours", EVERYTHING).write(tmp_path, make_articles(21))
    result = build_site(tmp_path.resolve(), options)
    assert result.diagnostics == ()
    assert (result.summary.articles, result.summary.claims) == (21, 21 * 12)
    kinds = {weight.kind: weight for weight in weigh_pages(tmp_path / "_site")}
    article = kinds["article, 900 words and 12 checks"]
    assert article.foreign == 0
    assert article.whole == article.page + article.style + article.script + article.other


def test_an_article_is_the_same_whatever_their_number_is() -> None:
    few, many = list(make_articles(2)), list(make_articles(5))
    assert few == many[:2]
    assert 850 < len(few[1].render(marked=False).split()) < 930
    assert few[1].render(marked=True).count("<mark ") > 12


def test_the_yardstick_makes_the_same_pages(tmp_path: Path) -> None:
    make_plain().write(tmp_path, make_articles(2))
    made = dict(make_site(tmp_path))
    assert {
        "articles/article-000000/index.html",
        "index.html",
        "feed.xml",
        "status/inaccurate/index.html",
    } <= {*made}
    assert made["articles/article-000001/index.html"].count('<li id="claim-') == 12


def test_an_interrupted_run_goes_on_where_it_was(tmp_path: Path) -> None:
    done: list[str] = []

    def run(stop_at: int) -> Callable[[str], tuple[float, float, float]]:
        def once(tool: str) -> tuple[float, float, float]:
            if len(done) == stop_at:
                raise KeyboardInterrupt
            done.append(tool)
            return 2.0 if tool == "a" else 1.0, 0.5, 10.0

        return once

    with pytest.raises(KeyboardInterrupt):
        interleave(Runs(tmp_path / "runs.jsonl"), "cold", 3, "ab", run(3), lambda _: None)
    del done[:]
    again = Runs(tmp_path / "runs.jsonl")
    interleave(again, "cold", 3, "ab", run(99), lambda _: None)
    assert len(again.of("cold", "a")) == len(again.of("cold", "b")) == 3
    assert again.ratios("cold", "a", "b") == [2.0, 2.0, 2.0]


def test_a_tool_that_fails_is_left_out_and_named(tmp_path: Path) -> None:
    said: list[str] = []

    def fail(_: str) -> tuple[float, float, float]:
        raise RunFailedError("it broke")

    runs = Runs(tmp_path / "runs.jsonl")
    interleave(runs, "cold", 1, ["hugo"], fail, said.append)
    assert runs.runs == []
    assert said == ["cold: hugo left out: it broke"]


def test_the_tables_and_the_plot_say_what_was_run(tmp_path: Path) -> None:
    rows = list_rows(1000, 5000, 10_000, 5)
    runs = Runs(tmp_path / "runs.jsonl")
    for number, seconds in enumerate((2.0, 4.0, 3.0)):
        runs.add(Run("cold", OURS, number, seconds, 1.5, 60))
        runs.add(Run("cold", "hugo", number, 4.0, 6.0, 300))
    table = render_targets(rows, runs)
    assert "| cold build, 1,000 articles | 3.00 s | hugo 4.00 s | **0.75** (0.50 to 1.00) | ≤ 1 |" in table
    assert "faster of Pelican" in table
    assert "| cold build, 1,000 articles | hugo | 4.000 | 4.000 | 6.000 | 300 | 3 |" in render_raw(rows, runs)
    drawn = render_plot([("cold <build>", [("site-gen", 3.0), ("hugo", 4.0)])], "Seconds")
    assert "cold &lt;build&gt;" in drawn
    assert drawn.count("<rect") == 3


def test_a_page_without_a_place_for_the_tables_is_not_touched(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Nothing here.\n")
    with pytest.raises(ValueError, match="no place"):
        write_report(page, ["x"])
    page.write_text("Before.\n\n<!-- measured: begin -->\nold\n<!-- measured: end -->\n\nAfter.\n")
    write_report(page, ["new\n"])
    write_report(page, ["newer\n"])
    assert (
        page.read_text()
        == "Before.\n\n<!-- measured: begin -->\n\nnewer\n\n<!-- measured: end -->\n\nAfter.\n"
    )
