from __future__ import annotations

import pytest

from site_gen.outputs.shortening import shorten_script, shorten_style


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


@pytest.mark.parametrize(
    ("style", "sent"),
    [
        ("/* Why. */\n.a {\n  color: red;\n}\n", ".a{color:red}\n"),
        ("/*! (c) Somebody */\n.a { color: red }\n", "/*! (c) Somebody */.a{color:red}\n"),
        (".a :is(.b, .c) > p + p {}\n", ".a :is(.b,.c)>p + p{}\n"),
        (".a { width: calc(1px + (2rem - 3px) * 2) }\n", ".a{width:calc(1px + (2rem - 3px) * 2)}\n"),
        (
            '.a::after { content: "/* not a comment */  ;" }\n',
            '.a::after{content:"/* not a comment */  ;"}\n',
        ),
        (
            "@media (min-width: 40rem) and (hover: none) { .a { --b: 1 } }\n",
            "@media (min-width:40rem) and (hover:none){.a{--b:1}}\n",
        ),
        (
            ".a { font: 400 1rem/1.4 var(--sans, serif); background: url(x.svg) }\n",
            ".a{font:400 1rem/1.4 var(--sans,serif);background:url(x.svg)}\n",
        ),
    ],
)
def test_a_style_is_sent_without_what_only_people_read(style: str, sent: str) -> None:
    assert shorten_style(style) == sent
