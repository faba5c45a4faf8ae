"""The commands as people run them: what is printed, what is written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.commands import CLAIMS, MISSING, NOTE, SLIPS, Ended, Run, spawn, write_claims

COMMANDS = ("add", "build", "check", "deploy", "new", "scaffold", "schema", "serve", "theme")


# Version and help


@pytest.mark.parametrize("words", [["--version"], ["--version", "build"]])
def test_the_version(tmp_path: Path, words: list[str]) -> None:
    done = spawn(*words, cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.split() == [b"site-gen", b"0.1.0"]


def test_the_version_in_this_process(run: Run) -> None:
    assert run("--version") == Ended(0, "site-gen 0.1.0\n", "")


@pytest.mark.parametrize("words", [[], *([name] for name in COMMANDS)])
def test_help_needs_no_site_and_shows_how(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for flag in ("-h", "--help"):
        ended = run(*words, flag)
        assert (ended.code, ended.err) == (0, "")
        assert ended.out.startswith(f"Usage: site-gen {' '.join(words)}".rstrip())
        assert re.search(r"^    site-gen ", ended.out, re.MULTILINE), "an example"
        assert max(map(len, ended.out.splitlines())) <= 100


def test_the_list_of_commands_is_whole_sentences(run: Run) -> None:
    listed = run("-h").out.split("Commands:\n")[1].splitlines()
    assert [line.split()[0] for line in listed] == sorted(COMMANDS)
    assert all(line.endswith(".") and not line.endswith("...") for line in listed)


# build


def test_the_summary_of_a_build(site: Path, run: Run) -> None:
    ended = run("build")
    lines = ended.out.splitlines()
    assert re.fullmatch(r"built \d+ pages from 1 article into _site/ in \d+\.\d\d s", lines[0])
    assert lines[1] == "  1 statement checked: 1 inaccurate"
    assert re.fullmatch(r"  \d+ written, 0 unchanged, 0 removed; \d+ files, [\d.]+ kB", lines[2])
    assert lines[-1] == "next: site-gen serve --open to look at it, site-gen deploy to put it on the web"
    assert ended.err == ""
    again = run("build").out.splitlines()
    assert re.fullmatch(r"  0 written, \d+ unchanged, 0 removed; .*", again[2])


def test_a_build_that_is_refused_says_what_to_do(site: Path, run: Run) -> None:
    write_claims(site, MISSING)
    ended = run("build")
    assert ended.out == ""
    assert ended.err.startswith("content/articles/river.claims.yaml:3:12: error[quote-is-found] ")
    assert ended.err.splitlines()[-2:] == [
        "not built: 1 error; nothing in _site/ was changed",
        "next: mend what stands above, then run site-gen build again",
    ]


def test_quiet_prints_problems_only(site: Path, run: Run) -> None:
    assert run("build", "--quiet") == Ended(0, "", "")
    (site / "site.yaml").write_text("title: Test Desk\n", "utf-8")
    ended = run("build", "-q")
    assert (ended.code, ended.out) == (0, "")
    assert "warning[site-has-base-url]" in ended.err


def test_strict_refuses_warnings_and_says_so(site: Path, run: Run) -> None:
    (site / "site.yaml").write_text("title: Test Desk\n", "utf-8")
    for command in ("build", "check"):
        assert run(command).code == 0
        assert run(command, "--strict").code == 1
    assert (
        "not built: 1 warning, and --strict takes each for an error; nothing in"
        in run("build", "--strict").err
    )


def test_verbose_names_the_files(site: Path, run: Run) -> None:
    assert "articles/river/index.html" in run("build", "--verbose").out
    assert "articles/river/index.html" not in run("build").out


def test_a_profile_says_where_the_time_went(site: Path, run: Run) -> None:
    ended = run("build", "--profile", "--jobs", "2")
    assert ended.code == 0
    lines = ended.out.splitlines()
    start = next(
        number
        for number, line in enumerate(lines)
        if line.startswith("where the time went, stage by stage (")
    )
    assert lines[start + 1].endswith(" see what changed (2 times)")
    assert any(line.endswith(" find quotes") for line in lines[start:])
    assert any(line.endswith(" make article pages") for line in lines[start:])
    assert ended.last_line.startswith("next: ")
    again = run("build", "--profile", "--quiet")
    assert [line.split("  ")[-1] for line in again.out.splitlines()[1:]] == ["see what changed"]


def test_a_build_by_no_process_is_refused(site: Path, run: Run) -> None:
    ended = run("build", "--jobs", "0")
    assert ended.code == 2
    assert "'--jobs'" in ended.err


def test_drafts_go_elsewhere_and_are_called_a_preview(site: Path, run: Run) -> None:
    write_claims(site, CLAIMS + "  - {id: more, quote: in spring, state: draft}\n")
    ended = run("build", "--drafts")
    assert ended.last_line == "next: this is a preview with drafts; run site-gen build for the site itself"
    assert 'id="claim-more"' in (site / "_site-drafts/articles/river/index.html").read_text("utf-8")
    assert not (site / "_site").exists()
    assert "left out: 1 claim or note in draft or review" in run("build").out


def test_an_output_elsewhere_is_named_from_here(
    site: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site / "content")
    ended = run("build", "-o", "../public", "--base-url", "https://example.com/x", "--portable")
    assert ended.code == 0
    assert f"into {site / 'public'}/" in ended.out
    page = (site / "public/articles/river/index.html").read_text("utf-8")
    assert "https://example.com/x/articles/river/" in page
    assert "https://example.org" not in page.replace("https://example.org/register", "")
    assert "../../index.html" in page
    assert not (site / "_site").exists()


@pytest.mark.parametrize("address", ["example.org", "https://example.org/?x=1", "ftp://example.org/", ""])
def test_a_base_url_follows_the_rule_of_the_file(site: Path, run: Run, address: str) -> None:
    ended = run("build", "--base-url", address)
    assert ended.code == 2
    assert ended.err.startswith("site-gen: --base-url: ")
    assert "help: " in ended.err


def test_commands_work_below_the_site_and_from_elsewhere(
    site: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site / "content/articles")
    assert run("check").code == 0
    monkeypatch.chdir(tmp_path)
    assert run("check", "--site", site).code == 0
    assert run("build", "--site", "site").out.startswith("built ")
    assert (site / "_site/index.html").exists()
    ended = run("check", "--site", "nowhere")
    assert ended.code == 2
    assert "nowhere" in ended.err


# check


def test_a_check_says_what_it_looked_at_and_what_comes_next(site: Path, run: Run) -> None:
    ended = run("check")
    assert ended == Ended(
        0,
        "no problems in 1 article\n"
        "  1 statement checked: 1 inaccurate\n"
        "  claims: 1 published\n"
        f"{NOTE}\n"
        "next: site-gen serve --open to look at the site, site-gen build to make it\n",
        "",
    )
    write_claims(site, MISSING)
    ended = run("check")
    assert "\n1 error in 1 article\n" in ended.out
    assert ended.last_line == "next: mend what stands above, then run site-gen check again"
    assert ended.err == ""


def test_a_check_writes_nothing(site: Path, run: Run) -> None:
    write_claims(site, MISSING)
    before = sorted(site.rglob("*"))
    for words in (["check"], ["check", "--format", "json"], ["check", "--drafts", "--strict"]):
        run(*words)
    assert sorted(site.rglob("*")) == before


def test_problems_come_by_place_whatever_their_weight(site: Path, run: Run) -> None:
    (site / "site.yaml").write_text("title: Test Desk\ntagline: x #1\n", "utf-8")
    write_claims(site, CLAIMS.replace("nine", "ten") + "  - {id: b, quote: x, state: draft}\nnots: []\n")
    heads = re.findall(r"^(\S+?):(\d+):(\d+): (\w+)\[", run("check").out, re.MULTILINE)
    places = [(path, int(line), int(column)) for path, line, column, _ in heads]
    assert places == sorted(places)
    assert [weight for *_, weight in heads] == ["error", "warning", "error", "warning", "warning"]


def test_json_is_for_programs(site: Path, run: Run) -> None:
    assert json.loads(run("check", "--format", "json").out) == {
        "version": 1,
        "problems": [],
        "states": {"draft": 0, "review": 0, "published": 1},
        "ratings": {"Inaccurate": 1},
    }
    write_claims(site, MISSING.replace("ten weeks", "zehn Wochen im Mai – größer"))
    ended = run("check", "--format", "json")
    assert (ended.code, ended.err) == (1, "")
    assert ended.out.isascii(), "no console can spoil it"
    (problem,) = json.loads(ended.out)["problems"]
    places = {"path", "line", "column", "end_line", "end_column"}
    assert set(problem) == {"code", "severity", "message", "help", *places}
    assert problem["path"] == "content/articles/river.claims.yaml"
    assert (problem["line"], problem["column"], problem["severity"]) == (3, 12, "error")
    assert "größer" in problem["message"]


def test_github_gets_one_escaped_line_a_problem(site: Path, run: Run) -> None:
    assert run("check", "--format", "github").out == ""
    (site / "content/articles/river.md").rename(site / "content/articles/a, b.md")
    (site / "content/articles/river.claims.yaml").unlink()
    (site / "content/articles/a, b.claims.yaml").write_text(
        CLAIMS.replace("closed for nine", "100% closed for ten"), "utf-8"
    )
    ended = run("check", "--format", "github")
    assert ended.code == 1
    (line,) = ended.out.splitlines()
    properties, message = re.fullmatch(r"::error (.*?)::(.*)", line).groups()  # type: ignore[union-attr]
    assert properties == "file=content/articles/a%2C b.claims.yaml,line=3,col=12,title=quote-is-found"
    assert "100%25 closed" in message
    assert "%0A" in message


def test_fix_mends_what_is_certain_and_shows_the_rest(site: Path, run: Run) -> None:
    write_claims(site, SLIPS)
    ended = run("check")
    assert ended.code == 1
    assert "site-gen check --fix" in ended.last_line
    assert "check --fix" in run("build").err.splitlines()[-1]
    ended = run("check", "--fix")
    assert (ended.code, ended.err) == (0, "content/articles/river.claims.yaml: 1 line put right\n")
    mended = (site / "content/articles/river.claims.yaml").read_text("utf-8")
    assert mended == CLAIMS.replace(
        "It was closed for four weeks.", '"The register: it was closed for four weeks."'
    )
    ended = run("check", "--fix")
    assert (ended.code, ended.err) == (0, "")
    write_claims(site, SLIPS.replace("status: inaccurate", "status: wrong"))
    ended = run("check", "--fix", "--format", "json")
    assert ended.code == 1
    assert [each["code"] for each in json.loads(ended.out)["problems"]] == ["status-is-known"]


# new


def test_new_makes_a_site_that_builds(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run("new", "my site")
    assert ended.code == 0
    assert ended.out.endswith('next: cd "my site"\n      site-gen serve --open\n')
    listed = {Path(line.strip()) for line in ended.out.splitlines() if line.startswith("  my site")}
    assert listed == {
        path.relative_to(tmp_path) for path in (tmp_path / "my site").rglob("*") if path.is_file()
    }
    monkeypatch.chdir(tmp_path / "my site")
    ended = run("check")
    assert ended.code == 0
    assert "error" not in ended.out


def test_new_leaves_a_folder_with_something_in_it_alone(site: Path, run: Run) -> None:
    before = sorted(site.rglob("*"))
    ended = run("new", ".")
    assert ended.code == 2
    assert "not empty" in ended.err
    assert "nothing was written" in ended.err
    assert sorted(site.rglob("*")) == before


# What to do next


def test_the_next_step_can_be_typed_where_the_command_is_on_no_search_path(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = site / ".venv/bin/site-gen"
    program.parent.mkdir(parents=True)
    program.write_text("", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("sys.argv", [".venv/bin/site-gen"])
    monkeypatch.setenv("PATH", "")
    typed = str(Path(".venv/bin/site-gen"))
    assert run("check").last_line.startswith(f"next: {typed} serve --open to look at the site, {typed} build")
    assert f"{program} serve --open" in run("new", "other").out, "a path that leads there from the new folder"
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.setattr("sys.argv", [str(program)])
    assert run("check").last_line.startswith("next: site-gen serve --open")


def test_the_shell_completes_names_of_articles(site: Path) -> None:
    words = {"COMP_WORDS": "site-gen add ri", "COMP_CWORD": "2", "_SITE_GEN_COMPLETE": "bash_complete"}
    assert spawn(cwd=site, **words).stdout.decode().split() == ["plain,river"]
    (site / "site.yaml").unlink()
    assert not spawn(cwd=site, **words).stdout.strip()


def test_a_portable_build_says_what_to_open(site: Path, run: Run) -> None:
    line = run("build", "--portable", "-o", "../usb").out.splitlines()[-1]
    opened = re.fullmatch(r"next: open (\S+) in a browser; .*", line)
    assert opened
    assert (site / opened[1]).is_file()
