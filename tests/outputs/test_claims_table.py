from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from site_gen.outputs.claims_table import COLUMNS, guard_cell, render_table
from tests.outputs.records import make_article, make_claim, make_site

ODD = 'She said: "no", and\nleft; café, 日本'


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_the_table_reads_back_as_it_was() -> None:
    site = make_site(
        make_article(
            "y", "2018-07-01", make_claim("b", summary=ODD, tags=("t",)), tags=("s", "t"), language="hi"
        ),
        make_article("x", "2018-06-09", make_claim("a", status="unverified", claimant=None)),
    )
    rows = read(render_table(site))
    assert [row["id"] for row in rows] == ["x/a", "y/b"]
    assert rows[1]["summary"] == ODD
    assert (rows[1]["tags"], rows[1]["language"], rows[1]["value"]) == ("s | t", "hi", "1")
    assert (rows[0]["value"], rows[0]["claimant"], rows[0]["label"]) == ("", "", "Unverified")
    assert rows[0]["url"] == "https://example.org/facts/articles/x/a/"


def test_lines_end_as_rfc_4180_says_and_every_row_has_every_cell() -> None:
    data = render_table(make_site(make_article("x", "2018-06-09", make_claim("a", summary=ODD))))
    assert data.count(b"\r\n") == 2
    assert data.endswith(b"\r\n")
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert rows[0] == list(COLUMNS)


@given(st.text(max_size=8))
def test_no_cell_begins_a_formula(text: str) -> None:
    cell = guard_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.endswith(text)


def test_a_quote_that_looks_like_a_formula_is_only_a_text() -> None:
    site = make_site(
        make_article("x", "2018-06-09", make_claim("a", quote='=HYPERLINK("https://evil.example")'))
    )
    assert read(render_table(site))[0]["quote"].startswith("'=HYPERLINK")
