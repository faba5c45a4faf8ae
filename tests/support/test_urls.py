from __future__ import annotations

from urllib.parse import quote, unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.support.urls import (
    Linker,
    allowed_url,
    is_on_own_computer,
    is_placeholder,
    is_plain_web_url,
    is_slug,
    make_slug,
    text_fragment,
)


@pytest.mark.parametrize("url", ["http://[::1", "http://example.org:99999/", "http://example.org:x/"])
def test_an_address_that_no_browser_can_take_is_refused(url: str) -> None:
    assert not allowed_url(url)


@pytest.mark.parametrize(
    "url", ["http://[::1]:80/", "http://localhost:8000/x", "HTTPS://example.org", "b/c.md", "#x"]
)
def test_whole_and_relative_addresses_are_allowed(url: str) -> None:
    assert allowed_url(url)


@given(
    st.sampled_from(["http://", "https://", "HTTPS://", "//"]), st.text("ab1.-/:@?#[]_%\n é~", max_size=12)
)
def test_an_address_that_is_told_at_sight_is_allowed(scheme: str, rest: str) -> None:
    assert allowed_url(scheme + rest) or not is_plain_web_url(scheme + rest)


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9", "com¹", "lpt³"])
def test_names_of_devices_on_windows_are_no_slugs(name: str) -> None:
    assert not is_slug(name)
    assert make_slug(name) == f"{name}-1"


@given(st.text("ab1-é_ ", max_size=90) | st.text() | st.sampled_from(["a" * 80, "a" * 81, "com0", "com-0"]))
def test_a_slug_is_what_a_slug_made_of_it_is(text: str) -> None:
    assert is_slug(text) == (bool(text) and make_slug(text) == text)


def test_places_on_the_own_disk_are_told_from_addresses() -> None:
    assert is_on_own_computer("C:\\photo.jpg")
    assert is_on_own_computer("d:/photo.jpg")
    assert is_on_own_computer("FILE:///photo.jpg")
    assert not is_on_own_computer("https://example.org/c:/x")
    assert not is_on_own_computer("photo.jpg")


def test_examples_are_no_real_addresses() -> None:
    assert is_placeholder("https://example.org/")
    assert is_placeholder("https://www.example.com/facts/")
    assert is_placeholder("https://facts.example.net")
    assert not is_placeholder("https://notexample.org/")
    assert not is_placeholder("example.org")


@given(st.lists(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"]), min_size=1), max_size=12))
def test_a_link_to_words_on_a_page_encodes_all_that_has_a_meaning_there(words: list[str]) -> None:
    fragment = text_fragment("https://example.org/", " ".join(words)).partition("#:~:text=")[2]
    ends = [words] if len(words) <= 8 else [words[:4], words[-4:]]
    assert [unquote(end) for end in fragment.split(",")] == [" ".join(end) for end in ends]
    assert fragment == ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)


STEPS = st.lists(st.sampled_from(["a", "ab", "b", "é", "a:b", "page"]), max_size=4).map("/".join)
ADDRESSES = st.builds("/{}{}".format, STEPS, st.sampled_from(["", "/", ".html"])).filter(
    lambda each: "//" not in each
)


@given(ADDRESSES, ADDRESSES, st.sampled_from(["", "#x", "?q", "?q#x"]))
def test_a_link_leads_from_any_page_to_any_other(page: str, target: str, rest: str) -> None:
    host = "https://example.org"
    link = Linker(page).link(target + rest)
    assert urljoin(host + quote(page), link) == host + quote(target) + rest
