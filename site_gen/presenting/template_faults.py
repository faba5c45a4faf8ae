"""What is wrong with a template, in words: from what Python says while it is rendered. Knows nothing of files."""

from __future__ import annotations

import re
from difflib import get_close_matches

from site_gen.presenting import claim_views, index_views, share_views, views

_OBJECT = re.compile(r"'[\w.]*?(\w+) object'")
_NO_FIELD = re.compile(r"'[\w.]*?(\w+) object' has no attribute '(\w+)'")
_NO_NAME = re.compile(r"'(\w+)' is undefined")
_HELP = "docs/theming.md says what a template can use"
_VIEWS = (views, index_views, claim_views, share_views)


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
