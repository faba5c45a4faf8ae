"""What a command says, and how it ends. The only place that prints; knows no flags."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from site_gen.reports import (
    Format,
    Style,
    colour,
    load_lines,
    plain,
    render_diagnostics,
    render_failure,
    render_rules,
)
from site_gen.support.errors import SiteGenError, UsageError

if TYPE_CHECKING:  # as in building.results
    from site_gen.checking.results import Checked
    from site_gen.support.diagnostics import Diagnostic

PROBLEMS = 1
USAGE = 2
OUR_FAULT = 70
INTERRUPTED = 130

_COMMAND_LINE = re.compile(r"^(\s+)site-gen (?=[a-z])", re.MULTILINE)
"""A command in the help of a refusal, on a line of its own."""


class Terminal:
    """Where words go: problems to one stream, the rest to the other; colours only where a person looks."""

    def __init__(self) -> None:
        self.verbose = False
        for stream in (sys.stdout, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure:  # a console of another encoding shows a stand-in instead of failing
                reconfigure(errors="replace")

    def say(self, text: str) -> None:
        """Print a line."""
        print(_as_typed_here(text), flush=True)

    def say_all(self, lines: Iterable[str]) -> None:
        """Print lines."""
        for line in lines:
            self.say(line)

    def complain(self, text: str) -> None:
        """Print a line to the stream for problems."""
        print(_as_typed_here(text), file=sys.stderr, flush=True)

    def show(
        self, root: Path, diagnostics: Sequence[Diagnostic], output: Format = "text", *, err: bool = True
    ) -> None:
        """Print problems."""
        stream = sys.stderr if err else sys.stdout
        style = _choose_style(stream) if output == "text" else plain
        text = render_diagnostics(diagnostics, output, load_lines(root), style)
        if text:
            print(text, file=stream, flush=True, end="\n" if output == "text" else "")

    def show_editorial(self, root: Path, checked: Checked, *, err: bool = True) -> None:
        """Print what the editorial rules say, and with it what else was found: warnings of a rule by one line."""
        self.show(root, checked.diagnostics if self.verbose else checked.in_full, err=err)
        stream = sys.stderr if err else sys.stdout
        lines = render_rules(checked.in_short, _choose_style(stream))
        for line in () if self.verbose else lines:
            print(line, file=stream, flush=True)


def _choose_style(stream: TextIO) -> Style:
    """Give colours where a person looks who wants them."""
    return colour if is_watched(stream) and not os.environ.get("NO_COLOR") else plain


def is_watched(stream: TextIO | None) -> bool:
    """Tell whether a person looks; a stream that was closed from the start is None."""
    return stream is not None and stream.isatty()


def _as_typed_here(text: str) -> str:
    """Give what to type with the name that this command has here: it may be on no search path, as in ``.venv``."""
    if not text.startswith("next: ") and not _COMMAND_LINE.search(text):
        return text
    typed = Path(sys.argv[0])
    if typed.name.lower().removesuffix(".exe") != "site-gen" or not typed.parent.name:
        return text
    known = shutil.which("site-gen")
    if known is not None and typed.exists() and Path(known).samefile(typed):
        return text
    whole = typed.absolute()
    is_near = whole.is_relative_to(Path.cwd()) and not text.startswith("next: cd ")
    name = str(whole.relative_to(Path.cwd()) if is_near else whole)
    name = f'"{name}" ' if " " in name else f"{name} "
    if text.startswith("next: "):
        return text.replace("site-gen ", name)
    return _COMMAND_LINE.sub(lambda match: match[1] + name, text)


def now() -> datetime.datetime:
    """Give the moment of the build: SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.datetime.now(datetime.UTC)
    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            f"SOURCE_DATE_EPOCH is {epoch}, but must be a number of seconds since 1970",
            "unset it, or give a number",
        ) from None


def end(terminal: Terminal, command: Callable[[], int], *, at_once: bool = False) -> NoReturn:
    """Run a command and end the process: 0 fine, 1 problems, 2 wrong usage, 70 our fault, 130 interrupted.

    ``at_once`` is for a command that leaves nothing open: Python then does not give back what it holds piece by piece,
    which took a sixteenth of a build after an edit.
    """
    try:
        code = _run_to_its_code(terminal, command)
    except BrokenPipeError:  # whoever read us has left; nothing more to say, also not by Python at its end
        code = PROBLEMS
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError, AttributeError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    if at_once:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError, AttributeError):
                stream.flush()
        os._exit(code)
    sys.exit(code)


def _run_to_its_code(terminal: Terminal, command: Callable[[], int]) -> int:
    """Run one command and give the exit code. Raises BrokenPipeError."""
    try:
        return command()
    except KeyboardInterrupt:
        terminal.complain("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as problem:  # noqa: BLE001 - the last net
        terminal.complain(render_failure(problem, verbose=terminal.verbose))
        if isinstance(problem, SiteGenError):
            return problem.exit_code
        return PROBLEMS if isinstance(problem, OSError) else OUR_FAULT  # a full disk, a locked file


def working(what: str, *, quiet: bool) -> AbstractContextManager[object]:
    """Show that something is going on, where a person watches.

    Nothing moves: that would need a thread, beside which no process can be forked (see ``building.processes``).
    """
    if quiet or not is_watched(sys.stderr):
        return nullcontext()
    from rich.console import Console  # noqa: PLC0415 - rich is imported when first used
    from rich.live import Live  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    return Live(Text(f"{what} …"), console=Console(stderr=True), auto_refresh=False, transient=True)
