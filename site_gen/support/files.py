"""The disk: the only door to it. Reads bytes, writes whole files or nothing. Knows nothing of what stands in them."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

Signature = tuple[int, int, int, int]
"""Size, mtime_ns, ctime_ns, inode: alike twice means the same content, unless written within the clock's tick."""

_REPLACE_TRIES = 40
_REPLACE_WAIT = 0.1
_OUTSIDE = re.compile(r"(?:^|/)\.{0,2}(?:/|$)" + (r"|[\\:]" if os.name == "nt" else ""), re.MULTILINE)


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
