"""Somebody's very words, and the words of the article."""

from __future__ import annotations

import pytest

from site_gen.anchoring.body import make_body
from site_gen.model import Article, Claim, Person, QuoteSelector, Work
from site_gen.support.locations import Span

WORDS = "balanced without a cent of new debt"
ORTIZ = Person("Helen Ortiz", "Mayor")
PATH = "content/articles/x.claims.yaml"


def is_verbatim(
    text: str, quote: str = WORDS, claimant: Person | None = ORTIZ, original: Work | None = None, **more: str
) -> bool:
    claim = Claim("c", Span(PATH, 1), (QuoteSelector(Span(PATH, 2, 5), quote),), claimant=claimant, **more)  # type: ignore[arg-type]
    title = text if more else "The title"
    article = Article("content/articles/x.md", "x", title, text, claims=(claim,), original=original)
    body, problems = make_body(article)
    assert problems == []
    return body.anchors[0].is_verbatim


@pytest.mark.parametrize(
    "text",
    [
        f"“It is {WORDS},” she told the council.",
        f'"It is {WORDS}," she told the council.',
        f"The budget, she said, is “{WORDS}”.",
        f"„Er ist {WORDS}“, sagte sie.",
        f"« Il est {WORDS} », dit-elle.",
        f"Er »ist {WORDS}«, sagte sie.",
        f"「{WORDS}」と",
        f"“She called it ‘{WORDS}’,” he said.",
        "“It is **balanced** without [a cent](https://example.org) of *new* debt,” she told the council.",
        f"“It is {WORDS}.\n\n“And it stays so,” she said.",
        f"“And it stays so.\n\n“It is {WORDS},” she said.",
        f"> It is {WORDS}.\n>\n> Helen Ortiz",
        f"- one\n\n  > It is {WORDS}.",
        f"**Ortiz:** It is {WORDS}.",
        f"**Helen Ortiz**: It is {WORDS}.",
        f"**Ortiz** (mayor): It is {WORDS}.",
        f"**HO:** It is {WORDS}.",
        f"ORTIZ: It is {WORDS}.",
        f"MAYOR: It is {WORDS}.",
    ],
)
def test_very_words_are_known(text: str) -> None:
    assert is_verbatim(text)


@pytest.mark.parametrize(
    "text",
    [
        f"The budget, she told the council, is {WORDS}.",
        f"The mayor's budget is {WORDS}, and the council's too.",
        f"The dogs' home is {WORDS}, the cats' home too.",
        f"It is {WORDS}, not “balanced”.",
        f"“Yes,” she said, and the budget is {WORDS}, “we think”.",
        f"“Opened and not closed, the budget is {WORDS}.\n\nAnother paragraph.",
        f"`“` is a mark, {WORDS}, and so is `”`.",
        f"**Note:** It is {WORDS}.",
        f"**Smith:** It is {WORDS}.",
        f"NOTE: It is {WORDS}.",
        f"The **budget**: it is {WORDS}.",
        f"> Another one.\n\nIt is {WORDS}.",
    ],
)
def test_words_of_the_article_are_not_taken_for_somebodys(text: str) -> None:
    assert not is_verbatim(text)


def test_without_a_claimant_nobody_speaks_in_a_turn() -> None:
    assert not is_verbatim(f"**Note:** It is {WORDS}.", claimant=None)
    assert is_verbatim(f"“It is {WORDS}.”", claimant=None)


@pytest.mark.parametrize(
    ("label", "claimant", "expected"),
    [
        ("J. SMITH", "J. Doe", False),
        ("J. SMITH", "Jane Smith", True),
        ("**हेलेन ओर्टिज़**", "हेलेन ओर्टिज़", True),
        ("**हरि**", "हेमा", False),
        ("**李小龍**", "李小龍", True),
    ],
)
def test_a_turn_is_the_claimants_where_its_name_is(label: str, claimant: str, *, expected: bool) -> None:
    assert is_verbatim(f"{label}: It is {WORDS}.", claimant=Person(claimant)) is expected


def test_a_quote_with_its_own_marks_needs_no_more() -> None:
    assert not is_verbatim(f"It is “{WORDS}”, she said.", f"“{WORDS}”")
    assert not is_verbatim(f"> “It is {WORDS}.”", f"“It is {WORDS}.”")
    assert is_verbatim(f"“She called it ‘{WORDS}’,” he said.", f"‘{WORDS}’")


def test_a_quote_partly_outside_of_the_marks_is_the_articles() -> None:
    assert not is_verbatim(
        "It is “balanced without a cent” of new debt.", "balanced without a cent” of new debt"
    )
    assert not is_verbatim("It is balanced “without a cent of new debt”.", "balanced “without a cent")
    assert not is_verbatim("“Balanced,” she said, “without a cent.”", "Balanced,” she said, “without a cent")


def test_a_quote_over_several_paragraphs_lies_in_the_marks_of_each() -> None:
    text = "“It is balanced.\n\n“It will stay so,” she said."
    assert is_verbatim(text, "is balanced. “It will stay")
    assert not is_verbatim("“It is balanced.”\n\n“It will stay so,” she said.", "balanced.” “It will stay")
    assert not is_verbatim("She said: “It is balanced.\n\nIt will stay so,” she said.", "balanced. It will")


@pytest.mark.parametrize(
    ("author", "claimant", "expected"),
    [
        ("Helen Ortiz", ORTIZ, True),
        ("Helen M. Ortiz", ORTIZ, True),
        ("A. Reporter", ORTIZ, False),
        ("A. Reporter", None, True),
        (None, ORTIZ, False),
    ],
)
def test_a_text_is_all_in_the_words_of_its_author(
    author: str | None, claimant: Person | None, *, expected: bool
) -> None:
    original = Work("Speech on the budget", author=author)
    assert is_verbatim(f"It is {WORDS}.", claimant=claimant, original=original) is expected


def test_a_title_may_quote_too() -> None:
    assert is_verbatim(f"A budget “{WORDS}”", on="title")
    assert not is_verbatim(f"A budget {WORDS}", on="title")
