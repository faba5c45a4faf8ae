"""Scripts and styles as they are sent: without what only people read. The only door to rjsmin and rcssmin."""

from __future__ import annotations

import rcssmin
import rjsmin


def shorten_script(text: str) -> str:
    """Give a script without comments and needless white space; what it does stays the same.

    A comment that begins with ``/*!`` stays: it names a licence.
    """
    return f"{rjsmin.jsmin(text, keep_bang_comments=True)}\n"


def shorten_style(text: str) -> str:
    """Give a style sheet without comments and needless white space; what it says stays the same.

    A comment that begins with ``/*!`` stays, as in scripts.
    """
    return f"{rcssmin.cssmin(text, keep_bang_comments=True)}\n"
