"""A page that readers can open has no question left in it that was meant for the desk."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_gen.checking.rule import Finding, OwnPages, Rule
from site_gen.model import OwnPage
from site_gen.support.locations import Span

_BEGINNING = "To answer: "
_QUESTION = re.compile(rf"{_BEGINNING}.*?\?")
"""How the starter asks the desk for what only the desk knows."""


def find_unanswered_questions(pages: OwnPages, _value: str) -> Iterator[Finding]:
    """Find published pages that still have a question of the starter in them."""
    for record, text, page in pages.pages:
        questions = [] if record.draft else _QUESTION.findall(text)
        for number, question in enumerate(questions):
            message = f"the page “{record.title}” still has the question “{question}” in it"
            hint = "write your answer in its place; until then `draft: true` in the front matter keeps the page back"
            yield Finding(message, _find_place(page, number) or Span(record.path), hint)


def _find_place(page: OwnPage | None, number: int) -> Span | None:
    """Give the place of a question in the file, by how many stand before it."""
    lines = enumerate(page.markdown.split("\n"), start=page.first_line) if page else ()
    starts = [
        (row, match.start(), len(line.rstrip()))
        for row, line in lines
        for match in re.finditer(_BEGINNING.rstrip(), line)
    ]
    if page is None or number >= len(starts):
        return None
    row, start, end = starts[number]
    return Span(page.path, row, start + 1, row, end + 1)


RULE = Rule(
    "policy-page-is-filled",
    "warn",
    "questions to the desk stand on published pages",
    find_unanswered_questions,
)
