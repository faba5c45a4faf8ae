from __future__ import annotations

import pytest

from site_gen.support.names import find_objection

HELD_BY_SOME = (
    *("a:b.jpg", 'a"b', "a?", "a*", "a|b", "a<b", "a\\b", "tab\there", "bell\x07", "end.", "end "),
    *("con", "AUX.txt", "nul.tar.gz", "com1", "LPT9.svg", ".git", ".GitHub", "bad\udcff"),
)
HELD_BY_ALL = (
    *("a.jpg", "größe.png", "नमस्ते.svg", "می\u200cخواهم.png", "日本.pdf", "a b.txt", "a'b", "a#b", "100%.png"),
    *(".well-known", ".nojekyll", ".gitignore", "console", "com10", "x.con", "v1.2.tar.gz"),
)


@pytest.mark.parametrize("name", HELD_BY_SOME)
def test_names_that_some_system_cannot_hold(name: str) -> None:
    assert find_objection(name)


@pytest.mark.parametrize("name", HELD_BY_ALL)
def test_names_that_all_can_hold(name: str) -> None:
    assert find_objection(name) is None
