from __future__ import annotations

import pytest

from site_gen.outputs.copies import Origin, drop_origin, find_origin, make_origin, render_origin

ORIGIN = Origin("0.1.0", "0123456789ab")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("templates/home.html", "{# copied from site-gen 0.1.0, 0123456789ab #}"),
        ("static/css/20-base.css", "/* copied from site-gen 0.1.0, 0123456789ab */"),
        ("static/js/20-hover.js", "// copied from site-gen 0.1.0, 0123456789ab"),
    ],
)
def test_a_copy_says_its_origin_in_a_comment_of_its_kind(path: str, line: str) -> None:
    assert render_origin(path, ORIGIN) == line
    assert find_origin(path, f"{line}\nrest\n") == ORIGIN
    assert drop_origin(path, f"{line}\nrest\n") == "rest\n"


@pytest.mark.parametrize("path", ["static/icon.svg", "static/photo.png", "static/root/LICENSE"])
def test_other_kinds_of_files_say_nothing(path: str) -> None:
    assert render_origin(path, ORIGIN) is None
    assert find_origin(path, "<!-- copied from site-gen 0.1.0, 0123456789ab -->\n") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a {}\n/* copied from site-gen 0.1.0, 0123456789ab */\n",
        "/* copied from site-gen 0.1.0 */\n",
        "/* copied from site-gen 0.1.0, 0123456789ab */ a {}\n",
        "/* was copied from site-gen 0.1.0, 0123456789ab */\n",
    ],
)
def test_only_a_first_line_that_says_nothing_else_counts(text: str) -> None:
    assert find_origin("static/css/a.css", text) is None
    assert drop_origin("static/css/a.css", text) == text


def test_an_origin_changes_with_the_text() -> None:
    assert make_origin("0.1.0", "a") == make_origin("0.1.0", "a")
    assert make_origin("0.1.0", "a") != make_origin("0.1.0", "b")
    assert len(make_origin("0.1.0", "a").digest) == len(ORIGIN.digest)
