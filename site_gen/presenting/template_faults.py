"""What is wrong with a template, in words: from what Jinja and Python say of it. Knows nothing of files."""

from __future__ import annotations

import re
from difflib import get_close_matches

from site_gen.presenting import claim_views, index_views, share_views, views

_OBJECT = re.compile(r"'[\w.]*?(\w+) object'")
_NO_FIELD = re.compile(r"'[\w.]*?(\w+) object' has no attribute '(\w+)'")
_NO_NAME = re.compile(r"'(\w+)' is undefined")
_HELP = "docs/theming.md says what a template can use"
_OPEN = re.compile(r"innermost block that needs to be closed is '(\w+)'")
_UNKNOWN_HELP = "only the filters and tests that Jinja itself has can be used"
_SYNTAX_HELP = "look here and above: a bracket, a quotation mark or an `{% end… %}` is missing or too many"
_VIEWS = (views, index_views, claim_views, share_views)


def explain_syntax(text: str) -> tuple[str, str]:
    """Give message and help of what cannot be parsed; ``text``: Jinja's words."""
    said = text.partition(". ")[0].rstrip(".")
    hint = _UNKNOWN_HELP if text.startswith("No ") else _SYNTAX_HELP
    if still_open := _OPEN.search(text):
        tag = still_open[1]
        hint = f"look above for `{{% {tag} … %}}` without its `{{% end{tag} %}}`"
    return f"this is not right Jinja: {said[:1].lower()}{said[1:]}", hint


def explain_rendering(problem: Exception) -> tuple[str, str, str]:
    """Give message, help and the word in question."""
    text = str(problem)
    if field := _NO_FIELD.match(text):
        known = sorted(each for each in dir(_find_view(field[1])) if not each.startswith("_"))
        near = get_close_matches(field[2], known, n=1)
        hint = f"did you mean `{near[0]}`?" if near else f"it has {', '.join(known)}"
        return f"`{field[1]}` has no field `{field[2]}`", hint, field[2]
    if name := _NO_NAME.match(text):
        return f"there is no `{name[1]}` here; a template sees `view`, `words` and `asset`", _HELP, name[1]
    return _OBJECT.sub(r"\1", text) or type(problem).__name__, _HELP, ""


def _find_view(name: str) -> object:
    return next((getattr(module, name) for module in _VIEWS if hasattr(module, name)), None)
