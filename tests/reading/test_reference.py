from __future__ import annotations

import re
from pathlib import Path

from site_gen.reading.reference import render_reference

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"


def test_the_page_is_that_of_the_shapes() -> None:
    assert (DOCS / "format.md").read_text("utf-8") == render_reference(), "run scripts/make_docs.py"


def test_every_link_of_the_page_has_its_heading() -> None:
    page = render_reference()
    headings = re.findall(r"^#+ (.*)$", page, re.MULTILINE)
    ids = [re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings]
    assert len(ids) == len(set(ids))
    links = set(re.findall(r"\]\(#([^)]*)\)", re.sub(r"`[^`]*`", "", page)))
    assert links <= set(ids), links - set(ids)
