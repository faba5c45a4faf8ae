"""``rules`` of ``site.yaml``: which codes may be set, and to what. Knows nothing of what the rules find."""

from __future__ import annotations

from collections.abc import Mapping

from site_gen.model import RuleSetting, Spans
from site_gen.reading.nearest import find_nearest, shorten
from site_gen.reading.nodes import MapNode
from site_gen.reading.plain import find_key
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.explanations import Explanation, find_codes, load_explanation
from site_gen.support.locations import Span
from site_gen.support.urls import is_slug

MAX_NUMBER = 100_000


def find_wrong_rules(rules: Mapping[str, RuleSetting], root: MapNode, spans: Spans) -> dict[str, Diagnostic]:
    """Give what is wrong with the rules of a site, by code: each must be one that may be set, to what it takes."""
    found = {}
    for code, setting in rules.items():
        problem = _check_rule(code, setting, find_key(root, ("rules", code)), spans)
        if problem is not None:
            found[code] = problem
    return found


def _check_rule(code: str, setting: RuleSetting, key: Span, spans: Spans) -> Diagnostic | None:
    if code not in find_codes():
        return _miss_rule(code, key)
    explanation = load_explanation(code)
    if not explanation.can_be_set:
        found = f"`{code}` stays an error: without it readers would be shown something false or broken"
        hint = f"take it out; site-gen check --explain {code} tells how to mend what it finds"
        return error("rule-can-be-set", found, key, hint)
    if explanation.floor and setting.level == "ignore":
        found = f"`{code}` may be raised to an error, but not silenced"
        return error(
            "rule-can-be-set", found, spans[f"rules.{code}"], f"write `{code}: warn` or `{code}: error`"
        )
    if setting.value is None:
        return None
    return _check_value(explanation, setting.value, spans.get(f"rules.{code}.value", key))


def _miss_rule(code: str, place: Span) -> Diagnostic:
    nearest = find_nearest(code, [each for each in find_codes() if load_explanation(each).can_be_set])
    hint = (
        f"did you mean `{nearest}`?"
        if nearest
        else "docs/check.md lists the rules; the code also stands in square brackets in each message"
    )
    return error("rule-is-known", f"there is no rule `{code}`", place, hint)


def _check_value(explanation: Explanation, value: str, place: Span) -> Diagnostic | None:
    code = explanation.code
    if not explanation.takes:
        hint = f"write `{code}: warn`, `{code}: error` or `{code}: ignore`"
        return error(
            "rule-value-fits", f"`{code}` compares with nothing, so it takes no `value`", place, hint
        )
    if explanation.takes == "number":
        if value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= MAX_NUMBER:
            return None
        found = f"`{shorten(value)}` is not a number that `{code}` can compare with"
        return error("rule-value-fits", found, place, f"for example: `value: {explanation.value}`")
    if all(is_slug(name.strip()) for name in value.split(",")):
        return None
    found = f"`{shorten(value)}` does not name pages of the site"
    hint = f'write their names with commas between them: `value: "{explanation.value}"`'
    return error("rule-value-fits", found, place, hint)
