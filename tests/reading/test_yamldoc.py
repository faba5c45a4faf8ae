"""Reading YAML: texts as typed, places, limits, and what is refused."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.reading.yamldoc import (
    ListNode,
    MapNode,
    Mend,
    Node,
    ScalarNode,
    YamlDoc,
    apply_mends,
    parse_yaml,
)
from site_gen.support.files import normalize_text
from site_gen.support.locations import TextFile

PATH = "content/articles/a.claims.yaml"


def read(text: str) -> YamlDoc:
    return parse_yaml(TextFile(PATH, text))


def texts(node: Node | None) -> Any:
    """Give the texts of a tree as plain values."""
    if node is None or isinstance(node, ScalarNode):
        return node and node.text
    if isinstance(node, ListNode):
        return [texts(item) for item in node.items]
    return {entry.key.text: texts(entry.value) for entry in node.entries}


def codes(doc: YamlDoc) -> list[str]:
    return [f"{each.span.line}:{each.span.column} {each.code}" for each in doc.diagnostics]


def find(doc: YamlDoc, *path: str | int) -> Node:
    node = doc.root
    for step in path:
        if isinstance(step, int):
            assert isinstance(node, ListNode)
            node = node.items[step]
        else:
            assert isinstance(node, MapNode)
            node = node.find(step)
    assert node is not None
    return node


@pytest.mark.parametrize(
    "value",
    [
        "no",
        "NO",
        "yes",
        "on",
        "1:30",
        "12:30:45",
        "010",
        "1_000",
        "0x1F",
        "2026-02-30",
        "2018-06",
        "1e3",
        ".5",
        "~",
        "null",
    ],
)
def test_values_stay_as_typed(value: str) -> None:
    doc = read(f"key: {value}\n")
    assert texts(doc.root) == {"key": value}
    assert not doc.diagnostics


def test_nothing_behind_a_colon_is_absent() -> None:
    doc = read('a:\nb: ""\nc: # a comment\nd: ~\n')
    assert texts(doc.root) == {"a": "", "b": "", "c": "", "d": "~"}
    absent = [key for key in "abcd" if isinstance(node := find(doc, key), ScalarNode) and node.is_absent]
    assert absent == ["a", "c"]


def test_styles_are_known() -> None:
    doc = read("a: x\nb: 'x'\nc: \"x\"\nd: |\n  x\ne: >-\n  x\n")
    styles = [getattr(find(doc, key), "style", "") for key in "abcde"]
    assert styles == ["plain", "single", "double", "literal", "folded"]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n"])
def test_an_empty_file_is_no_error(text: str) -> None:
    doc = read(text)
    assert not doc.diagnostics
    assert doc.root is None or (isinstance(doc.root, ScalarNode) and doc.root.is_absent)


def test_places_count_code_points_from_one() -> None:
    doc = read(
        "claims:\n  - id: a\n    quote: 👩‍🚒 “é” नमस्ते\n    note: |\n      one\n\n      two\n\n  # end\nnotes: []\n"
    )
    quote = find(doc, "claims", 0, "quote").span
    assert (quote.line, quote.column, quote.end_line, quote.end_column) == (
        3,
        12,
        3,
        12 + len("👩‍🚒 “é” नमस्ते"),
    )
    note = find(doc, "claims", 0, "note").span
    assert (note.line, note.column, note.end_line, note.end_column) == (4, 11, 7, 10)
    claim = find(doc, "claims", 0).span
    assert (claim.line, claim.column, claim.end_line, claim.end_column) == (2, 5, 7, 10)
    notes = find(doc, "notes").span
    assert (notes.line, notes.column, notes.end_line, notes.end_column) == (10, 8, 10, 10)


def test_lines_of_a_larger_file_keep_their_numbers() -> None:
    file = TextFile("a.md", "---\ntitle: One: two\ndate: 2026-01-01\n---\n\nkey: not: yaml\n")
    doc = parse_yaml(file, 2, 3)
    assert texts(doc.root) == {"title": "One: two", "date": "2026-01-01"}
    assert codes(doc) == ["2:8 yaml-value-is-quoted"]
    assert find(doc, "date").span.line == 3
    assert doc.mends == (Mend(2, "title: One: two", ('title: "One: two"',)),)


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_line_ends_of_yaml_alone_are_text(character: str) -> None:
    doc = read(f"a: one{character}two\nb: three\n")
    assert texts(doc.root) == {"a": f"one{character}two", "b": "three"}
    assert find(doc, "b").span.line == 2
    assert not doc.diagnostics


def test_what_is_refused_has_a_place() -> None:
    cases = {
        "a: b\na: c\n": "2:1 yaml-key-is-unique",
        "a: !!int 5\n": "1:4 yaml-is-plain",
        "status: &x b\n": "1:9 yaml-is-plain",
        "status: *x\n": "1:9 yaml-is-plain",
        "<<: b\n": "1:1 yaml-is-plain",
        "? [a]\n: b\n": "1:3 yaml-is-plain",
        "a: b\n---\nc: d\n": "2:1 yaml-is-one-document",
        "a: b\x07c\n": "1:5 yaml-characters-are-printable",
        "[" * 13 + "]" * 13: "1:13 yaml-size-is-bounded",
        "- a\n" * 200_001: "200001:3 yaml-size-is-bounded",
        "a: " + "x" * (16 * 1024 * 1024): "1:1 yaml-size-is-bounded",
        "a: b\nsome words\nc: d\n": "2:1 yaml-is-readable",
    }
    assert {text[:40]: codes(read(text)) for text in cases} == {
        text[:40]: [code] for text, code in cases.items()
    }


def test_a_key_that_came_twice_names_the_first() -> None:
    (problem,) = read("title: a\nx: b\ntitle: c\n").diagnostics
    assert "line 1" in problem.message
    assert texts(read("title: a\ntitle: c\n").root) == {"title": "a"}


HOSTILE = {
    "brackets": "[" * 50_000,
    "braces": "{" * 50_000,
    "both": "[{a: " * 20_000,
    "question marks": "? " * 20_000,
    "dashes": "- " * 20_000,
    "types": "!" * 50_000,
    "names": "&a " * 9999,
    "quotes": '"' * 50_001,
    "colons": "a: " * 20_000,
    "tabs": "\ta\n" * 3000,
    "open quotes": "'x\n" * 3000,
    "open brackets": "a: [x\n" * 3000,
    "stairs": "".join(" " * row + "a:\n" for row in range(300)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_input_ends_with_a_problem(text: str) -> None:
    assert read(text).diagnostics


def test_a_cut_text_is_a_warning_and_a_comment_is_none() -> None:
    doc = read(
        "quote: We are #1 here\nstatus: accurate # see the scale\nurl: https://example.org/a # b\n"
        "checked: 2026-01-01 # by N.\ntitle: #MeToo\nnote: 'We are' # quoted\nsummary: # to do\n"
    )
    assert [(each.severity, each.code, each.span.line) for each in doc.diagnostics] == [
        ("warning", "yaml-text-is-whole", 1),
        ("warning", "yaml-text-is-whole", 5),
    ]
    assert doc.diagnostics[0].help == 'write: quote: "We are #1 here"'


def test_an_entry_that_cannot_be_read_hides_no_other() -> None:
    doc = read(
        "claims:\n  - id: a\n    quote: x\n  - id: b\n    some words\n    quote: y\n  - id: c\n    quote: z: z\n"
        "notes:\n  - id: d\n  - id: e\n      x: [\n"
    )
    assert texts(doc.root) == {
        "claims": [{"id": "a", "quote": "x"}, {"id": "c", "quote": "z: z"}],
        "notes": [{"id": "d"}],
    }
    assert codes(doc)[:2] == ["5:5 yaml-is-readable", "8:12 yaml-value-is-quoted"]
    assert len(doc.diagnostics) == 3


def test_many_slips_are_all_found() -> None:
    entry = "  - id: claim-{}\n    quote: He said: we won\n    note: @all\n"
    doc = read("claims:\n" + "".join(entry.format(number) for number in range(500)))
    assert len(doc.diagnostics) == len(doc.mends) == 1000


def test_mends_keep_every_other_byte() -> None:
    typed = "\ufefftitle: One: two\r\n# note: a: b\r\ndate: 2026 \r\nnote: | x\r\ntagline: a: b"
    file = TextFile("site.yaml", typed.removeprefix("\ufeff").replace("\r\n", "\n"))
    mended = apply_mends(typed, parse_yaml(file).mends)
    assert mended == (
        '\ufefftitle: "One: two"\r\n# note: a: b\r\ndate: 2026 \r\nnote: |\r\n  x\r\ntagline: "a: b"'
    )


def test_a_line_that_has_changed_since_is_not_mended() -> None:
    assert (
        apply_mends("a: b\nc: d\n", [Mend(1, "a: x", ("a: y",)), Mend(2, "c: d", ("c: e",))])
        == "a: b\nc: e\n"
    )


PRINTABLE = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff"
)
TEXT = st.text(PRINTABLE, max_size=40)
KEYS = st.sampled_from(["quote", "status", "summary", "note", "state", "x-desk"])


def double_quoted(text: str) -> str:
    escaped = re.sub(r'[\\"]', lambda match: "\\" + match[0], text)
    return f'"{escaped}"'


@given(st.lists(st.dictionaries(KEYS, TEXT, min_size=1), min_size=1, max_size=5), st.booleans())
def test_quoted_texts_come_back(claims: list[dict[str, str]], single: bool) -> None:
    def dump(text: str) -> str:
        return "'" + text.replace("'", "''") + "'" if single else double_quoted(text)

    lines = ["claims:"]
    for claim in claims:
        pairs = [f"{key}: {dump(text)}" for key, text in claim.items()]
        lines += [f"  - {pairs[0]}", *(f"    {pair}" for pair in pairs[1:])]
    doc = read("\n".join(lines) + "\n")
    assert not doc.diagnostics
    assert texts(doc.root) == {"claims": claims}


FRAGMENTS = st.sampled_from(
    [
        *(
            "claims:",
            "  - id: a",
            "    quote: ",
            "    status: b",
            "title",
            "note: ",
            "  ",
            "\t",
            " ",
            "\n",
            "\n",
            "\n",
        ),
        *(
            "- ",
            "-",
            "– ",
            ": ",
            ":",
            "：",
            "“",
            "”",
            '"',
            "'",
            "[",
            "]",
            "{",
            "}",
            ", ",
            " #",
            "#",
            "|",
            ">-",
            "|\n",
        ),
        *(
            "*",
            "&",
            "!",
            "@",
            "`",
            "%",
            "?",
            "\\",
            "<<: ",
            "a",
            "word",
            "two words",
            "é",
            "\u00a0",
            "\x85",
            "\x07",
        ),
        *("---\n", "...", "\r"),
    ]
)


@given(st.lists(FRAGMENTS, max_size=60).map("".join) | st.text(max_size=80))
def test_any_text_is_read_and_mended_once(text: str) -> None:
    text = normalize_text(text)
    doc = read(text)
    lines = text.split("\n")
    for problem in doc.diagnostics:
        span = problem.span
        assert 1 <= span.line <= len(lines)
        assert span.line <= (span.end_line or span.line) <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert 0 <= span.end_column <= len(lines[(span.end_line or span.line) - 1]) + 1
    mended = apply_mends(text, doc.mends)
    again = read(mended)
    assert not again.mends
    assert texts(again.root) == texts(doc.root)


SLIPS = st.sampled_from(
    [
        *(
            "    quote: a: b",
            '    quote: "a "b" c"',
            "\tquote: a",
            "    quote: @a",
            "    quote: 'a",
            "     quote: a",
        ),
        *("   quote: a", "    quote:a", "    words", "    quote: [a", "    quote: *a* b", "    quote: | a"),
        *('    quote: "a', "    : [", "    quote: “a: b”"),
    ]
)


@given(st.lists(TEXT.filter(str.strip), min_size=2, max_size=4), SLIPS, st.integers(0, 3))
def test_a_slip_changes_no_other_entry(quotes: list[str], slip: str, position: int) -> None:
    lines = ["claims:"]
    for number, quote in enumerate(quotes):
        folded = f"    note: >-\n      {quote.strip()}\n    reason: {double_quoted(quote)}"
        lines.append(f"  - id: n{number}\n{slip if number == position else folded}\n    status: x")
    root = texts(read("\n".join(lines) + "\n").root)
    entries = {entry["id"]: entry for entry in root["claims"]}
    for number, quote in enumerate(quotes):
        if number != position:
            expected = {"id": f"n{number}", "note": quote.strip(), "reason": quote, "status": "x"}
            assert entries[f"n{number}"] == expected
