"""Problems and summaries as text, for a person, for GitHub, for a program. Prints nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from site_gen.building.results import Summary
from site_gen.support.diagnostics import Diagnostic

Format = Literal["text", "json", "github"]
Lines = Callable[[str], Sequence[str]]
"""Gives the lines of a file of the site; empty where it cannot be read."""
Style = Callable[[str, str], str]
"""Gives a text in a style: ``error``, ``warning``, ``place``, ``code``, ``help``."""

PAGES_LIMIT = 1_000_000_000
"""Bytes of a published site, https://docs.github.com/pages (limits)."""
_PAGES_WARN = 800_000_000
_MAX_EXCERPT = 160
_GITHUB_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_GITHUB_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def plain(text: str, _style: str) -> str:
    """Give the text as it is: for pipes and files."""
    return text


def render_diagnostics(
    diagnostics: Iterable[Diagnostic], output: Format, lines: Lines, style: Style = plain
) -> str:
    """Give problems in one of the formats; empty where there are none, but for JSON."""
    if output == "json":
        return _render_json(diagnostics)
    if output == "github":
        return "".join(f"{_render_github(each)}\n" for each in diagnostics)
    return "\n".join(_render_text(each, lines, style) for each in diagnostics)


def _render_text(diagnostic: Diagnostic, lines: Lines, style: Style) -> str:
    head = (
        f"{style(str(diagnostic.span), 'place')}: "
        f"{style(f'{diagnostic.severity}[{diagnostic.code}]', diagnostic.severity)} {diagnostic.message}\n"
    )
    return head + _render_excerpt(diagnostic, lines, style) + _render_help(diagnostic.help, style)


def _render_excerpt(diagnostic: Diagnostic, lines: Lines, style: Style) -> str:
    span = diagnostic.span
    text = lines(span.path)
    if not 1 <= span.line <= len(text) or not text[span.line - 1].strip():
        return ""
    line = text[span.line - 1].replace("\t", " ")
    start = max(0, span.column - 1)
    cut = max(0, start - _MAX_EXCERPT // 2)
    shown = line[cut : cut + _MAX_EXCERPT]
    length = span.end_column - span.column if span.end_line in {0, span.line} and span.end_column else 1
    length = max(1, min(length, len(shown) - (start - cut)))
    number = str(span.line)
    space = " " * len(number)
    pad = " " * _width(shown[: start - cut])
    carets = "^" * max(1, _width(shown[start - cut : start - cut + length]))
    return f"{space} |\n{number} | {shown}\n{space} | {pad}{style(carets, diagnostic.severity)}\n"


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


def _render_json(diagnostics: Iterable[Diagnostic]) -> str:
    problems = [
        {
            "code": each.code,
            "severity": each.severity,
            "message": each.message,
            "path": each.span.path,
            "line": each.span.line,
            "column": each.span.column,
            "help": each.help,
        }
        for each in diagnostics
    ]
    return json.dumps({"version": 1, "problems": problems}, ensure_ascii=False, indent=2) + "\n"


def _render_github(diagnostic: Diagnostic) -> str:
    """Give a workflow command (GitHub docs, "Workflow commands for GitHub Actions")."""
    span = diagnostic.span
    title = diagnostic.code.translate(_GITHUB_PROPERTY)
    path = span.path.translate(_GITHUB_PROPERTY)
    message = f"{diagnostic.message}\n{diagnostic.help}".strip().translate(_GITHUB_DATA)
    return f"::{diagnostic.severity} file={path},line={span.line},col={span.column},title={title}::{message}"


def render_counts(diagnostics: Sequence[Diagnostic]) -> str:
    """Give "2 errors, 1 warning"; "no problems" where there are none."""
    errors = sum(each.severity == "error" for each in diagnostics)
    warnings = len(diagnostics) - errors
    parts = [_count(errors, "error")] * bool(errors) + [_count(warnings, "warning")] * bool(warnings)
    return ", ".join(parts) or "no problems"


def render_summary(summary: Summary) -> list[str]:
    """Give the figures of a site, a line each."""
    lines = []
    if summary.claims or summary.notes:
        verdicts = ", ".join(f"{number} {label.lower()}" for label, number in summary.statuses)
        checked = f"{_count(summary.claims, 'statement')} checked" + (f": {verdicts}" if verdicts else "")
        lines.append(checked + (f"; {_count(summary.notes, 'note')}" if summary.notes else ""))
    left = [_count(summary.drafts, "draft article")] * bool(summary.drafts)
    left += [f"{_count(summary.unpublished_claims, 'entry')} in draft or review"] * bool(
        summary.unpublished_claims
    )
    left += [f"{_count(summary.scheduled, 'article')} until publish_after"] * bool(summary.scheduled)
    if left:
        lines.append(f"left out: {', '.join(left)}")
    return lines


def render_size(summary: Summary) -> str:
    """Give the size of a site, against what GitHub Pages takes where that is near."""
    size = f"{_count(summary.files, 'file')}, {format_bytes(summary.size)}"
    if summary.size >= _PAGES_WARN:
        return f"{size} (GitHub Pages takes 1 GB)"
    return size


def format_bytes(size: int) -> str:
    """Give a number of bytes as people read it (SI units)."""
    value = float(size)
    for unit in ("bytes", "kB", "MB"):
        if value < 1000:
            return f"{size} bytes" if unit == "bytes" else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} GB"


def _count(number: int, noun: str) -> str:
    plural = noun[:-1] + "ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"
