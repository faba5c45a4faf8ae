"""Links and pictures of a document: judged, and those within the site turned into slots.

Knows paths and addresses as text; whether anything is there, building looks.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote

from site_gen.markdown.checks import check_document
from site_gen.markdown.document import Document, Slip, Token, make_diagnostic, make_span
from site_gen.markdown.figures import check_address, check_alt
from site_gen.model import LinkUse
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.locations import Span
from site_gen.support.structs import Struct, replace
from site_gen.support.urls import ALLOWED_SCHEMES, compose, decode_path, is_on_own_computer, is_relative

CONTENT = "content/"

_UNFIT = re.compile(r"[\"<>#?\\\x00-\x1f\x7f]")
_UNFIT_IN_FRAGMENT = re.compile(r"[\s\"<>&'`%#\\\x00-\x1f\x7f]")
_MAIL = re.compile(r"[^\s@/]+@[^\s@/]+\.[^\s@/]+")


class _Target(Struct, frozen=True):
    path: str
    """A path below ``content/``, ``static/…``, or an address that begins with a slash."""
    query: str = ""
    """With its ``?``."""
    fragment: str = ""

    @property
    def slot(self) -> str:
        return f"{self.path}{self.query}{'#' if self.fragment else ''}{self.fragment}"


def resolve_links(
    document: Document, path: str, first_line: int, subject: str | None = None, *, indent: int = 0
) -> tuple[tuple[LinkUse, ...], list[Diagnostic]]:
    """Turn the links and pictures that stay within the site into slots, in place.

    ``path`` is the file that the text stands in, ``first_line`` its first line there, ``indent`` how much
    deeper each line stands in the file than in the text. Gives what the text links to in the site, and all
    that is wrong with the document: its links and pictures, and what ``checks`` and the parser found.

    Links to a place on the same page (``#x``) and to elsewhere stay as they are.
    """
    uses: list[LinkUse] = []
    slips: list[Slip] = []
    for token in _links(document):
        found = _judge(token, path)
        if isinstance(found, _Target):
            token.meta["target"] = found.slot
            uses.append(_make_use(token, found, make_place(token, path, first_line, indent), subject))
        elif isinstance(found, Slip):
            token.attrs.pop("href", None)
            token.attrs.pop("src", None)
            slips.append(_at(token, found))
        if token.type == "image" and (without_words := check_alt(token)):
            slips.append(_at(token, without_words))
    slips += check_document(document)
    return tuple(uses), [make_diagnostic(slip, path, first_line, indent) for slip in slips]


def make_place(token: Token, path: str, first_line: int, indent: int = 0) -> Span:
    """Give the place of a link's or picture's typed address; see ``resolve_links`` for the rest."""
    meta = token.meta
    return make_span(path, first_line, meta["line"], meta["column"] + indent, meta["length"])


def _links(document: Document) -> list[Token]:
    blocks = [block.children for block in document.tokens if block.children]
    return [token for children in blocks for token in children if token.type in {"link_open", "image"}]


def _make_use(token: Token, target: _Target, span: Span, subject: str | None) -> LinkUse:
    picture = token.type == "image"
    return LinkUse(target.path, target.fragment, span, token.meta["typed"], subject, picture)


def _at(token: Token, slip: Slip) -> Slip:
    meta = token.meta
    return replace(slip, line=meta["line"], column=meta["column"], length=meta["length"])


def _judge(token: Token, path: str) -> _Target | Slip | None:
    """Give what an address leads to in the site, what is wrong with it, or None where it may stay."""
    typed = str(token.meta["typed"])
    if token.type == "image" and not is_on_own_computer(typed) and (elsewhere := check_address(typed)):
        return elsewhere
    if not typed:
        return Slip("link-has-address", 0, "the link leads nowhere", "write the address between the brackets")
    if typed[0] in "#?":
        return None
    if not token.meta["allowed"]:
        return _refuse(typed)
    return _find_target(typed, path) if is_relative(typed) else None


def _refuse(typed: str) -> Slip:
    code, shown = "link-scheme-is-allowed", _shorten(typed)
    if is_on_own_computer(typed):
        hint = "put a copy of the file beside the article and write its file name only"
        return Slip(code, 0, f"“{shown}” is a place on your own computer, where readers cannot follow", hint)
    if typed.startswith("//"):
        return Slip(code, 0, f"“{shown}” does not begin with https://", f"write https:{shown}")
    scheme = typed.partition(":")[0].lower()
    if scheme in ALLOWED_SCHEMES:
        return Slip(code, 0, f"“{shown}” is not a whole address", "write it as in https://example.org/report")
    message = f"“{shown}” is not a kind of address that a page may link to"
    return Slip(code, 0, message, "use http, https, mailto, tel, or the name of a file of the site")


def _find_target(typed: str, path: str) -> _Target | Slip:
    before, _, fragment = typed.partition("#")
    name, mark, query = before.partition("?")
    name = compose(decode_path(name))
    if _UNFIT.search(name):
        message = f"“{_shorten(name)}” has a character that no address can carry over"
        return Slip(
            "link-path-is-plain", 0, message, 'use / between folders, and no \\ < > " # ? in file names'
        )
    if name.lower().startswith("www."):
        return Slip(
            "link-scheme-is-allowed",
            0,
            f"“{_shorten(typed)}” lacks its beginning",
            f"write https://{_shorten(typed)}",
        )
    if _MAIL.fullmatch(name):
        return Slip(
            "link-scheme-is-allowed", 0, f"“{name}” is a mail address without mailto:", f"write mailto:{name}"
        )
    rest = f"{mark}{quote(decode_path(query), safe='=&;/:@!$*+,-._~()')}", _encode_fragment(fragment)
    if name.startswith("/static/"):
        return _Target(posixpath.normpath(name)[1:], *rest)
    slash = "/" if name.endswith("/") else ""
    if name.startswith("/"):
        return _Target(posixpath.normpath(name).rstrip("/") + slash, *rest)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(compose(path)), name))
    if not target.startswith(CONTENT):
        message = f"“{_shorten(typed)}” leads out of the folder content/"
        return Slip(
            "link-stays-inside", 0, message, "put a copy of the file beside the article, or into static/"
        )
    return _Target(target + slash, *rest)


def _encode_fragment(fragment: str) -> str:
    """Letters of any script stay as they are, so that a fragment equals the id that it names."""
    return _UNFIT_IN_FRAGMENT.sub(lambda match: quote(match[0]), decode_path(fragment))


def _shorten(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}…"
