from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_gen.model import ArticleRecord
from site_gen.presenting.lists import home_pages
from site_gen.presenting.parts import ListPage
from site_gen.presenting.present import present_home
from tests.presenting.examples import many


def slugs(page: ListPage[ArticleRecord]) -> list[str]:
    return [record.slug for record in page.items]


def test_older_pages_are_full_and_numbered_from_the_oldest() -> None:
    pages = home_pages(many(8, per_page=3))
    assert [(page.address, slugs(page)) for page in pages] == [
        ("/", ["a8", "a7", "a6", "a5", "a4"]),
        ("/page/1/", ["a3", "a2", "a1"]),
    ]


def test_an_addition_may_turn_the_older_half_of_the_index_into_a_page() -> None:
    pages = home_pages(many(9, per_page=3))
    assert [(page.address, slugs(page)) for page in pages] == [
        ("/", ["a9", "a8", "a7"]),
        ("/page/2/", ["a6", "a5", "a4"]),
        ("/page/1/", ["a3", "a2", "a1"]),
    ]
    assert [(page.newer, page.older) for page in pages] == [
        (None, "/page/2/"),
        ("/", "/page/1/"),
        ("/page/2/", None),
    ]


def test_no_article_is_one_empty_index() -> None:
    assert [(page.address, page.items) for page in home_pages(many(0, per_page=3))] == [("/", ())]


@given(st.integers(0, 60), st.integers(1, 9))
def test_each_article_is_listed_once_and_older_pages_stay(count: int, per_page: int) -> None:
    pages = home_pages(many(count, per_page))
    listed = [slug for page in pages for slug in slugs(page)]
    assert listed == [f"a{n}" for n in range(count, 0, -1)]
    before = {page.address: slugs(page) for page in pages if page.number}
    after = {page.address: slugs(page) for page in home_pages(many(count + 1, per_page)) if page.number}
    assert before.items() <= after.items()
    assert len(after) <= len(before) + 1


def test_a_page_says_from_when_to_when_it_goes() -> None:
    view = present_home(many(9, per_page=3), 2)
    assert view.heading == "Articles, page 2"
    assert view.head.title == "Articles, page 2 – Check & Co"
    assert view.pager is not None
    assert view.pager.text == "4 January 2026 to 6 January 2026"
    assert (view.pager.newer, view.pager.older) == ("../../", "../1/")
