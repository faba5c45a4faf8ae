"""Bytes -> text files: UTF-8 with LF, and what is told of a file that is none.

Apart from ``files``, which a build with nothing to do needs too: it tells of no problem, and makes none.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.files import normalize_text, read_bytes
from site_gen.support.locations import Span, TextFile

_SAVE_AS_UTF8 = (
    "save it as plain text in UTF-8 (Notepad: Encoding; Word: Plain Text, Other encoding, Unicode (UTF-8))"
)
_MAY_READ = "see whether you may read it, or save it again"


def read_text_file(root: Path, path: str) -> tuple[TextFile | None, list[Diagnostic]]:
    """Read ``root/path`` as UTF-8; a byte order mark and CR LF mean nothing.

    Gives no file and one error where it cannot be read, is not UTF-8 (with the place of the first wrong byte), or
    holds a NUL.
    """
    try:
        data = read_bytes(root / path)
    except OSError as problem:
        return None, [unreadable(path, problem)]
    return decode_text(path, data)


def unreadable(path: str, problem: OSError) -> Diagnostic:
    """Give the problem of a file that cannot be read."""
    found = f"the file cannot be read: {problem.strerror or problem}"
    return error("file-is-readable", found, Span(path), _MAY_READ)


def decode_text(path: str, data: bytes) -> tuple[TextFile | None, list[Diagnostic]]:
    """Make a text file of bytes; see ``read_text_file``."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        found = "the file is not saved in the encoding UTF-8: the character here cannot be read"
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            found = "the file is saved in the encoding UTF-16, expected UTF-8"
        return None, [error("file-is-utf8", found, Span(path, line, column), _SAVE_AS_UTF8)]
    text = normalize_text(text)
    if "\0" in text:
        where = TextFile(path, text).span_at(text.index("\0"))
        found = "here stands a character (NUL) that no text has, so this is hardly a text file"
        return None, [error("file-is-utf8", found, where, _SAVE_AS_UTF8)]
    return TextFile(path, text), []
