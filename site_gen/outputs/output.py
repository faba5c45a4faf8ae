"""What an output is: an address, a fingerprint of all it depends on, and the function that makes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from site_gen.model import ArticleRecord, Site
from site_gen.presenting.templating import Templates
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.errors import SiteGenError
from site_gen.support.files import digest, read_bytes
from site_gen.support.locations import Span
from site_gen.support.structs import Struct, replace
from site_gen.support.texts import unreadable


class Output(Struct, frozen=True):
    """One file of the site, not made yet."""

    address: str
    """In root form."""
    key: str
    """Alike twice means the same bytes."""
    make: Callable[..., bytes]
    """A module-level function, perhaps with some arguments bound, so that it can be sent to a worker. It is called
    with site and templates; where there is a ``body_key`` also with the body: for an article its ``Edition``, for an
    own page the page and its body."""
    body_key: str | None = None
    """The body in the cache that it needs."""
    effort: int = 1
    """How many times the work of a page it is. What is more than a page's is kept in the cache too."""


class FileFault(SiteGenError):  # noqa: N818 - it is the file's, not ours
    """A file that cannot be read, or not as it was a moment ago; ``diagnostic`` says which."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(f"{diagnostic.span.path}: {diagnostic.message}", diagnostic.help)
        self.diagnostic = diagnostic

    def __reduce__(self) -> tuple[type[FileFault], tuple[Diagnostic]]:  # type: ignore[override]
        return type(self), (self.diagnostic,)


def read_known(file: Path, path: str, expected: str | None) -> bytes:
    """Give the bytes of what the site calls ``path``. Raises FileFault, also for another digest than ``expected``."""
    try:
        data = read_bytes(file)
    except OSError as problem:
        raise FileFault(unreadable(path, problem)) from problem
    if expected is not None and digest(data) != expected:
        message = "the file changed while the site was made from it"
        raise FileFault(error("file-is-readable", message, Span(path), "run the command again"))
    return data


def make_ready_output(address: str, content: bytes) -> Output:
    """Make the output of what is there already."""
    return Output(address, digest(content), partial(_give, content=content))


def _give(site: Site, templates: Templates, *, content: bytes) -> bytes:  # noqa: ARG001 - the form of all makers
    return content


def fingerprint(*parts: Any) -> str:
    """Give a digest of values whose ``repr`` tells all that counts (frozen nouns, text, numbers)."""
    told = "\0".join([part if isinstance(part, str) else repr(part) for part in parts])
    return digest(told.encode("utf-8", "surrogatepass"))


def shown_key(article: ArticleRecord) -> str:
    """Give the fingerprint of all that pages may show of an article that have only its record: not its text."""
    if article.shown:
        return article.shown
    return fingerprint(replace(article, body_key="", links=(), fragments="", words=0))
