from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.preview.answers import Answer, content_type, find_answer

FILES = {
    "index.html": b"home",
    "404.html": b"missing",
    "articles/x/index.html": b"x",
    "articles/x/photo 1.jpg": b"jpg",
    "artikel/größe/index.html": b"g",
    "feed.xml": b"feed",
}


@pytest.mark.parametrize(
    ("base", "address", "path"),
    [
        ("/", "/", "index.html"),
        ("/", "/articles/x/", "articles/x/index.html"),
        ("/", "/articles/x/photo%201.jpg", "articles/x/photo 1.jpg"),
        ("/", "/artikel/gr%C3%B6%C3%9Fe/", "artikel/größe/index.html"),
        ("/repo/", "/repo/", "index.html"),
        ("/repo/", "/repo/feed.xml", "feed.xml"),
    ],
)
def test_an_address_gives_its_file(base: str, address: str, path: str) -> None:
    assert find_answer(FILES, base, address) == Answer(200, path)


@pytest.mark.parametrize(
    ("base", "address", "location"),
    [
        ("/", "/articles/x", "/articles/x/"),
        ("/", "/artikel/größe", "/artikel/gr%C3%B6%C3%9Fe/"),
        ("/repo/", "/", "/repo/"),
        ("/repo/", "/repo", "/repo/"),
        ("/repo/", "/repo/articles/x", "/repo/articles/x/"),
    ],
)
def test_a_folder_without_its_slash_leads_to_it(base: str, address: str, location: str) -> None:
    assert find_answer(FILES, base, address) == Answer(302, location=location)


@pytest.mark.parametrize(
    "address",
    [
        "/nothing",
        "/feed.xml/",
        "/articles/",
        "/../index.html",
        "/%2e%2e/index.html",
        "/..%2findex.html",
        "/..%5cindex.html",
        "/articles\\x\\index.html",
        "//evil.example/",
        "/articles/x/../../index.html",
        "/%ff",
        "/index.html%00",
    ],
)
def test_what_is_no_page_is_missing(address: str) -> None:
    assert find_answer(FILES, "/", address) == Answer(404, "404.html")


def test_nothing_outside_the_base_is_served() -> None:
    assert find_answer(FILES, "/repo/", "/articles/x/").status == 404
    assert find_answer(FILES, "/repo/", "/repository/").status == 404


@given(st.text(), st.sampled_from(["/", "/repo/"]))
def test_no_address_gives_anything_but_the_sites_files(address: str, base: str) -> None:
    answer = find_answer(FILES, base, address)
    assert answer.path is None or answer.path in FILES
    assert answer.location == "" or answer.location.startswith(base)
    assert not answer.location.startswith("//")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("a/site.JS", "text/javascript; charset=utf-8"),
        ("annotations.jsonld", "application/ld+json; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("claims.csv", "text/csv; charset=utf-8"),
        ("photo.jpg", "image/jpeg"),
        ("logo.svg", "image/svg+xml; charset=utf-8"),
        ("font.woff2", "font/woff2"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_each_kind_of_file_has_its_type(path: str, kind: str) -> None:
    assert content_type(path) == kind
