"""The lines that a parser gets, and where each comes from: limits, odd characters, places. Knows no YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from site_gen.support.characters import find_rare
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.locations import Place, Span, TextFile
from site_gen.support.structs import Struct, field, replace

MAX_BYTES = 16 * 1024 * 1024
# What YAML takes, told by what it does not: Python reads a range of all that it takes ten times as long.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_EXTRA_BREAKS = re.compile("[\x85\u2028\u2029]")
_SHOWN_CHARACTERS = 20


class Sheet(Struct, frozen=True):
    """Lines to be read, which may be lines of a file put right."""

    file: TextFile
    lines: Sequence[str]
    """Without line ends. Characters that YAML alone takes for line ends have stand-ins."""
    rows: Sequence[int]
    """For each line its number in the file, from 1."""
    stand_ins: Mapping[int, str] = field(default_factory=dict)
    """What the stand-ins stand for, for ``str.translate``."""
    has_unprintable: bool = False
    """Whether the file has characters that cannot be printed; they are replaced here."""
    mended: bool = False
    """Whether some lines differ from those of the file, so that columns may be beyond its ends."""

    def cut(self, start: int, end: int) -> Sheet:
        """Give some of the lines."""
        return replace(self, lines=self.lines[start:end], rows=self.rows[start:end])

    def rewrite(self, lines: Iterable[tuple[str, ...]]) -> Sheet:
        """Give the same sheet with other lines for each line."""
        pairs = [(text, row) for texts, row in zip(lines, self.rows, strict=True) for text in texts]
        return replace(self, lines=[text for text, _ in pairs], rows=[row for _, row in pairs], mended=True)

    def restore(self, text: str) -> str:
        """Put the characters back that have stand-ins."""
        return text.translate(self.stand_ins) if self.stand_ins else text

    def place(self, row: int, column: int, end_row: int, end_column: int) -> Place:
        """Give the place in the file of rows and columns from 0."""
        if end_row >= len(self.rows) or self.mended:
            line, start = self._clamp(row, column)
            end_line, end = self._clamp(end_row, end_column)
            end_line, end = max((end_line, end), (line, start))
            return line, start, end_line, end
        return self.rows[row], column + 1, self.rows[end_row], end_column + 1

    def span(self, row: int, column: int, end_row: int, end_column: int) -> Span:
        """Give the same with the file."""
        return Span(self.file.path, *self.place(row, column, end_row, end_column))

    def _clamp(self, row: int, column: int) -> tuple[int, int]:
        if not self.rows:
            return 1, 1
        line = self.rows[min(row, len(self.rows) - 1)]
        length = len(self.file.lines[line - 1])
        return line, (min(column, length) if row < len(self.rows) else length) + 1


def make_sheet(
    file: TextFile, first_line: int, last_line: int | None
) -> tuple[Sheet | None, list[Diagnostic]]:
    """Make a sheet of some lines of a file. Gives none where they are too many."""
    lines = file.lines[first_line - 1 : last_line]
    rows = list(range(first_line, first_line + len(lines)))  # a list is looked up faster than a range
    text = "\n".join(lines)
    if len(text) > MAX_BYTES // 4 and len(text.encode("utf-8", "replace")) > MAX_BYTES:
        message = "the file is larger than 16 MiB; a file of claims holds those of one article"
        return None, [error("yaml-size-is-bounded", message, Span(file.path, first_line), "split it")]
    rare = find_rare(text)
    if not _UNPRINTABLE.search(rare) and not _EXTRA_BREAKS.search(rare):
        return Sheet(file, lines, rows), []
    problems = list(_check_characters(file, lines, first_line))
    stand_ins = _choose_stand_ins(text)
    swap = {ord(character): chr(code) for code, character in stand_ins.items()}
    clean = [_UNPRINTABLE.sub("\ufffd", line).translate(swap) for line in lines]
    return Sheet(file, clean, rows, stand_ins, bool(problems)), problems


def _check_characters(file: TextFile, lines: Sequence[str], first_line: int) -> Iterator[Diagnostic]:
    found = (
        (number, match)
        for number, line in enumerate(lines, first_line)
        for match in _UNPRINTABLE.finditer(line)
    )
    for number, match in islice(found, _SHOWN_CHARACTERS):
        message = f"a character that cannot be seen or printed (U+{ord(match[0]):04X})"
        where = Span(file.path, number, match.start() + 1, number, match.end() + 1)
        yield error(
            "yaml-characters-are-printable",
            message,
            where,
            "take it out; it may have come with text pasted from elsewhere",
        )


def _choose_stand_ins(text: str) -> dict[int, str]:
    """Choose private characters that the text does not use."""
    free = (code for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    return {next(free): character for character in "\x85\u2028\u2029" if character in text}
