from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.model import Occurrence
from site_gen.reading import dates, values
from site_gen.reading.values import ValueProblem

PARSERS = [
    getattr(module, name)
    for module in (values, dates)
    for name in vars(module)
    if name.startswith("parse_") and getattr(module, name).__module__ == module.__name__
]


@given(st.text("ab \t\n\x0b\x1c\x85\xa0\u2003\u2028\u3000\u200b\u00ad", min_size=1) | st.text(min_size=1))
def test_a_line_has_its_words_parted_by_one_space(text: str) -> None:
    if text.strip():
        assert values.parse_line(text) == " ".join(text.split())


@pytest.mark.parametrize(
    ("parse", "text", "value"),
    [
        (values.parse_switch, "true", True),
        (values.parse_switch, "No", False),
        (values.parse_line, " two\n words ", "two words"),
        (values.parse_words, " In  January ", "In  January"),
        (values.parse_seam, "before \n", "before "),
        (values.parse_markdown, "\n    code\n\n", "\n    code"),
        (values.parse_id, "jänner-2018", "jänner-2018"),
        (values.parse_whole_number, "-3", -3),
        (values.parse_occurrence, "all", Occurrence(None)),
        (values.parse_occurrence, "2", Occurrence(2)),
        (values.parse_occurrence, "2 of  5", Occurrence(2, 5)),
        (values.parse_language, "PT-br", "pt-BR"),
        (values.parse_language, "sr-latn", "sr-Latn"),
        (values.parse_language, "de-CH-1996", "de-CH-1996"),
        (values.parse_colour, "#A0f", "#aa00ff"),
        (values.parse_base_url, "https://example.org/facts", "https://example.org/facts/"),
        (values.parse_base_url, "https://example.org//", "https://example.org/"),
        (values.parse_mail, "mailto:desk@example.org", "desk@example.org"),
        (values.parse_mail_or_url, "https://example.org/@desk", "https://example.org/@desk"),
        (values.parse_domain, "Facts.Example.org", "facts.example.org"),
        (values.parse_origin, "https://*.example.org:8443/x/", "https://*.example.org:8443/x/"),
        (values.parse_origin, "data:", "data:"),
        (values.parse_alias, "/2018/old-name", "/2018/old-name/"),
        (values.parse_alias, "/2018/old.html", "/2018/old.html"),
        (values.parse_folder, "build/site/", "build/site"),
        (values.parse_picture, "photos/a b.jpg".replace(" ", "%20"), "photos/a%20b.jpg"),
        (values.parse_link, "tel:+4912345", "tel:+4912345"),
        (values.parse_id_pair, "article/claim", "article/claim"),
    ],
)
def test_what_is_typed_right_is_taken(parse: Callable[[object], object], text: str, value: object) -> None:
    assert parse(text) == value


@pytest.mark.parametrize(
    ("parse", "text", "code", "hint"),
    [
        (values.parse_switch, "on", "switch-is-true-or-false", "`true`"),
        (values.parse_whole_number, "1e3", "number-is-whole", "digits"),
        (values.parse_whole_number, "٣", "number-is-whole", "digits"),
        (values.parse_count, "0", "number-is-whole", "1 to"),
        (values.parse_id, "CON", "id-is-slug", "`con-1`"),
        (values.parse_id, "!!!", "id-is-slug", "letters"),
        (values.parse_occurrence, "0", "occurrence-is-valid", "count from 1"),
        (values.parse_colour, "", "key-is-present", "fill it in"),
        (values.parse_web_url, "javascript:alert(1)", "url-is-web-address", "https://"),
        (values.parse_web_url, "example.org/x", "url-is-web-address", "https://example.org/x"),
        (values.parse_link, "//example.org", "url-is-allowed", "https://"),
        (values.parse_base_url, "https://me@example.org/", "base-url-is-bare", "@"),
        (values.parse_base_url, "https://example.org/?x", "base-url-is-bare", "write https://example.org/"),
        (values.parse_origin, "'none'", "csp-is-safe", "https://"),
        (values.parse_origin, "https://a.example;script-src", "csp-is-safe", "https://"),
        (values.parse_directive, "report-uri", "csp-is-safe", "take it out"),
        (values.parse_folder, "C:\\site", "output-is-inside", "_site"),
        (values.parse_folder, "/srv/www", "output-is-inside", "_site"),
        (values.parse_alias, "/a b/", "alias-is-path", "/2018/old-name/"),
        (values.parse_mail, "desk@example", "mail-is-address", "desk@example.org"),
    ],
)
def test_what_is_typed_wrong_gets_the_right_form(
    parse: Callable[[object], object], text: str, code: str, hint: str
) -> None:
    with pytest.raises(ValueProblem) as caught:
        parse(text)
    assert caught.value.code == code
    assert hint in caught.value.help


@given(
    st.sampled_from(PARSERS), st.one_of(st.text(), st.lists(st.text()), st.dictionaries(st.text(), st.text()))
)
def test_nothing_that_is_typed_stops_the_reading(parse: Callable[[object], object], typed: object) -> None:
    with contextlib.suppress(ValueProblem):
        parse(typed)
