from __future__ import annotations

from pathlib import Path

import pytest

from site_gen.preview.editor import make_editor_link
from site_gen.support.locations import Span

SPAN = Span("content/articles/größe 1.md", 7, 3)


@pytest.mark.parametrize(
    ("pattern", "link"),
    [
        (None, "vscode://file/home/me/content/articles/gr%C3%B6%C3%9Fe%201.md:7:3"),
        ("vscode://file/{path}:{line}", "vscode://file/home/me/content/articles/gr%C3%B6%C3%9Fe%201.md:7"),
        (
            "idea://open?file={path}&line={line}",
            "idea://open?file=/home/me/content/articles/gr%C3%B6%C3%9Fe%201.md&line=7",
        ),
        (
            "txmt://open?url=file://{path}",
            "txmt://open?url=file:///home/me/content/articles/gr%C3%B6%C3%9Fe%201.md",
        ),
        ("code --goto", None),
        ("javascript:alert('{path}')", None),
        (" JavaScript:alert('{path}')", None),
        ("vscode://file/", None),
    ],
)
def test_a_place_becomes_an_address(pattern: str | None, link: str | None) -> None:
    assert make_editor_link(pattern, Path("/home/me"), SPAN) == link
