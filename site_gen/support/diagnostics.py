"""Problems as values: what is wrong, where, and what to type instead. Knows nothing of printing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from site_gen.support.locations import Span
from site_gen.support.structs import Struct, replace

Severity = Literal["error", "warning"]


class Diagnostic(Struct, frozen=True):
    """One problem."""

    code: str
    """A stable name that states the healthy state, such as ``quote-is-unique``."""
    severity: Severity
    """``error``: a reader would be shown something false or broken. ``warning``: anything else."""
    message: str
    """What was found and what was expected, one sentence without a full stop at its end."""
    span: Span
    """Where."""
    help: str = ""
    """What to type instead; may have several lines."""


def error(code: str, message: str, span: Span, help: str = "") -> Diagnostic:  # noqa: A002 - the field's name
    """Make an error."""
    return Diagnostic(code, "error", message, span, help)


def warning(code: str, message: str, span: Span, help: str = "") -> Diagnostic:  # noqa: A002 - the field's name
    """Make a warning."""
    return Diagnostic(code, "warning", message, span, help)


def lower(diagnostic: Diagnostic) -> Diagnostic:
    """Give the same problem as a warning."""
    return replace(diagnostic, severity="warning")


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of the problems is an error."""
    return any(diagnostic.severity == "error" for diagnostic in diagnostics)


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Give the problems by place, each once."""
    return sorted(set(diagnostics), key=lambda each: (each.span, each.severity, each.code, each.message))
