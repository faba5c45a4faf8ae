from __future__ import annotations

from pathlib import Path

import pytest

from site_gen.presenting.outline import Outline
from site_gen.presenting.templating import TemplateFault, Templates

ROOT = Path(__file__).resolve().parents[2]


def outline(tmp_path: Path, text: str) -> Outline:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html").write_text(text, encoding="utf-8")
    return Templates([tmp_path / "templates"]).outline("a.html")


def test_blocks_and_macros_with_the_comment_before_each(tmp_path: Path) -> None:
    found = outline(
        tmp_path,
        "{# A page. #}\n{% extends 'b.html' %}\n\n"
        "{# Its\n   head. #}\n{% block head scoped %}{{ block }}{% endblock %}\n"
        "<p>{# Inside a tag. #}{%- block tail -%}{% endblock %}</p>\n"
        "{# Far away. #}\n<hr>\n{% macro bar(counts, wide=1) -%}{%- endmacro %}\n"
        "{# {% block not_one %} #}{% raw %}{% block nor_this %}{% endraw %}\n",
    )
    assert found.about == "A page."
    assert [(part.kind, part.signature, part.about) for part in found.parts] == [
        ("block", "head", "Its head."),
        ("block", "tail", "Inside a tag."),
        ("macro", "bar(counts, wide=1)", ""),
    ]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("", ""),
        ("{# Empty on purpose. #}\n", "Empty on purpose."),
        ("{# Of the macro. #}\n{% macro a() %}{% endmacro %}", ""),
        ("{# Of the file. #}\n{# Of the macro. #}\n{% macro a() %}{% endmacro %}", "Of the file."),
        ("<p>{# Not at the beginning. #}</p>", ""),
    ],
)
def test_a_comment_at_the_beginning_is_about_the_file(tmp_path: Path, text: str, about: str) -> None:
    assert outline(tmp_path, text).about == about


def test_a_template_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateFault) as fault:
        outline(tmp_path, "<p>\n{% block ! %}")
    assert fault.value.diagnostic.span.path == "templates/a.html"


def test_every_block_and_macro_of_the_theme_says_what_it_is() -> None:
    templates = Templates([ROOT / "templates"])
    base = {part.name for part in templates.outline("base.html").parts}
    for name in templates.names:
        found = templates.outline(name)
        assert found.about or all(part.kind == "macro" for part in found.parts), (
            f"{name}: begin with a comment"
        )
        for part in found.parts:
            known = name != "base.html" and part.kind == "block" and part.name in base
            assert part.about or known, f"{name}: write a comment before {part.kind} {part.name}"
