"""The theme's list as text: for the terminal, and as tables for ``docs/theming.md``. Touches no disk."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from site_gen.authoring.theme import ListedProperty, ListedTemplate, Listing

BEGIN = "<!-- Made by scripts/make_docs.py from templates/ and static/: change those, then run it. -->"
END = "<!-- End of what is made. -->"

BASE = "base.html"
"""What every page's template extends."""

PROPERTIES: Mapping[str, str] = {
    "--paper": "ground of the page",
    "--raised": "ground of what lies above the page, such as cards",
    "--sunk": "ground of what is set apart, such as the overview",
    "--ink": "text",
    "--quiet": "text of less weight",
    "--line": "lines between things",
    "--accent": "the stroke of a marker: in the sign, behind selected words",
    "--focus": "outline of what has the keyboard's focus",
    "--shadow": "shadow of cards",
    "--dim": "brightness of pictures",
    "--tone-good": "colour of verdicts of the tone `good`",
    "--tone-fair": "colour of verdicts of the tone `fair`",
    "--tone-mixed": "colour of verdicts of the tone `mixed`",
    "--tone-poor": "colour of verdicts of the tone `poor`",
    "--tone-bad": "colour of verdicts of the tone `bad`",
    "--tone-none": "colour of verdicts of the tone `none`",
    "--tone-note": "colour of context notes",
    "--latin": "typefaces for reading in Latin script, and for what other faces lack",
    "--sans": "typefaces of the interface",
    "--mono": "typefaces of code",
    "--text": "size of an article's text",
    "--small": "size of what stands beside it",
    "--fine": "size of labels and dates",
    "--measure": "width of a column of text",
    "--aside": "width of what stands beside the text in wide windows, with the gap between",
    "--gutter": "room at the sides of a page",
    "--radius": "roundness of corners",
    "--serif": "typefaces for reading, by script",
    "--leading": "line height of an article's text, by script",
    "--tracking": "space between the letters of titles, by script",
    "--drop": "how far the lines of marks lie below their words, by script",
}
"""What each custom property is for."""


def render_listing(listing: Listing) -> Iterator[str]:
    """Give the lines of ``theme list``. A file of which the site has its own is marked so."""
    yield "Templates, with the blocks that a template can replace and the macros that templates share"
    for template in listing.templates:
        yield f"  {template.path}{_yours(shadowed=template.shadowed)}"
        for part in template.outline.parts:
            yield f"    {part.kind} {part.signature}"
    for path in listing.added:
        yield f"  {path}  (yours alone: the theme has none of this name)"
    yield ""
    yield "Static files"
    for file in listing.files:
        yield f"  {file.path}{_yours(shadowed=file.shadowed)}"
    yield ""
    yield "Custom properties of the style sheets (on dark pages, where that differs)"
    width = max((len(each.packaged.name) for each in listing.properties), default=0)
    for each in listing.properties:
        yield f"  {each.packaged.name:{width}}  {_values(each)}"
    yield ""
    yield "next: site-gen theme copy NAME makes one of these files your own"


def _yours(*, shadowed: bool) -> str:
    return "  (yours)" if shadowed else ""


def _values(listed: ListedProperty) -> str:
    given = listed.own or listed.packaged
    dark = f"  ({given.dark})" if given.dark else ""
    return f"{given.value}{dark}{_yours(shadowed=listed.own is not None)}"


def fill_page(page: str, listing: Listing) -> str:
    """Give the page with the tables between its two marks made anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{render_tables(listing)}\n{END}{after}"


def render_tables(listing: Listing) -> str:
    """Give what templates, blocks, macros and custom properties there are, as Markdown."""
    base = {
        part.name for each in listing.templates if each.outline.name == BASE for part in each.outline.parts
    }
    pages = [each for each in listing.templates if not each.outline.name.startswith("parts/")]
    shared = [each for each in listing.templates if each.outline.name.startswith("parts/")]
    return "\n".join(
        [
            "### Pages and their blocks\n",
            *_table(("template", "page"), ((f"`{each.outline.name}`", each.outline.about) for each in pages)),
            "",
            *_table(("template", "block", "what stands in it"), _rows(pages, "block", base)),
            "\n### Parts\n",
            *_table(
                ("file", "what it is"),
                ((f"`{each.outline.name}`", each.outline.about) for each in _lone(shared)),
            ),
            "",
            *_table(("file", "macro", "what it makes"), _rows(shared, "macro")),
            "\n### Custom properties\n",
            *_table(
                ("property", "value", "on dark pages", "what it is for"), map(_property, listing.properties)
            ),
            "",
        ]
    )


def _lone(templates: Iterable[ListedTemplate]) -> Iterator[ListedTemplate]:
    """Give those that are included as they are."""
    return (each for each in templates if not each.outline.parts)


def _rows(
    templates: Iterable[ListedTemplate], kind: str, everywhere: Container[str] = ()
) -> Iterator[Sequence[str]]:
    """Give the blocks or macros of templates; what every page has only where it comes from."""
    for template in templates:
        for part in template.outline.parts:
            repeated = template.outline.name != BASE and part.name in everywhere
            if part.kind == kind and not repeated:
                yield f"`{template.outline.name}`", f"`{part.signature}`", part.about


def _property(listed: ListedProperty) -> Sequence[str]:
    given = listed.packaged
    dark = f"`{given.dark}`" if given.dark else ""
    return f"`{given.name}`", f"`{given.value}`", dark, PROPERTIES.get(given.name, "")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(head)
    yield "|" + "---|" * len(head)
    for row in rows:
        yield _row(row)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
