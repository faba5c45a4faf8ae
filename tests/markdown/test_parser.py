from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from site_gen.markdown.document import iter_leaves
from site_gen.markdown.links import resolve_links
from site_gen.markdown.parser import (
    Token,
    find_headings,
    find_title,
    parse_markdown,
    render_document,
    render_inline,
)
from site_gen.support.slots import fill_slots, find_slots, make_slot

MARKERS = [
    *"*_~`[]()!<>#-+|:^\\&\"'=.\n\n\n   \t",
    "a", "b", "1.", "**", "](", "[^1]", "[^1]: ", "^[", "![", "```\n", "> ", "- ", "| a | b |\n|:-:|--:|\n", "](a.md)",
    "](x.jpg \"c\")", "<https://a.org>", "javascript:", "data:", "](javascript:x)", "[r]: x.md 'y'\n", "[r]", "\n: ",
    "&#0;", "&#x22;", "<script>", "style=", "\0", "\u2028", "日", "e\u0301", "%00", "%2e%2e/", "../", "?", "#x", "\\\"",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(MARKERS) | st.text(max_size=5), max_size=40).map("".join)
VOID = {"br", "hr", "img"}


class Checker(HTMLParser):
    """Follows the tags of a page and gathers ids, attributes and the words that readers see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.fragments: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in self.open or tag not in {"a", "p", "button"}, f"<{tag}> in <{tag}>"
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.append((name, value or ""))
            if name == "id":
                self.ids.append(value or "")
            if name == "href" and value and value.startswith(("#fn", "#fnref")):
                self.fragments.append(value[1:])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not any(tag in {"sup", "figcaption"} for tag in self.open):
            self.words.append(data.replace("\u21a9\ufe0e", ""))


def render(text: str, id_prefix: str = "") -> str:
    document = parse_markdown(text, id_prefix=id_prefix)
    resolve_links(document, "content/articles/x.md", 1)
    return render_document(document)


def fill(html: str) -> str:
    return fill_slots(html, {"href": lambda value: value.replace("&", "&amp;"), "img": lambda _: 'src="x"'})


@given(TEXTS)
@example('[a](/a"b)')
@example("# a\n# a-2\n# a")
@example("[^1] ![^1](a.jpg)\n\n[^1]: b")
def test_any_text_gives_sound_html(text: str) -> None:
    html = render(text)
    for kind, value in find_slots(html):
        assert kind in {"href", "img"}
        assert not set('"<>\0\n') & set(value)
        assert not value.lower().startswith(("javascript:", "data:"))
    page = Checker(fill(html))
    assert len(page.ids) == len(set(page.ids))
    assert "<script" not in html.lower()
    for name, value in page.attributes:
        assert name in {
            "href", "src", "alt", "title", "id", "class", "scope", "start", "role", "aria-label", "tabindex", "loading",
            "decoding", "data-no-text",
        }  # fmt: skip
        if name in {"href", "src"}:
            assert (
                not unescape(value)
                .lower()
                .replace("\t", "")
                .startswith(("javascript:", "data:", "vbscript:"))
            )


@given(TEXTS)
def test_every_word_of_a_leaf_is_shown_and_nothing_else(text: str) -> None:
    document = parse_markdown(text)
    leaves = [leaf.content for _, leaf in iter_leaves(document.tokens)]
    page = Checker(fill(render(text)))
    assert "".join("".join(page.words).split()) == "".join("".join(leaves).split())


@given(TEXTS)
def test_every_leaf_knows_its_line(text: str) -> None:
    document = parse_markdown(text)
    lines = document.text.count("\n") + 1
    for block, _ in iter_leaves(document.tokens):
        assert block.map is not None
        assert 0 <= block.map[0] < max(lines, block.map[1])


@given(TEXTS)
def test_the_same_text_gives_the_same_html(text: str) -> None:
    assert render(text) == render(text)


@given(TEXTS)
def test_prefixes_keep_documents_on_one_page_apart(text: str) -> None:
    page = Checker(fill(render(text) + render(text, id_prefix="b-") + render(text, id_prefix="c-")))
    assert len(page.ids) == len(set(page.ids))


def test_footnote_links_lead_to_ids_on_the_page() -> None:
    page = Checker(fill(render("a[^1] b[^1] [c ^[d]](e.md)\n\n[^1]: f ^[g]\n", id_prefix="n-")))
    assert set(page.fragments) <= set(page.ids)
    assert {"fn-n-1", "fnref-n-1", "fnref-n-1-2", "fn-n-2", "fn-n-3"} <= set(page.ids)


def test_line_ends_and_nul_are_made_plain() -> None:
    assert render("a\r\nb\rc\0d") == "<p>a\nb\nc\ufffdd</p>\n"
    assert find_slots(render("\0href:x\0")) == []


def test_a_title_is_the_first_heading_of_level_one() -> None:
    title = find_title("\nintro\n\n## no\n\n> # quoted\n\nA *first*\n`title`\n===\n\n# second\n")
    assert title is not None
    assert (title.text, title.first_line, title.last_line) == ("A first title", 8, 10)
    found = find_title("# One [two](x.md) \\*\n\ntext")
    assert found is not None
    assert (found.text, found.first_line, found.last_line) == ("One two *", 1, 1)
    assert find_title("text\n\n## sub") is None
    assert find_title("#\n\ntext") is None
    assert find_title("```\n# code\n```") is None


def test_headings_are_listed() -> None:
    headings = find_headings(parse_markdown("# A `b`\n\n## A\n\n### A b", id_prefix="x-"))
    assert [(each.level, each.id, each.text) for each in headings] == [
        (1, "h-x-a-b", "A b"),
        (2, "h-x-a", "A"),
        (3, "h-x-a-b-2", "A b"),
    ]


def test_a_quote_is_read_with_the_definitions_of_its_article() -> None:
    article = parse_markdown("[words][r] more[^n]\n\n[r]: x.md\n\n[^n]: note\n")
    quote = parse_markdown("[words][r] more[^n]", definitions=article)
    assert "".join(leaf.content for _, leaf in iter_leaves(quote.tokens)) == "words more"
    assert article.env["footnotes"]["refs"] == {":n": 0}


def test_marks_that_are_put_in_are_rendered() -> None:
    document = parse_markdown("a `b < c` d")
    inline = document.tokens[1]
    inline.children = [
        Token("mark_open", "mark", 1, meta={"ids": ("x", "y")}),
        Token("text", "", 0, content="a "),
        Token("mark_close", "mark", -1),
        Token("code_open", "code", 1),
        Token("text", "", 0, content="b < "),
        Token("mark_open", "mark", 1, meta={"ids": ("x",)}),
        Token("text", "", 0, content="c"),
        Token("mark_close", "mark", -1),
        Token("code_close", "code", -1),
        Token("anchor_ref", "", 0, meta={"id": "x", "place": 2}),
    ]
    both, one = make_slot("mark", "x y"), make_slot("mark", "x")
    expected = (
        f'<mark data-claim="x y"{both}>a </mark><code>b &lt; <mark data-claim="x"{one}>c</mark></code>'
        f"{make_slot('ref', 'x 2')}"
    )
    assert render_document(document) == f"<p>{expected}</p>\n"
    assert render_inline(inline.children, document) == expected


def test_many_headings_of_one_name_have_ids_of_their_own() -> None:
    ids = [heading.id for heading in find_headings(parse_markdown("## a\n\n" * 20_000 + "## a-2\n"))]
    assert len(set(ids)) == 20_001
    assert [ids[0], ids[1], ids[-2], ids[-1]] == ["h-a", "h-a-2", "h-a-20000", "h-a-2-2"]
