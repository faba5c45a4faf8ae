"""``new page``: one of the site's own pages as a draft, with a question to answer. Writes over nothing."""

from __future__ import annotations

from pathlib import Path

from site_gen.authoring.new_files import check_no_file, name_slug, write_new
from site_gen.authoring.opened import find_page_slugs
from site_gen.authoring.yaml_text import render_inline, squeeze
from site_gen.building.connections import RESERVED
from site_gen.reading.library import find_library
from site_gen.support.errors import UsageError
from site_gen.support.structs import Struct

_PAGE = """\
---
title: {title}
summary: ""
# A line on what the page says belongs between the marks above. Put your text in place of the question below, then take
# the next line out: the page is published, and you can add its name, {slug}, to nav in site.yaml.
draft: true
---

To answer: What should readers know about this, and who here answers for it?
"""


class NewPage(Struct, frozen=True):
    """A page that was just made."""

    slug: str
    path: str


def make_page(root: Path, title: str) -> NewPage:
    """Write a page of one's own as a draft.

    Raises UsageError where no file name can be made of the title, or the name or address is taken; OutputError where
    it cannot be written.
    """
    words = squeeze(title)
    made = NewPage(slug := name_slug(words), f"content/pages/{slug}.md")
    check_no_file(root, made.path)
    if slug in RESERVED:
        raise UsageError(
            f"the site has something of its own at /{slug}/; nothing was written", "give another title"
        )
    library, _ = find_library(root)
    for path, other in find_page_slugs(root, library):
        if other == slug:
            raise UsageError(
                f"{path} has the address /{slug}/ already; nothing was written", "give another title"
            )
    write_new(root, _PAGE.format(title=render_inline(words), slug=slug), made.path)
    return made
