"""Writes the pages of ``docs/`` that are made from the code. Run it after a change of the shapes."""

from __future__ import annotations

from pathlib import Path

from site_gen.reading.reference import render_reference
from site_gen.support.files import write_file

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> None:
    """Write each page."""
    write_file(DOCS / "format.md", render_reference().encode())
    print("docs/format.md")


if __name__ == "__main__":
    main()
