"""Sites to look at in a browser: a short article, and one with as many claims as a page can bear."""

from __future__ import annotations

from collections.abc import Sequence

SITE = (
    "title: Test Desk\nbase_url: https://example.org/desk/\npublisher: {name: Test Desk}\n"
    "report_error: desk@example.org\n"
)
RATINGS = ("inaccurate", "misleading", "needs-context", "mostly-accurate", "accurate", "unverified")
RIVER = (
    """\
---
title: The river and the bridge
date: 2026-05-04
author: A. Reporter
original: {title: A report, url: "https://example.org/report", published: 2026-05}
history:
  - {date: 2026-05-06, kind: correction, text: The name of the bridge was wrong.}
---

The bridge was closed for **nine weeks** in spring, said the mayor. The river rose by
two metres, and [the gauge](https://example.com/gauge) fell into it.

"""
    + "\n\n".join(f"In the week {number} nothing happened that anybody noted." for number in range(30))
    + """

The old bridge had stood for a hundred years, and nobody knows who built it.
"""
)
RIVER_CLAIMS = """\
defaults: {checked: 2026-05-03}
claims:
  - id: closed
    quote: closed for nine weeks
    status: inaccurate
    summary: It was closed for four weeks.
    sources: [{title: Road register, url: "https://example.org/register", publisher: County, published: 2026-05}]
  - id: rose
    quote: The river rose by two metres, and the gauge
    status: accurate
    summary: The gauge says so.
    sources: [{title: Gauge readings, url: "https://example.org/gauge"}]
  - id: metres
    quote: two metres
    status: inaccurate
    summary: It was a little less.
  - id: old
    quote: stood for a hundred years
    status: unverified
    summary: No record of its building has been found.
notes:
  - id: mayor
    quote: the mayor
    title: The mayor
    summary: Elected in 2024.
"""
HEADLINE = """\
---
title: The bridge fell in spring
summary: It fell in spring, and nobody saw it.
date: 2026-05-02
---

A text without a mark.
"""
HEADLINE_CLAIMS = """\
claims:
  - {id: bridge, on: title, quote: bridge fell, status: inaccurate, summary: It was taken down.}
  - {id: spring, on: summary, quote: It fell in spring, status: misleading, summary: Part of it did.}
  - {id: all, on: article, status: needs-context, summary: Most of this is older.}
"""


def write_claim(id_: str, quote: str, status: str, summary: str) -> str:
    return f"  - {{id: {id_}, quote: {quote}, status: {status}, summary: {summary}}}\n"


def make_dense(singles: int = 40, pairs: int = 10) -> tuple[str, str]:
    """Make an article of single claims and of pairs that share words, and its claims."""
    text: list[str] = []
    claims: list[str] = []

    def add(id_: str, quote: str) -> None:
        status = RATINGS[len(claims) % len(RATINGS)]
        claims.append(
            write_claim(id_, quote, status, "It was put down in the register otherwise than it is told here")
        )

    for number in range(singles):
        text.append(f"Witness {number:02} saw a light over the hill.")
        add(f"s{number}", f"Witness {number:02} saw a light")
    for number in range(pairs):
        text.append(f"Boat {number:02} left the port in hour {number:02} of the night.")
        add(f"a{number}", f"Boat {number:02} left the port")
        add(f"b{number}", f"the port in hour {number:02}")
    return (
        f"---\ntitle: Sixty claims\ndate: 2026-05-04\n---\n\n{_in_paragraphs(text)}",
        "claims:\n" + "".join(claims),
    )


def _in_paragraphs(sentences: Sequence[str], size: int = 5) -> str:
    parts = [sentences[start : start + size] for start in range(0, len(sentences), size)]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def make_files() -> dict[str, str]:
    """Make the files of the site, by path."""
    dense, dense_claims = make_dense()
    return {
        "site.yaml": SITE,
        "content/articles/river.md": RIVER,
        "content/articles/river.claims.yaml": RIVER_CLAIMS,
        "content/articles/dense.md": dense,
        "content/articles/dense.claims.yaml": dense_claims,
        "content/articles/headline.md": HEADLINE,
        "content/articles/headline.claims.yaml": HEADLINE_CLAIMS,
        "content/articles/plain.md": "---\ntitle: Nothing checked\ndate: 2026-05-03\n---\n\nA text.\n",
        "content/pages/about.md": "---\ntitle: About\n---\n\nWe check.\n",
    }
