from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup

from site_gen.presenting.present import present_ratings
from site_gen.presenting.templating import TemplateFault, Templates
from tests.presenting.examples import SITE

VIEW = present_ratings(SITE)


def sent(value: Any) -> Any:
    """Give a value as it arrives in another process."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - our own bytes


def make_templates(tmp_path: Path, **files: str) -> Templates:
    """Write files, ``own__x`` into the site's templates and others into the packaged ones."""
    for name, text in files.items():
        folder, _, rest = name.rpartition("__")
        path = tmp_path / (folder or "packaged") / "templates" / f"{rest.replace('_', '/')}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return Templates([tmp_path / "own" / "templates", tmp_path / "packaged" / "templates"])


def test_a_template_sees_the_view_the_words_and_the_theme_files(tmp_path: Path) -> None:
    templates = make_templates(
        tmp_path, a='{{ view.chrome.site_title }}, {{ words["ui.skip"] }}, {{ asset("icon.svg") }}'
    )
    assert templates.render("a.html", VIEW) == "Check &amp; Co, Skip to the content, ../static/icon.0c.svg"


def test_a_macro_sees_the_words(tmp_path: Path) -> None:
    templates = make_templates(
        tmp_path,
        a='{% from "parts/b.html" import b %}{{ b() }}',
        parts_b='{% macro b() %}{{ words["ui.next"] }}{% endmacro %}',
    )
    assert templates.render("a.html", VIEW) == "Next"


@pytest.mark.parametrize(
    ("call", "made"),
    [
        ("{{ m('<') }}", "&lt;-"),
        ("{{ m('<', 'x') }}", "&lt;-x"),
        ("{{ m(b='y', a='<') }}", "&lt;-y"),
        ("{% for each in 'ab' %}{{ m(each, b='x') }}{% endfor %}", "a-xb-x"),
        ("{% set each = m('<') %}{{ each }}", "&lt;-"),
        ("{% autoescape false %}{{ m('<') }}{{ m('<') ~ '>' }}{% endautoescape %}", "&lt;-&lt;->"),
        (
            "{% set n = namespace() %}{% autoescape false %}{% set n.x = m('<') %}{% endautoescape %}{{ n.x }}",
            "&amp;lt;-",
        ),
        ("{% call(x) around() %}<{{ x }}{% endcall %}", "(<1)"),
        ("{{ more(1, '<', x='>') }}", "1('<',)&gt;"),
        ("{{ m('<').upper() }}{{ m('<') | length }}", "&LT;-5"),
        ("{{ 'a'.join(['<', m('>')]) }}", "&lt;a&amp;gt;-"),
    ],
)
def test_a_macro_takes_what_jinja_gives_it(tmp_path: Path, call: str, made: str) -> None:
    macros = (
        "{% macro m(a, b='') %}{{ a }}-{{ b }}{% endmacro %}"
        "{% macro around() %}({{ caller(1) }}){% endmacro %}"
        "{% macro more(a) %}{{ a }}{{ varargs | safe }}{{ kwargs.x }}{% endmacro %}"
    )
    templates = make_templates(
        tmp_path, a=f"{{% from 'm.html' import m, around, more %}}{call}", m=macros, own=macros + call
    )
    assert templates.render("a.html", VIEW) == templates.render("own.html", VIEW)
    assert templates.render("a.html", VIEW) == made


PLAIN = "{% macro m(a, b=none) %}<{{ a }}{% if b and a != b %} {{ b }}{% endif %}>{% endmacro %}"
GIVEN = st.sampled_from(["<", Markup("<"), 1, True, 1.0, None, ["<"]])


@given(st.lists(st.tuples(GIVEN, GIVEN), max_size=8), st.booleans())
def test_a_macro_makes_of_each_call_what_it_makes_of_the_first(
    tmp_path_factory: pytest.TempPathFactory, calls: list[tuple[object, object]], named: bool
) -> None:
    call = "m(b=b, a=a)" if named else "m(a, b)"
    loop = f"{{% for a, b in calls %}}{{{{ {call} }}}}{{{{ m(a) }}}}{{% endfor %}}"
    text = f"{{% from 'm.html' import m %}}{loop}"
    templates = make_templates(tmp_path_factory.mktemp("t"), a=text, m=PLAIN, own=PLAIN + loop)
    for seen in (calls, calls[::-1], calls):
        made = templates.render_with("a.html", calls=seen)
        assert made == templates.render_with("own.html", calls=seen)
        one = Environment(autoescape=True).from_string(PLAIN + loop)
        assert made == one.render(calls=seen)


CYCLER = "{% set c = cycler('x', 'y') %}"
CYCLES = "{% macro m(a) %}{{ c.next() }}{% endmacro %}"


@pytest.mark.parametrize(
    ("macros", "given", "made"),
    [
        (
            "{% set n = namespace(i=0) %}{% macro m(a) %}{% set n.i = n.i + 1 %}{{ n.i }}{% endmacro %}",
            1,
            "12",
        ),
        (f"{CYCLER}{CYCLES}", 1, "xy"),
        (f"{CYCLER}{{% macro m(a) %}}1{{% endmacro %}}{CYCLES}", 1, "xy"),
        (
            f"{CYCLER}{{% macro m(a) %}}1{{% endmacro %}}{CYCLES.replace('m(', 'o(')}{{% set m = o %}}",
            1,
            "xy",
        ),
        ("{% macro m(a) %}1{% endmacro %}{% import 'x.html' as x %}{% set m = x.m %}", 1, "xy"),
        ("{% macro m(a, c=cycler('x', 'y')) %}{{ c.next() }}{% endmacro %}", 1, "xx"),
        ("{% macro m(a) %}{{ a.next() }}{% endmacro %}", "c", "xy"),
    ],
)
def test_a_macro_that_counts_goes_on_counting(tmp_path: Path, macros: str, given: object, made: str) -> None:
    templates = make_templates(
        tmp_path,
        a=f"{CYCLER}{{% from 'm.html' import m %}}{{{{ m({given}) }}}}{{{{ m({given}) }}}}",
        m=macros,
        x=CYCLER + CYCLES,
    )
    assert templates.render("a.html", VIEW) == made


def test_a_template_can_ask_for_the_name_of_a_macro(tmp_path: Path) -> None:
    templates = make_templates(
        tmp_path, a="{% import 'm.html' as x %}{{ x.m.name }}{{ x.m.arguments }}", m=PLAIN
    )
    assert templates.render("a.html", VIEW) == "m(&#39;a&#39;, &#39;b&#39;)"


@pytest.mark.parametrize("call", ["m()", "m(1, 2, 3)", "m(1, c=2)", "m(1, a=2)"])
def test_a_macro_called_wrongly_is_a_fault(tmp_path: Path, call: str) -> None:
    templates = make_templates(
        tmp_path, a=f"{{% macro m(a, b='') %}}{{{{ a }}}}{{% endmacro %}}{{{{ {call} }}}}"
    )
    with pytest.raises(TemplateFault):
        templates.render("a.html", VIEW)


def test_a_sites_own_template_wins_file_by_file(tmp_path: Path) -> None:
    templates = make_templates(tmp_path, a='{% include "b.html" %}', b="packaged", own__b="own")
    assert templates.render("a.html", VIEW) == "own"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("\n{{ view.titel }}", 2, "`RatingsView` has no field `titel`"),
        ("{% if %}", 1, "expected an expression"),
        ("\n\n{{ nothing }}", 3, "there is no `nothing` here"),
        ("\n{% include 'gone.html' %}", 2, "there is no template `gone.html`"),
        ("\n{{ words['ui.gone'] }}", 2, "ui.gone"),
        ("\n{{ asset('gone.svg') }}", 2, "gone.svg"),
        ("{{ 1 // 0 }}", 1, "division"),
    ],
)
def test_a_faulty_template_is_named_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    templates = make_templates(tmp_path, a='{% include "part.html" %}', part=text)
    with pytest.raises(TemplateFault) as caught:
        templates.render("a.html", VIEW)
    diagnostic = caught.value.diagnostic
    assert (diagnostic.code, diagnostic.severity) == ("template-is-right", "error")
    assert (diagnostic.span.path, diagnostic.span.line) == ("templates/part.html", line)
    assert message in diagnostic.message
    assert sent(caught.value).diagnostic == diagnostic


def test_the_word_in_question_is_pointed_at(tmp_path: Path) -> None:
    templates = make_templates(tmp_path, a="x\n<p>{{ view.titel }}</p>")
    with pytest.raises(TemplateFault) as caught:
        templates.render("a.html", VIEW)
    span = caught.value.diagnostic.span
    assert (span.line, span.column, span.end_column) == (2, 12, 17)


def test_a_template_that_is_no_text_is_a_fault(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "a.html").write_bytes(b"\n\xff")
    with pytest.raises(TemplateFault) as caught:
        Templates([folder])
    assert str(caught.value.diagnostic.span) == "templates/a.html:2:1"


def closures(tmp_path: Path, **files: str) -> tuple[str, str]:
    templates = make_templates(tmp_path, **files)
    return templates.closure("a.html"), templates.closure("other.html")


def test_a_closure_changes_with_all_that_a_template_uses(tmp_path: Path) -> None:
    start = {
        "a": '{% extends "base.html" %}{% from "m.html" import x %}',
        "base": '{% include "deep.html" ignore missing %}',
        "m": "{% macro x() %}{% endmacro %}",
        "other": "other",
    }
    seen = {closures(tmp_path, **start)}
    for change in (
        {"m": "{% macro x() %}1{% endmacro %}"},
        {"deep": "1"},
        {"own__deep": "2"},
        {"own__base": "3"},
    ):
        seen.add(closures(tmp_path, **change))
    assert len({a for a, _ in seen}) == 5
    assert len({other for _, other in seen}) == 1


def test_line_ends_mean_nothing(tmp_path: Path) -> None:
    before = closures(tmp_path, a="1\n2", other="x")
    assert closures(tmp_path, a="1\r\n2") == before


def test_a_name_worked_out_later_may_be_any_template(tmp_path: Path) -> None:
    before = closures(tmp_path, a="{% include view.name %}", other="x", third="y")
    after = closures(tmp_path, third="z")
    assert before[0] != after[0]
    assert before[1] == after[1]


def test_templates_travel_to_other_processes(tmp_path: Path) -> None:
    templates = make_templates(tmp_path, a="{{ view.chrome.home }}")
    first, second = sent(templates), sent(templates)
    assert first is second
    assert first.render("a.html", VIEW) == templates.render("a.html", VIEW)
    changed = make_templates(tmp_path, a="changed")
    assert sent(changed).render("a.html", VIEW) == "changed"


def test_hidden_files_are_no_templates(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "._a.html").write_bytes(b"\xff")
    (folder / "a.html").write_text("a", encoding="utf-8")
    assert Templates([folder]).render("a.html", VIEW) == "a"


def test_sites_in_one_process_have_templates_of_their_own(tmp_path: Path) -> None:
    part = {"a": '{% include "part.html" %}', "other": "other"}
    first = make_templates(tmp_path / "first", part="one", **part)
    second = make_templates(tmp_path / "second", part="two {{ gone }}", **part)
    third = make_templates(tmp_path / "third", part="three", **part)
    assert first.render("a.html", VIEW) == "one"
    assert third.render("a.html", VIEW) == "three"
    with pytest.raises(TemplateFault):
        second.render("a.html", VIEW)
    assert len({each.closure("a.html") for each in (first, second, third)}) == 3
    assert first.closure("other.html") == second.closure("other.html")


def test_sites_in_one_process_have_words_of_their_own(tmp_path: Path) -> None:
    text = '{{ words["ui.next"] }}'
    english = make_templates(tmp_path, a=text)
    other = Templates([tmp_path / "packaged" / "templates"], {"ui.next": "Weiter"})
    assert english.render("a.html", VIEW) == "Next"
    assert other.render("a.html", VIEW) == "Weiter"


def test_each_of_two_files_with_the_same_fault_is_named(tmp_path: Path) -> None:
    templates = make_templates(tmp_path, a="\n{{ nothing }}", b="\n{{ nothing }}", c="{% if %}", d="{% if %}")
    for name, line in (("a", 2), ("b", 2), ("c", 1), ("d", 1), ("a", 2)):
        with pytest.raises(TemplateFault) as caught:
            templates.render(f"{name}.html", VIEW)
        span = caught.value.diagnostic.span
        assert (span.path, span.line) == (f"templates/{name}.html", line)
