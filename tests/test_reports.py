"""How problems and figures look: for a person, for GitHub, for a program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from site_gen.building.results import BuildResult, CheckResult, Summary
from site_gen.checking.desk import Desk
from site_gen.model import Config
from site_gen.reports import (
    Lines,
    colour,
    count,
    load_lines,
    render_build,
    render_check,
    render_counts,
    render_diagnostics,
    render_failure,
    render_next_step,
    render_profile,
    render_refusal,
    render_size,
    render_step_summary,
    render_summary,
)
from site_gen.support.diagnostics import Diagnostic, error, warning
from site_gen.support.errors import InternalError, OutputError
from site_gen.support.locations import Span, TextFile
from site_gen.support.sizes import format_bytes
from site_gen.support.stages import Took


def lines_of(text: str) -> Lines:
    def lines(_path: str) -> Sequence[str]:
        return text.split("\n")

    return lines


def render(text: str, span: Span, message: str = "it is wrong", help: str = "") -> list[str]:  # noqa: A002
    return render_diagnostics([error("all-is-well", message, span, help)], "text", lines_of(text)).split("\n")


def excerpt(text: str, start: int, end: int) -> tuple[str, str]:
    """Give the line shown and the carets below it, without the margin."""
    span = TextFile("x.md", text).span_at(start, end)
    _, above, shown, carets, *_ = render(text, span)
    margin = len(above)
    return shown[margin + 1 :], carets[margin + 1 :]


def pointed_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Give from where to where the carets go, in columns of a terminal."""
    carets = excerpt(text, start, end)[1]
    return len(carets) - len(carets.lstrip(" ")), len(carets)


# Excerpts


def test_a_problem_whole() -> None:
    assert render("first\nsecond line", Span("x.md", 2, 8, 2, 12), help="write it\n  so\nor so") == [
        "x.md:2:8: error[all-is-well] it is wrong",
        "  |",
        "2 | second line",
        "  |        ^^^^",
        "  help: write it",
        "          so",
        "        or so",
        "",
    ]


def test_problems_stand_apart_by_an_empty_line() -> None:
    problems = [error("a-is-b", "one", Span("x", 9)), warning("c-is-d", "two", Span("x", 9))]
    assert render_diagnostics(problems, "text", lines_of("")) == (
        "x:9:1: error[a-is-b] one\n\nx:9:1: warning[c-is-d] two\n"
    )
    assert render_diagnostics([], "text", lines_of("")) == ""


@pytest.mark.parametrize(
    ("line", "words", "columns"),
    [
        ("plain words here", "words", (6, 11)),
        ("東京都は二月に発表した", "二月", (8, 12)),
        ("e\u0301te\u0301 e\u0301crit", "e\u0301crit", (4, 9)),
        ("\tone\ttwo", "two", (5, 8)),
        ("🎉 party", "party", (3, 8)),
        ("ｆｕｌｌ width", "width", (9, 14)),
    ],
)
def test_carets_stand_below_the_words(line: str, words: str, columns: tuple[int, int]) -> None:
    start = line.index(words)
    assert pointed_at(line, start, start + len(words)) == columns
    shown, _ = excerpt(line, start, start + len(words))
    assert cell_len(shown[: shown.index(words)]) == columns[0]


def test_where_the_end_is_unknown_one_caret_points() -> None:
    assert render("some words", Span("x", 1, 6))[3] == "  |      ^"


def test_what_goes_on_below_is_marked_to_the_end_of_its_line() -> None:
    assert render("quote: >-\n  some\n  words", Span("x", 1, 8, 3, 8))[2:4] == [
        "1 | quote: >-",
        "  |        ^^",
    ]


@pytest.mark.parametrize("span", [Span("x", 1, 4), Span("x", 1, 40, 1, 50), Span("x", 1, 4, 1, 4)])
def test_a_place_behind_the_end_of_the_line(span: Span) -> None:
    assert render("abc", span)[3] == "  |    ^"


@pytest.mark.parametrize("span", [Span("x"), Span("x", 2), Span("x", 3), Span("x", 0)])
def test_no_excerpt_without_such_a_line(span: Span) -> None:
    assert len(render("\n  \t", span)) == 2


LONG = "".join(f"word{number:04} " for number in range(100_000))


@pytest.mark.parametrize("number", [0, 5, 9, 500, 99_990])
def test_a_long_line_is_cut_around_the_place(number: int) -> None:
    word = f"word{number:04}"
    start = LONG.index(word)
    shown, carets = excerpt(LONG, start, start + len(word))
    assert len(shown) <= 100
    at = carets.index("^")
    assert shown[at : at + len(word)] == word
    assert carets.count("^") == len(word)
    assert shown.endswith("…")
    assert shown.startswith("…") is (number >= 9)


def test_a_place_longer_than_the_line_shown() -> None:
    shown, carets = excerpt(LONG, 90, 5000)
    assert len(shown) <= 100
    assert carets.count("^") == len(shown) - carets.index("^")


def test_a_line_just_as_long_as_there_is_room_is_whole() -> None:
    line = "x" * 97 + "end"
    assert excerpt(line, 97, 100) == (line, " " * 97 + "^^^")


@given(st.text(min_size=1, max_size=300).filter(lambda text: "\n" not in text and text.strip()), st.data())
def test_an_excerpt_holds_for_any_text(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))
    shown, carets = excerpt(line, start, end)
    assert cell_len(shown) <= 100
    assert "^" in carets
    assert len(carets) <= cell_len(shown) + 1
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in shown)


def test_nothing_steers_the_terminal() -> None:
    text = "".join(render("a\x1b[31mb\rc\x9bd\0", Span("x", 1, 2), "“\x1b]0;t\x07”", "\x1b[2J")).replace(
        "\n", ""
    )
    assert text.isprintable()
    assert "\ufffd[31mb" in text


def test_colours_are_only_round_the_words() -> None:
    problem = error("all-is-well", "it is wrong", Span("x", 1, 1, 1, 4), "do so")
    coloured = render_diagnostics([problem], "text", lines_of("abc"), colour)
    assert "\x1b[31;1m^^^\x1b[0m" in coloured
    assert "\x1b[31;1merror[all-is-well]\x1b[0m it is wrong\n" in coloured
    assert colour("x", "unheard-of") == "x"


def test_lines_are_read_as_the_site_reads_them(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfone\r\ntwo\n")
    (tmp_path / "b").write_bytes(b"caf\xe9\n")
    (tmp_path / "c").write_bytes("wide".encode("utf-16"))
    lines = load_lines(tmp_path)
    assert lines("a") == ["one", "two", ""]
    assert lines("b") == ["caf\ufffd", ""]
    assert list(lines("c")) == list(lines("gone")) == []


# Other formats


def test_nothing_is_shown_of_files_outside_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "secret.md").write_text("a password\n", "utf-8")
    try:
        (tmp_path / "site/linked.md").symlink_to(tmp_path / "secret.md")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    lines = load_lines(tmp_path / "site")
    assert list(lines("linked.md")) == []
    assert list(lines("../secret.md")) == []


def test_json_has_every_field() -> None:
    problem = warning("all-is-well", "größer “als”", Span("a/b.md", 3, 5, 3, 9), "one\ntwo")
    text = render_diagnostics([problem], "json", lines_of(""))
    assert text.isascii()
    assert text.endswith("}\n")
    assert json.loads(text) == {
        "version": 1,
        "problems": [
            {
                "code": "all-is-well",
                "severity": "warning",
                "message": "größer “als”",
                "path": "a/b.md",
                "line": 3,
                "column": 5,
                "end_line": 3,
                "end_column": 9,
                "help": "one\ntwo",
            }
        ],
    }


@pytest.mark.parametrize(
    ("path", "message", "help_text", "line"),
    [
        ("a.md", "plain", "", "::error file=a.md,line=2,col=3,title=all-is-well::plain"),
        (
            "a, b: 50%.md",
            "50% of “a, b: c”",
            "one\ntwo",
            "::error file=a%2C b%3A 50%25.md,line=2,col=3,title=all-is-well::50%25 of “a, b: c”%0Aone%0Atwo",
        ),
        (
            "a\r\n.md",
            "x\r::error::y",
            "",
            "::error file=a%0D%0A.md,line=2,col=3,title=all-is-well::x%0D::error::y",
        ),
    ],
)
def test_github_reads_one_line(path: str, message: str, help_text: str, line: str) -> None:
    problem = error("all-is-well", message, Span(path, 2, 3), help_text)
    assert render_diagnostics([problem], "github", lines_of("")) == f"{line}\n"


@given(st.text(), st.text(), st.text())
def test_a_problem_is_one_line_to_github_whatever_it_says(path: str, message: str, help_text: str) -> None:
    text = render_diagnostics([error("a-is-b", message, Span(path), help_text)], "github", lines_of(""))
    assert text.count("\n") == 1
    assert "\r" not in text


def test_github_gets_the_errors_first_as_it_shows_ten_of_a_kind() -> None:
    problems = [warning("a-is-b", "one", Span("a.md")), error("a-is-b", "two", Span("b.md"))]
    first, second = render_diagnostics(problems, "github", lines_of("")).splitlines()
    assert first.startswith("::error")
    assert second.startswith("::warning")


def test_a_workflow_s_summary_is_a_table() -> None:
    problem = error("a-is-b", "a | b", Span("a.md", 2, 3), "one\ntwo")
    assert render_step_summary([problem], Desk(states=(("draft", 1), ("review", 0), ("published", 2)))) == (
        "### site-gen check: 1 error\n\n"
        "| | Where | What | Instead |\n|---|---|---|---|\n"
        "| error<br>`a-is-b` | `a.md:2:3` | a \\| b | one<br>two |\n"
        "\nclaims: 1 in draft, 2 published\n"
    )
    assert render_step_summary([], Desk()).startswith("### site-gen check: no problems\n")


# Counts and figures


@pytest.mark.parametrize(
    ("errors", "warnings", "words"),
    [
        (0, 0, "no problems"),
        (1, 0, "1 error"),
        (0, 1, "1 warning"),
        (2, 3, "2 errors, 3 warnings"),
        (1, 1, "1 error, 1 warning"),
    ],
)
def test_counts_in_words(errors: int, warnings: int, words: str) -> None:
    problems = [error("a-is-b", "x", Span("x"))] * errors + [warning("a-is-b", "x", Span("x"))] * warnings
    assert render_counts(problems) == words


def test_one_and_many() -> None:
    assert [count(number, "entry") for number in (0, 1, 2)] == ["0 entries", "1 entry", "2 entries"]
    assert [count(number, "page") for number in (0, 1, 2)] == ["0 pages", "1 page", "2 pages"]


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (999_949, "999.9 kB"),
        (999_950, "1.0 MB"),
        (12_345_678, "12.3 MB"),
        (999_999_999, "1.0 GB"),
        (2_500_000_000, "2.5 GB"),
    ],
)
def test_sizes_as_people_read_them(size: int, words: str) -> None:
    assert format_bytes(size) == words


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (799_999_999, "3 files, 800.0 MB"),
        (800_000_000, "3 files, 800.0 MB; GitHub Pages takes 1 GB"),
        (1_000_000_001, "3 files, 1.0 GB: more than the 1 GB that GitHub Pages takes"),
    ],
)
def test_a_site_near_what_github_pages_takes_is_warned(size: int, told: str) -> None:
    assert render_size(Summary(files=3, size=size)) == told


def test_the_figures_of_a_site() -> None:
    full = Summary(
        articles=2,
        claims=3,
        notes=1,
        statuses=(("Accurate", 1), ("Mostly accurate", 2)),
        drafts=1,
        unpublished_claims=2,
        scheduled=1,
    )
    assert render_summary(full) == [
        "3 statements checked: 1 accurate, 2 mostly accurate; 1 note",
        "left out: 1 draft article, 2 claims and notes in draft or review, 1 article until publish_after",
    ]
    assert render_summary(Summary(articles=1)) == []
    waiting = tuple((f"tea.claims.yaml:{line}", f"c{line}") for line in range(2, 14))
    told = render_summary(Summary(claims=13, statuses=(("Accurate", 1),), undecided=waiting))
    assert told[:2] == [
        "13 statements checked: 1 accurate, 12 without a verdict yet",
        "  `c2` waits for its verdict: tea.claims.yaml:2",
    ]
    assert told[-1] == "  and 2 more; --verbose names each"
    assert render_summary(Summary(claims=12, undecided=waiting), verbose=True)[-1].endswith(".yaml:13")
    assert render_summary(Summary(notes=2)) == ["0 statements checked; 2 notes"]
    assert render_summary(Summary(claims=1)) == ["1 statement checked"]


def test_what_a_build_tells() -> None:
    result = BuildResult(
        output=Path("_site"),
        diagnostics=(),
        done=True,
        summary=Summary(articles=1, pages=2, files=5, size=1200),
        files={"a.html": "1", "b.html": "2"},
        written=1,
        kept=4,
        notes=("finished the build that was cut off",),
    )
    assert render_build(result, "_site/", 0.256, verbose=True) == [
        "built 2 pages from 1 article into _site/ in 0.26 s",
        "  1 written, 4 unchanged, 0 removed; 5 files, 1.2 kB",
        "    a.html",
        "    b.html",
        "  note: finished the build that was cut off",
    ]
    assert "    a.html" not in render_build(result, "_site/", 0.256, verbose=False)


def test_an_address_of_the_examples_is_told_unless_only_a_draft_is_looked_at() -> None:
    def tell(base_url: str | None, *, drafts: bool = False) -> str:
        config = Config(title="T", ratings=(), base_url=base_url)
        result = BuildResult(Path("_site"), (), True, config=config, drafts=drafts)
        return "\n".join(render_build(result, "_site/", 0.2, verbose=False))

    assert "note: base_url in site.yaml is still the placeholder https://example.org/" in tell(
        "https://example.org/"
    )
    assert "placeholder" not in tell("https://example.org/", drafts=True)
    assert "placeholder" not in tell("https://desk.example/") + tell(None)


def test_where_the_time_went() -> None:
    took = {"see what changed": Took(0.25, 1), "make claim pages": Took(0.75, 1200)}
    assert render_profile(took, 1.1) == [
        "where the time went, stage by stage (1.00 s in all):",
        "     0.250 s   25 %  see what changed",
        "     0.750 s   75 %  make claim pages (1,200 times)",
    ]
    assert (
        render_profile(took, 0.6)[0] == "where the time went, several processes added up (1.00 s in 0.60 s):"
    )
    waiting = {**took, "wait for other processes": Took(0.5, 3)}
    assert render_profile(waiting, 1.1) == render_profile(took, 1.1)
    assert render_profile({}, 0.6) == ["where the time went, stage by stage (0.00 s in all):"]


def test_what_a_check_tells() -> None:
    result = CheckResult((), None, None, Summary(articles=3, claims=1))
    assert render_check(result, ()) == ["no problems in 3 articles", "  1 statement checked"]


SLIP = error("yaml-quotes-match", "x", Span("x"))
FOUND = error("quote-is-found", "x", Span("x"))


@pytest.mark.parametrize(
    ("problems", "told"),
    [((), "serve --open"), ((FOUND,), "mend what stands above"), ((FOUND, SLIP), "check --fix")],
)
def test_the_next_step(problems: tuple[Diagnostic, ...], told: str) -> None:
    line = render_next_step(problems, "site-gen check")
    assert line.startswith("next: ")
    assert told in line


def test_nobody_is_sent_back_to_the_mends_that_were_made_a_moment_ago() -> None:
    assert "check --fix" not in render_next_step((FOUND, SLIP), "site-gen check", fixed=True)
    assert "by hand" in render_next_step((FOUND, SLIP), "site-gen check", fixed=True)
    assert "by hand" not in render_next_step((FOUND,), "site-gen check", fixed=True)


def test_a_refusal_says_what_was_not_touched() -> None:
    assert render_refusal([FOUND], "_site/") == "not built: 1 error; nothing in _site/ was changed"
    only = [warning("a-is-b", "x", Span("x"))] * 2
    assert "2 warnings, and --strict takes each for an error;" in render_refusal(only, "_site/")


# What ends a command


def test_a_problem_that_ends_a_command_has_its_way_out() -> None:
    told = render_failure(OutputError("no room", "make room"), verbose=True)
    assert told == "site-gen: no room\n  help: make room"
    assert render_failure(OutputError("no room"), verbose=False) == "site-gen: no room"


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (OSError(13, "Permission denied", "a.md"), "cannot use a.md: Permission denied"),
        (OSError(13, "Permission denied", "a.md", None, "b.md"), "cannot use b.md: Permission denied"),
        (OSError("no more"), "no more"),
        (OSError(5, "I/O error", 7), "cannot use 7: I/O error"),
    ],
)
def test_a_problem_of_the_disk(problem: OSError, told: str) -> None:
    assert render_failure(problem, verbose=False) == f"site-gen: {told}"


def test_a_fault_of_ours() -> None:
    for fault in (ValueError("a\nb"), InternalError("a\nb")):
        short = render_failure(fault, verbose=False)
        assert "\n" not in short
        assert f"({type(fault).__name__}: a)" in short
        assert render_failure(fault, verbose=True).splitlines()[-1].startswith("site-gen failed")
