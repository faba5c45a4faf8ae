"""The straight way through templates: what it gives is what Jinja gives, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined
from jinja2.exceptions import TemplateError
from markupsafe import Markup, escape

from site_gen.presenting.compiled import Compiled
from site_gen.presenting.page import name_keys
from site_gen.presenting.templating import Templates
from site_gen.presenting.templating_engine import escape_once, make_environment, make_plain_environment
from site_gen.presenting.views import LinkView
from site_gen.support.locations import TextFile
from site_gen.support.words import ENGLISH
from tests.presenting.sample_views import PAGES

THEME = Path(__file__).resolve().parents[2] / "templates"
SOURCES = {
    path.relative_to(THEME).as_posix(): TextFile(path.name, path.read_text(encoding="utf-8"))
    for path in THEME.rglob("*.*")
}
STRAIGHT = make_environment(SOURCES, ENGLISH, Compiled())
PLAIN = make_plain_environment(SOURCES, ENGLISH)


@pytest.mark.parametrize("page", PAGES)
def test_the_theme_takes_the_straight_way_to_the_end(page: str) -> None:
    name, view = PAGES[page]
    seen = {"view": view, "asset": view.chrome.asset}
    assert STRAIGHT.get_template(name).render(seen) == PLAIN.get_template(name).render(seen)


@given(st.one_of(st.text(), st.text().map(escape), st.integers(), st.none(), st.floats()))
def test_what_is_html_already_is_not_escaped_again(value: object) -> None:
    assert str(escape_once(value)) == str(escape(value))


MACROS = """
{%- macro one(a, b="<") %}[{{ a }}{{ b }}]{% endmacro -%}
{%- macro more(a) %}({{ a }}{{ varargs | length }}{{ kwargs | length }}){% endmacro -%}
{%- macro around(a) %}{{ a }}:{{ caller(a) }}{% endmacro -%}
{%- autoescape false %}{% macro raw(a) %}{{ a }}{% endmacro %}{% endautoescape -%}
{%- set label = "<label>" -%}
"""
IMPORTS = (
    "{% import 'm.html' as m %}{% from 'm.html' import one, more as several, raw, label %}"
    "{% macro own(a, link) %}{{ a }}{{ link.label }}{% endmacro %}"
)
SEEN = {
    "link": LinkView("<a>", "b"),
    "given": {"label": "<c>", "class": "d", "items": "e", "ﬁ": "g", "fi": "f", "none": None},
    "listed": ["<", Markup("<"), 3],
    "nothing": None,
    "number": 1,
    "text": "<t>",
    "view": SimpleNamespace(extra={"kind": "<k>"}),
}
NAMES = st.sampled_from([*SEEN, "gone", "one", "m", "label"])
ATTRIBUTES = st.sampled_from(
    ["label", "href", "class", "items", "ﬁ", "fi", "none", "gone", "extra", "kind", "0"]
)
CALLED = st.sampled_from(
    ["one", "several", "raw", "label", "own", "gone", "m.one", "m.more", "m.label", "link.label"]
)


def grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Give larger expressions than these."""
    arguments = st.builds(
        list.__add__, st.lists(inner, max_size=2), st.lists(inner.map("b={}".format), max_size=1)
    )
    return st.one_of(
        st.builds("{}.{}".format, inner, ATTRIBUTES),
        st.builds("{}[{!r}]".format, inner, ATTRIBUTES),
        st.builds("{}[{}]".format, inner, st.sampled_from(["0", "-1", "9", "none"])),
        st.builds("{}({})".format, CALLED, arguments.map(", ".join)),
        st.builds("({} {} {})".format, inner, st.sampled_from(["or", "and", "~", "==", "in", "+"]), inner),
        st.builds("({} is {})".format, inner, st.sampled_from(["defined", "undefined", "none", "string"])),
        st.builds(
            "({} | {})".format, inner, st.sampled_from(["default('d')", "length", "safe", "first", "list"])
        ),
        st.builds("({} if {} else {})".format, inner, inner, inner),
    )


EXPRESSIONS = st.recursive(st.one_of(NAMES, NAMES.map("{}[1:]".format), st.just("'<'")), grow, max_leaves=6)
PLACES = st.sampled_from(
    [
        "{{ %s }}",
        "{%% set x = %s %%}{{ x }}",
        "{%% set x = %s %%}{{ x is defined }}",
        "{%% if %s %%}1{%% endif %%}",
        "{%% for x in %s %%}{{ loop.index }}{{ x }}{{ one(x) }}{%% endfor %%}",
        "{{ one(%s) }}",
        "{%% autoescape false %%}{{ %s }}{%% endautoescape %%}",
        "{%% autoescape nothing %%}{{ %s }}{%% endautoescape %%}",
        "{%% call(x) m.around(1) %%}{{ x }}{{ %s }}{%% endcall %%}",
        "{%% filter upper %%}{{ %s }}{%% endfilter %%}",
        "{%% block b %%}{{ %s }}{{ self.c() }}{%% endblock %%}{%% block c %%}.{%% endblock %%}",
        "{%% macro inner(one) %%}{{ one }}{{ %s }}{%% endmacro %%}{{ inner('<') }}",
    ]
)


RAISED = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@given(st.lists(st.builds(str.__mod__, PLACES, EXPRESSIONS), min_size=1, max_size=3))
def test_the_straight_way_leads_where_jinja_does_or_nowhere(texts: list[str]) -> None:
    texts = ["".join([IMPORTS, *texts]), MACROS]
    sources = {name: TextFile(name, text) for name, text in zip(("a.html", "m.html"), texts, strict=True)}
    try:
        made = make_environment(sources, {}, Compiled()).get_template("a.html").render(SEEN)
    except RAISED:
        return
    assert made == render_by_jinja_alone(sources)


def render_by_jinja_alone(sources: Mapping[str, TextFile]) -> str:
    loader = DictLoader({name: file.text for name, file in sources.items()})
    jinja = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return jinja.get_template("a.html").render(SEEN)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{{ given.label }}{{ given['class'] }}", "&lt;c&gt;d"),
        ("{% set g = given %}{{ g.none is none }}", "True"),
        ("{% set gone = link.gone %}{{ gone is defined }}{{ link.label }}", "False&lt;a&gt;"),
        ("{{ one(link.gone) if nothing else one(given.fi) }}", "[f&lt;]"),
        ("{% set one = label %}{{ one }}", "&lt;label&gt;"),
        ("{{ self.b() }}{% block b %}{{ view.extra.kind }}{% endblock %}", "&lt;k&gt;&lt;k&gt;"),
    ],
)
def test_where_the_straight_way_ends_jinja_goes_on(tmp_path: Path, text: str, made: str) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "m.html").write_text(MACROS, encoding="utf-8")
    (folder / "a.html").write_text(IMPORTS + text, encoding="utf-8")
    templates = Templates([folder])
    for _ in range(2):
        assert templates.render_with("a.html", **SEEN) == made


def test_the_straight_way_leads_to_ones_own_keys() -> None:
    each = "{{ each.name }}{{ each['items'] }}{{ each.gone is defined }}"
    text = f"{{% for each in view.extra['x-places'] %}}{each}{{% endfor %}}"
    sources = {"a.html": TextFile("a.html", text)}
    extra = name_keys({"x-places": [{"name": "<a>", "items": "b"}]})
    made = (
        make_environment(sources, {}, Compiled())
        .get_template("a.html")
        .render(view=SimpleNamespace(extra=extra))
    )
    assert made == "&lt;a&gt;bFalse"


def test_ones_own_keys_are_never_taken_for_html() -> None:
    keys = name_keys({"__html__": "<b>"})
    assert "<" not in escape_once(keys)
    assert keys == {"__html__": "<b>"}
