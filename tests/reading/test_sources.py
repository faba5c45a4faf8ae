from __future__ import annotations

from site_gen.reading.sources import parse_sources
from site_gen.support.locations import TextFile
from tests.reading.reading import codes, read

TEXT = "a: {title: A, url: https://example.org/a}\nb:\n  title: B\n  locator: p. 1\nx-desk: note\n"


def parse(text: str) -> tuple[dict[str, str], list[str]]:
    shared, problems = parse_sources(TextFile("content/sources.yaml", text))
    assert shared.entries.keys() == shared.digests.keys()
    return dict(shared.digests), codes(problems)


def test_the_hash_of_a_source_depends_on_its_own_words_alone() -> None:
    before, problems = parse(TEXT)
    assert not problems
    moved, _ = parse("# a comment\n\n" + TEXT)
    changed, _ = parse(TEXT.replace("title: B", "title: C"))
    assert before == moved
    assert (changed["a"] == before["a"], changed["b"] == before["b"]) == (True, False)


def test_a_shared_source_with_an_error_is_no_second_error_where_it_is_cited() -> None:
    shared, problems = parse_sources(
        TextFile("content/sources.yaml", "a: {titel: A, url: https://example.org/a}\n")
    )
    assert codes(problems) == ["key-is-known"]
    _, cited = read("claims:\n  - {id: a, status: accurate, summary: s, sources: [a]}\n", shared=shared)
    assert not cited


def test_an_address_alone_warns() -> None:
    assert parse("a: https://example.org/a\n")[1] == ["source-has-title"]


def test_an_empty_file_is_fine() -> None:
    assert parse("# none yet\n") == ({}, [])
