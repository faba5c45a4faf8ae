"""The context of claims and notes: Markdown of its own, rendered to stand on the article's page."""

from __future__ import annotations

from site_gen.anchoring.inline import Names, link_fragments
from site_gen.markdown.links import resolve_links
from site_gen.markdown.parser import parse_markdown, render_document
from site_gen.model import Article, Claim, LinkUse, Note
from site_gen.support.diagnostics import Diagnostic


def render_notes(
    article: Article, names: Names, language: str
) -> tuple[dict[str, str], list[LinkUse], list[Diagnostic]]:
    """Give the HTML of ``note`` by the id of its claim or note, what the notes link to, and what is wrong in them.

    ``names`` are those of the article's page: ``[words](#claim-id)`` leads to that record, else to a
    heading with this id.
    """
    html: dict[str, str] = {}
    links: list[LinkUse] = []
    diagnostics: list[Diagnostic] = []
    path = article.claims_path or article.path
    items: list[Claim | Note] = [*article.claims, *article.notes]
    for item in items:
        if item.note is None:
            continue
        # No id has a full stop, so that ids of different notes stay apart.
        document = parse_markdown(item.note, id_prefix=f"{item.id}.")
        first_line, indent = _find_origin(item)
        uses, problems = resolve_links(document, path, first_line, item.id, indent=indent)
        links += uses
        diagnostics += problems
        diagnostics += link_fragments(document, names, path, first_line, indent)
        html[item.id] = render_document(document, item.language or language)
    return html, links, diagnostics


def _find_origin(item: Claim | Note) -> tuple[int, int]:
    """Give the line of the file on which the text of ``note`` begins, and how deep it is indented there."""
    span = item.spans.get("note")
    if span is None:
        return item.span.line, 0
    lines = (item.note or "").rstrip("\n").count("\n") + 1
    if span.end_line - span.line >= lines:
        # A block: its text begins below the line with the | and two deeper than its key.
        return span.line + 1, item.span.column + 1
    return span.line, span.column - 1
