"""What a code means, as plain text and as a page of ``docs/errors/``. Prints nothing."""

from __future__ import annotations

import difflib
import re

from site_gen.support.explanations import Explanation, find_codes, load_explanation

_TABLE_BEGINS = "<!-- rules: made by scripts/make_docs.py -->"
_TABLE_ENDS = "<!-- end of rules -->"
_FENCE = re.compile(r"^```(\S*) ?(.*)$")


def explain_code(code: str) -> tuple[str | None, str | None]:
    """Give what a code means, as text for a terminal; else the nearest code, if one is near."""
    asked = code.strip().strip("[]").lower()
    if asked in find_codes():
        return render_explanation(load_explanation(asked)), None
    return None, next(iter(difflib.get_close_matches(asked, find_codes(), n=1, cutoff=0.5)), None)


def render_explanation(explanation: Explanation) -> str:
    """Give an explanation for a terminal: headings are lines, code is indented below the name of its file."""
    lines = [explanation.code, f"  {describe_level(explanation)}", ""]
    in_code = False
    for line in explanation.text.rstrip("\n").split("\n"):
        fence = _FENCE.match(line)
        if fence:
            in_code = not in_code
            if in_code and fence[2]:
                lines += [f"  {fence[2]}", ""]
        elif in_code:
            lines.append(f"    {line}".rstrip())
        else:
            lines.append(line.removeprefix("## "))
    return "\n".join(lines)


def render_page(explanation: Explanation) -> str:
    """Give the page of a code in ``docs/errors/``."""
    return f"# {explanation.code}\n\n*{describe_level(explanation)}*\n\n{explanation.text}"


def render_codes() -> str:
    """Give every code with its first sentence, for a terminal."""
    kinds = {"error": "errors", "warning": "warnings", "rule": "editorial rules"}
    parts = []
    for kind, heading in kinds.items():
        known = (load_explanation(code) for code in find_codes())
        parts.append(
            "\n".join([heading, *(f"  {each.code}: {each.summary}" for each in known if each.kind == kind)])
        )
    return "\n\n".join(parts)


def render_list() -> str:
    """Give the list of all codes in ``docs/errors/README.md``."""
    kinds = {
        "rule": "## Editorial rules\n\nRun by `check` and `deploy`, not by `build`.\n",
        "warning": "## Warnings\n\nThe site is built. `rules` in `site.yaml` may raise or silence each.\n",
        "error": "## Errors\n\nNothing is built while one stands. In a draft the same message is a warning.\n",
    }
    intro = "Each message has a code in square brackets. `site-gen check --explain CODE` tells the same as these pages."
    parts = [f"# What the messages mean\n\n{intro}\n"]
    for kind, heading in kinds.items():
        codes = [code for code in find_codes() if load_explanation(code).kind == kind]
        parts.append(
            heading
            + "\n"
            + "".join(f"- [{code}]({code}.md): {load_explanation(code).summary}\n" for code in codes)
        )
    return "\n".join(parts)


def render_rule_table() -> str:
    """Give the table of the editorial rules in ``docs/check.md``."""
    rows = ["| Code | From the start | `value` |", "|---|---|---|"]
    for code in find_codes():
        rule = load_explanation(code)
        if rule.kind == "rule":
            level = rule.level if rule.level != "ignore" else "ignore: your choice"
            rows.append(f"| [`{code}`](errors/{code}.md) | {level} | {rule.value} |")
    return "\n".join(rows) + "\n"


def fill_rule_table(page: str) -> str:
    """Give the text of ``docs/check.md`` with its table of rules written anew."""
    before, _, rest = page.partition(_TABLE_BEGINS)
    _, _, after = rest.partition(_TABLE_ENDS)
    return f"{before}{_TABLE_BEGINS}\n{render_rule_table()}{_TABLE_ENDS}{after}"


def describe_level(explanation: Explanation) -> str:
    """Say in one sentence how such problems count, and whether a site may change that."""
    if explanation.kind == "error":
        return "An error; in a draft a warning. `rules` cannot change that."
    if explanation.floor:
        return f"A warning. In site.yaml, `rules: {{{explanation.code}: error}}` raises it."
    if explanation.kind == "warning":
        return f"A warning. In site.yaml, `rules: {{{explanation.code}: error}}` raises it, `ignore` silences it."
    level = {"ignore": "Ignored unless a site asks for it", "warn": "A warning", "error": "An error"}
    sentence = f"An editorial rule. {level[explanation.level]}; `rules: {{{explanation.code}: …}}` in site.yaml sets it"
    return f"{sentence} to `error`, `warn` or `ignore`." + (
        f" Its value is {explanation.value}." if explanation.value else " It takes no value."
    )
