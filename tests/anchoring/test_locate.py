from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_gen.anchoring.locate import Located, Missed, locate_open_placeholders, locate_quote, locate_stretch
from site_gen.anchoring.places import match_quote
from site_gen.anchoring.texts import read_texts
from site_gen.model import Article, Occurrence, On, QuoteSelector
from site_gen.support.locations import Span

WORDS = st.lists(
    st.sampled_from(
        ["a", "b", "ab", "*a*", "[b](#)", "`a`", "é", "“a”", "—", "a.", "\n\n", "\n\n- a", "**b a**"]
    ),
    min_size=1,
    max_size=30,
)


def article(markdown: str, title: str = "A title", summary: str | None = None) -> Article:
    return Article("content/articles/a.md", "a", title, markdown, summary=summary)


def locate(markdown: str, quote: str | None, on: On = "body", **keys: object) -> Located | Missed:
    selector = QuoteSelector(Span("x", 0), quote, **keys)  # type: ignore[arg-type]
    return locate_quote(read_texts(article(markdown)), selector, on)


@given(WORDS, st.data())
def test_what_is_written_for_any_words_leads_back_to_them(words: list[str], data: st.DataObject) -> None:
    texts = read_texts(article(" ".join(words)))
    search = texts.searches["body"]
    leaves = [leaf for leaf in search.stream.leaves if leaf.kind in {"text", "code"}]
    if not leaves:
        return
    first = data.draw(st.integers(0, len(leaves) - 1))
    last = data.draw(st.integers(first, min(first + 3, len(leaves) - 1)))
    start, end = leaves[first].start, leaves[last].end
    stretch = search.stream.raw[start:end]
    start, end = start + len(stretch) - len(stretch.lstrip()), end - (len(stretch) - len(stretch.rstrip()))
    if start >= end:
        return
    located = locate_stretch(texts, start, end)
    selector = QuoteSelector(
        Span("x"), located.exact, located.prefix or None, located.suffix or None, located.occurrence
    )
    found, problems = match_quote(search, selector, is_claim=True)
    assert not problems
    assert [(each.raw_start, each.raw_end) for _, each in found] == [(start, end)]


def test_only_words_get_no_context() -> None:
    found = locate("One bridge was *closed*.", "was closed")
    assert isinstance(found, Located)
    assert (found.exact, found.prefix, found.suffix, found.occurrence) == ("was closed", "", "", None)
    assert (found.before, found.after) == ("One bridge ", ".")


def test_long_context_of_a_selection_becomes_short() -> None:
    text = "The first bridge was closed in May, they said. The second bridge was closed in June, they said."
    selected = locate(
        text, "was closed", prefix="they said. The second bridge ", suffix=" in June, they said."
    )
    assert isinstance(selected, Located)
    assert (selected.prefix, selected.suffix) == ("", " in June,")


def test_a_choice_by_number_is_written_as_words() -> None:
    found = locate("was it? It was. was", "was", occurrence=Occurrence(2))
    assert isinstance(found, Located)
    assert (found.prefix, found.suffix) == ("", ".")
    assert found.occurrence is None


def test_all_places_are_kept_as_all() -> None:
    found = locate("so and so", "so", occurrence=Occurrence(None))
    assert isinstance(found, Located)
    assert found.occurrence == Occurrence(None)
    alone = locate("so it is", "so", occurrence=Occurrence(None))
    assert isinstance(alone, Located)
    assert alone.occurrence is None


def test_the_title_can_be_meant_as_a_whole() -> None:
    found = locate("x", None, "title")
    assert isinstance(found, Located)
    assert found.exact == "A title"
    missed = locate("x", None, "summary")
    assert isinstance(missed, Missed)
    assert "no summary" in missed.problem.message


def test_placeholders_are_found_where_they_stand() -> None:
    found = locate_open_placeholders(
        article("[a lot](#) and [a *lot*](#) and [x](https://example.org) [](#)")
    )
    assert [(each.exact, each.suffix or each.prefix) for each in found] == [
        ("a lot", " and a"),
        ("a lot", "and "),
    ]
