"""Web addresses compared as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.checking.places_on_web import find_host, is_below, is_same_page


@pytest.mark.parametrize(
    "other",
    [
        "http://facts.example/a",
        "https://www.facts.example/a/",
        "https://FACTS.example:443/a#top",
        "https://facts.example/%61",
    ],
)
def test_spellings_of_one_page(other: str) -> None:
    assert is_same_page("https://facts.example/a", other)


@pytest.mark.parametrize(
    "other",
    [
        "https://facts.example/b",
        "https://facts.example/a?x=1",
        "https://facts.example:8000/a",
        "https://a.facts.example/a",
    ],
)
def test_other_pages(other: str) -> None:
    assert not is_same_page("https://facts.example/a", other)


def test_below_is_the_site_and_its_pages_only() -> None:
    base = "https://name.example/checks/"
    assert is_below("https://name.example/checks", base)
    assert is_below("http://www.name.example/checks/a/b", base)
    assert not is_below("https://name.example/checks-of-others/", base)
    assert not is_below("https://name.example/", base)
    assert not is_below("checks/a", base)


@given(st.text(), st.text())
def test_no_text_is_too_odd(one: str, other: str) -> None:
    assert is_same_page(one, one)
    assert is_same_page(one, other) == is_same_page(other, one)
    is_below(one, other)
    find_host(f"https://{one}/{other}")
