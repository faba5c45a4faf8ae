"""``new article``: a draft with its claims file, ready to be filled in. Writes over nothing."""

from __future__ import annotations

import datetime
from pathlib import Path

from site_gen.authoring.modeline import find_modeline
from site_gen.authoring.new_files import check_no_file, name_slug, write_new
from site_gen.authoring.opened import find_claims_path, find_slugs
from site_gen.authoring.yaml_text import render_inline, squeeze
from site_gen.reading.library import find_library
from site_gen.support.errors import UsageError
from site_gen.support.structs import Struct

_ARTICLE = """\
---
title: {title}
date: {date}
# Take this line out to publish the article.
draft: true
---

Write or paste the article here, in Markdown. To mark words that wait for a check, put them between square brackets,
with `(#)` right behind.
"""

_CLAIMS = """\
# What is checked in {name}. Each claim quotes words of the article, just as they stand there.
claims:
  # - id: short-name
  #   quote: >-
  #     the words as they stand in the article
  #   status: {status}
  #   summary: What the check found, in one plain sentence.
  #   note: |
  #     The context, in Markdown.
  #   sources:
  #     - title: What the evidence is called
  #       url: https://example.org/
"""


class NewArticle(Struct, frozen=True):
    """An article that was just made."""

    slug: str
    path: str
    claims_path: str


def make_article(root: Path, title: str, date: datetime.date, status: str) -> NewArticle:
    """Write a draft article and its claims file; ``status`` is a rating's id for the example in it.

    Raises UsageError where no file name can be made of the title, or the name or address is taken; OutputError where
    it cannot be written.
    """
    words = squeeze(title)
    slug = name_slug(words)
    path = f"content/articles/{slug}.md"
    made = NewArticle(slug, path, find_claims_path(path))
    _check_is_free(root, made)
    article = _ARTICLE.format(title=render_inline(words), date=date.isoformat())
    claims = find_modeline(root, made.claims_path) + _CLAIMS.format(name=f"{slug}.md", status=status)
    write_new(root, article, made.path)
    write_new(root, claims, made.claims_path)
    return made


def _check_is_free(root: Path, made: NewArticle) -> None:
    check_no_file(root, made.path)
    check_no_file(root, made.claims_path)
    library, _ = find_library(root)
    for path, slug in find_slugs(root, library):
        if slug == made.slug:
            raise UsageError(
                f"{path} has the address /articles/{slug}/ already; nothing was written", "give another title"
            )
