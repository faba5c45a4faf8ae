"""Texts as YAML that reads back as the same text, the way a person would type it. Knows no keys.

Short and harmless: as it is. Long, or words of an article: below ``>-``. Markdown: below ``|``. What holds signs
that cannot be seen: between quotation marks, with escapes.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

from site_gen.reading.yaml_lines import quote_text

WIDTH = 100
"""Lines of text end before this column, where there is a space to end them at."""
_LEAST_WIDTH = 40
# Signs that some reader of YAML takes for a line end, or refuses, or that no editor shows.
_HIDDEN = re.compile(
    "[^\n\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
# A word that begins with a letter, then words without a sign that means something in YAML.
_PLAIN = re.compile(r"[^\W\d_](?:[\w ()/.;!?…’“”–—-]|,(?=[ ])|'(?=\w))*")
_PLAIN_URL = re.compile(r"https?://[\w./?&=%+~@;!$*()-]+(?:#[\w./?&=%+~-]+)?")
_NOT_TEXT = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})
"""Words that some reader of YAML takes for something else than text."""


def squeeze(text: str) -> str:
    """Give a text on one line, as keys of one line read it: runs of white space become one space."""
    return " ".join(text.split())


def even_out(markdown: str) -> str:
    """Give Markdown with LF at its line ends, without blank lines around it and without spaces on blank lines."""
    text = markdown.replace("\r\n", "\n").replace("\r", "\n")
    lines = [line if line.strip() else "" for line in text.split("\n")]
    return "\n".join(lines).strip("\n").rstrip()


def render_inline(text: str) -> str:
    """Give a text of one line as a value behind its key."""
    is_plain = _PLAIN.fullmatch(text) and not text.endswith(" ") and text.lower() not in _NOT_TEXT
    if is_plain or _PLAIN_URL.fullmatch(text):
        return text
    return render_flow(text) if _HIDDEN.search(text) or "\t" in text else quote_text(text)


def render_flow(text: str) -> str:
    """Give any text as a value between double quotation marks, on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + _HIDDEN.sub(lambda match: _escape(match[0]), escaped) + '"'


def render_line(key: str, text: str, indent: int) -> list[str]:
    """Give the lines of a key whose text reads as one line; ``indent`` is the column of the key."""
    inline = f"{key}: {render_inline(text)}"
    if indent + len(inline) <= WIDTH or _HIDDEN.search(text):
        return [inline]
    return render_words(key, text, indent)


def render_words(key: str, text: str, indent: int) -> list[str]:
    """Give the lines of a key with its text below ``>-``, where nothing needs care. The text has no line ends."""
    if _HIDDEN.search(text) or "\t" in text or "  " in text or text != text.strip():
        return [f"{key}: {render_flow(text)}"]
    return [f"{key}: >-", *_indent(_wrap(text, max(_LEAST_WIDTH, WIDTH - indent - 2)), indent + 2)]


def render_markdown(key: str, text: str, indent: int) -> list[str]:
    """Give the lines of a key with its text below ``|``, line by line."""
    if _HIDDEN.search(text) or not text:
        return [f"{key}: {render_flow(text)}"]
    lines = text.split("\n")
    # Where the text itself is indented, the indentation of the block has to be said.
    header = "|2" if lines[0][:1] in {" ", "\t"} else "|"
    return [f"{key}: {header}", *_indent(lines, indent + 2)]


def _wrap(text: str, width: int) -> list[str]:
    """Break a text at single spaces of the ASCII kind: the reader puts them back."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _indent(lines: Iterable[str], indent: int) -> list[str]:
    return [f"{' ' * indent}{line}" if line else "" for line in lines]


def _escape(sign: str) -> str:
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def indent_by(text: str, indent: int) -> str:
    """Give lines of text with spaces before each."""
    return textwrap.indent(text, " " * indent)
