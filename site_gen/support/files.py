"""The disk: the only door to it. Reads as UTF-8 with LF, writes whole files or nothing."""

from __future__ import annotations

import codecs
import errno
import hashlib
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.locations import Span, TextFile

Signature = tuple[int, int, int, int]
"""Size, mtime_ns, ctime_ns, inode: alike twice means the same content, unless written within the clock's tick."""

_SAVE_AS_UTF8 = (
    "save it as plain text in UTF-8 (Notepad: Encoding; Word: Plain Text, Other encoding, Unicode (UTF-8))"
)
_MAY_READ = "see whether you may read it, or save it again"
_REPLACE_TRIES = 40
_REPLACE_WAIT = 0.1
_OUTSIDE = re.compile(r"(?:^|/)\.{0,2}(?:/|$)" + (r"|[\\:]" if os.name == "nt" else ""), re.MULTILINE)


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


def normalize_text(text: str) -> str:
    """Drop a byte order mark, make line ends LF."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def read_bytes(path: Path) -> bytes:
    """Read a whole file. Raises OSError."""
    with open_file(path) as file:
        return file.read()


def open_file(path: Path) -> BinaryIO:
    """Open a file to read its bytes.

    Raises OSError, also for what is no plain file: a pipe, say, would be waited for without end.
    """
    file = open(path, "rb", opener=_open_at_once)  # noqa: SIM115 - a Path's own takes no opener; handed on
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "it is no plain file", str(path))
    return file


def _open_at_once(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def digest(data: bytes) -> str:
    """Give the hash of some bytes as 32 hexadecimal digits (BLAKE2b, 128 bits)."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def signature(path: Path | str) -> Signature | None:
    """Give what tells a changed file from an unchanged one without reading it; None where there is no file.

    With thousands of files, making a ``Path`` of each takes longer than looking at it.
    """
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def walk_files(folder: Path) -> Iterator[str]:
    """Give every file and symlink below ``folder``, relative with forward slashes, in order of name.

    A folder that may not be read is given itself, with a slash at its end (``folder``: nothing), so that what is in
    it is not passed over in silence. No folder, or a file in its place: nothing is given.
    """
    pending = [""]
    while pending:
        prefix = pending.pop()
        try:
            entries = sorted(os.scandir(folder / prefix), key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            yield prefix
            continue
        below = []
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                below.append(f"{prefix}{entry.name}/")
            else:
                yield f"{prefix}{entry.name}"
        pending.extend(reversed(below))


def write_file(path: Path, data: bytes) -> None:
    """Write a file in place of what is there, whole or not at all. Makes the folders. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        replace_file(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def rewrite_file(path: Path, data: bytes) -> None:
    """Write a file that a person owns: as ``write_file``, but a link stays a link, and who may read it stays so.

    Raises OSError.
    """
    target = path.resolve()
    mode = target.stat().st_mode & 0o7777 if target.exists() else None
    write_file(target, data)
    if mode is not None:
        target.chmod(mode)


def replace_file(source: Path, target: Path) -> None:
    """Rename ``source`` to ``target``, in place of what is there.

    Windows refuses while another program holds the target open: tried again for some seconds. Raises OSError.
    """
    for attempt in range(_REPLACE_TRIES):
        try:
            source.replace(target)
        except PermissionError:
            if attempt == _REPLACE_TRIES - 1:
                raise
            time.sleep(_REPLACE_WAIT)
        else:
            return


def all_inside(paths: Iterable[str]) -> bool:
    """Tell whether every path stays inside the folder that it is relative to. Raises TypeError for what is no text."""
    return not _OUTSIDE.search("\n".join(("x", *paths)))
