from __future__ import annotations

import pytest

from site_gen.preview.notice import (
    add_to_page,
    count_problems,
    render_failure_page,
    render_notice,
    render_script,
)
from site_gen.support.diagnostics import error, warning
from site_gen.support.locations import Span

PLACE = Span("content/articles/x.claims.yaml", 3, 12)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            b"<html><head><title>x</title></head><body><p>x</p></body></html>",
            b"<html><head><title>x</title>H</head><body><p>x</p>N</body></html>",
        ),
        (b"<head></HEAD ><body></BODY>", b"<head>H</HEAD ><body>N</BODY>"),
        (b"<title>x</title><p>x", b"<title>x</title><p>xHN"),
        (b"<head></head><p>&lt;/body>", b"<head>H</head><p>&lt;/body>N"),
    ],
)
def test_script_and_notice_stand_at_the_ends_of_head_and_body(html: bytes, expected: bytes) -> None:
    assert add_to_page(html, "H", "N") == expected


def test_a_page_without_problems_gets_no_notice() -> None:
    assert render_notice((), "") == ""


def test_the_notice_names_each_problem_with_place_and_help() -> None:
    problems = (
        error("quote-is-unique", "“<b>” is there twice", PLACE, "prefix: the"),
        warning("a", "b", Span("site.yaml")),
    )
    notice = render_notice(problems, "")
    assert "1 error, 1 warning" in notice
    assert "content/articles/x.claims.yaml:3:12" in notice
    assert "“&lt;b&gt;” is there twice" in notice
    assert "prefix: the" in notice
    assert "<script" not in notice
    assert "style=" not in notice


def test_the_notice_says_when_the_last_change_is_missing() -> None:
    assert "The last change is not shown" in render_notice((), "the disk is full")


def test_the_failure_page_says_what_to_do_and_reloads() -> None:
    problems = [error("file-is-readable", "cannot read the file", Span("site.yaml"))]
    page = render_failure_page(problems, "The site cannot be read:", "<script src=x></script>")
    assert "site.yaml:1:1" in page
    assert "<script src=x></script></head>" in page


def test_counts_are_words() -> None:
    assert count_problems(()) == "no problems"
    assert count_problems([warning("a", "b", PLACE)] * 2) == "2 warnings"


def test_the_script_is_told_an_ipv6_host_in_brackets() -> None:
    assert "host=[::1]&amp;port=8000&amp;" in render_script("::1", 8000, "b-1")
