from __future__ import annotations

from collections.abc import Sequence

import pytest

from site_gen.preview.notice import Teller, add_to_page, count_problems, render_box, render_plain_page
from site_gen.support.diagnostics import error, warning
from site_gen.support.locations import Span

PLACE = Span("content/articles/x.claims.yaml", 3, 12, 3, 15)
LINES = {PLACE.path: ["claims:", "  - id: x", "    quote: <b>old</b>"]}
TWICE = error("quote-is-unique", "“<b>” is there twice", PLACE, "prefix: the")
OTHER = warning("a", "b", Span("site.yaml"))


def find_lines(path: str) -> Sequence[str]:
    return LINES.get(path, ())


@pytest.fixture
def teller() -> Teller:
    return Teller(find_lines, lambda span: f"edit://{span.path}:{span.line}")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            b"<html><head><title>x</title></head><body><p>x</p></body></html>",
            b"<html><head>H<title>x</title></head><body><p>x</p>N</body></html>",
        ),
        (b"<HEAD lang=x></HEAD ><body></BODY>", b"<HEAD lang=x>H</HEAD ><body>N</BODY>"),
        (b"<title>x</title><p>x", b"<title>x</title><p>xHN"),
        (b"<head></head><p>&lt;/body>", b"<head>H</head><p>&lt;/body>N"),
    ],
)
def test_scripts_stand_before_the_pages_own_and_the_notice_at_its_end(html: bytes, expected: bytes) -> None:
    assert add_to_page(html, "H", "N") == expected


def test_a_box_goes_into_the_element_with_its_id() -> None:
    html = b'<head></head><li class="a" id="claim-x" data-note="x"><p id="claim-x-y">'
    assert add_to_page(html, "", "", {"claim-x": "B", "claim-z": "C"}) == html.replace(b'e="x">', b'e="x">B')


def test_a_page_without_problems_gets_no_notice(teller: Teller) -> None:
    assert teller.render_notice((), (), "") == ""


def test_the_notice_shows_the_pages_own_problems_with_place_line_and_help(teller: Teller) -> None:
    notice = teller.render_notice([TWICE], [], "")
    assert "1 error" in notice
    assert (
        '<a href="edit://content/articles/x.claims.yaml:3">content/articles/x.claims.yaml:3:12</a>' in notice
    )
    assert "“&lt;b&gt;” is there twice" in notice
    assert "<b>3</b>     quote: <mark>&lt;b&gt;</mark>old&lt;/b&gt;" in notice
    assert "prefix: the" in notice
    assert "<details open>" in notice
    assert "<script" not in notice
    assert "style=" not in notice


def test_what_to_type_is_code_without_backticks(teller: Teller) -> None:
    shown = teller.render_problem(error("a", "write `<b>`, not `x", PLACE, "`on: article`"))
    assert 'write <code class="site-gen-code">&lt;b&gt;</code>, not `x' in shown
    assert '<code class="site-gen-code">on: article</code>' in shown


def test_only_an_error_is_framed_as_one() -> None:
    assert "site-gen-errors" in render_box(["x"], is_bad=True)
    assert "site-gen-errors" not in render_box(["x"], is_bad=False)


def test_the_problems_of_other_pages_are_counted(teller: Teller) -> None:
    both = teller.render_notice([TWICE], [OTHER, OTHER], "")
    assert both.index("is there twice") < both.index("2 warnings on other pages")
    alone = teller.render_notice([], [TWICE], "")
    assert "<summary>1 error on other pages</summary>" in alone
    assert "<details>" in alone, "what is wrong elsewhere does not open by itself"


def test_hundreds_of_problems_do_not_make_a_page_heavy(teller: Teller) -> None:
    notice = teller.render_notice([TWICE] * 500, [OTHER] * 5000, "")
    assert "500 errors" in notice
    assert "and 4900 more: site-gen check lists them all" in notice
    assert len(notice) < 60_000


def test_a_long_line_is_shown_around_the_place() -> None:
    line = "x" * 5000 + "HERE" + "y" * 5000
    teller = Teller(lambda _: [line], lambda _: None)
    shown = teller.render_problem(error("a", "b", Span("c", 1, 5001, 1, 5005)))
    assert "<mark>HERE</mark>" in shown
    assert len(shown) < 500


def test_the_notice_says_when_the_last_change_is_missing(teller: Teller) -> None:
    notice = teller.render_notice((), (), "the disk is full")
    assert "The last change is not shown" in notice
    assert "the disk is full" in notice


def test_a_page_of_the_previews_own_has_its_scripts() -> None:
    page = render_plain_page("Nothing <here>", "text", "<ul></ul>", "<script src=x></script>")
    assert "<h1>Nothing &lt;here&gt;</h1><p>text</p><ul></ul>" in page
    assert "<head><script src=x></script>" in page


def test_counts_are_words() -> None:
    assert count_problems(()) == "no problems"
    assert count_problems([OTHER] * 2) == "2 warnings"
