"""Writes the pages of ``docs/`` that are made from the code and the theme. Run it after a change of either."""

from __future__ import annotations

from pathlib import Path

from site_gen.authoring.theme import load_listing
from site_gen.authoring.theme_text import fill_page
from site_gen.checking.explaining import fill_rule_table, render_list, render_page
from site_gen.reading.reference import render_reference
from site_gen.support.explanations import find_codes, load_explanation
from site_gen.support.files import write_file

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> None:
    """Write each page."""
    write_file(DOCS / "format.md", render_reference().encode())
    print("docs/format.md")
    page = (DOCS / "theming.md").read_text("utf-8")
    write_file(DOCS / "theming.md", fill_page(page, load_listing(None)).encode())
    print("docs/theming.md")
    page = (DOCS / "check.md").read_text("utf-8")
    write_file(DOCS / "check.md", fill_rule_table(page).encode())
    print("docs/check.md")
    _write_errors()


def _write_errors() -> None:
    """Write a page for each code; remove those of codes that are gone."""
    pages = {f"{code}.md": render_page(load_explanation(code)) for code in find_codes()}
    pages["README.md"] = render_list()
    for old in (DOCS / "errors").glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, text in pages.items():
        write_file(DOCS / "errors" / name, text.encode())
    print(f"docs/errors/: {len(pages)} pages")


if __name__ == "__main__":
    main()
