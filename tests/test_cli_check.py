"""``check`` as people run it: rules in one line or in full, explanations, comparison with what is published."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.commands import CLAIMS, NOTE, SITE, Run, write_claims

BARE = CLAIMS.split("    sources:")[0]
TWO = BARE + BARE.removeprefix("claims:\n").replace("closed\n", "bridge\n", 1).replace(
    "closed for nine weeks", "The bridge"
)


def test_a_rule_is_told_in_one_line(site: Path, run: Run) -> None:
    write_claims(site, TWO)
    ended = run("check")
    assert ended.code == 0
    assert ended.out == (
        "content/articles/river.claims.yaml:4:13: warning[claim-has-sources] 2 claims cite too few sources; "
        "this is the first of them\n"
        "content/articles/river.claims.yaml:3:12: warning[origin-is-known] 2 claims do not say who said it, or where; "
        "this is the first of them\n"
        "  --verbose shows each place and what to type; --explain claim-has-sources tells what that is about\n"
        "\n"
        "4 warnings in 1 article\n"
        "  2 statements checked: 2 inaccurate\n"
        "  claims: 2 published\n"
        f"{NOTE}\n"
        "next: mend what stands above, then run site-gen check again\n"
    )


def test_with_errors_published_claims_are_counted_in_one_place_only(site: Path, run: Run) -> None:
    write_claims(
        site, TWO + "  - id: third\n    quote: no such words\n    status: accurate\n    summary: x\n"
    )
    told = run("check").out
    assert "  claims: 3 published (1 with errors)\n" in told
    assert "checked" not in told


def test_one_blank_line_parts_problems_rules_and_counts(site: Path, run: Run) -> None:
    write_claims(
        site, TWO + "  - id: third\n    quote: no such words\n    status: accurate\n    summary: x\n"
    )
    out = run("check").out
    assert "error[quote-is-found]" in out
    assert "claims cite too few sources" in out
    assert "\n\n\n" not in out


def test_verbose_shows_each_place(site: Path, run: Run) -> None:
    write_claims(site, TWO)
    ended = run("check", "--verbose")
    assert ended.out.count("warning[claim-has-sources]") == 2
    assert "help: add below it: `sources:`" in ended.out
    assert ended.out.index("river.claims.yaml:3:") < ended.out.index("river.claims.yaml:4:")


def test_strict_takes_a_rule_for_an_error(site: Path, run: Run) -> None:
    write_claims(site, TWO)
    assert run("check", "--strict").code == 1


def test_a_rule_at_the_level_of_an_error_is_shown_in_full(site: Path, run: Run) -> None:
    write_claims(site, TWO)
    (site / "site.yaml").write_text(SITE + "rules: {claim-has-sources: error, origin-is-known: ignore}\n")
    ended = run("check")
    assert ended.code == 1
    assert ended.out.count("error[claim-has-sources]") == 2
    assert "2 errors in 1 article" in ended.out
    assert run("build").code == 0


def test_programs_get_every_place(site: Path, run: Run) -> None:
    write_claims(site, TWO)
    told = json.loads(run("check", "--format", "json").out)
    assert [each["code"] for each in told["problems"]].count("claim-has-sources") == 2
    assert told["states"] == {"draft": 0, "review": 0, "published": 2}
    assert told["ratings"] == {"Inaccurate": 2}
    assert run("check", "--format", "github").out.count("::warning ") == 4


@pytest.mark.parametrize("code", ["quote-is-found", "claim-has-sources", "[quote-is-found]"])
def test_a_code_is_explained_anywhere(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run("check", "--explain", code)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(code.strip("[]") + "\n")
    assert "\nWrong\n" in ended.out
    assert "    claims:\n      - id: nine-weeks\n" in ended.out
    assert "```" not in ended.out


def test_an_unknown_code_is_answered_with_the_nearest(run: Run) -> None:
    ended = run("check", "--explain", "quote-is-fund")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "site-gen: there is no code quote-is-fund\n  help: did you mean quote-is-found?\n"


def test_where_codes_stand_is_told_when_none_is_near(run: Run) -> None:
    ended = run("check", "--explain", "nonsense")
    assert (ended.code, ended.out) == (2, "")
    assert "as in `error[quote-is-found]`; site-gen check --explain without a code lists all" in ended.err


@pytest.mark.parametrize("more", [(), ("--strict",)])
def test_all_codes_are_listed_where_none_is_named(run: Run, more: tuple[str, ...]) -> None:
    ended = run("check", "--explain", *more)
    assert (ended.code, ended.err) == (0, "")
    assert "\n  quote-is-found: " in ended.out
    assert ended.last_line == "next: site-gen check --explain CODE tells more of one of these"


def test_every_code_that_is_printed_can_be_explained(site: Path, run: Run) -> None:
    write_claims(site, BARE.replace("nine weeks", "ten weeks").replace("inaccurate", "wrong"))
    codes = re.findall(r"\[([a-z0-9-]+)\]", run("check").out)
    assert codes
    for code in codes:
        assert run("check", "--explain", code).code == 0


def test_a_verdict_that_changed_is_told_against_the_built_site(site: Path, run: Run) -> None:
    assert run("build").code == 0
    assert run("check", "--strict", "--published", site / "_site").code == 0
    write_claims(site, CLAIMS.replace("status: inaccurate", "status: misleading"))
    assert run("check", "--strict").code == 0
    ended = run("check", "--strict", "--published", site / "_site")
    assert ended.code == 1
    assert "warning[verdict-change-is-explained] `closed` was published as `inaccurate`" in ended.out


def test_nothing_published_there_is_wrong_usage(site: Path, run: Run) -> None:
    ended = run("check", "--published", site / "nowhere")
    assert ended.code == 2
    assert "cannot read" in ended.err


def test_the_page_of_a_workflow_s_run_has_them_all(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    write_claims(site, TWO)
    assert run("check", "--format", "github").code == 0
    text = summary.read_text("utf-8")
    assert text.startswith("before\n### site-gen check: 4 warnings\n")
    assert text.count("`claim-has-sources`") == 2


def test_fix_mends_slips_and_leaves_what_rules_ask_for(site: Path, run: Run) -> None:
    write_claims(site, BARE.replace("It was closed", "The register: it was closed"))
    assert run("check", "--fix").code == 0
    text = (site / "content/articles/river.claims.yaml").read_text("utf-8")
    assert text == BARE.replace(
        "It was closed for four weeks.", '"The register: it was closed for four weeks."'
    )
