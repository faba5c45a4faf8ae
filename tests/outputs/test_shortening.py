from __future__ import annotations

import pytest

from site_gen.outputs.scripts import shorten_script


@pytest.mark.parametrize(
    ("script", "sent"),
    [
        ("// What it does.\n\n  run(); // now\n", "run();\n"),
        ("/** @param {string} id */\nconst a = 1\n/*\n * Why.\n */\nrun()\n", "const a=1\nrun()\n"),
        ("/*! (c) Somebody */\nrun();\n", "/*! (c) Somebody */run();\n"),
        ("const a = `\n  // not a comment\n`;\n", "const a=`\n  // not a comment\n`;\n"),
        ("const a = 'https://example.org/';\n", "const a='https://example.org/';\n"),
        ("a = b\n(c || d).run()\n", "a=b\n(c||d).run()\n"),
        ("const a = /[/*]/;\n", "const a=/[/*]/;\n"),
    ],
)
def test_a_script_is_sent_without_what_only_people_read(script: str, sent: str) -> None:
    assert shorten_script(script) == sent
