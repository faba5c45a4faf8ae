"""Footnotes: none is lost in silence, and each knows its line. How they look is the renderer's."""

from __future__ import annotations

from markdown_it.rules_core import StateCore

from site_gen.markdown.document import Document, Slip, Token


def lift_nested(state: StateCore) -> None:
    """Move a definition that stands in another one behind it. A core rule, before definitions go to the end.

    The library's rule for that takes the end of the inner one for the end of both, and tags get out of step.
    """
    if "footnotes" not in state.env:
        return
    tokens: list[Token] = []
    lifted: list[Token] = []
    open_: list[list[Token]] = []
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            open_.append([token])
        elif token.type == "footnote_reference_close":
            definition = [*open_.pop(), token]
            if open_:
                lifted += definition
            else:
                tokens += definition + lifted
                lifted = []
        else:
            (open_[-1] if open_ else tokens).append(token)
    state.tokens = tokens


def check_footnotes(state: StateCore) -> None:
    """Find definitions that are doubled or never used: their text would vanish. A core rule.

    It runs while the definitions still stand where they were typed.
    """
    if "footnotes" not in state.env:
        return
    slips: list[Slip] = state.env["slips"]
    lines: dict[str, int] = {}
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            label, line = str(token.meta["label"]), token.map[0] if token.map else 0
            if label in lines:
                message = f"footnote [^{label}] is written twice"
                slips.append(
                    Slip("footnote-is-unique", line, message, "give the second one a name of its own")
                )
            lines[label] = line
    used = state.env.get("footnotes", {}).get("refs", {})
    for label, line in lines.items():
        if used.get(f":{label}", -1) < 0:
            message = f"nothing points at footnote [^{label}], so readers do not see it"
            hint = f"put [^{label}] behind the words that it explains"
            slips.append(Slip("footnote-is-used", line, message, hint, severity="warning"))


def place_inline_notes(document: Document) -> None:
    """Give the text of each ``^[…]`` the line of the block that it was typed in. A step.

    A note comes after the block that it stands in, and a note in a note after that one: one pass is enough.
    """
    if "footnotes" not in document.env:
        return
    lines: dict[int, list[int]] = {}
    current: list[int] | None = None
    for token in document.tokens:
        if token.type == "footnote_open":
            current = lines.get(token.meta["id"])
        elif token.type == "footnote_close":
            current = None
        elif token.type == "inline":
            if token.map is None and current is not None:
                token.map = list(current)
            for child in token.children or ():
                if child.type == "footnote_ref" and token.map:
                    lines.setdefault(child.meta["id"], token.map)
