"""Templates: found, rendered, and what each depends on. Knows nothing of sites."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import Protocol

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError

from site_gen.presenting.compiled import Compiled, References
from site_gen.presenting.outline import Outline, make_outline
from site_gen.presenting.template_faults import explain_rendering, explain_syntax
from site_gen.presenting.templating_engine import (
    find_references,
    make_environment,
    make_plain_environment,
    mark_file,
)
from site_gen.presenting.views import ChromeView
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.errors import SiteGenError
from site_gen.support.files import digest, walk_files
from site_gen.support.locations import Span, TextFile
from site_gen.support.texts import read_text_file
from site_gen.support.words import ENGLISH

TEMPLATE_ENDINGS = (".html", ".svg")
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
        self._environment = make_environment(self._sources, words, self.compiled)
        self._only_plain: set[str] = set()

    def render(self, name: str, view: PageView) -> str:
        """Give what a template makes of a page's view. Raises TemplateFault with the template's line."""
        return self.render_with(name, view=view, asset=view.chrome.asset)

    def render_with(self, name: str, **seen: object) -> str:
        """Give what a template makes of the names that it sees. Raises TemplateFault with the template's line."""
        if name not in self._only_plain:
            try:
                return self._environment.get_template(name).render(**seen)
            except _RAISED_BY_TEMPLATES:
                self._only_plain.add(name)
        try:
            return self._plain.get_template(name).render(**seen)
        except _RAISED_BY_TEMPLATES as problem:
            raise TemplateFault(self._explain(name, problem)) from problem

    @cached_property
    def _plain(self) -> Environment:
        """Jinja itself, for what takes the straight way nowhere: what may be there or not, and what is wrong."""
        return make_plain_environment(self._sources, self._words)

    def closure(self, name: str) -> str:
        """Give a digest of a template and of all that it extends, includes or imports, in whatever folder.

        Of all templates, where one of them works out a name while it is rendered. Raises TemplateFault.
        """
        if name not in self._closures:
            names = self._reach(name)
            parts = (f"{each}\0{self._text(each)}\0" for each in sorted(names))
            self._closures[name] = digest("".join(parts).encode())
        return self._closures[name]

    def get_ready(self) -> None:
        """Compile what the templates asked about so far use, so that processes that are forked off have it.

        A template that cannot be compiled is left to whoever renders it: it may never be needed.
        """
        for name in sorted({each for asked in self._closures for each in self._reach(asked)}):
            with suppress(TemplateError):
                self._environment.get_template(name)

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
            return self.compiled.find_references(name, self._sources[name].text, find_references)
        except TemplateSyntaxError as problem:
            raise TemplateFault(self._explain(name, problem)) from problem

    def _explain(self, name: str, problem: Exception) -> Diagnostic:
        """Say what is wrong in words, at the innermost line of a template that had to do with it."""
        if isinstance(problem, TemplateSyntaxError):
            message, hint = explain_syntax(problem.message or "")
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


def _find_line(trace: TracebackType | None, sources: Mapping[str, TextFile]) -> tuple[str, int] | None:
    """Give the innermost template and its line in a traceback."""
    files = {mark_file(name): name for name in sources}
    found = None
    while trace is not None:
        name = files.get(trace.tb_frame.f_code.co_filename)
        if name is not None:
            found = name, trace.tb_lineno
        trace = trace.tb_next
    return found
