"""What goes wrong in a value: small rules, one a slip, each with its kind message. Pure text, knows no files.

A rule gets a value as typed, its lines put together, and tells what its author meant; None for a right one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from site_gen.reading.yaml_keys import FREE_TEXT_KEYS, KNOWN_KEYS, MAP_KEYS
from site_gen.reading.yaml_lines import (
    cut_comment,
    find_bracket_end,
    find_quote_end,
    is_block_header,
    quote_text,
)
from site_gen.support.structs import Struct


class ValueSlip(Struct, frozen=True):
    """What is wrong with a value."""

    code: str
    message: str
    text: str | None = None
    """The words that were meant, to be put between quotation marks."""
    raw: str | None = None
    """Or the value put right, to be written as it is."""
    block: str = ""
    """Or ``|`` or ``>-``: ``text`` belongs on the lines below it."""
    comment: str = ""
    """What stays behind the value."""
    help: str = ""
    """The way out, where neither ``text`` nor ``raw`` is certain."""


_CURLY = "“”„«»‘’‚‹›"
_ADVICE = "put the whole text between quotation marks, or below `{key}: >-`, where every sign is allowed"
_COLON_INSIDE = re.compile(r":(?=[ \t\n]|\Z)")
_CLOSED = re.compile(r"[ \t\n]*\Z|[ \t\n]+#")
_TEXT_LIST = re.compile(r'"[^"]*"(?:\s*,\s*"[^"]*")+\Z')
_LEADING_APOSTROPHE = re.compile(r"'(?:(?:tis|twas|em|til|cause|round)\b|\d)", re.IGNORECASE)
_ESCAPE = re.compile(r'\\(?:[0abt\tnvfre "/\\N_LP\n]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})|\\')
_BACKSLASHED = re.compile(r"\\(.)", re.DOTALL)
_WORD_SIGN = re.compile(r"[*&!]\S+\Z")
_BLOCK_TEXT = re.compile(r"([|>][+-]?)\s+(?!\d)(.+)\Z", re.DOTALL)
_PAIR = re.compile(r"\s*([\w-]+)\s*:(?:\s+|\Z)(.*)\Z", re.DOTALL)
_QUOTED_OR_COMMA = re.compile(r"""(?<=[\s,:{])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=\s*[,}])|,""", re.DOTALL)


def find_value_slip(key: str, value: str) -> ValueSlip | None:
    """Give what is wrong with the value of ``key``; an empty key means an item of a list."""
    return next((slip for rule in _RULES if (slip := rule(key, value)) is not None), None)


def _double_quoted(key: str, value: str) -> ValueSlip | None:
    if not value.startswith('"'):
        return None
    end = find_quote_end(value)
    if end is not None and _CLOSED.match(value, end):
        return _wrong_escape(value, end)
    if re.search(r'\\[^"]', value):
        message = "the quotation marks do not match, and backslashes between them have a meaning of their own"
        return ValueSlip("yaml-quotes-match", message, help=_advise(key))
    if end is None:
        message = "the quotation mark at the beginning is never closed"
        return ValueSlip("yaml-quotes-match", message, _unescape(value[1:]))
    message = "there is a second quotation mark inside the quotation marks"
    if _names_a_key(value[end:]) or (_TEXT_LIST.match(value) and key not in FREE_TEXT_KEYS):
        return ValueSlip(
            "yaml-quotes-match", "more follows behind the closing quotation mark", help=_advise(key)
        )
    body, comment = cut_comment(value)
    if body.endswith('"') and len(body) > 1:
        return ValueSlip("yaml-quotes-match", message, _unescape(body[1:-1]), comment=comment)
    if body.count('"') % 2 or value[end - 2].isspace() or value[end].isalnum():
        return ValueSlip("yaml-quotes-match", message, help=_advise(key))
    message = "the text begins with a quotation mark, but does not end with one"
    return ValueSlip("yaml-quotes-match", message, body, comment=comment)


def _wrong_escape(value: str, end: int) -> ValueSlip | None:
    inner = value[1 : end - 1]
    if not _has_wrong_escape(inner):
        return None
    plain = _BACKSLASHED.sub(lambda match: "'" if match[1] == "'" else match[0], inner)
    if "\n" not in value and not _has_wrong_escape(plain):
        message = "a backslash before an apostrophe, which needs none"
        return ValueSlip("yaml-quotes-match", message, raw=f'"{plain}"{value[end:]}')
    message = (
        "a backslash between double quotation marks has a meaning of its own; single ones take it as it is"
    )
    return ValueSlip("yaml-quotes-match", message, _unescape(inner), comment=value[end:])


def _has_wrong_escape(inner: str) -> bool:
    return any(match[0] == "\\" for match in _ESCAPE.finditer(inner))


def _single_quoted(key: str, value: str) -> ValueSlip | None:
    if not value.startswith("'"):
        return None
    end = find_quote_end(value)
    if end is not None and _CLOSED.match(value, end):
        return None
    body, comment = cut_comment(value)
    if end is None:
        message = "the quotation mark at the beginning is never closed"
        text = value if _LEADING_APOSTROPHE.match(value) else value[1:].replace("''", "'")
        return ValueSlip("yaml-quotes-match", message, text)
    if _names_a_key(value[end:]):
        return ValueSlip(
            "yaml-quotes-match", "more follows behind the closing quotation mark", help=_advise(key)
        )
    message = "there is an apostrophe or a second quotation mark inside the quotation marks"
    if body.endswith("'"):
        return ValueSlip("yaml-quotes-match", message, body[1:-1].replace("''", "'"), comment=comment)
    if _LEADING_APOSTROPHE.match(value) or not value[end].isalnum():
        message = "the text begins with a quotation mark, but does not end with one"
        return ValueSlip("yaml-quotes-match", message, body, comment=comment)
    return ValueSlip("yaml-quotes-match", message, help=_advise(key))


def _curly_quoted(_key: str, value: str) -> ValueSlip | None:
    body, comment = cut_comment(value)
    if value[0] not in _CURLY or body[-1] not in _CURLY or len(body) < 3 or not _COLON_INSIDE.search(body):
        return None
    message = f"curly quotation marks {body[0]} {body[-1]} do not hold a text together, straight ones do"
    return ValueSlip("yaml-quotes-are-straight", message, body[1:-1], comment=comment)


def _bracketed(key: str, value: str) -> ValueSlip | None:
    if not value.startswith("["):
        return None
    end = find_bracket_end(value)
    if end is not None and _CLOSED.match(value, end):
        return None
    if end is not None or key in FREE_TEXT_KEYS:
        return _quoted("the text begins with a square bracket, which would begin a list", value)
    message = "the square bracket at the beginning is never closed"
    if "\n" in value:
        return ValueSlip("yaml-brackets-are-closed", message, help="write `]` at the end of the list")
    body, comment = cut_comment(value)
    return ValueSlip("yaml-brackets-are-closed", message, raw=f"{body.rstrip(', ')}]", comment=comment)


def _braced(key: str, value: str) -> ValueSlip | None:
    if not value.startswith("{"):
        return None
    end = find_bracket_end(value)
    if end is None:
        if key in FREE_TEXT_KEYS:
            return _quoted("the text begins with a brace, which would begin a group of keys", value)
        body, comment = cut_comment(value)
        raw = None if "\n" in value else _mend_braces(body + "}") or body + "}"
        message = "the brace at the beginning is never closed"
        return ValueSlip(
            "yaml-brackets-are-closed", message, raw=raw, comment=comment, help="write `}` at its end"
        )
    if not _CLOSED.match(value, end) or (value.startswith("{{") and "\n" not in value):
        return _quoted("the text begins with a brace, which would begin a group of keys", value)
    mended = _mend_braces(value[:end]) if "\n" not in value else None
    if mended is None:
        return None
    message = "a comma or colon inside a text between braces; the text needs quotation marks"
    return ValueSlip("yaml-value-is-quoted", message, raw=mended, comment=value[end:])


def _mend_braces(value: str) -> str | None:
    """Give ``{title: A, B, url: x}`` with quotation marks where a comma or a colon is part of a text."""
    pairs: list[tuple[str, str]] = []
    for piece in _split_at_commas(value[1:-1]):
        match = _PAIR.match(piece)
        if match is not None:
            pairs.append((match[1], match[2].strip()))
        elif pairs and piece.strip() and pairs[-1][1][:1] not in ("", '"', "'", "[", "{"):
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]},{piece}".rstrip())
        elif piece.strip():
            return None
    quoted = [(key, quote_text(text) if _needs_quotes_in_braces(text) else text) for key, text in pairs]
    if quoted == pairs:
        return None
    return "{" + ", ".join(f"{key}: {text}".rstrip() for key, text in quoted) + "}"


def _split_at_commas(inner: str) -> list[str]:
    text = f"{{{inner}}}"
    cuts = [match.start() for match in _QUOTED_OR_COMMA.finditer(text) if match[0] == ","]
    edges = [0, *cuts, len(text) - 1]
    return [text[start + 1 : end] for start, end in pairwise(edges)]


def _needs_quotes_in_braces(text: str) -> bool:
    if not text or text[0] in "\"'[{" or "\n" in text:
        return False
    return "," in text or _COLON_INSIDE.search(text) is not None or text[0] in "@`%&*!|>#-?"


def _block_begun(key: str, value: str) -> ValueSlip | None:
    if value[0] not in "|>" or is_block_header(value):
        return None
    match = _BLOCK_TEXT.match(value)
    if match is None or (key not in FREE_TEXT_KEYS and "\n" not in value):
        return _quoted(f"the text begins with {value[0]}, which would announce lines of text below", value)
    message = f"the text behind {match[1]} must begin on the line below"
    return ValueSlip("yaml-block-stands-below", message, match[2], block=match[1])


def _odd_beginning(key: str, value: str) -> ValueSlip | None:
    first = value[0]
    message = f"a text cannot begin with {first} unless it stands between quotation marks"
    if re.match(r"-(\s|\Z)", value) and key in KNOWN_KEYS - FREE_TEXT_KEYS:
        help_text = f"write each item on a line of its own below `{key}:`"
        return ValueSlip(
            "yaml-block-stands-below", "the items of a list must begin on the line below", help=help_text
        )
    if first in "@`%,]}" or re.match(r"[-?:](\s|\Z)", value):
        return _quoted(message, value)
    if first not in "*&!":
        return None
    alone = _WORD_SIGN.match(value) is not None
    name_follows = re.match(r"[*&!]!?[\w-]+(\s|\Z)", value) is not None
    if key in FREE_TEXT_KEYS or not name_follows or (first == "*" and not alone):
        return _quoted(message, value)
    return None


def _colon_inside(key: str, value: str) -> ValueSlip | None:
    if value[0] in "\"'[{|>":
        return None
    text, comment = cut_comment(value)
    if not _COLON_INSIDE.search(text):
        return None
    word = text.split(":", 1)[0]
    if key in MAP_KEYS and word in KNOWN_KEYS:
        message = f"two keys on one line: {key} and {word}"
        return ValueSlip(
            "yaml-value-is-quoted",
            message,
            help=f"write `{word}:` on a line of its own, two columns further in",
        )
    message = "there is a colon inside the text, so the whole text needs quotation marks"
    if "\n" in value and key not in FREE_TEXT_KEYS:
        return ValueSlip("yaml-value-is-quoted", message, help=_advise(key))
    return ValueSlip("yaml-value-is-quoted", message, text, comment=comment)


def _quoted(message: str, value: str) -> ValueSlip:
    text, comment = cut_comment(value)
    return ValueSlip("yaml-value-is-quoted", message, text, comment=comment)


def _unescape(text: str) -> str:
    return text.replace('\\"', '"')


def _names_a_key(rest: str) -> bool:
    match = re.match(r"\s*,?\s*([\w-]+):\s", rest)
    return match is not None and match[1] in KNOWN_KEYS


def _advise(key: str) -> str:
    return _ADVICE.format(key=key) if key else _ADVICE.format(key="-").replace("-: ", "- ")


_RULES: tuple[Callable[[str, str], ValueSlip | None], ...] = (
    _double_quoted,
    _single_quoted,
    _curly_quoted,
    _bracketed,
    _braced,
    _block_begun,
    _odd_beginning,
    _colon_inside,
)
