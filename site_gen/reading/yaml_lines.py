"""Lines of YAML as their author sees them: indentation, dashes, key, value.

Knows nothing of what is wrong with a line. All patterns take time in proportion to the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from site_gen.reading.yaml_keys import KNOWN_KEYS
from site_gen.support.structs import Struct

_LEAD = re.compile("[ \t\u00a0\u2000-\u200a\u3000]*")
_REST = re.compile(r"((?:-(?:[ \t]+|\Z))*)(.*)", re.DOTALL)
_KEY_SIGN = r"""(?:[^\s:#"'{}\[\],]|:(?=\S))"""
_KEY = re.compile(
    rf"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[\w<]{_KEY_SIGN}*(?: {_KEY_SIGN}+)*)[ \t]*:(?:[ \t]+|\Z)"""
)
_BLOCK_HEADER = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])(?:[ \t]+#.*)?\Z")
_LOOK_AHEAD = 60
_COMMENT = re.compile(r"[ \t]+#(?=[ \t]|\Z)")
_NOTHING_MORE = re.compile(r"[ \t]*(?:[ \t]#.*)?\Z")
_DECORATION = re.compile(r"[&!]\S*\Z")
_UNSPACED_DASH = re.compile(r"(?:-|[–—•*] *)(?=([\w-]+) ?:(?:\s|\Z))")
_DOUBLE_END = re.compile(r'(?:[^"\\]|\\.)*"', re.DOTALL)
_SINGLE_END = re.compile(r"(?:[^']|'')*'(?!')", re.DOTALL)
_FLOW_SIGN = re.compile(r"""[\[\]{}]|(?<![^\s\[{,:])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""", re.DOTALL)


class Shape(Struct, frozen=True):
    """One line, cut up: ``lead + dashes + key and colon + value + trailing space``."""

    lead: str
    """The white space at its beginning, which may hold tabs."""
    dashes: str
    """``- `` or ``- - `` or nothing."""
    key: str | None
    """The key without quotation marks."""
    head: str
    """All before the value."""
    value: str
    """All behind, without white space at its end."""

    @property
    def indent(self) -> int:
        """How many columns stand before the line's first sign; a tab counts for two."""
        return width(self.lead)

    @property
    def column(self) -> int:
        """The column, from 0, of the key, or of the value where there is no key."""
        return self.indent + len(self.dashes)

    @property
    def parent(self) -> int:
        """The column that lines belonging to this line's value stand right of."""
        if self.key is not None or not self.dashes:
            return self.column
        return self.indent + self.dashes.rindex("-")

    @property
    def is_content(self) -> bool:
        """Tell whether the line is neither blank nor a comment."""
        return bool(self.head.strip() or self.value) and not (
            self.key is None and not self.dashes and self.value.startswith("#")
        )

    @property
    def is_open(self) -> bool:
        """Tell whether the value must stand on the lines below."""
        return not self.value or self.value.startswith("#") or _DECORATION.match(self.value) is not None

    @property
    def begins_item(self) -> bool:
        """Tell whether the line begins with a dash, or with what is surely meant as one."""
        return bool(self.dashes) or find_unspaced_dash(self) > 0

    @property
    def has_known_key(self) -> bool:
        """Tell whether the line begins with a key of the formats."""
        return self.key in KNOWN_KEYS or bool(self.key and self.key.startswith("x-"))


def width(lead: str) -> int:
    """Give the columns that white space takes; a tab counts for two."""
    return len(lead) + lead.count("\t")


def read_shape(line: str) -> Shape:
    """Cut up a line."""
    lead_match = _LEAD.match(line)
    lead = lead_match[0] if lead_match else ""
    rest_match = _REST.match(line, len(lead))
    dashes, rest = (rest_match[1], rest_match[2]) if rest_match else ("", line)
    key = _KEY.match(rest)
    if key is None:
        return Shape(lead, dashes, None, lead + dashes, rest.rstrip())
    return Shape(lead, dashes, key[1].strip("\"'"), lead + dashes + key[0], rest[key.end() :].rstrip())


def find_unspaced_dash(shape: Shape) -> int:
    """Give the length of a dash before a known key that lacks its space or is no hyphen; 0: there is none."""
    if shape.dashes or shape.key is not None:
        return 0
    match = _UNSPACED_DASH.match(shape.value)
    return match.end() if match is not None and match[1] in KNOWN_KEYS else 0


def is_block_header(value: str) -> bool:
    """Tell whether a value is ``|``, ``>-`` or the like, with its text on the lines below."""
    return _BLOCK_HEADER.match(value) is not None


def cut_comment(value: str) -> tuple[str, str]:
    """Give a value and the comment behind its last line, with the space before it.

    ``#`` directly before a word is part of the text: a hashtag or a number.
    """
    match = _COMMENT.search(value, value.rfind("\n") + 1)
    return (value, "") if match is None else (value[: match.start()], value[match.start() :])


def find_quote_end(text: str) -> int | None:
    """Give the offset behind the quotation mark that closes the one at offset 0, None where there is none."""
    match = (_DOUBLE_END if text[0] == '"' else _SINGLE_END).match(text, 1)
    return match.end() if match else None


def find_bracket_end(text: str) -> int | None:
    """Give the offset behind the bracket that closes the one at offset 0, None where there is none."""
    depth = 0
    for sign in _FLOW_SIGN.finditer(text):
        if sign[0] in "[{":
            depth += 1
        elif sign[0] in "]}":
            depth -= 1
            if depth == 0:
                return sign.end()
    return None


def find_value_end(lines: Sequence[str], row: int, shape: Shape) -> int:
    """Give the row behind the last line of the value that begins on ``row``, as its author meant it."""
    value = shape.value
    if shape.is_open:
        return row + 1
    if is_block_header(value):
        return _find_block_end(lines, row, shape)
    if value[0] in "\"'[{":
        closed = _find_closing_row(lines, row, shape)
        if closed is not None:
            return closed + 1
    return _find_plain_end(lines, row, shape)


def _find_block_end(lines: Sequence[str], row: int, shape: Shape) -> int:
    """Give the end of the text below ``|``: what stands further in, else what is there without a key."""
    end = row + 1
    column = next((width(_lead(line)) for line in lines[end : end + _LOOK_AHEAD] if line.strip()), 0)
    while end < len(lines) and _is_deeper(lines[end], shape.parent):
        if _is_odd_key(lines[end], shape.parent + 1, column):
            break
        end += 1
    if any(line.strip() for line in lines[row + 1 : end]):
        return end
    last = end = row + 1
    while end < len(lines) and (not lines[end].strip() or _is_flat_text(lines[end], shape.parent)):
        last = end + 1 if lines[end].strip() else last
        end += 1
    return last


def _is_odd_key(line: str, column: int, margin: int) -> bool:
    """Tell whether a line left of the text's margin is the next key, one column off."""
    if margin <= column or width(_lead(line)) != column:
        return False
    return read_shape(line).has_known_key


def _is_deeper(line: str, parent: int) -> bool:
    return not line.strip() or line.startswith("\t") or width(_lead(line)) > parent


def _is_flat_text(line: str, parent: int) -> bool:
    shape = read_shape(line)
    return shape.is_content and shape.key is None and not shape.begins_item and shape.indent >= parent


def _find_closing_row(lines: Sequence[str], row: int, shape: Shape) -> int | None:
    """Find the line that closes a quotation mark or bracket, before any line that is clearly the next key.

    None where there is none, and where more follows behind the closing mark.
    """
    find_end = find_quote_end if shape.value[0] in "\"'" else find_bracket_end
    closing = shape.value[0] if shape.value[0] in "\"'" else "]" if shape.value[0] == "[" else "}"
    text = shape.value
    for below in range(row, min(len(lines), row + _LOOK_AHEAD)):
        if below > row:
            if _is_next_key(lines[below], shape):
                return None
            text = f"{text}\n{lines[below]}"
        if closing in (lines[below] if below > row else text[1:]):
            end = find_end(text)
            if end is not None:
                return below if _NOTHING_MORE.match(text, end) else None
    return None


def _is_next_key(line: str, above: Shape) -> bool:
    shape = read_shape(line)
    if not shape.is_content or shape.indent > above.parent:
        return shape.has_known_key and shape.indent <= above.parent + 1
    return shape.key is not None or bool(shape.dashes)


def _find_plain_end(lines: Sequence[str], row: int, shape: Shape) -> int:
    """Give the end of a text without quotation marks: deeper lines that are not known keys."""
    end = last = row + 1
    while end < len(lines):
        line = lines[end]
        if line.strip():
            below = read_shape(line)
            if below.indent <= shape.parent or not below.is_content or below.has_known_key:
                break
            last = end + 1
        end += 1
    return last


def _lead(line: str) -> str:
    match = _LEAD.match(line)
    return match[0] if match else ""


def quote_text(text: str) -> str:
    """Give a text of one line as a YAML value between quotation marks, the more readable way."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
