from __future__ import annotations

import datetime

import pytest

from site_gen.model import HistoryEntry, PartialDate, Work
from site_gen.reading.articles import parse_article, parse_page
from site_gen.reading.site_shapes import ArticleFront, PageFront
from site_gen.reading.sources import SharedSources
from site_gen.reading.yaml_keys import FRONT_KEYS
from site_gen.support.locations import TextFile
from tests.reading.reading import CONFIG, FRONT, codes, read

DAY = datetime.date(2018, 6, 5)


def test_every_key_of_the_front_matter_arrives() -> None:
    article, problems = read(
        article="""\
---
title: Two  words
date: 2018-06-05
updated: 2018-06-05
author: [A, B]
summary: s
tags: [x, y]
language: HI
slug: other
image: photo.jpg
publish_after: 2026-11-22 06:00 +05:30
aliases: /old
history: [{date: 2018-06-05, kind: correction, text: t}]
original: {title: O, url: https://example.org/o, publisher: P, author: W, published: 2018-06}
x-desk: 1
---
Text.
"""
    )
    assert not problems
    assert (article.title, article.slug, article.summary) == ("Two words", "other", "s")
    assert (article.date, article.updated, article.authors) == (DAY, DAY, ("A", "B"))
    assert (article.tags, article.language, article.image) == (("x", "y"), "hi", "photo.jpg")
    assert article.publish_after == datetime.datetime(2026, 11, 22, 0, 30, tzinfo=datetime.UTC)
    assert article.aliases == ("/old/",)
    assert article.history == (HistoryEntry(DAY, "correction", "t"),)
    assert article.original == Work("O", "https://example.org/o", "P", "W", PartialDate(2018, 6))
    assert article.extra == {"x-desk": "1"}
    assert (article.markdown, article.first_line) == ("Text.\n", 17)
    assert article.spans["slug"].line == 9


def test_the_title_may_be_the_first_heading_which_then_leaves_the_text() -> None:
    article, problems = read(article="---\ndate: 2018-06-05\n---\n\n# The *title*\n\nText.\n\n# Not this\n")
    assert not problems
    assert article.title == "The title"
    assert article.markdown == "\n\n\nText.\n\n# Not this\n"
    assert article.first_line == 4
    assert (article.spans["title"].line, article.spans["title"].column) == (5, 3)


def test_an_underlined_heading_leaves_as_many_blank_lines() -> None:
    article, _ = read(article="---\ndate: 2018-06-05\n---\nThe title\n===\nText.\n")
    assert (article.title, article.markdown) == ("The title", "\n\nText.\n")


def test_a_heading_stays_where_the_front_matter_has_a_title() -> None:
    article, _ = read(article=FRONT + "# Part one\n")
    assert article.markdown == "# Part one\n"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("x.md", "x"),
        ("2018/Russia Sanctions.md", "russia-sanctions"),
        ("ÉTÉ_2018.md", "été-2018"),
        ("con.md", "con-1"),
    ],
)
def test_the_slug_is_made_of_the_file_name(name: str, slug: str) -> None:
    article, problems = read(path=name)
    assert not problems
    assert article.slug == slug


def test_a_draft_may_lack_its_date() -> None:
    article, problems = read(article="---\ntitle: T\ndraft: true\n---\nText.\n")
    assert not problems
    assert article.draft


def test_front_matter_with_errors_keeps_the_rest() -> None:
    article, problems = read(article=FRONT.replace("date:", "tagz: x\nlanguage: english\ndate:") + "Text.\n")
    assert codes(problems) == ["key-is-known", "language-is-tag"]
    assert (article.title, article.date, article.language) == ("What was announced", DAY, None)


def test_a_line_of_hyphens_in_the_text_is_no_front_matter() -> None:
    article, _ = read(article=FRONT + "One.\n\n---\n\nTwo.\n")
    assert article.markdown == "One.\n\n---\n\nTwo.\n"


@pytest.mark.parametrize("text", ["", "\n", "---\n", "---\n---\n", "---\n\n---\n# T\n"])
def test_an_article_with_nothing_in_it_is_told_what_it_needs(text: str) -> None:
    _, problems = read(article=text)
    assert "article-has-date" in codes(problems) or "front-matter-is-closed" in codes(problems)


def test_what_cannot_be_read_at_all_gives_no_article() -> None:
    file = TextFile("content/articles/x.md", FRONT + "Text.\n")
    claims = TextFile("content/articles/x.claims.yaml", "- id: a\n")
    article, problems = parse_article(file, claims, SharedSources(), CONFIG)
    assert article is None
    assert codes(problems) == ["file-has-keys"]


def test_a_page_is_read() -> None:
    file = TextFile(
        "content/pages/about.md",
        "---\nupdated: 2018-06-05\nsummary: s\ndraft: no\n---\n# About *us*\nText.\n",
    )
    page, problems = parse_page(file)
    assert not problems
    assert page is not None
    assert (page.slug, page.title, page.summary, page.updated) == ("about", "About us", "s", DAY)
    assert (page.markdown, page.first_line) == ("\nText.\n", 6)


def test_front_matter_without_its_first_line_is_read_as_if_it_were_there() -> None:
    article, problems = read(article="title: On tea\ndate: soon\n---\nTea is a drink.\n")
    assert codes(problems) == ["front-matter-is-opened", "date-is-valid"]
    assert problems[0].help == "put a line `---` above `title:`"
    assert (article.title, article.markdown, article.first_line) == ("On tea", "Tea is a drink.\n", 4)


@pytest.mark.parametrize(
    "text",
    [
        "title: On tea\n\nTea is a drink.\n",
        "date: tomorrow, he said.\n\nTea is a drink.\n\n---\n\nMore.\n",
        "Tea: a drink\n---\n",
    ],
)
def test_text_that_only_looks_like_front_matter_stays_text(text: str) -> None:
    article, problems = read(article=text)
    assert "front-matter-is-opened" not in codes(problems)
    assert article.markdown == text


def test_the_keys_that_begin_front_matter_are_those_of_its_shapes() -> None:
    shapes = (ArticleFront, PageFront)
    assert {name for shape in shapes for name in shape.__struct_fields__} == FRONT_KEYS
