"""An article whose text alone was edited is what it would be if all of it were read again."""

from __future__ import annotations

from hypothesis import event, example, given
from hypothesis import strategies as st

from site_gen.building.prepare import ArticleJob, make_article_entry, prepare_article
from site_gen.building.prepared import PreparedArticle, Unprepared
from site_gen.building.reading_again import take_up
from site_gen.model import Config
from site_gen.reading.fences import find_halves
from site_gen.reading.front_matter import split_front_matter
from site_gen.reading.scale import DEFAULT_RATINGS
from site_gen.reading.shared import SharedSources
from site_gen.support.locations import TextFile

PATH = "content/articles/well.md"
CONFIG = Config("Desk", DEFAULT_RATINGS)
PLAIN = "---\ntitle: The well\ndate: 2026-11-22\n---\n"
UNTITLED = "---\ndate: 2026-11-22\n---\n"
FRONTS = (
    PLAIN,
    "---  \ntitle: The well\ndate: 2026-11-22\ntags: [water]\n--- \n",
    UNTITLED,
    "---\ntitle: The well\ndraft: true\n---\n",
    "---\ntitle: The well\ndate: yesterday\n---\n",
    "---\n---\n",
    "---\ntitle: The well\n",
    "\n---\ntitle: The well\ndate: 2026-11-22\n---\n",
    "title: The well\ndate: 2026-11-22\n---\n",
    "---\n- title\n---\n",
    "",
)
PIECES = (
    "The well is deep.",
    "\n\nIt is *deep*, they said.",
    "\n# The heading\n\n",
    "\n---\n",
    "\n--- \n",
    "[the words](#deep)",
    "[these](#)",
    "\x07",
    "\ufffe",
    "\n![](nothing.png)\n",
    "title: Another\n",
    "[elsewhere](#nothing)",
    "\n\n",
)
CLAIMS = (
    None,
    "claims:\n  - id: deep\n    quote: is deep\n    status: accurate\n    summary: It is.\n",
    "claims:\n  - id: deep\n    status: accurate\n    summary: It is.\n",
    "claims:\n  - id: deep\n    quote: is deep\n    state: draft\n",
    "claims:\n  - id: deep\n    quote: is deep\n    status: wrong\n    summary: It is.\n",
    "notes:\n  - id: deep\n    quote: deep\n    note: It has *water*.\n",
)
fronts = st.one_of(st.just(PLAIN), st.sampled_from(FRONTS))
pieces = st.one_of(st.sampled_from(PIECES[:2]), st.sampled_from(PIECES))
texts = st.lists(pieces, min_size=1, max_size=4).map(lambda chosen: "".join((PIECES[0], *chosen)))


class Kept(dict[str, PreparedArticle]):
    """What was prepared, by key."""


def prepare(source: Unprepared, *, drafts: bool) -> PreparedArticle:
    job = ArticleJob(source.article, source.claims, SharedSources(), CONFIG, drafts, source.known)
    return prepare_article(job)


def make_source(key: str, text: str, claims: str | None) -> Unprepared:
    beside = TextFile("content/articles/well.claims.yaml", claims) if claims is not None else None
    return Unprepared(key, TextFile(PATH, text), beside, str(claims))


@given(fronts, st.none() | fronts, texts, texts, st.sampled_from(CLAIMS), st.booleans())
@example(PLAIN, None, "It is deep.", "Now it is deep.\n", CLAIMS[1], False)
@example(PLAIN, None, "It is deep.", "Now it is \x07 deep.\n", None, False)
@example(PLAIN, None, "It is deep.", "Now it is deep.\n", CLAIMS[3], False)
@example(UNTITLED, None, "\n# The well\n", "\n# Another\n", None, False)
def test_an_edited_text_comes_to_the_same(
    before: str, now: str | None, former: str, text: str, claims: str | None, drafts: bool
) -> None:
    known = make_source("one", before + former, claims)
    prepared = prepare(known, drafts=drafts)
    source = make_source("two", (now or before) + text, claims)
    taken = take_up(source, make_article_entry(known, prepared), Kept(one=prepared))
    event("read again" if taken.known is None else "taken up")
    assert prepare(taken, drafts=drafts) == prepare(source, drafts=drafts)


def test_an_edited_text_is_not_read_for_its_claims() -> None:
    known = make_source("one", PLAIN + "It is deep.\n", CLAIMS[1])
    prepared = prepare(known, drafts=False)
    former, kept = make_article_entry(known, prepared), Kept(one=prepared)
    source = make_source("two", PLAIN + "Now it is deep.\n", CLAIMS[1])
    assert take_up(source, former, kept).known is not None
    assert take_up(source._replace(claims_key="other"), former, kept).known is None
    assert take_up(source, former, Kept()).known is None
    assert take_up(source, None, kept).known is None


@given(fronts, texts)
def test_a_file_is_cut_where_reading_it_cuts_it(front: str, text: str) -> None:
    file = TextFile(PATH, front + text)
    halves = find_halves(file)
    read = split_front_matter(file)
    if halves is not None:
        assert (halves.markdown, halves.first_line) == (read.markdown, read.first_line)
