"""A page that readers can open has no question left in it that was meant for the desk."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_gen.checking.rule import Finding, OwnPages, Rule
from site_gen.support.locations import Span

_QUESTION = re.compile(r"To answer: .*?\?")
"""How the starter asks the desk for what only the desk knows."""


def find_unanswered_questions(pages: OwnPages, _value: str) -> Iterator[Finding]:
    """Find published pages that still have a question of the starter in them."""
    for record, text in pages.pages:
        questions = [] if record.draft else _QUESTION.findall(text)
        for question in questions:
            message = f"the page “{record.title}” still has the question “{question}” in it"
            hint = "write your answer in its place; until then `draft: true` in the front matter keeps the page back"
            yield Finding(message, Span(record.path), hint)


RULE = Rule(
    "policy-page-is-filled",
    "warn",
    "questions to the desk stand on published pages",
    find_unanswered_questions,
)
