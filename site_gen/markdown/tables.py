"""Tables: how columns are aligned is a class, since the pages' policy allows no style of their own."""

from __future__ import annotations

from site_gen.markdown.document import Document


def align_by_class(document: Document) -> None:
    """Turn each cell's ``style`` into a class and name the scope of header cells. A step."""
    if "|" not in document.text:
        return
    for token in document.tokens:
        if token.type in {"th_open", "td_open"}:
            side = str(token.attrs.pop("style", "")).removeprefix("text-align:")
            if side:
                token.attrs["class"] = f"align-{side}"
            if token.type == "th_open":
                token.attrs["scope"] = "col"
