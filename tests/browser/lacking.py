"""Browsers that lack something: the page is served as it is, and what an old browser would pass over is taken away."""

from __future__ import annotations

import re
from typing import Any

_NO_POPOVERS = """
for (const name of ['popover', 'showPopover', 'hidePopover', 'togglePopover']) {
  delete HTMLElement.prototype[name];
}
"""
_NO_STORAGE = """
Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
"""


def take_away(context: Any, what: str) -> None:
    """Take ``anchors``, ``popovers`` or ``storage`` away from all pages that a context opens from now on."""
    if what == "anchors":
        _rewrite(
            context, "**/*.css", r"@supports\s*\(position-visibility\b[^)]*\)", "@supports (nothing: at-all)"
        )
    elif what == "popovers":
        context.add_init_script(_NO_POPOVERS)
        _rewrite(context, "**/*.{css,js}", r":popover-open", ":no-such-state")
        _rewrite(context, "**/", r" (popover(?:target|targetaction)?)(?=[ =>])", r" data-\1")
    elif what == "storage":
        context.add_init_script(_NO_STORAGE)
    else:
        raise ValueError(what)


def _rewrite(context: Any, files: str, pattern: str, new: str) -> None:
    def answer(route: Any) -> None:
        response = route.fetch()
        kind = {"content-type": response.headers["content-type"]}
        route.fulfill(status=response.status, headers=kind, body=re.sub(pattern, new, response.text()))

    context.route(files, answer)
