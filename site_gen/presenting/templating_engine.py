"""Jinja as it is used here: what templates are compiled to, and what they call and escape, at less cost.

Subclasses of Jinja's own classes, resting here and there on what they do inside; held to Jinja alone by tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from functools import lru_cache, partial
from types import CodeType, NoneType
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound, meta, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from site_gen.presenting.compiled import Code, Compiled, References
from site_gen.presenting.views import TimeView
from site_gen.support.locations import TextFile

_PLAIN = (
    nodes.Output, nodes.TemplateData, nodes.Const, nodes.Getattr, nodes.If, nodes.CondExpr,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip
"""What a plain macro consists of beside the names of its arguments: nothing that could differ from call to call."""
_VALUES = frozenset((str, Markup, int, bool, NoneType, TimeView))
"""What never changes and can be told from another by its value."""
_REMEMBERED = 256


class _Loader(BaseLoader):
    """Gives templates from their texts."""

    def __init__(self, sources: Mapping[str, TextFile], compiled: Compiled) -> None:
        self._sources = sources
        self._known = compiled

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        """Give a template; Jinja names the arguments. Raises TemplateNotFound, TemplateSyntaxError."""
        if name not in self._sources:
            raise TemplateNotFound(name)
        text = self._sources[name].text
        code, plain_macros = self._known.find_code(name, text, _make_code)
        template = _Template.from_code(environment, code, {} if globals is None else globals)
        if isinstance(template, _Template):
            template.plain_macros = plain_macros
        return template


def make_environment(
    sources: Mapping[str, TextFile], words: Mapping[str, str], known: Compiled
) -> Environment:
    """Give what renders templates by name from their texts; what turns out is added to ``known``."""
    environment = _Environment(
        loader=_Loader(sources, known),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.globals["words"] = words
    return environment


class _PlainMacro:
    """A macro that is nothing but its arguments between words of its own: it makes the same of the same but once."""

    def __init__(self, macro: Macro, escaping: EvalContext) -> None:
        self._macro = macro
        self.recall = lru_cache(_REMEMBERED, typed=True)(partial(macro, escaping))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._macro, name)

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        return self._macro(*args, **kwargs)


class _Context(Context):
    """Jinja's own, which calls macros at once: they never have the marks that it looks for on all that is called."""

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls; Jinja adds two names that are not the template's."""
        kind = type(called)
        if kind is not Macro and kind is not _PlainMacro:
            return super().call(called, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        # An article calls some 130 times for an icon, a date, ``lang`` and ``dir``.
        if (
            isinstance(called, _PlainMacro)
            and self.eval_ctx.autoescape
            and not kwargs
            and _VALUES.issuperset(map(type, args))
        ):
            return called.recall(*args)
        return called(self.eval_ctx, *args, **kwargs)


class _Template(Template):
    """Jinja's own, from which others import plain macros as such."""

    plain_macros: tuple[str, ...] = ()

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002
        shared: bool = False,  # noqa: FBT001, FBT002
        locals: Mapping[str, Any] | None = None,  # noqa: A002
    ) -> TemplateModule:
        """Give what other templates import; Jinja names the arguments."""
        module = super().make_module(vars, shared, locals)
        for name in self.plain_macros:
            macro = getattr(module, name, None)
            if isinstance(macro, Macro) and macro.name == name:
                setattr(module, name, _PlainMacro(macro, EvalContext(self.environment, self.name)))
        return module


class _CodeGenerator(CodeGenerator):
    """Jinja's own, whose templates escape by ``escape_once``."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Write the code of a template."""
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import escape_once as escape")


def escape_once(value: object) -> Markup:
    """Escape what is no HTML yet. Jinja's copies HTML twice each time: a sixth of what an article's page costs."""
    return value if type(value) is Markup else escape(value)


class _Environment(Environment):
    """Jinja's own, with the names that every template sees in one plain dictionary: it is asked very often."""

    context_class = _Context
    code_generator_class = _CodeGenerator

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give the names that a template sees beside its own."""
        return {**self.globals, **(d or {})}


# Reading templates was nine tenths of what a small site costs. A text is read once in a process, whatever sites and
# builds it serves: the preview builds anew after many saves, the tests build hundreds of sites.
_READER = make_environment({}, {}, Compiled())
_KEPT = 256


@lru_cache(_KEPT)
def _parse(name: str, text: str) -> nodes.Template:
    return _READER.parse(text, name)


@lru_cache(_KEPT)
def find_references(name: str, text: str) -> References:
    """Give the names of the templates that a template names; None for each that it works out."""
    return tuple(meta.find_referenced_templates(_parse(name, text)))


def _make_code(name: str, text: str) -> Code:
    return _compile(name, text), _find_plain_macros(name, text)


@lru_cache(_KEPT)
def _find_plain_macros(name: str, text: str) -> tuple[str, ...]:
    """Give the names of the macros of a template whose every definition is plain, and that nothing else bears."""
    template = _parse(name, text)
    macros: dict[str, list[nodes.Macro]] = {}
    for macro in template.find_all(nodes.Macro):
        macros.setdefault(macro.name, []).append(macro)
    others = {each.name for each in template.find_all(nodes.Name) if each.ctx == "store"}
    return tuple(name for name, same in macros.items() if name not in others and all(map(_is_plain, same)))


def _is_plain(macro: nodes.Macro) -> bool:
    given = {argument.name for argument in macro.args}
    return all(
        each.name in given if isinstance(each, nodes.Name) else isinstance(each, _PLAIN)
        for each in macro.find_all(nodes.Node)
    )


@lru_cache(_KEPT)
def _compile(name: str, text: str) -> CodeType:
    return _READER.compile(_parse(name, text), name, mark_file(name))


def mark_file(name: str) -> str:
    """Give the name under which a template's code shows in a traceback; no file on any disk has it."""
    return f"<template {name}>"
