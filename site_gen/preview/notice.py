"""What the preview says of problems: in a corner of each page, at the claim they are about, on a page of their own.

Works on finished HTML from outside, so that what is previewed is what is published. Knows nothing of servers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

from site_gen.support.diagnostics import Diagnostic
from site_gen.support.locations import Span

Lines = Callable[[str], Sequence[str]]
"""Gives the lines of a file of the site; none where it cannot be read."""
Link = Callable[[Span], str | None]
"""Gives the address that opens a place in the editor, if there is one."""
_SHOWN = 20
"""Problems that are shown with their line; more are only named."""
_LISTED = 100
"""Problems of other pages that are named; more are only counted."""
_BEFORE, _MARKED, _AFTER = 50, 80, 50
"""Characters of an excerpt."""


class Teller:
    """Puts problems in words and lines."""

    def __init__(self, lines: Lines, link: Link) -> None:
        self._lines = lines
        self.link = link

    def render_notice(
        self, own: Sequence[Diagnostic], rest: Sequence[Diagnostic], failure: str, stale: str = ""
    ) -> str:
        """Give the notice on a page: its own problems, then how many there are elsewhere. Empty for none.

        ``failure`` says why the last change is not shown at all, ``stale`` why this page is an earlier version.
        """
        if not (own or rest or failure or stale):
            return ""
        bad = bool(failure or stale) or any(each.severity == "error" for each in own)
        title = "The last change is not shown" if failure or stale else count_problems(own)
        if not own and not failure and not stale:
            title = f"{count_problems(rest)} on other pages"
        parts = [f'<p class="site-gen-failure">{escape(each)}</p>' for each in (failure, stale) if each]
        parts.append(self.render_problems(own))
        if rest and (own or failure or stale):
            parts.append(
                f"<details><summary>{count_problems(rest)} on other pages</summary>{self._list(rest)}</details>"
            )
        elif rest:
            parts.append(self._list(rest))
        return (
            f'<aside class="site-gen-notice{" site-gen-errors" if bad else ""}" id="site-gen-notice" data-no-text'
            ' lang="en" dir="ltr" aria-label="Problems found by site-gen">'
            f"<details{' open' if bad else ''}><summary>{title}</summary>{''.join(parts)}</details></aside>"
        )

    def render_problems(self, problems: Sequence[Diagnostic]) -> str:
        """Give problems with their lines and help."""
        items = "".join(f"<li>{self.render_problem(each)}</li>" for each in problems[:_SHOWN])
        more = self._list(problems[_SHOWN:]) if len(problems) > _SHOWN else ""
        return f'<ul class="site-gen-list">{items}</ul>{more}' if items else ""

    def render_problem(self, problem: Diagnostic) -> str:
        """Give one problem: where, what, the line, what to type instead."""
        help_ = f'<p class="site-gen-help">{render_words(problem.help)}</p>' if problem.help else ""
        return f"{self._render_head(problem)}{self._render_excerpt(problem.span)}{help_}"

    def _list(self, problems: Sequence[Diagnostic]) -> str:
        items = "".join(f"<li>{self._render_head(each)}</li>" for each in problems[:_LISTED])
        more = len(problems) - _LISTED
        rest = f"<li>and {more} more: site-gen check lists them all</li>" if more > 0 else ""
        return f'<ul class="site-gen-list">{items}{rest}</ul>'

    def _render_head(self, problem: Diagnostic) -> str:
        place, address = escape(str(problem.span)), self.link(problem.span)
        if address:
            place = f'<a href="{escape(address)}">{place}</a>'
        return (
            f'<span class="site-gen-place">{place}</span> {problem.severity}: {render_words(problem.message)}'
        )

    def _render_excerpt(self, span: Span) -> str:
        lines = self._lines(span.path)
        if not 1 <= span.line <= len(lines) or not lines[span.line - 1].strip():
            return ""
        line = lines[span.line - 1]
        start = min(max(0, span.column - 1), len(line))
        on_one_line = span.end_column and span.end_line in {0, span.line}
        end = span.end_column - 1 if on_one_line else len(line) if span.end_column else start + 1
        before, marked, after = line[:start], line[start : max(end, start + 1)], line[max(end, start + 1) :]
        before = before if len(before) <= _BEFORE else f"…{before[-_BEFORE:]}"
        marked = marked if len(marked) <= _MARKED else f"{marked[:_MARKED]}…"
        after = after if len(after) <= _AFTER else f"{after[:_AFTER]}…"
        return (
            f'<pre class="site-gen-excerpt"><b>{span.line}</b> {escape(before)}<mark>{escape(marked) or " "}</mark>'
            f"{escape(after)}</pre>"
        )


def render_progress(text: str) -> str:
    """Give the notice that a page is not whole yet; empty for no text."""
    if not text:
        return ""
    return (
        '<aside class="site-gen-notice" id="site-gen-progress" data-no-text lang="en" dir="ltr"'
        f' aria-label="What is still being read"><p>{escape(text)}</p></aside>'
    )


def render_words(text: str) -> str:
    """Give a text of ours as HTML: what stands between backticks is what to type."""
    return _CODE.sub(r'<code class="site-gen-code">\1</code>', escape(text))


def render_box(told: Iterable[str], *, is_bad: bool) -> str:
    """Give what is said of one claim or note, to stand in its record; ``is_bad``: an error is among it."""
    text = "".join(f"<div>{each}</div>" for each in told)
    kind = " site-gen-errors" if is_bad else ""
    return f'<div class="site-gen-box{kind}" data-no-text lang="en" dir="ltr">{text}</div>'


def add_to_page(html: bytes, head: str, end: str, boxes: Mapping[str, str] | None = None) -> bytes:
    """Give a page with ``head`` at the begin of its head, before its scripts, and ``end`` at the end of its body.

    ``boxes`` go to the begin of the elements with their ids. A page without a head, as HTML allows, gets all of it at
    its end.
    """
    text = html.decode()
    for id_, box in (boxes or {}).items():
        begin = re.search(rf'<[a-z]+ [^<>]*\bid="{re.escape(escape(id_))}"[^<>]*>', text)
        if begin:
            text = text[: begin.end()] + box + text[begin.end() :]
    head_begin = _HEAD.search(text)
    if not head_begin:
        return (text + head + end).encode()
    text = text[: head_begin.end()] + head + text[head_begin.end() :]
    body_ends = list(_BODY_END.finditer(text))
    body_end = body_ends[-1].start() if body_ends else len(text)
    return (text[:body_end] + end + text[body_end:]).encode()


_CODE = re.compile(r"`([^`\n]+)`")
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'"
_HEAD = re.compile(r"<head(?:\s[^<>]*)?>", re.IGNORECASE)
_BODY_END = re.compile(r"</body\s*>", re.IGNORECASE)


def render_plain_page(title: str, text: str, body: str, head: str) -> str:
    """Give a page of the preview's own; ``title`` and ``text`` as words, ``body`` and ``head`` as HTML."""
    return (
        '<!doctype html>\n<html lang="en"><head>'
        f'{head}<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title></head>"
        f'<body class="site-gen-page"><main><h1>{escape(title)}</h1><p>{text}</p>{body}</main></body></html>\n'
    )


def count_problems(diagnostics: Iterable[Diagnostic]) -> str:
    """Give the number of problems in words, such as ``1 error, 2 warnings``."""
    severities = [each.severity for each in diagnostics]
    errors = severities.count("error")
    counts = ((errors, "error"), (len(severities) - errors, "warning"))
    parts = [f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts if number]
    return ", ".join(parts) or "no problems"
