from __future__ import annotations

import pytest

from site_gen.outputs.scripts import shorten_script


@pytest.mark.parametrize(
    ("script", "sent"),
    [
        ("// What it does.\n\n  run(); // now\n", "run(); // now\n"),
        ("/** @param {string} id */\nconst a = 1;\n/*\n * Why.\n */\nrun();\n", "const a = 1;\nrun();\n"),
        ("const a = /** @type {Element} */ (b);\n", "const a = (b);\n"),
        ("/* first */ run();\n/* not a comment alone */ go(); /* here */\n", None),
        ("/*! (c) Somebody */\nrun();\n", None),
        ("const a = `\n  // not a comment\n`;\n", None),
        ("const a = 'x \\\n  y';\n", None),
        ("const a = 'https://example.org/';\n", None),
    ],
)
def test_a_script_is_sent_without_what_only_people_read(script: str, sent: str | None) -> None:
    assert shorten_script(script) == (script if sent is None else sent)
