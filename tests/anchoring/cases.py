"""Reads cases of anchoring: blocks of text with a title, an article, its claims, and what comes of them.

=== title
the article's Markdown
--- claims
summary: of the article; title: likewise (both optional)
claim <id>  or  note <id>
quote: …  also: … (a further quote)  prefix: …  suffix: …  occurrence: 2 of 5  on: title  note: …
--- result
the HTML: <mark id id>…</mark>, {id} for a number, {id 2} for a further link; title: and summary: if marked
! code: message
!   a line of its help

``\\u00ad`` in an article or value stands for that character, ``\\n`` in a value for a line end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from site_gen.anchoring.body import make_body
from site_gen.model import Article, Body, Claim, Note, Occurrence, QuoteSelector
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.locations import Span

FOLDER = Path(__file__).parent.parent / "cases" / "anchoring"
CLAIMS = "content/articles/x.claims.yaml"

_MARK = re.compile('<mark data-claim="([^"]*)"\0mark:([^\0]*)\0>')
_REF = re.compile("\0ref:([^ \0]+) ([0-9]+)\0")
_SLOT = re.compile("\0([a-z]+:[^\0]*)\0")


@dataclass(frozen=True, slots=True)
class Case:
    file: Path
    title: str
    article: str
    claims: str
    result: str

    def __str__(self) -> str:
        return f"{self.file.stem}: {self.title}"

    @property
    def text(self) -> str:
        """The case as it stands in its file."""
        return f"=== {self.title}\n{self.article}--- claims\n{self.claims}--- result\n{self.result}\n"


def load_cases() -> list[Case]:
    return [case for file in sorted(FOLDER.glob("*.md")) for case in _parse_cases(file)]


def _parse_cases(file: Path) -> Iterator[Case]:
    for block in re.split(r"^=== ", file.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        title, rest = block.split("\n", 1)
        article, rest = rest.split("--- claims\n")
        claims, result = rest.split("--- result\n")
        yield Case(file, title, article, claims, result.rstrip("\n"))


def make_article(case: Case) -> Article:
    head, *entries = re.split(r"^(?=claim |note )", case.claims, flags=re.MULTILINE)
    values = dict(_parse_values(head))
    items = [_make_item(entry) for entry in entries]
    return Article(
        "content/articles/x.md",
        "x",
        values.get("title", "The title"),
        _unescape(case.article),
        claims_path=CLAIMS,
        summary=values.get("summary"),
        claims=tuple(item for item in items if isinstance(item, Claim)),
        notes=tuple(item for item in items if isinstance(item, Note)),
    )


def show_result(case: Case) -> str:
    """Anchor the claims of a case and write down what came of it."""
    body, diagnostics = make_body(make_article(case))
    lines = [show_html(body.html).rstrip("\n")]
    lines += [
        f"{name}: {show_html(html)}"
        for name, html in (("title", body.title_html), ("summary", body.summary_html))
        if "<mark" in html
    ]
    lines += [f"note {name}: {html.rstrip()}" for name, html in body.notes.items()]
    lines += [line for diagnostic in diagnostics for line in _show_diagnostic(diagnostic)]
    return "\n".join(lines)


def show_html(html: str) -> str:
    html = _MARK.sub(lambda match: f"<mark {match[1]}>", html)
    html = _REF.sub(
        lambda match: f"{{{match[1]}}}" if match[2] == "1" else f"{{{match[1]} {match[2]}}}", html
    )
    return _SLOT.sub(r"{\1}", html)


def marked_words(body: Body) -> dict[str, str]:
    """Give all marked words of each id, in order."""
    words: dict[str, str] = {}
    for ids, text in re.findall('<mark data-claim="([^"]*)"\0[^\0]*\0>([^<]*)</mark>', body.html):
        for each in ids.split():
            words[each] = words.get(each, "") + text
    return words


def _show_diagnostic(diagnostic: Diagnostic) -> list[str]:
    span = diagnostic.span
    where = "" if span.path == CLAIMS else f" ({span.line}:{span.column})"
    severity = "" if diagnostic.severity == "error" else "warning "
    lines = [f"! {severity}{diagnostic.code}{where}: {diagnostic.message}"]
    return lines + [f"!   {line}" for line in diagnostic.help.splitlines()]


def _make_item(entry: str) -> Claim | Note:
    head, rest = entry.split("\n", 1)
    kind, name = head.split()
    number = 0
    span = Span(CLAIMS, 1)
    pairs = _parse_values(rest)
    values = dict(pairs)
    quotes: list[QuoteSelector] = []
    for key, value in pairs:
        if key in {"quote", "also"}:
            number += 1
            quotes.append(QuoteSelector(Span(CLAIMS, number), value))
    if quotes:
        quotes[0] = QuoteSelector(
            quotes[0].span,
            quotes[0].exact,
            values.get("prefix"),
            values.get("suffix"),
            _parse_occurrence(values.get("occurrence")),
        )
    on = values.get("on", "body")
    make = Claim if kind == "claim" else Note
    return make(name, span, tuple(quotes), on, note=values.get("note"))  # type: ignore[arg-type]


def _parse_occurrence(text: str | None) -> Occurrence | None:
    if text is None:
        return None
    index, _, total = text.partition(" of ")
    return Occurrence(None if index == "all" else int(index), int(total) if total else None)


def _parse_values(text: str) -> list[tuple[str, str]]:
    pairs = [line.split(":", 1) for line in text.splitlines() if line.strip()]
    return [(key, _unescape(value.removeprefix(" ")).replace("\\n", "\n")) for key, value in pairs]


def _unescape(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
