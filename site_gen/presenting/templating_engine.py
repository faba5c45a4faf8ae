"""Jinja as it is used here: its own, and the same with code that takes straight ways at less cost.

Subclasses of Jinja's own classes, resting here and there on what they do inside; held to Jinja alone by tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from functools import lru_cache, partial
from keyword import iskeyword
from types import CodeType, FunctionType
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound, meta, nodes, runtime
from jinja2.compiler import CodeGenerator, Frame
from jinja2.utils import missing
from markupsafe import Markup, escape

from site_gen.presenting.compiled import Compiled, References
from site_gen.support.locations import TextFile

try:
    from markupsafe._speedups import _escape_inner as _escape_text
except ImportError:  # pragma: no cover - a MarkupSafe that was built without it
    _escape_text = escape

_FindCode = Callable[[str, str], CodeType]
"""Gives the code of a template, by its name and text."""


class _Loader(BaseLoader):
    """Gives templates from their texts."""

    def __init__(self, sources: Mapping[str, TextFile], find_code: _FindCode) -> None:
        self._sources = sources
        self._find_code = find_code

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        """Give a template; Jinja names the arguments. Raises TemplateNotFound, TemplateSyntaxError."""
        if name not in self._sources:
            raise TemplateNotFound(name)
        code = self._find_code(name, self._sources[name].text)
        return Template.from_code(environment, code, {} if globals is None else globals)


class _Environment(Environment):
    """Jinja's own, with the names that every template sees in one plain dictionary: it is asked very often."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give the names that a template sees beside its own."""
        return {**self.globals, **(d or {})}


def make_environment(
    sources: Mapping[str, TextFile], words: Mapping[str, str], known: Compiled
) -> Environment:
    """Give what renders templates by name from their texts; what turns out is added to ``known``.

    What it renders is what Jinja renders. Where the straight way does not lead there it raises.
    """

    def find_code(name: str, text: str) -> CodeType:
        return known.find_code(name, text, _compile)

    environment = _make_environment(sources, words, find_code)
    environment.code_generator_class = _CodeGenerator
    return environment


def make_plain_environment(sources: Mapping[str, TextFile], words: Mapping[str, str]) -> Environment:
    """Give what renders templates just as Jinja does, and tells what is wrong with them."""

    def find_code(name: str, text: str) -> CodeType:
        return environment.compile(text, name, mark_file(name))

    environment = _make_environment(sources, words, find_code)
    return environment


def _make_environment(
    sources: Mapping[str, TextFile], words: Mapping[str, str], find_code: _FindCode
) -> Environment:
    environment = _Environment(
        loader=_Loader(sources, find_code),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.globals["words"] = words
    return environment


class Macro(runtime.Macro):
    """Jinja's own, with the function that makes its HTML at hand."""

    def __init__(
        self, environment: Environment, function: FunctionType, name: str, arguments: list[str], *more: bool
    ) -> None:
        """Take what templates' code gives; ``more`` are whether it takes other arguments too, and escaping."""
        super().__init__(environment, function, name, arguments, *more)
        self.make_html: Callable[..., str] = self
        if not (self.catch_kwargs or self.catch_varargs or self.caller):
            function.__defaults__ = (missing,) * len(arguments)  # the function has what stands for each
            self.make_html = function


mark = partial(str.__new__, Markup)
"""Marks a text as HTML, without the questions that ``Markup`` asks before."""


def escape_once(value: object) -> str:
    """Escape what is no HTML yet, to be put out: nothing asks any more whether it is marked as HTML."""
    if type(value) is str:
        return _escape_text(value)
    if type(value) is Markup:
        return value
    return str(value) if type(value) is int else escape(value)


class _CodeGenerator(CodeGenerator):
    """Jinja's own, for code that does not ask beforehand: it has attributes, items and macros at once, or raises.

    A page of an article has 2,000 attributes, 360 calls of macros and 1,200 values to put out: such code takes half
    the time.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Write the code of a template."""
        self._put_out = {each for output in node.find_all(nodes.Output) for each in output.nodes}
        self._perhaps = {each.node for each in node.find_all((nodes.Filter, nodes.Test))}
        self._modules = {each.target for each in node.find_all(nodes.Import)}
        self._macros = {each.name for each in node.find_all(nodes.Macro)}
        for imported in node.find_all(nodes.FromImport):
            self._macros.update(each if isinstance(each, str) else each[1] for each in imported.names)
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import Macro, escape_once as escape, mark")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write how an attribute is had. What filters and tests ask for may not be there: ``is defined``."""
        if node in self._perhaps or not _is_named(node.node) or not _is_plain(node.attr):
            super().visit_Getattr(node, frame)
        else:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """Write how an item is had."""
        if node in self._perhaps or not _is_named(node.node):
            super().visit_Getitem(node, frame)
        else:
            self.visit(node.node, frame)
            self.write("[")
            self.visit(node.arg, frame)
            self.write("]")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """Write a call; Jinja names the arguments."""
        if forward_caller or not self._calls_macro(node, frame):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("" if node in self._put_out else "mark(")
        self.visit(node.node, frame)
        self.write(".make_html(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")" if node in self._put_out else "))")

    def _calls_macro(self, node: nodes.Node, frame: Frame) -> bool:
        """Tell whether this is the call of what should be a macro, with nothing else to heed."""
        if not isinstance(node, nodes.Call) or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return False
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            return False
        called = node.node
        if isinstance(called, nodes.Getattr):
            return isinstance(called.node, nodes.Name) and called.node.name in self._modules
        return isinstance(called, nodes.Name) and called.name in self._macros

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if not self._calls_macro(node, frame):
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if not self._calls_macro(node, frame):
            super()._output_child_post(node, frame, finalize)


def _is_named(node: nodes.Node) -> bool:
    """Tell whether something begins with a name: Python's own ``.name`` and ``[…]`` cannot stand behind all else."""
    while isinstance(node, nodes.Getattr | nodes.Getitem | nodes.Call):
        node = node.node
    return isinstance(node, nodes.Name)


def _is_plain(name: str) -> bool:
    """Tell whether Python takes a name as it stands."""
    return name.isascii() and name.isidentifier() and not iskeyword(name)


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


@lru_cache(_KEPT)
def _compile(name: str, text: str) -> CodeType:
    return _READER.compile(_parse(name, text), name, mark_file(name))


def mark_file(name: str) -> str:
    """Give the name under which a template's code shows in a traceback; no file on any disk has it."""
    return f"<template {name}>"
