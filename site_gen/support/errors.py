"""The exceptions that end a command. Problems in what people wrote are values, see ``diagnostics``.

SiteGenError
├── UsageError      wrong usage, or no site here (exit 2)
├── OutputError     the output cannot be written as asked (exit 1)
├── PublishError    the site cannot be put on the web as asked (exit 1)
├── FetchError      what lies on the web cannot be had (exit 1)
└── InternalError   a promise of ours does not hold: our fault (exit 70)
"""

from __future__ import annotations


class SiteGenError(Exception):
    """Ends the command with one message and, where there is one, the way out."""

    exit_code = 1

    def __init__(self, message: str, help: str = "") -> None:  # noqa: A002 - as in Diagnostic
        super().__init__(message)
        self.message = message
        self.help = help

    def __reduce__(self) -> tuple[type[SiteGenError], tuple[str, str]]:
        return type(self), (self.message, self.help)


class UsageError(SiteGenError):
    """Wrong usage, or no ``site.yaml`` here."""

    exit_code = 2


class OutputError(SiteGenError):
    """The output cannot be written as asked."""


class PublishError(SiteGenError):
    """The site cannot be put on the web as asked."""


class FetchError(SiteGenError):
    """What lies on the web cannot be had."""


class InternalError(SiteGenError):
    """A promise of ours does not hold."""

    exit_code = 70
