from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Run

ARTICLE = """\
---
title: Costs
date: 2026-05-04
---

The bridge cost [a lot](#), and [a **lot**](#) more in 2019. It was [closed](#). See [the end](#ends).

## Ends in 2020 and not later

Is that so in 2021? No tax is the highest, said the mayor.
"""
OLD = "# Mine.\nclaims:\n  - id: ends\n    state: draft\n  - {id: shut, quote: It was closed, state: draft}\n"


@pytest.fixture
def costs(site: Path) -> Path:
    (site / "content/articles/costs.md").write_text(ARTICLE, "utf-8")
    file = site / "content/articles/costs.claims.yaml"
    file.write_text(OLD, "utf-8")
    return file


def test_each_open_placeholder_becomes_a_draft(costs: Path, run: Run) -> None:
    trial = run("scaffold", "costs", "--dry-run").out
    assert trial.endswith("nothing was written (--dry-run)\n")
    assert " would add the claim `" in trial
    assert "added" not in trial
    assert costs.read_text("utf-8") == OLD
    ended = run("scaffold", "costs")
    assert ended.code == 0
    written = costs.read_text("utf-8")
    assert written.startswith(OLD)
    assert [line for line in written.splitlines() if "- id" in line] == [
        "  - id: ends",
        "  - id: a-lot",
        "  - id: a-lot-2",
    ]
    assert '    suffix: ","' in written
    assert '    prefix: "and "' in written
    assert run("check", "--strict").code == 0
    assert "no placeholder waits" in run("scaffold", "costs").out
    assert costs.read_text("utf-8") == written


def test_suggestions_are_written_only_when_asked_for(costs: Path, run: Run) -> None:
    ended = run("scaffold", "costs", "--suggest")
    assert ended.out.splitlines() == [
        "content/articles/costs.md:6: date",
        "  The bridge cost a lot, and a lot more in 2019.",
        "content/articles/costs.md:10: comparison, attribution",
        "  No tax is the highest, said the mayor.",
        "2 sentences that could be checked; nothing was written",
        'next: site-gen add costs --quote "…" begins a check of words of one of them',
    ]
    assert costs.read_text("utf-8") == OLD
    assert run("scaffold", "costs", "--suggest", "--write").code == 0
    assert "the-bridge-cost-a-lot-and-a-lot-more-in" in costs.read_text("utf-8")
    assert run("check", "--strict").code == 0
    nothing = run("scaffold", "costs", "--suggest").out
    assert "no sentence has a number, a date, a comparison or an attribution" in nothing
    assert nothing.splitlines()[-1].startswith('next: site-gen add costs --quote "…"')


def test_write_alone_is_wrong_usage(costs: Path, run: Run) -> None:
    assert run("scaffold", "costs", "--write").code == 2


def test_problems_of_the_files_are_shown(costs: Path, run: Run) -> None:
    costs.write_text("claims:\n  - id: a\n    quote: He: said: no\n", "utf-8")
    ended = run("scaffold", "costs")
    assert ended.code == 1
    assert "costs.claims.yaml:3:" in ended.err
