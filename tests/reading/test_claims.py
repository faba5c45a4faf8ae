from __future__ import annotations

import datetime

import pytest

from site_gen.model import HistoryEntry, Occurrence, PartialDate, Person, Work
from site_gen.reading.sources import parse_sources
from site_gen.support.locations import TextFile
from tests.reading.reading import FRONT, codes, read, read_claim, read_note

DAY = datetime.date(2026, 11, 22)


def test_every_key_of_a_claim_arrives() -> None:
    claim, problems = read_claim(
        """\
quote: >-
  In January, the US
  announced
prefix: "x "
suffix: ","
occurrence: 2 of 5
on: summary
note: |
  One [link](https://example.org).

  Two.
reason: because
claim: The US announced
claimant: {name: N, role: R, url: https://example.org/n}
said: 2018-06
appearance: {title: T, url: https://example.org/t, publisher: P, author: [A, B], published: 2018}
confidence: high
state: review
checked: 2026-11-22
checked_by: A
reviewed_by: [B, C]
review_by: 2026-11-22
same_as: other/claim
language: hi
tags: [a, b, a]
history: [{date: 2026-11-22, kind: update, from: misleading, text: t}]
x-desk: {folder: [1, no]}
"""
    )
    assert not problems
    quote = claim.quotes[0]
    assert (quote.exact, quote.prefix, quote.suffix) == ("In January, the US announced", "x ", ",")
    assert quote.occurrence == Occurrence(2, 5)
    assert (claim.on, claim.status, claim.summary, claim.reason) == (
        "summary",
        "inaccurate",
        "No.",
        "because",
    )
    assert claim.note == "One [link](https://example.org).\n\nTwo."
    assert claim.claim == "The US announced"
    assert claim.claimant == Person("N", "R", "https://example.org/n")
    assert claim.said == PartialDate(2018, 6)
    assert claim.appearance == Work("T", "https://example.org/t", "P", "A, B", PartialDate(2018))
    assert (claim.confidence, claim.state, claim.checked, claim.review_by) == ("high", "review", DAY, DAY)
    assert (claim.checked_by, claim.reviewed_by) == (("A",), ("B", "C"))
    assert (claim.same_as, claim.language, claim.tags) == ("other/claim", "hi", ("a", "b"))
    assert claim.history == (HistoryEntry(DAY, "update", "t", "misleading"),)
    assert claim.extra == {"x-desk": {"folder": ["1", "no"]}}


def test_values_are_text_as_typed() -> None:
    claim, _ = read_claim("reason: no\nclaim: 1:30\ntags: [010, yes, 2018-02-30]\nclaimant: 1984\n")
    assert (claim.reason, claim.claim, claim.tags) == ("no", "1:30", ("010", "yes", "2018-02-30"))
    assert claim.claimant == Person("1984")


def test_an_optional_key_left_empty_counts_as_absent() -> None:
    claim, problems = read_claim('reason:\nsources:\ntags: []\nconfidence: ""\nclaimant: ~\non:\n')
    assert not problems
    assert (claim.reason, claim.sources, claim.tags, claim.confidence) == (None, (), (), None)
    assert claim.on == "body"


def test_places_are_those_of_the_values() -> None:
    claim, _ = read_claim(
        "note: |\n  First line.\n  Second.\n"
        "sources:\n  - {title: T, url: https://example.org}\nquotes: [a, {quote: b}]\n"
    )
    assert (claim.span.line, claim.span.column) == (2, 5)
    assert (claim.spans["status"].line, claim.spans["status"].column) == (3, 13)
    # A note's place is that of its first line of text, so that the lines of its Markdown can be counted.
    assert (claim.spans["note"].line, claim.spans["note"].column) == (6, 7)
    url = claim.sources[0].spans["url"]
    assert (url.path, url.line, url.column) == (claim.span.path, 9, 25)
    assert [quote.span.column for quote in claim.quotes] == [14, 25]


def test_several_places_and_whole_titles() -> None:
    claim, _ = read_claim('quotes: [one, {quote: two, prefix: "a ", occurrence: all}]\n')
    assert [(each.exact, each.prefix, each.occurrence) for each in claim.quotes] == [
        ("one", None, None),
        ("two", "a ", Occurrence(None)),
    ]
    whole, _ = read_claim("on: title\n")
    assert [each.exact for each in whole.quotes] == [None]
    about, _ = read_claim("on: article\n")
    assert about.quotes == ()


def test_defaults_fill_what_a_claim_lacks() -> None:
    before = """\
defaults:
  claimant: {name: N, role: R}
  said: 2018-06
  appearance: https://example.org/speech
  checked: 2026-11-22
  checked_by: [A]
  accessed: 2026-11-22
  language: hi
"""
    claim, _ = read_claim("sources:\n  - {title: T, url: https://example.org}\n", before)
    assert claim.claimant == Person("N", "R")
    assert claim.appearance == Work(url="https://example.org/speech")
    assert (claim.said, claim.checked, claim.checked_by) == (PartialDate(2018, 6), DAY, ("A",))
    assert (claim.language, claim.sources[0].accessed, claim.sources[0].language) == ("hi", DAY, "hi")
    own, _ = read_claim("claimant: M\nsaid: 2017\nlanguage: en\n", before)
    assert (own.claimant, own.said, own.language) == (Person("M"), PartialDate(2017), "en")


@pytest.mark.parametrize(
    ("appearance", "expected"),
    [
        ("", Work("O", "https://example.org/o", "P")),
        ("appearance: {published: 2018}\n", Work("O", "https://example.org/o", "P", None, PartialDate(2018))),
        ("appearance: https://example.org/o\n", Work("O", "https://example.org/o", "P")),
        # Another work: the original's address would be false.
        ("appearance: A speech\n", Work("A speech")),
        ("appearance: https://example.org/tv\n", Work(url="https://example.org/tv")),
    ],
)
def test_the_original_completes_where_a_claim_appeared(appearance: str, expected: Work) -> None:
    front = FRONT.replace("date:", "original: {title: O, url: https://example.org/o, publisher: P}\ndate:")
    claim, _ = read_claim(appearance, article=front + "Text.\n")
    assert claim.appearance == expected


def test_sources_are_looked_up_in_the_file_then_among_the_shared_ones() -> None:
    shared, problems = parse_sources(
        TextFile(
            "content/sources.yaml",
            "both: {title: Shared, url: https://example.org/s}\n"
            "far: {title: Far, url: https://example.org/f, published: 2018, author: [A, B]}\n",
        )
    )
    assert not problems
    claims = """\
sources:
  both: {title: Own, url: https://example.org/o}
claims:
  - id: a
    status: inaccurate
    summary: No.
    sources:
      - both
      - far
      - ref: far
        title: Far, page two
        locator: p. 2
      - https://example.org/alone
      - {title: Mail, anonymous: May not speak}
"""
    article, problems = read(claims, shared=shared)
    own, far, page_two, alone, mail = article.claims[0].sources
    assert (own.title, own.shared_id, own.key) == ("Own", None, "https://example.org/o")
    assert (far.title, far.shared_id, far.author, far.published) == ("Far", "far", "A, B", PartialDate(2018))
    assert (far.span.line, far.spans) == (9, {})
    assert (page_two.title, page_two.locator, page_two.url) == (
        "Far, page two",
        "p. 2",
        "https://example.org/f",
    )
    assert (alone.title, alone.url) == (None, "https://example.org/alone")
    assert mail.anonymous == "May not speak"
    assert codes(problems) == ["source-has-title"]


def test_a_note_needs_no_status() -> None:
    note = read_note("quote: CAATSA\noccurrence: 1\ntitle: T\nsummary: s\nnote: n\nx-a: b\n")
    assert (note.title, note.summary, note.note, note.state) == ("T", "s", "n", "published")
    assert note.quotes[0].occurrence == Occurrence(1)
    assert note.extra == {"x-a": "b"}


def test_a_claim_with_an_error_is_left_out_and_named() -> None:
    article, problems = read(
        "claims:\n  - {id: good, status: accurate, summary: s}\n  - {id: bad, status: acurate, summary: s}\n"
        "notes:\n  - {id: note, title: T, sumary: s}\n"
    )
    assert [claim.id for claim in article.claims] == ["good"]
    assert article.notes == ()
    assert article.unread == {"bad", "note"}
    assert codes(problems) == ["status-is-known", "key-is-known"]


def test_what_is_sound_of_a_claim_with_an_error_is_kept_to_look_for_its_quote() -> None:
    article, _ = read(
        "claims:\n  - {id: a, quote: words, status: acurate, summary: s, sources: [nowhere]}\n"
        "  - {id: b, Quote: words, status: accurate, summary: s}\n"
        "  - {id: c, quote: words, on: titel, status: accurate, summary: s}\n"
        "  - {id: d, prefix: words, status: accurate, summary: s}\n"
        "  - {id: A, quote: words, status: accurate, summary: s}\n"
        "  - {id: a, quote: words, status: accurate, summary: s}\n"
        "notes:\n  - {id: note, quote: words, title: T, sumary: s}\n"
    )
    assert [(claim.id, claim.quotes[0].exact) for claim in article.damaged_claims] == [("a", "words")]
    assert [note.id for note in article.damaged_notes] == ["note"]
    assert article.unread == {"a", "b", "c", "d", "A", "note"}
    assert (article.claims, article.notes) == ((), ())


def test_problems_bite_where_they_stand() -> None:
    claims = "claims:\n  - {id: a, state: draft, status: nope}\n  - {id: b, state: review, checked: x}\n"
    article, problems = read(claims)
    assert {each.severity for each in problems} == {"warning"}
    assert article.unread == {"a", "b"}
    _, published = read(claims.replace("draft", "published"))
    assert "error" in {each.severity for each in published}
    _, in_draft = read(
        claims.replace("draft", "published"), FRONT.replace("date", "draft: yes\ndate") + "Text.\n"
    )
    assert {each.severity for each in in_draft} == {"warning"}


def test_a_draft_needs_an_id_alone() -> None:
    article, problems = read("claims:\n  - {id: a, state: draft}\n")
    assert not problems
    assert article.claims[0].status is None


@pytest.mark.parametrize("text", ["", "# nothing\n", "claims:\n", "claims: []\nnotes: []\nx-desk: 1\n"])
def test_an_empty_claims_file_is_fine(text: str) -> None:
    article, problems = read(text or "\n")
    assert not problems
    assert article.claims_path == "content/articles/x.claims.yaml"


def test_all_errors_of_a_claim_come_at_once() -> None:
    _, problems = read(
        "claims:\n  - id: A\n    status: nope\n    chekced: x\n    said: soon\n    occurrence: 3\n"
        "    sources: [nowhere, {title: T}, {url: ftp://x, kind: y}]\n    history: [{kind: update}]\n"
    )
    assert codes(problems) == [
        "key-is-present",
        "id-is-slug",
        "status-is-known",
        "key-is-known",
        "date-is-valid",
        "quote-is-present",
        "source-is-known",
        "source-can-be-found",
        "key-is-present",
        "url-is-web-address",
        "choice-is-known",
        "key-is-present",
        "key-is-present",
    ]
