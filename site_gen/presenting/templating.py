"""Templates: found, rendered, and what each depends on. Alone imports Jinja. Knows nothing of sites."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from difflib import get_close_matches
from functools import lru_cache, partial
from pathlib import Path
from types import CodeType, NoneType, TracebackType
from typing import Any, Protocol

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    meta,
    nodes,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from site_gen.presenting.compiled import Code, Compiled, References
from site_gen.presenting.outline import Outline, make_outline
from site_gen.presenting.template_faults import explain_rendering
from site_gen.presenting.views import ChromeView, TimeView
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.errors import SiteGenError
from site_gen.support.files import digest, read_text_file, walk_files
from site_gen.support.locations import Span, TextFile
from site_gen.support.words import ENGLISH

TEMPLATE_ENDINGS = (".html", ".svg")
_UNKNOWN = "this is not right Jinja: no "
_UNKNOWN_HELP = "only the filters and tests that Jinja itself has can be used"
_SYNTAX_HELP = "look here and above: a bracket, a quotation mark or an `{% end… %}` is missing or too many"
_PLAIN = (
    nodes.Output, nodes.TemplateData, nodes.Const, nodes.Getattr, nodes.If, nodes.CondExpr,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip
"""What a plain macro consists of beside the names of its arguments: nothing that could differ from call to call."""
_VALUES = frozenset((str, Markup, int, bool, NoneType, TimeView))
"""What never changes and can be told from another by its value."""
_REMEMBERED = 256
_RAISED_BY_TEMPLATES = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class PageView(Protocol):
    """What every page's view has."""

    @property
    def chrome(self) -> ChromeView:
        """What surrounds the page's content."""


class TemplateFault(SiteGenError):  # noqa: N818 - it is the template's, not ours
    """A template that cannot be read or rendered; ``diagnostic`` says where and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(f"{diagnostic.span}: {diagnostic.message}", diagnostic.help)
        self.diagnostic = diagnostic

    def __reduce__(self) -> tuple[type[TemplateFault], tuple[Diagnostic]]:  # type: ignore[override]
        return type(self), (self.diagnostic,)


class Templates:
    """The templates of some folders as they are now; what stands in an earlier folder wins, file by file.

    Can be sent to another process, where it is read again once. Made anew when a template changed.
    """

    def __init__(
        self, folders: Sequence[Path], words: Mapping[str, str] = ENGLISH, compiled: Compiled | None = None
    ) -> None:
        """Read all templates; what turns out is added to ``compiled``. Raises TemplateFault where one is not UTF-8."""
        self._folders = tuple(folders)
        self._words = words
        self._sources = _load_sources(folders)
        self._closures: dict[str, str] = {}
        self.compiled = compiled or Compiled()
        self._environment = _make_environment(self._sources, words, self.compiled)

    def render(self, name: str, view: PageView) -> str:
        """Give what a template makes of a page's view. Raises TemplateFault with the template's line."""
        return self.render_with(name, view=view, asset=view.chrome.asset)

    def render_with(self, name: str, **seen: object) -> str:
        """Give what a template makes of the names that it sees. Raises TemplateFault with the template's line."""
        try:
            return self._environment.get_template(name).render(**seen)
        except _RAISED_BY_TEMPLATES as problem:
            raise TemplateFault(self._explain(name, problem)) from problem

    def closure(self, name: str) -> str:
        """Give a digest of a template and of all that it extends, includes or imports, in whatever folder.

        Of all templates, where one of them works out a name while it is rendered. Raises TemplateFault.
        """
        if name not in self._closures:
            names = self._reach(name)
            parts = (f"{each}\0{self._text(each)}\0" for each in sorted(names))
            self._closures[name] = digest("".join(parts).encode())
        return self._closures[name]

    def make_fault(self, name: str, message: str, hint: str) -> TemplateFault:
        """Make the fault of a template that can be rendered, but not to anything of use."""
        return TemplateFault(self._fault(name, 1, message, hint))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all templates, sorted."""
        return tuple(self._sources)

    def outline(self, name: str) -> Outline:
        """Give a template's blocks and macros and what its comments say of them. Raises TemplateFault."""
        try:
            return make_outline(name, list(self._environment.lex(self._sources[name].text, name)))
        except TemplateSyntaxError as problem:
            raise TemplateFault(self._explain(name, problem)) from problem

    def _text(self, name: str) -> str:
        """Give a template's text, or what no template can be: one that is missing matters too."""
        source = self._sources.get(name)
        return source.text if source else "\0"

    def _reach(self, name: str) -> Iterable[str]:
        reached: set[str] = set()
        pending = [name]
        while pending:
            each = pending.pop()
            if each in reached:
                continue
            reached.add(each)
            if each not in self._sources:
                continue
            for found in self._find_references(each):
                if found is None:
                    return self._sources
                pending.append(found)
        return reached

    def _find_references(self, name: str) -> References:
        try:
            return self.compiled.find_references(name, self._sources[name].text, _find_references)
        except TemplateSyntaxError as problem:
            raise TemplateFault(self._explain(name, problem)) from problem

    def _explain(self, name: str, problem: Exception) -> Diagnostic:
        """Say what is wrong in words, at the innermost line of a template that had to do with it."""
        if isinstance(problem, TemplateSyntaxError):
            message = _first_sentence(problem)
            hint = _UNKNOWN_HELP if message.startswith(_UNKNOWN) else _SYNTAX_HELP
            return self._fault(problem.name or name, problem.lineno, message, hint)
        file, line = _find_line(problem.__traceback__, self._sources) or (name, 1)
        if isinstance(problem, TemplateNotFound):
            near = get_close_matches(str(problem.name), self._sources, n=1)
            hint = (
                f"did you mean `{near[0]}`?"
                if near
                else "write its path below templates/, such as `parts/check.html`"
            )
            return self._fault(file, line, f"there is no template `{problem.name}`", hint, str(problem.name))
        return self._fault(file, line, *explain_rendering(problem))

    def _fault(self, file: str, line: int, message: str, hint: str, word: str = "") -> Diagnostic:
        """Make the problem; its column is where ``word`` stands on the line, if it does."""
        text = self._sources[file].lines if file in self._sources else []
        found = (
            re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text[line - 1])
            if word and line <= len(text)
            else None
        )
        span = Span(self._path(file), line)
        if found:
            span = Span(span.path, line, found.start() + 1, line, found.end() + 1)
        return error("template-is-right", message, span, hint)

    def _path(self, name: str) -> str:
        return self._sources[name].path if name in self._sources else f"templates/{name}"

    def __reduce__(
        self,
    ) -> tuple[Callable[..., Templates], tuple[tuple[Path, ...], tuple[tuple[str, str], ...], str]]:
        stamp = digest("".join(f"{name}\0{self._text(name)}\0" for name in self._sources).encode())
        return _restore, (self._folders, tuple(self._words.items()), stamp)


@lru_cache(maxsize=1)
def _restore(folders: tuple[Path, ...], words: tuple[tuple[str, str], ...], stamp: str) -> Templates:
    """Make the templates in another process, once for all that is sent there; ``stamp`` tells changes."""
    del stamp
    return Templates(folders, dict(words))


def _first_sentence(problem: TemplateSyntaxError) -> str:
    message = (problem.message or "").partition(". ")[0].rstrip(".")
    return f"this is not right Jinja: {message[:1].lower()}{message[1:]}"


def _load_sources(folders: Sequence[Path]) -> dict[str, TextFile]:
    sources: dict[str, TextFile] = {}
    for folder in folders:
        for name in walk_files(folder):
            hidden = name.rpartition("/")[2].startswith(".")
            if name.endswith(TEMPLATE_ENDINGS) and not hidden and name not in sources:
                file, problems = read_text_file(folder.parent, f"{folder.name}/{name}")
                if file is None:
                    raise TemplateFault(problems[0])
                sources[name] = file
    return dict(sorted(sources.items()))


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


def _make_environment(
    sources: Mapping[str, TextFile], words: Mapping[str, str], known: Compiled
) -> Environment:
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
_READER = _make_environment({}, {}, Compiled())
_KEPT = 256


@lru_cache(_KEPT)
def _parse(name: str, text: str) -> nodes.Template:
    return _READER.parse(text, name)


@lru_cache(_KEPT)
def _find_references(name: str, text: str) -> References:
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
    return _READER.compile(_parse(name, text), name, _mark_file(name))


def _mark_file(name: str) -> str:
    """Give the name under which a template's code shows in a traceback; no file on any disk has it."""
    return f"<template {name}>"


def _find_line(trace: TracebackType | None, sources: Mapping[str, TextFile]) -> tuple[str, int] | None:
    """Give the innermost template and its line in a traceback."""
    files = {_mark_file(name): name for name in sources}
    found = None
    while trace is not None:
        name = files.get(trace.tb_frame.f_code.co_filename)
        if name is not None:
            found = name, trace.tb_lineno
        trace = trace.tb_next
    return found
