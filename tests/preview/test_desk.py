"""The desk's list where it is long: in parts, each with the counts of the whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.preview import desk
from tests.commands import CLAIMS, small_site
from tests.preview.running import run_preview

CLAIMS_FILE = "content/articles/river.claims.yaml"
MORE = "".join(f"  - id: more-{each}\n    quote: The bridge\n    state: draft\n" for each in "abcd")


def test_a_long_list_is_shown_in_parts(
    make_site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "ROWS", 2)
    root = make_site({**small_site(), CLAIMS_FILE: CLAIMS + MORE})
    with run_preview(root) as preview:
        parts = [
            preview.text(f"/_desk/{query}") for query in ("", "?page=2", "?page=3", "?page=99", "?page=x")
        ]
    rows = [re.findall(r'<tr id="river-([^"]+)"', part) for part in parts]
    assert rows[0] == rows[4] == ["more-a", "more-b"]
    assert rows[1] == ["more-c", "more-d"]
    assert rows[2] == rows[3] == ["closed"]
    for part in parts:
        assert '<a href="?page=1#draft">4 drafts</a>, <a href="?page=3#published">1 published</a>' in part
        assert 'aria-label="Parts of the list"' in part
    assert "Drafts: 4</h2>" in parts[1]


def test_a_short_list_is_in_one_part(make_site: Callable[..., Path]) -> None:
    with run_preview(make_site(small_site())) as preview:
        page = preview.text("/_desk/")
    assert '<a href="#published">1 published</a>' in page
    assert "?page=" not in page
