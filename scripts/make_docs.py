"""Writes the pages of ``docs/`` that are made from the code and the theme. Run it after a change of either."""

from __future__ import annotations

from pathlib import Path

from site_gen.authoring.theme import load_listing
from site_gen.authoring.theme_text import fill_page
from site_gen.reading.reference import render_reference
from site_gen.support.files import write_file

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> None:
    """Write each page."""
    write_file(DOCS / "format.md", render_reference().encode())
    print("docs/format.md")
    page = (DOCS / "theming.md").read_text("utf-8")
    write_file(DOCS / "theming.md", fill_page(page, load_listing(None)).encode())
    print("docs/theming.md")


if __name__ == "__main__":
    main()
