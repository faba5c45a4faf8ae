from __future__ import annotations

import pytest

from site_gen.anchoring.body import make_body, make_page_body
from site_gen.anchoring.proof import html_text, prove_marks, prove_text
from site_gen.anchoring.segments import MAX_COVER
from site_gen.anchoring.stream import make_stream
from site_gen.markdown.parser import parse_markdown
from site_gen.model import Anchor, Article, Claim, Heading, Note, OwnPage, QuoteSelector
from site_gen.support.errors import InternalError
from site_gen.support.locations import Span
from site_gen.support.structs import replace

PATH = "content/articles/x.claims.yaml"


def claim(name: str, quote: str | None = None, **more: object) -> Claim:
    quotes = () if quote is None else (QuoteSelector(Span(PATH, 2, 5), quote),)
    return Claim(name, Span(PATH, 1), quotes, **more)  # type: ignore[arg-type]


def note(name: str, quote: str, **more: object) -> Note:
    return Note(name, Span(PATH, 1), (QuoteSelector(Span(PATH, 2, 5), quote),), **more)  # type: ignore[arg-type]


def article(markdown: str, *items: Claim | Note) -> Article:
    return Article(
        "content/articles/x.md",
        "x",
        "The title",
        markdown,
        first_line=5,
        claims_path=PATH,
        summary="The summary",
        claims=tuple(item for item in items if isinstance(item, Claim)),
        notes=tuple(item for item in items if isinstance(item, Note)),
    )


def test_numbers_go_by_title_summary_text_and_article() -> None:
    body, problems = make_body(
        article(
            "One two three four.",
            claim("whole", on="article"),
            claim("late", "three"),
            claim("short", "two"),
            claim("long", "two three"),
            claim("summary", on="summary"),
            claim("title", "title", on="title"),
            note("second", "four"),
            note("first", "One"),
        )
    )
    assert problems == []
    assert body.claim_ids == ("title", "summary", "long", "short", "late", "whole")
    assert body.note_ids == ("first", "second")
    assert [anchor.id for anchor in body.anchors] == [
        *("title", "summary", "first", "long", "short", "late", "second"),
    ]


def test_an_anchor_can_be_exported() -> None:
    body, _ = make_body(article("# A  heading\n\nNo wall,\nno *wall*.", claim("c", "wall.")))
    assert body.anchors == (Anchor("c", 1, "body", 22, 27, "wall.", "", "", 8),)
    body, _ = make_body(
        article(
            "No wall,\n\nno *wall*.",
            replace(claim("c"), quotes=(QuoteSelector(Span(PATH), "wall", prefix="no"),)),
        )
    )
    assert body.anchors == (Anchor("c", 1, "body", 12, 16, "wall", "", ".", 7),)


def test_contents_words_and_links() -> None:
    body, _ = make_body(
        article("## One `two`\n\nSee [it](other.md#c).", claim("c", "See", note="[more](/about/)"))
    )
    assert body.contents == (Heading(2, "h-one-two", "One two"),)
    assert body.words == 4
    assert [(link.target, link.fragment, link.subject) for link in body.links] == [
        ("content/articles/other.md", "c", None),
        ("/about/", "", "c"),
    ]


def test_placeholders_tell_whether_something_covers_them() -> None:
    body, _ = make_body(article("A [first *one*](#) and\na [second](#).", claim("c", "a second")))
    assert [(each.text, each.span.line, each.covered) for each in body.placeholders] == [
        ("first one", 5, False),
        ("second", 6, True),
    ]


def test_words_for_a_claim_that_is_left_out_are_plain() -> None:
    body, problems = make_body(article("The [wall](#c) stands.", note("n", "stands")), left_out={"c"})
    assert problems == []
    assert "<p>The wall <mark" in body.html


def test_a_link_to_a_claim_that_is_left_out_is_an_error() -> None:
    linking = article("Words. [See](#claim-c).", note("n", "Words", note="See [it](#c)."))
    body, problems = make_body(linking, left_out={"c"})
    assert [problem.code for problem in problems] == ["anchor-exists"] * 2
    assert "not published" in problems[0].message
    assert "<a " not in body.html + body.notes["n"]


def test_what_leads_to_a_claim_with_errors_of_its_own_is_no_further_problem() -> None:
    items = article("The [wall](#c) stands.", note("n", "stands", note="See [it](#c)."))
    body, problems = make_body(replace(items, unread=frozenset({"c"})))
    assert problems == []
    assert "<a " not in body.html + body.notes["n"]


def test_too_many_on_the_same_words() -> None:
    items = [claim(f"c{number}", "wall") for number in range(MAX_COVER + 1)]
    body, problems = make_body(article("The wall.", *items))
    assert len(body.claim_ids) == MAX_COVER
    assert [problem.code for problem in problems] == ["overlap-is-readable"]


def test_a_problem_points_at_the_quote_and_names_the_line() -> None:
    _, problems = make_body(article("Before.\n\nThe great wall.", claim("c", "The grand wall")))
    assert [str(problem.span) for problem in problems] == [f"{PATH}:2:5"]
    assert "line 7" in problems[0].message
    assert '"The great wall"' in problems[0].help


def test_problems_in_a_note_stand_in_the_claims_file() -> None:
    spans = {"note": Span(PATH, 10, 11, 12, 1)}
    _, problems = make_body(
        article("Words.", claim("c", "Words", note="One\n[two](#nothing)\n", spans=spans))
    )
    assert [(problem.code, problem.span.path, problem.span.line) for problem in problems] == [
        ("anchor-exists", PATH, 12)
    ]


def test_pages_have_headings_to_link_to() -> None:
    page = OwnPage("content/pages/about.md", "about", "About", "## Us\n\n[there](#us) and [nowhere](#them)")
    body, problems = make_page_body(page)
    assert '<a href="#h-us">there</a> and nowhere' in body.html
    assert [(problem.code, problem.span.line) for problem in problems] == [("anchor-exists", 3)]


def test_a_changed_text_is_noticed() -> None:
    document = parse_markdown("Some *words* here")
    stream = make_stream(document.tokens)
    prove_text("<p>Some <em>words</em> here</p>\n", stream)
    for wrong in ("<p>Some <em>words</em> there</p>", "<p>Some<em>words</em> here</p>", ""):
        with pytest.raises(InternalError):
            prove_text(wrong, stream)
    with pytest.raises(InternalError):
        prove_marks("Some words here", document.tokens[1], document, "en")


def test_the_text_of_a_page_leaves_out_what_is_no_text() -> None:
    html = '<p>a <sup data-no-text><a href="#x">1</a></sup>b\0ref:c 1\0 &amp;\n c</p>\n'
    html += "<figcaption data-no-text>d</figcaption>"
    assert html_text(html) == "a b & c"


def test_the_text_of_a_page_holds_words_whose_title_says_data_no_text() -> None:
    assert html_text('<p><a href="/x" title="a data-no-text b">words</a></p>') == "words"
    body, problems = make_body(article('See [*two* words](https://example.org "> data-no-text b") here.'))
    assert problems == []
    assert ">words<" in body.html or " words</a>" in body.html
