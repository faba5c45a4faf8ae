"""One line of a healthy file one column off: that line alone is reported, and put right where that is certain."""

from __future__ import annotations

import pytest

from site_gen.reading.yamldoc import parse_yaml
from site_gen.support.locations import TextFile

KEYS = """\
  - id: first
    quote: Tea is the most drunk drink
    status: inaccurate
    summary: Water is drunk more.
    claimant:
      name: A. Speaker
      role: Minister
      url: https://example.org/a
    said: 2018-06
    sources:
      - title: Report
        url: https://example.org/b
        locator: p. 14
      - title: Paper
        url: https://example.org/c
        kind: primary
    checked: 2018-06-07
    note: |
      A long text
      of two lines.
    checked_by: R. Iyer
"""
MORE = """\
  - id: second
    quote: It was first planted
    status: accurate
  - id: third
    quote: by an order
    status: accurate
"""
FRONT = """\
title: On tea
date: 2018-06-05
original:
  title: T
  url: https://example.org/x
  publisher: P
tags: [a, b]
summary: S
"""
OTHER_STYLE = """\
sources:
  one:
    title: T
    url: https://example.org/x
    kind: primary
  two:
    title: U
    url: https://example.org/y
    kind: primary
  three:
    title: U
    url: https://example.org/z
    kind: primary
claims:
- id: a
  status: accurate
  summary: It was.
  sources:
  - title: R
    locator: p. 1
    kind: data
  - one
  - two
- id: b
  status: accurate
"""
FILES = {
    "one claim": f"claims:\n{KEYS}",
    "several claims": f"claims:\n{KEYS}{MORE}",
    "the long claim last": f"claims:\n{MORE}{KEYS}",
    "front matter": FRONT,
    "dashes below their key": OTHER_STYLE,
}
TWO_PLACES = {"     url: https://example.org/a", "     said: 2018-06", "   kind: primary", "   kind: data"}
"""Lines between two columns where both would do: named and left alone."""
TEXT = ("A long", "of two")


@pytest.mark.parametrize("by", [1, -1])
@pytest.mark.parametrize("name", FILES)
def test_only_the_odd_line_is_reported_and_put_right(name: str, by: int) -> None:
    lines = FILES[name].split("\n")
    tried = 0
    for row, line in enumerate(lines):
        odd = f" {line}" if by > 0 else line[1:]
        if not line.strip() or line.strip().startswith(TEXT) or (by < 0 and line[0] != " "):
            continue
        doc = parse_yaml(TextFile("x.yaml", "\n".join([*lines[:row], odd, *lines[row + 1 :]])))
        if not doc.diagnostics:
            continue  # it can be read as it stands
        tried += 1
        column = len(odd) - len(odd.lstrip()) + 1
        assert [(each.span.line, each.span.column) for each in doc.diagnostics] == [(row + 1, column)], odd
        assert f"column {column}, " in doc.diagnostics[0].message
        mended = [] if odd in TWO_PLACES else [(row + 1, (line,))]
        assert [(mend.line, mend.new) for mend in doc.mends] == mended, odd
    assert tried > 2


def test_a_dash_with_two_spaces_behind_it_is_the_odd_one() -> None:
    keys = [f"    x-{number}: words" for number in range(9)]
    text = "\n".join(["claims:", "  - id: one", "  -  id: two", *keys, "  - id: three"])
    doc = parse_yaml(TextFile("x.yaml", text))
    assert [(each.span.line, each.span.column) for each in doc.diagnostics] == [(3, 6)]
    assert [(mend.line, mend.new) for mend in doc.mends] == [(3, ("  - id: two",))]


def test_a_claim_of_ten_keys_right_of_its_first_is_one_problem() -> None:
    text = "\n".join(["claims:", "  - id: one", *(f"     x-{number}: words" for number in range(9))])
    doc = parse_yaml(TextFile("x.yaml", text))
    assert [each.span.line for each in doc.diagnostics] == [2]


def test_a_block_moves_with_its_key() -> None:
    text = "a: 1\nclaims:\n  - id: one\n     sources:\n       - title: T\n    status: accurate\n"
    doc = parse_yaml(TextFile("x.yaml", text))
    assert [each.span.line for each in doc.diagnostics] == [4]
    assert {mend.line for mend in doc.mends} <= {4, 5}
