"""What holds for every article and every set of claims. ``--hypothesis-profile=thorough`` tries 10,000."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from hypothesis import given, note
from hypothesis import strategies as st

from site_gen.anchoring.body import make_body
from site_gen.anchoring.fold import fold_words
from site_gen.anchoring.stream import make_stream
from site_gen.markdown.parser import parse_markdown
from site_gen.model import Article, Body, Claim, Occurrence, QuoteSelector
from site_gen.support.locations import Span
from site_gen.support.slots import fill_slots

WORDS = (
    "the wall",
    "na na na",
    "said",
    "“quoted” — it’s…",
    "it's...",
    "5 * 3",
    "snake_case",
    "e\u0301te\u0301",
    "क्षेत्र",
    "失业率",
    "🇮🇳🇺🇸",
    "👨\u200d👩\u200d👧 ❤\ufe0f",
    "Constan\u00adtino\u200bple",
    "a\u00a0 b",
    "ـمرحبا",
    "&amp; &lt;b&gt; &nbsp;",
    "\\* \\[x\\]",
    "a  b",
    "…",
    "!",
)
INLINES = (
    "{}",
    "**{}**",
    "*{}*",
    "un*{}*believable",
    "~~{}~~",
    "`{}`",
    "`` a `{} ``",
    "[{}](https://example.org/x)",
    "[{}](#)",
    "[*{}* more][ref]",
    "<https://example.org/{}>",
    "![{}](photo.jpg)",
    "{}[^1]",
    "{}^[a note *here*]",
    "**{} [and `code`](https://example.org)**",
    "{}  ",
    "{}\\",
)
BLOCKS = (
    "{}",
    "# {}",
    "- {}\n- more\n  ```\n  code {}\n  ```\n- end",
    "- {}\n\n  {}\n- other",
    "1. {}\n   - {}",
    "> {}\n> - {}\n{}",
    "| a | {} |\n|---|:--|\n| {} | b |",
    "term {}\n: {}\n\n  ~~~\n  x\n  ~~~",
    "```\n{}\n```",
    "    {}",
    '![alt](photo.jpg "{}")',
    "***",
    "- | a |\n  |---|\n  | {} |",
    "- # {}\n- > {}",
    "{}\n===",
)
TAIL = "\n\n[ref]: https://example.org/ref\n[^1]: a footnote with *words*\n\n    - and a list\n"
VOID = {"img", "br", "hr"}

inlines = st.builds(
    lambda parts, glue: glue.join(inline.replace("{}", word) for inline, word in parts),
    st.lists(st.tuples(st.sampled_from(INLINES), st.sampled_from(WORDS)), min_size=1, max_size=4),
    st.sampled_from(("", " ", "\n", ", ")),
)


@st.composite
def articles(draw: st.DrawFn) -> str:
    blocks = []
    for template in draw(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=4)):
        block = template
        while "{}" in block:
            # What stands deeper keeps to one line.
            words = draw(inlines).replace("\n", " ") if template != "{}" else draw(inlines)
            block = block.replace("{}", words.replace("{}", ""), 1)
        blocks.append(block)
    return "\n\n".join(blocks) + TAIL


@st.composite
def checked_articles(draw: st.DrawFn) -> Article:
    markdown = draw(articles())
    text = make_stream(parse_markdown(markdown).tokens).text
    claims = []
    edges = st.integers(0, len(text))
    for number, (one, other) in enumerate(draw(st.lists(st.tuples(edges, edges), max_size=6))):
        quote = text[min(one, other) : max(one, other)]
        occurrence = draw(st.sampled_from((None, None, Occurrence(None))))
        claims.append(
            make_claim(f"c{number}", QuoteSelector(Span("c.yaml", number + 1), quote, occurrence=occurrence))
        )
    return make_article(markdown, claims)


def make_claim(name: str, selector: QuoteSelector) -> Claim:
    return Claim(name, selector.span, (selector,))


def make_article(markdown: str, claims: list[Claim]) -> Article:
    return Article("content/articles/x.md", "x", "Title", markdown, claims=tuple(claims))


@dataclass
class Page(HTMLParser):
    """Reads HTML as a browser would: text as ``textContent`` gives it, marked words, and whether tags nest."""

    parts: list[str] = field(default_factory=list)
    marked: dict[str, str] = field(default_factory=dict)
    after_refs: list[tuple[str, ...]] = field(default_factory=list)
    stack: list[str] = field(default_factory=list)
    hidden: int = 0
    ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "ref":
            self.after_refs.append(tuple(self.stack))
            return
        if tag in VOID:
            assert "mark" not in self.stack
            return
        assert "mark" not in self.stack, "a mark holds text only"
        if tag == "a":
            assert "a" not in self.stack
        self.stack.append(tag)
        if "data-no-text" in values or self.hidden:
            self.hidden += 1
        if tag == "mark":
            self.ids = tuple((values["data-claim"] or "").split())
            assert self.ids

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag
        self.hidden = max(0, self.hidden - 1)
        if tag == "mark":
            self.ids = ()

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        self.parts.append(data)
        for each in self.ids:
            self.marked[each] = self.marked.get(each, "") + data

    @property
    def text(self) -> str:
        return re.sub("[ \t\n\f\r]+", " ", "".join(self.parts)).strip(" \t\n\f\r")


def read_page(body: Body) -> Page:
    page = Page()
    fillers = {
        "mark": lambda _: "",
        "ref": lambda value: f'<ref id="{value}">',
        "href": lambda value: value,
        "img": lambda value: f'src="{value}"',
    }
    page.feed(fill_slots(body.html, fillers))
    page.close()
    assert not page.stack
    return page


def squeeze(words: str) -> str:
    """Fold, without white space: what stands between two blocks is not marked."""
    return re.sub(r"\s", "", fold_words(words))


@given(checked_articles())
def test_marks_change_nothing_and_mark_the_quoted_words(article: Article) -> None:
    note(article.markdown)
    plain, _ = make_body(make_article(article.markdown, []))
    body, diagnostics = make_body(article)
    page = read_page(body)
    assert page.text == read_page(plain).text
    placed = {claim.id for claim in article.claims if claim.id in body.claim_ids}
    failed = {diagnostic.span.line for diagnostic in diagnostics if diagnostic.span.path == "c.yaml"}
    assert placed == {claim.id for claim in article.claims if claim.span.line not in failed}
    for claim in article.claims:
        places = [anchor for anchor in body.anchors if anchor.id == claim.id]
        for anchor in places:
            assert fold_words(anchor.exact) == fold_words(claim.quotes[0].exact or "").strip()
        if len(places) == 1:
            assert squeeze(page.marked[claim.id]) == squeeze(claim.quotes[0].exact or "")
    assert len(page.after_refs) == len(body.anchors)
    assert not any({"a", "code", "mark"} & set(stack) for stack in page.after_refs)


@given(checked_articles())
def test_positions_count_in_the_text_of_the_page(article: Article) -> None:
    note(article.markdown)
    body, _ = make_body(article)
    text = read_page(body).text
    for anchor in body.anchors:
        assert text[anchor.start : anchor.end] == anchor.exact.replace("\n", " ")
        assert text[: anchor.start].endswith(anchor.prefix.replace("\n", " "))
        assert text[anchor.end :].startswith(anchor.suffix.replace("\n", " "))


@given(checked_articles())
def test_an_anchor_finds_its_place_again(article: Article) -> None:
    note(article.markdown)
    body, _ = make_body(article)
    again = [
        make_claim(f"a{number}", QuoteSelector(Span("c.yaml"), anchor.exact, anchor.prefix, anchor.suffix))
        for number, anchor in enumerate(body.anchors)
    ]
    found, diagnostics = make_body(make_article(article.markdown, again))
    assert [each for each in diagnostics if each.span.path == "c.yaml"] == []
    places = {anchor.id: (anchor.start, anchor.end) for anchor in found.anchors}
    for number, anchor in enumerate(body.anchors):
        assert places[f"a{number}"] == (anchor.start, anchor.end)
