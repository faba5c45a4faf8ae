"""Slips put right on disk: what ``check --fix`` writes. Knows nothing of what a file means."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from site_gen.reading.front_matter import split_front_matter
from site_gen.reading.nodes import Mend
from site_gen.reading.yamldoc import apply_mends, parse_yaml
from site_gen.support.files import read_bytes, rewrite_file
from site_gen.support.locations import TextFile
from site_gen.support.texts import decode_text


def mend_file(root: Path, path: str) -> int:
    """Write the mends of one YAML file, or of the front matter of one Markdown file; tell how many.

    Every other byte stays: comments, line ends, a byte order mark. A file that is not UTF-8 is left alone.
    Raises OSError where the file cannot be read or written.
    """
    data = read_bytes(root / path)
    file, _ = decode_text(path, data)
    if file is None:
        return 0
    mends = _find_mends(file)
    if mends:
        rewrite_file(root / path, apply_mends(data.decode("utf-8"), mends).encode("utf-8"))
    return len(mends)


def _find_mends(file: TextFile) -> tuple[Mend, ...]:
    ending = PurePosixPath(file.path).suffix
    if ending == ".yaml":
        return parse_yaml(file).mends
    return split_front_matter(file).mends if ending == ".md" else ()
