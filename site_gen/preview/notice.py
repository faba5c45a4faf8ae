"""What the preview adds to pages: the reload script, a notice of problems, a page where there is no site.

Works on finished HTML from outside, so that what is previewed is what is published. Knows nothing of servers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from site_gen.support.diagnostics import Diagnostic

SCRIPT_ADDRESS = "/livereload.js"
STYLE_ADDRESS = "/livereload.css"

_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)
_BODY_END = re.compile(rb"</body\s*>", re.IGNORECASE)


def add_to_page(html: bytes, head: str, notice: str) -> bytes:
    """Give a page with ``head`` at the end of its head and ``notice`` at the end of its body.

    A page that lacks either end tag, as HTML allows, gets both at its very end.
    """
    head_end = _HEAD_END.search(html)
    if not head_end:
        return html + head.encode() + notice.encode()
    body_ends = list(_BODY_END.finditer(html, head_end.end()))
    body_end = body_ends[-1].start() if body_ends else len(html)
    parts = (
        html[: head_end.start()],
        head.encode(),
        html[head_end.start() : body_end],
        notice.encode(),
        html[body_end:],
    )
    return b"".join(parts)


def render_script(host: str, port: int, build: str) -> str:
    """Give the tag of the reload script for a page of ``build``, reached at ``host`` and ``port``.

    livereload's client takes its options from its own address. The host is given too, since it cannot read an
    IPv6 address by itself; the delays are short, so that a page soon finds a restarted preview.
    """
    name = f"[{host}]" if ":" in host else host
    query = f"host={name}&port={port}&mindelay=250&maxdelay=2000&build={build}"
    return f'<script src="{SCRIPT_ADDRESS}?{escape(query)}" defer></script>'


def render_style() -> str:
    """Give the tag of the notice's style sheet."""
    return f'<link rel="stylesheet" href="{STYLE_ADDRESS}">'


def render_notice(diagnostics: Sequence[Diagnostic], failure: str) -> str:
    """Give the notice that stands on every page: how many problems there are, and which. Empty for none.

    ``failure`` says in words why the last build could not be made at all.
    """
    if not diagnostics and not failure:
        return ""
    bad = bool(failure) or any(each.severity == "error" for each in diagnostics)
    title = "The last change is not shown" if failure else count_problems(diagnostics)
    return (
        f'<aside class="site-gen-notice{" site-gen-errors" if bad else ""}" data-no-text lang="en" dir="ltr"'
        f' aria-label="Problems found by site-gen"><details{" open" if bad else ""}><summary>{title}</summary>'
        f"{_render_problems(diagnostics, failure)}</details></aside>"
    )


def render_failure_page(diagnostics: Sequence[Diagnostic], failure: str, head: str) -> str:
    """Give the page that stands at every address while there is no site to show."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>The site cannot be shown yet</title>{head}</head>"
        '<body class="site-gen-page"><main><h1>The site cannot be shown yet</h1>'
        "<p>This page reloads by itself as soon as the problem is mended.</p>"
        f"{_render_problems(diagnostics, failure)}</main></body></html>\n"
    )


def render_missing_page(head: str) -> str:
    """Give the page for a missing address on a site without a page of its own for that."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Nothing here</title>'
        f'{head}</head><body class="site-gen-page"><main><h1>Nothing here</h1>'
        '<p>The site has no page at this address. <a href="/">Go to its front page</a>.</p>'
        "</main></body></html>\n"
    )


def count_problems(diagnostics: Sequence[Diagnostic]) -> str:
    """Give the number of problems in words, such as ``1 error, 2 warnings``."""
    errors = sum(each.severity == "error" for each in diagnostics)
    counts = ((errors, "error"), (len(diagnostics) - errors, "warning"))
    parts = [f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts if number]
    return ", ".join(parts) or "no problems"


def _render_problems(diagnostics: Sequence[Diagnostic], failure: str) -> str:
    text = f'<p class="site-gen-failure">{escape(failure)}</p>' if failure else ""
    items = "".join(f"<li>{_render_problem(each)}</li>" for each in diagnostics)
    return f'{text}<ul class="site-gen-list">{items}</ul>' if items else text


def _render_problem(problem: Diagnostic) -> str:
    place = f'<span class="site-gen-place">{escape(str(problem.span))}</span>'
    text = f"{place} {problem.severity}: {escape(problem.message)}"
    return f'{text}<p class="site-gen-help">{escape(problem.help)}</p>' if problem.help else text
