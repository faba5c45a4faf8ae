"""Problems and summaries as text, for a person, for GitHub, for a program. Prints nothing."""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from site_gen.building.results import BuildResult, CheckResult, Summary
from site_gen.publishing.github import GITHUB_SITE_LIMIT
from site_gen.support.errors import InternalError, SiteGenError
from site_gen.support.files import normalize_text, read_bytes
from site_gen.support.sizes import format_bytes
from site_gen.support.stages import WAITING, Took
from site_gen.support.urls import is_placeholder

if TYPE_CHECKING:  # as in building.results
    from site_gen.checking.desk import Desk
    from site_gen.model import Config, State
    from site_gen.support.diagnostics import Diagnostic

Format = Literal["text", "json", "github"]
Lines = Callable[[str], Sequence[str]]
"""Gives the lines of a file of the site; empty where it cannot be read."""
Style = Callable[[str, str], str]
"""Gives a text in a style: ``error``, ``warning``, ``place``, ``help``."""

_COLOURS = {"error": "31;1", "warning": "33;1", "place": "1", "help": "36"}
_PAGES_WARN = 800_000_000
_EXCERPT = 100
"""Columns of a line that are shown."""
_BEFORE = 60
"""Columns shown before the place."""
_UNDECIDED = 10
"""Claims without a verdict that are named unless all are asked for."""
_PER_COLUMN = 4
"""More characters than this, one on top of the other, are not looked at for a column."""
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_GITHUB_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_GITHUB_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def plain(text: str, _style: str) -> str:
    """Give the text as it is: for pipes and files."""
    return text


def colour(text: str, style: str) -> str:
    """Give the text in colours, for a terminal."""
    return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if style in _COLOURS else text


def render_diagnostics(
    diagnostics: Iterable[Diagnostic], output: Format, lines: Lines, style: Style = plain
) -> str:
    """Give problems in one of the formats; empty where there are none, but for JSON."""
    if output == "json":
        return render_json(diagnostics)
    if output == "github":  # which shows the first ten of a kind only
        by_weight = sorted(diagnostics, key=lambda each: each.severity != "error")
        return "".join(f"{_render_github(each)}\n" for each in by_weight)
    return "\n".join(_render_text(each, lines, style) for each in diagnostics)


def load_lines(root: Path) -> Lines:
    """Give what looks up the lines of the site's files for excerpts, each file read once.

    A file that is not UTF-8 is shown with stand-ins, so that its wrong place can be found. Nothing is shown of a file
    outside of the site, to which a symbolic link may lead.
    """

    @lru_cache(maxsize=64)
    def lines(path: str) -> Sequence[str]:
        try:
            if not (root / path).resolve().is_relative_to(root.resolve()):
                return ()
            text = normalize_text(read_bytes(root / path).decode("utf-8", "replace"))
        except (OSError, RuntimeError):
            return ()
        return () if "\0" in text else text.split("\n")

    return lines


def _render_text(diagnostic: Diagnostic, lines: Lines, style: Style) -> str:
    head = (
        f"{style(_printable(str(diagnostic.span)), 'place')}: "
        f"{style(f'{diagnostic.severity}[{diagnostic.code}]', diagnostic.severity)} {_printable(diagnostic.message)}\n"
    )
    return head + _render_excerpt(diagnostic, lines, style) + _render_help(_printable(diagnostic.help), style)


def _printable(text: str) -> str:
    """Give a text with stand-ins for what would steer a terminal instead of being shown."""
    return _CONTROL.sub("\ufffd", text)


def _render_excerpt(diagnostic: Diagnostic, lines: Lines, style: Style) -> str:
    """Give the line of a problem with carets below the place; nothing where there is no such line."""
    span = diagnostic.span
    text = lines(span.path)
    if not 1 <= span.line <= len(text) or not text[span.line - 1].strip():
        return ""
    line = _printable(text[span.line - 1].replace("\t", " "))
    start = min(max(0, span.column - 1), len(line))
    on_one_line = span.end_column and span.end_line in {0, span.line}
    end = span.end_column - 1 if on_one_line else len(line.rstrip()) if span.end_column else start + 1
    before, marked, after = line[:start], line[start : max(end, start + 1)], line[max(end, start + 1) :]
    if not _fits(line, _EXCERPT):
        before = _cut(before, _BEFORE, keep_end=True)
        whole, marked = marked, _cut(marked, _EXCERPT - _width(before) - 1)
        after = _cut(after, _EXCERPT - _width(before) - _width(marked)) if marked == whole else ""
    number = str(span.line)
    space = " " * len(number)
    carets = " " * _width(before) + style("^" * max(1, _width(marked)), diagnostic.severity)
    return f"{space} |\n{number} | {before}{marked}{after}\n{space} | {carets}\n"


def _cut(text: str, room: int, *, keep_end: bool = False) -> str:
    """Give as much of a text as has room on a terminal, with a sign where something is left out."""
    if _fits(text, room):
        return text
    text = text[-_PER_COLUMN * room :] if keep_end else text[: _PER_COLUMN * room]
    while text and _width(text) >= room:
        text = text[1:] if keep_end else text[:-1]
    return f"…{text}" if keep_end else f"{text}…"


def _fits(text: str, room: int) -> bool:
    return len(text) <= _PER_COLUMN * room and _width(text) <= room


def _width(text: str) -> int:
    """Give the columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - rich is imported when first used

    return cell_len(text)


def _render_help(text: str, style: Style) -> str:
    if not text:
        return ""
    first, *rest = text.split("\n")
    return f"  {style('help:', 'help')} {first}\n" + "".join(f"        {line}\n" for line in rest)


def render_json(diagnostics: Iterable[Diagnostic], desk: Desk | None = None) -> str:
    """Give JSON in ASCII: whatever the encoding of the console that it goes through, nothing is lost.

    ``desk``: how many claims there are of each state and rating is told, too.
    """
    problems = [
        {
            "code": each.code,
            "severity": each.severity,
            "message": each.message,
            "path": each.span.path,
            "line": each.span.line,
            "column": each.span.column,
            "end_line": each.span.end_line or each.span.line,
            "end_column": each.span.end_column or None,
            "help": each.help,
        }
        for each in diagnostics
    ]
    claims = {} if desk is None else {"states": dict(desk.states), "ratings": dict(desk.statuses)}
    return json.dumps({"version": 1, "problems": problems, **claims}, indent=2) + "\n"


def render_step_summary(diagnostics: Sequence[Diagnostic], desk: Desk) -> str:
    """Give every problem as Markdown, for the summary of a step of a workflow on GitHub."""
    lines = [f"### site-gen check: {render_counts(diagnostics)}", ""]
    if diagnostics:
        lines += ["| | Where | What | Instead |", "|---|---|---|---|"]
    for each in diagnostics:
        cells = (f"{each.severity}<br>`{each.code}`", f"`{each.span}`", each.message, each.help)
        lines.append(f"| {' | '.join(map(_make_cell, cells))} |")
    return "\n".join([*lines, "", *(line.strip() for line in render_desk(desk))]) + "\n"


def _make_cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\r", " ").replace("\n", "<br>")


def _render_github(diagnostic: Diagnostic) -> str:
    """Give a workflow command (GitHub docs, "Workflow commands for GitHub Actions")."""
    span = diagnostic.span
    title = diagnostic.code.translate(_GITHUB_PROPERTY)
    path = span.path.translate(_GITHUB_PROPERTY)
    message = f"{diagnostic.message}\n{diagnostic.help}".strip().translate(_GITHUB_DATA)
    return f"::{diagnostic.severity} file={path},line={span.line},col={span.column},title={title}::{message}"


def render_counts(diagnostics: Sequence[Diagnostic]) -> str:
    """Give "2 errors, 1 warning"; "no problems" where there are none."""
    errors = _count_errors(diagnostics)
    warnings = len(diagnostics) - errors
    parts = [count(errors, "error")] * bool(errors) + [count(warnings, "warning")] * bool(warnings)
    return ", ".join(parts) or "no problems"


def _count_errors(diagnostics: Iterable[Diagnostic]) -> int:
    return sum(each.severity == "error" for each in diagnostics)


def render_build(result: BuildResult, place: str, seconds: float, *, verbose: bool) -> list[str]:
    """Give what a build that was done is told by, a line each; ``place`` is the output as people type it."""
    summary = result.summary
    made = f"{count(summary.pages, 'page')} from {count(summary.articles, 'article')}"
    changes = f"{result.written} written, {result.kept} unchanged, {result.removed} removed"
    return [
        f"built {made} into {place} in {seconds:.2f} s",
        *(f"  {line}" for line in render_summary(summary, verbose=verbose)),
        f"  {changes}; {render_size(summary)}",
        *(f"    {path}" for path in result.files if verbose),
        *(f"  note: {note}" for note in result.notes),
        *([] if result.drafts else render_address(result.config)),
    ]


def render_address(config: Config | None) -> list[str]:
    """Give a line where the site's address is still that of the examples: nobody's, and no host could tell."""
    if config is None or not config.base_url or not is_placeholder(config.base_url):
        return []
    found = f"base_url in site.yaml is still the placeholder {config.base_url}"
    return [f"  note: {found}; write the site's own address there (only deploy to GitHub knows it without)"]


def render_profile(took: Mapping[str, Took], seconds: float) -> list[str]:
    """Give where the time of a build went, a line for each stage; ``seconds``: of the whole."""
    work = {name: each for name, each in took.items() if name != WAITING}
    whole = sum(each.seconds for each in work.values())
    lines = [
        f"  {each.seconds:8.3f} s {100 * each.seconds / (whole or 1):4.0f} %  {name}"
        + (f" ({each.times:,} times)" if each.times > 1 else "")
        for name, each in work.items()
    ]
    head = f"where the time went, stage by stage ({whole:.2f} s in all):"
    if whole > seconds:
        head = f"where the time went, several processes added up ({whole:.2f} s in {seconds:.2f} s):"
    return [head, *lines]


def render_refusal(diagnostics: Sequence[Diagnostic], place: str) -> str:
    """Give the line that ends a build that was not done."""
    strict = "" if _count_errors(diagnostics) else ", and --strict takes each for an error"
    return f"not built: {render_counts(diagnostics)}{strict}; nothing in {place} was changed"


def render_check(
    result: CheckResult, diagnostics: Sequence[Diagnostic], desk: Desk | None = None
) -> list[str]:
    """Give what a check is told by, below its problems.

    Where published claims have errors, the site as it would be is none that anybody gets: the desk alone counts them.
    """
    counts = f"{render_counts(diagnostics)} in {count(result.summary.articles, 'article')}"
    summary = result.summary
    if desk and any(entry.state == "published" and _count_errors(entry.problems) for entry in desk.entries):
        summary = summary._replace(claims=0, notes=0, statuses=(), undecided=())
    return [counts, *(f"  {line}" for line in render_summary(summary)), *(render_desk(desk) if desk else ())]


def render_rules(findings: Sequence[Diagnostic], style: Style = plain) -> list[str]:
    """Give one line for each editorial rule that speaks, and how to see more."""
    from site_gen.checking.rules import RULES  # noqa: PLC0415 - they know the outputs; most commands need neither

    lines = []
    for rule in RULES:
        found = [each for each in findings if each.code == rule.code]
        if found:
            head = f"{style(str(found[0].span), 'place')}: {style(f'warning[{rule.code}]', 'warning')}"
            several = f"{len(found)} {rule.many}; this is the first of them"
            lines.append(f"{head} {_printable(found[0].message) if len(found) == 1 else several}")
    if not lines:
        return []
    code = next(rule.code for rule in RULES if any(each.code == rule.code for each in findings))
    more = [f"  --verbose shows each place and what to type; --explain {code} tells what that is about", ""]
    return [*lines, *more]


def render_desk(desk: Desk) -> list[str]:
    """Give how many claims there are of each state, and how many of them other counts leave out or count otherwise."""
    names = {"draft": "in draft", "review": "under review", "published": "published"}
    states = ", ".join(
        f"{number} {names[state]}{_qualify(desk, state)}" for state, number in desk.states if number
    )
    return [f"  claims: {states}"] if states else []


def _qualify(desk: Desk, state: State) -> str:
    """Say how many claims of a state are left out with their article, or are not shown for their errors."""
    entries = [entry for entry in desk.entries if entry.state == state]
    if state != "published":
        number, what = sum(entry.in_draft for entry in entries), "in draft articles"
    else:
        number, what = sum(_count_errors(entry.problems) > 0 for entry in entries), "with errors"
    return f" ({number} {what})" if number else ""


def render_next_step(diagnostics: Sequence[Diagnostic], command: str, *, fixed: bool = False) -> str:
    """Give the line that says what to do after a check, or after a build that was not done.

    ``fixed``: slips of YAML were put right a moment ago, so that what is left of them is for people.
    """
    if not diagnostics:
        return "next: site-gen serve --open to look at the site, site-gen build to make it"
    if any(each.code.startswith("yaml-") for each in diagnostics):
        if fixed:
            return f"next: --fix leaves what has no single right form; mend that by hand, then run {command} again"
        return f"next: site-gen check --fix puts slips of YAML right; mend the rest, then run {command} again"
    return f"next: mend what stands above, then run {command} again"


def render_failure(problem: Exception, *, verbose: bool) -> str:
    """Give what ended a command: a problem with its way out, or a fault of ours, in full where ``verbose``."""
    if isinstance(problem, SiteGenError) and not isinstance(problem, InternalError):
        help_text = problem.help.replace("\n", "\n        ")
        return f"site-gen: {problem.message}" + (f"\n  help: {help_text}" if help_text else "")
    trace = "".join(traceback.format_exception(problem)) if verbose else ""
    if isinstance(problem, OSError):
        name, reason = problem.filename2 or problem.filename, problem.strerror or str(problem)
        return f"{trace}site-gen: " + (f"cannot use {name}: {reason}" if name else reason)
    what = f"{type(problem).__name__}: {problem}".split("\n")[0]
    way_out = (
        "please send what stands above" if verbose else "run it again with --verbose and send what it prints"
    )
    return f"{trace}site-gen failed, and that is its own fault ({what}); {way_out} to its makers"


def render_summary(summary: Summary, *, verbose: bool = False) -> list[str]:
    """Give the figures of a site, a line each; ``verbose``: and each of the claims that want a verdict."""
    lines = []
    if summary.claims or summary.notes:
        open_ = [f"{len(summary.undecided)} without a verdict yet"] * bool(summary.undecided)
        verdicts = ", ".join([*(f"{number} {label.lower()}" for label, number in summary.statuses), *open_])
        checked = f"{count(summary.claims, 'statement')} checked" + (f": {verdicts}" if verdicts else "")
        lines.append(checked + (f"; {count(summary.notes, 'note')}" if summary.notes else ""))
    shown = summary.undecided if verbose else summary.undecided[:_UNDECIDED]
    lines += [f"  `{name}` waits for its verdict: {place}" for place, name in shown]
    if len(shown) < len(summary.undecided):
        lines.append(f"  and {len(summary.undecided) - len(shown)} more; --verbose names each")
    left = [count(summary.drafts, "draft article")] * bool(summary.drafts)
    left += [f"{_name_entries(summary.unpublished_claims)} in draft or review"] * bool(
        summary.unpublished_claims
    )
    left += [f"{count(summary.scheduled, 'article')} until publish_after"] * bool(summary.scheduled)
    if left:
        lines.append(f"left out: {', '.join(left)}")
    return lines


def _name_entries(number: int) -> str:
    return "1 claim or note" if number == 1 else f"{number} claims and notes"


def render_size(summary: Summary) -> str:
    """Give the size of a site, against what GitHub Pages takes where that is near."""
    size = f"{count(summary.files, 'file')}, {format_bytes(summary.size)}"
    if summary.size > GITHUB_SITE_LIMIT:
        return f"{size}: more than the 1 GB that GitHub Pages takes"
    return f"{size}; GitHub Pages takes 1 GB" if summary.size >= _PAGES_WARN else size


def count(number: int, noun: str) -> str:
    """Give "1 page", "2 pages", "3 entries"."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"
