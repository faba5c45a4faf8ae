"""How commands end: exit codes, faults, interruptions; and what surrounds them: the day, the console, pipes."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from site_gen.cli import building
from site_gen.cli import commands as cli
from site_gen.support.errors import InternalError
from tests.commands import ARTICLE, CLAIMS, MISSING, SLIPS, Run, spawn, write_claims

COMMANDS = ("build", "check", "deploy", "new", "serve")


# The ways a command ends


def test_all_is_well(site: Path, run: Run) -> None:
    assert run("build").code == 0
    assert run("check").code == 0


def test_problems_end_with_1(site: Path, run: Run) -> None:
    write_claims(site, MISSING)
    for command in ("build", "check"):
        assert run(command).code == 1
    assert not (site / "_site/index.html").exists()


def test_without_a_site_the_way_out_is_told(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("build", "check", "serve", "deploy"):
        ended = run(command)
        assert ended.code == 2
        assert "there is no site.yaml in" in ended.err
        assert "site-gen new my-site" in ended.err


def test_an_unknown_option_names_the_nearest(site: Path, run: Run) -> None:
    ended = run("build", "--ouput", "x")
    assert ended.code == 2
    assert "--output" in ended.err.split("No such option")[1]
    assert "Usage: site-gen build" in ended.err


@pytest.mark.parametrize(
    "words", [["biuld"], ["check", "--format", "xml"], ["new"], ["build", "x"], ["serve", "--port", "0"], []]
)
def test_wrong_usage_ends_with_2(site: Path, run: Run, words: list[str]) -> None:
    ended = run(*words)
    assert ended.code == 2
    assert "Usage: site-gen" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("fault", [KeyError("x"), ValueError("two\nlines"), InternalError("a mark is lost")])
def test_a_fault_of_ours_is_admitted_in_one_line(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(building, "build_site", fail)
    ended = run("build")
    assert ended.code == 70
    assert len(ended.err.splitlines()) == 1
    assert "its own fault" in ended.err
    assert "--verbose" in ended.err
    for flag in ("--verbose", "-qv"):
        ended = run("build", flag)
        assert ended.code == 70
        assert "Traceback (most recent call last)" in ended.err
        assert "in fail" in ended.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_can_show_the_trace_that_it_asks_for(command: str) -> None:
    assert "--verbose" in [name for option in cli.main.commands[command].params for name in option.opts]


@pytest.mark.parametrize("end", [KeyboardInterrupt, click.exceptions.Abort, EOFError])
def test_an_interrupted_command_says_so(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch, end: type[BaseException]
) -> None:
    def stop(*_: object) -> None:
        raise end

    monkeypatch.setattr(building, "build_site", stop)
    ended = run("build")
    assert ended.code == 130
    assert ended.err.strip() == "interrupted"


@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
@pytest.mark.parametrize("end", ["commands.run(['build'])", "building.run_plain_build(['build'])"])
def test_control_c_ends_the_process_without_a_trace(site: Path, end: str) -> None:
    script = (
        "import os, signal, sys\nfrom site_gen.cli import building, commands\n"
        "building.build_site = lambda *_: os.kill(os.getpid(), signal.SIGINT)\n"
        f"{end}\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=site, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 130
    assert done.stderr.splitlines() == [b"", b"interrupted"]


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (
            PermissionError(13, "Permission denied", "_site/index.html"),
            "cannot use _site/index.html: Permission denied",
        ),
        (OSError(28, "No space left on device", "_site/x"), "cannot use _site/x: No space left on device"),
        (OSError("odd"), "odd"),
    ],
)
def test_a_disk_that_refuses_gives_one_plain_sentence(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch, problem: OSError, told: str
) -> None:
    def fail(*_: object) -> None:
        raise problem

    monkeypatch.setattr(building, "build_site", fail)
    ended = run("build")
    assert (ended.code, ended.err) == (1, f"site-gen: {told}\n")
    assert "Traceback" in run("build", "--verbose").err


def test_a_file_where_the_output_should_be(site: Path, run: Run) -> None:
    (site / "_site").write_text("mine", "utf-8")
    ended = run("build")
    assert ended.code == 1
    assert "is a file" in ended.err
    assert "help: choose a folder of its own" in ended.err
    assert (site / "_site").read_text("utf-8") == "mine"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to(site: Path, run: Run) -> None:
    (site / "_site").mkdir()
    (site / "_site").chmod(0o500)
    ended = run("build")
    assert ended.code == 1
    assert len(ended.err.splitlines()) <= 2
    assert "Permission denied" in ended.err


# The surroundings


def test_the_day_is_an_input(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = site / "content/articles/river.md"
    path.write_text(ARTICLE.replace("date:", "publish_after: 2026-11-22 06:00 +00:00\ndate:"), "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795327199")
    assert "left out: 1 article until publish_after" in run("check").out
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795327200")
    assert "left out" not in run("check").out


@pytest.mark.parametrize("epoch", ["yesterday", "1.5", "9" * 30, "2026-11-22"])
def test_a_day_that_is_none_is_wrong_usage(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    ended = run("build")
    assert ended.code == 2
    assert f"SOURCE_DATE_EPOCH is {epoch}" in ended.err
    assert "help: " in ended.err
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert run("check").code == 0


class Screen(io.StringIO):
    """A stream that a person watches."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colours_only_where_wanted(
    site: Path, monkeypatch: pytest.MonkeyPatch, no_color: str, coloured: bool
) -> None:
    write_claims(site, MISSING)
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("NO_COLOR", no_color)
    with pytest.raises(SystemExit):
        cli.run(["check"])
    assert ("\x1b[" in screen.getvalue()) is coloured
    assert "quote-is-found" in screen.getvalue()


def test_no_colours_in_a_pipe(site: Path, run: Run) -> None:
    write_claims(site, MISSING)
    ended = run("check")
    assert "\x1b" not in ended.out + ended.err


def test_a_console_of_another_encoding_shows_stand_ins(site: Path) -> None:
    write_claims(site, CLAIMS.replace("closed for nine weeks", "जनवरी में “अमेरिका” 👩‍👩‍👧 für"))
    for words in (
        ["check"],
        ["build"],
        ["check", "--format", "github"],
        ["check", "--format", "json"],
        ["-h"],
    ):
        done = spawn(*words, cwd=site, PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
        printed = done.stdout + done.stderr
        assert done.returncode == (0 if words == ["-h"] else 1), printed
        assert b"Traceback" not in printed
        assert b"UnicodeEncodeError" not in printed
    text = spawn("check", cwd=site, PYTHONIOENCODING="cp1252", PYTHONUTF8="0").stdout.decode("cp1252")
    assert "für" in text
    assert "quote-is-found" in text


@pytest.mark.skipif(os.name == "nt", reason="pipes break in another way there")
def test_a_reader_who_leaves_early_sees_no_trace(site: Path) -> None:
    write_claims(site, "claims:\n" + "".join(f"  - {{id: c{number}, quote: x}}\n" for number in range(3000)))
    script = f"{sys.executable} -m site_gen check | head -n 1; echo ${{PIPESTATUS[0]}}"
    environment = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parent.parent)}
    done = subprocess.run(
        ["bash", "-c", script], cwd=site, capture_output=True, env=environment, timeout=60, check=False
    )
    first, code = done.stdout.splitlines()
    assert first.startswith(b"content/articles/river.claims.yaml:")
    assert code == b"1"
    assert done.stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="a shell's way of closing streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_fault(site: Path, closed: str) -> None:
    write_claims(site, MISSING)
    environment = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parent.parent)}
    script = f"{sys.executable} -m site_gen build {closed}"
    done = subprocess.run(
        ["bash", "-c", script], cwd=site, capture_output=True, env=environment, timeout=60, check=False
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stdout + done.stderr


def test_the_module_runs_as_a_program(site: Path) -> None:
    done = spawn("build", cwd=site)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"built ")


@pytest.mark.parametrize("claims", [CLAIMS, SLIPS, MISSING])
@pytest.mark.parametrize("quiet", [(), ("--quiet",)])
def test_a_build_without_flags_says_the_same_as_one_with(
    site: Path, claims: str, quiet: tuple[str, ...]
) -> None:
    """It takes a shorter way in."""
    write_claims(site, claims)
    spawn("build", cwd=site)

    def told_by(*words: str) -> tuple[int, bytes, bytes]:
        done = spawn(*words, *quiet, cwd=site)
        return done.returncode, re.sub(rb"in [\d.]+ s", b"", done.stdout), done.stderr

    assert told_by("build") == told_by("build", "--jobs", "1")


def test_a_build_without_flags_and_without_a_site_ends_as_one_with(tmp_path: Path) -> None:
    for words in (("build",), ("build", "--jobs", "1")):
        done = spawn(*words, cwd=tmp_path)
        assert done.returncode == 2
        assert b"there is no site.yaml in" in done.stderr
