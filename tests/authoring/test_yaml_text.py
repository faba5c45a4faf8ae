from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_gen.authoring.yaml_text import (
    WIDTH,
    even_out,
    render_flow,
    render_inline,
    render_line,
    render_markdown,
    render_words,
    squeeze,
)

TEXT = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=["Cs"]),
        st.sampled_from("\n\t\r :#-?!'\"[]{},&*|>%@`\\~\u0085\u2028\ufeff\x00\x1b"),
    ),
    max_size=80,
)
WORDS = st.lists(st.sampled_from(["word", "a:", "#b", '"c"', "- d", "1", "no", "é", "{e}", "'"]), max_size=60)


def read_strictly(text: str) -> object:
    """Read as every YAML reader may: YAML 1.1, where `no`, `1:30` and `2018-06-05` are no texts."""
    return yaml.safe_load(text)


@given(st.one_of(TEXT, WORDS.map(" ".join)))
def test_a_line_is_the_same_text_to_every_reader(text: str) -> None:
    line = squeeze(text)
    for lines in (render_line("key", line, 0), render_words("key", line, 4), [f"key: {render_flow(line)}"]):
        assert read_strictly("\n".join(lines)) == {"key": line}


@given(TEXT)
def test_any_text_fits_between_quotation_marks(text: str) -> None:
    assert read_strictly(f"[{render_flow(text)}, x]") == [text, "x"]


@given(TEXT)
def test_markdown_is_the_same_text(text: str) -> None:
    markdown = even_out(text)
    read = read_strictly("\n".join([*render_markdown("key", markdown, 0), ""]))
    assert isinstance(read, dict)
    assert (read["key"] or "").rstrip("\n") == markdown


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Four weeks, not nine.", "Four weeks, not nine."),
        ("It’s “so” – or not", "It’s “so” – or not"),
        ("The register: four", '"The register: four"'),
        ('He said "we won"', "'He said \"we won\"'"),
        ("a # b", '"a # b"'),
        ("no", '"no"'),
        ("2018", '"2018"'),
        ("2018-06-05", '"2018-06-05"'),
        ("- a", '"- a"'),
        ("https://example.org/a?b=c&d=e#f", "https://example.org/a?b=c&d=e#f"),
        ("https://example.org/a b", '"https://example.org/a b"'),
        ("a\u2028b", '"a\\u2028b"'),
        ("नदी", '"नदी"'),
        ("会議は延期", "会議は延期"),
    ],
)
def test_short_texts_are_written_as_people_would(text: str, written: str) -> None:
    assert render_inline(text) == written


def test_long_texts_are_broken_between_words() -> None:
    lines = render_line("summary", "word " * 40 + "end", 4)
    assert lines[0] == "summary: >-"
    assert max(map(len, lines)) <= WIDTH
    assert all(line.startswith("      word") for line in lines[1:])


def test_markdown_that_begins_indented_says_so() -> None:
    assert render_markdown("note", even_out("\n    code\n\nText  \nmore\n"), 4) == [
        "note: |2",
        "          code",
        "",
        "      Text  ",
        "      more",
    ]
