"""One value as typed -> what it means, or a problem in plain words. Knows neither files nor keys.

Every function takes what stood in the file (a text, by mistake a list or a map) and raises ``ValueProblem``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NoReturn
from urllib.parse import urlsplit

from site_gen.model import Occurrence
from site_gen.reading.names import CSP_DIRECTIVES, CSP_HEADER_ONLY
from site_gen.reading.nearest import name_choices, shorten
from site_gen.support.urls import (
    allowed_url,
    compose,
    is_device_name,
    is_on_own_computer,
    is_relative,
    is_slug,
    is_web_url,
    make_slug,
)

_OCCURRENCE = re.compile(r"([0-9]{1,6})(?:\s+of\s+([0-9]{1,6}))?")
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_MAIL = re.compile(r"[^\s@<>\"'(),:;\\\[\]]+@[^\s@<>\"'(),:;\\\[\]]+\.[^\s@<>\"'(),:;\\\[\].]+")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]")
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)
_ORIGIN = re.compile(
    r"(?:https|http|wss|ws)://(?:\*\.)?[a-zA-Z0-9.-]+(?::(?:[0-9]{1,5}|\*))?(?:/[a-zA-Z0-9._~%/-]*)?"
    r"|(?:data|blob|https):"
)


class ValueProblem(ValueError):  # noqa: N818 - the word for it everywhere else
    """A value is not what its key expects."""

    def __init__(self, code: str, message: str, help: str = "") -> None:  # noqa: A002 - as in Diagnostic
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help


def _refuse(code: str, message: str, help: str = "") -> NoReturn:  # noqa: A002 - as in Diagnostic
    raise ValueProblem(code, message, help)


def name_kind(value: object) -> str:
    """Say what stood in the file: a text, a list, or keys with values."""
    if isinstance(value, str):
        return f"the text `{shorten(value)}`" if value.strip() else "nothing"
    return "a list" if isinstance(value, (list, tuple)) else "keys with values"


def expect_text(value: object) -> str:
    """Give a text as it is; a list, a map and an empty entry are refused."""
    if not isinstance(value, str):
        _refuse("value-is-right-kind", f"found {name_kind(value)}, expected a text")
    if not value.strip():
        _refuse("key-is-present", "an empty entry", "fill it in, or take it out")
    return value


def parse_line(value: object) -> str:
    """Give a text on one line: runs of white space become one space."""
    text = expect_text(value)
    if text.isprintable() and "  " not in text:  # no white space is printable but for the space itself
        return text.strip(" ")
    return " ".join(text.split())


def parse_words(value: object) -> str:
    """Give words to be found in a text: as typed, without white space around them."""
    return expect_text(value).strip()


def parse_seam(value: object) -> str:
    """Give the words before or after a quote: spaces count, the line end of a YAML block does not."""
    return expect_text(value).strip("\n")


def parse_markdown(value: object) -> str:
    """Give Markdown: as typed, so that its lines can be counted, without blank lines at its end."""
    return expect_text(value).rstrip()


def parse_id(value: object) -> str:
    """Give a slug or id, which must be right as typed."""
    text = expect_text(value).strip()
    if is_slug(text):
        return text
    right = make_slug(text)
    help = f"write `{right}`" if right else "use letters, digits and hyphens"  # noqa: A001 - as in Diagnostic
    if is_device_name(text):
        _refuse("id-is-slug", f"Windows keeps the name `{text}` for a device", help)
    if right == compose(text):
        _refuse(
            "id-is-slug", f"`{text}` looks right, but has letters made of several signs", f"copy `{right}`"
        )
    allowed = "letters and digits in lower case and single hyphens are allowed, up to 80"
    _refuse("id-is-slug", f"`{shorten(text)}` cannot be part of an address: {allowed}", help)


def parse_id_pair(value: object) -> str:
    """Give ``<article>/<id>``: a claim of another article."""
    text = expect_text(value).strip()
    article, slash, claim = text.partition("/")
    if slash and is_slug(article) and is_slug(claim):
        return text
    found = f"`{shorten(text)}` is not an article's slug, a slash and a claim's id"
    _refuse("same-as-is-claim", found, "write it like `russia-sanctions/january-sanctions`")


def make_choice(names: Iterable[str]) -> Callable[[object], str]:
    """Make the function that reads one of some words."""
    known = tuple(names)

    def parse_choice(value: object) -> str:
        text = expect_text(value).strip()
        if text in known:
            return text
        _refuse("choice-is-known", f"`{shorten(text)}` is none of the words allowed here", _help(text, known))

    return parse_choice


def _help(text: str, known: tuple[str, ...]) -> str:
    hint = name_choices(text, known)
    return hint if hint.startswith("use") else f"{hint} ({', '.join(known)} are allowed)"


def parse_switch(value: object) -> bool:
    """Give ``true`` or ``false``, also typed ``yes`` or ``no``, in any case."""
    text = expect_text(value).strip()
    answer = {"true": True, "yes": True, "false": False, "no": False}.get(text.lower())
    if answer is None:
        _refuse(
            "switch-is-true-or-false",
            f"`{shorten(text)}` is neither true nor false",
            "write `true` or `false`",
        )
    return answer


def parse_whole_number(value: object) -> int:
    """Give a whole number, which may have a sign."""
    text = expect_text(value).strip()
    if not _NUMBER.fullmatch(text):
        _refuse(
            "number-is-whole", f"`{shorten(text)}` is not a whole number", "write it in digits, such as `3`"
        )
    return int(text)


def parse_count(value: object) -> int:
    """Give a whole number of one or more."""
    number = parse_whole_number(value)
    if not 1 <= number <= 10_000:
        _refuse("number-is-whole", f"{number} is out of range", "write a number from 1 to 10000")
    return number


def parse_occurrence(value: object) -> Occurrence:
    """Give which of several equal places is meant: ``2``, ``2 of 5``, ``all``."""
    text = expect_text(value).strip()
    if text == "all":
        return Occurrence(None)
    match = _OCCURRENCE.fullmatch(text)
    if not match:
        help = "write `2 of 5`, `2`, or `all`"  # noqa: A001 - as in Diagnostic
        _refuse(
            "occurrence-is-valid", f"`{shorten(text)}` does not say which of several places is meant", help
        )
    index, total = int(match[1]), int(match[2]) if match[2] else None
    if index < 1 or (total is not None and index > total):
        _refuse("occurrence-is-valid", f"there is no place number `{text}`", "count from 1, such as `2 of 5`")
    return Occurrence(index, total)


def parse_language(value: object) -> str:
    """Give a language tag (BCP 47) in its usual case: ``en``, ``pt-BR``, ``sr-Latn``."""
    text = expect_text(value).strip()
    tag = text.replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        help = "write a tag such as `en`, `hi` or `pt-BR`"  # noqa: A001 - as in Diagnostic
        _refuse("language-is-tag", f"`{shorten(text)}` is not a language tag", help)
    if tag != text:
        _refuse(
            "language-is-tag",
            f"`{text}` is not a language tag: its parts are joined by hyphens",
            f"write `{tag}`",
        )
    first, *rest = tag.lower().split("-")
    parts = [first]
    for part in rest:
        alone = len(parts[-1]) == 1
        cased = (
            part.upper() if len(part) == 2 else part.title() if len(part) == 4 and part.isalpha() else part
        )
        parts.append(part if alone or "x" in parts else cased)
    return "-".join(parts)


def parse_colour(value: object) -> str:
    """Give a colour as ``#rrggbb`` in lower case."""
    text = expect_text(value).strip()
    if not _COLOUR.fullmatch(text):
        help = 'write it between quotation marks, such as `"#116329"`'  # noqa: A001 - as in Diagnostic
        _refuse("colour-is-hex", f"`{shorten(text)}` is not a colour in the form #rrggbb", help)
    digits = text[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def parse_web_url(value: object) -> str:
    """Give a whole http or https address."""
    text = expect_text(value).strip()
    if is_web_url(text):
        return text
    _refuse("url-is-web-address", *_explain_url(text, "a whole web address"))


def parse_link(value: object) -> str:
    """Give an address that a link may have: http, https, mailto, tel, or relative."""
    text = expect_text(value).strip()
    if allowed_url(text):
        return text
    _refuse("url-is-allowed", *_explain_url(text, "an address that a link may have"))


def _explain_url(text: str, expected: str) -> tuple[str, str]:
    found = f"`{shorten(text)}` is not {expected}"
    if re.search(r"\s", text) and "://" in text:
        return f"{found}: it holds a space", "write `%20` for each space: " + re.sub(r"\s", "%20", text)
    if is_relative(text) and re.match(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/:?#]|\Z)", text):
        return f"{found}: it lacks https://", f"write https://{text}"
    return found, "write it whole, such as https://example.org/report"


def parse_base_url(value: object) -> str:
    """Give the site's absolute address, which ends in a slash and has no query and no fragment."""
    url = parse_web_url(value)
    if "?" in url or "#" in url:
        bare = re.split(r"[?#]", url)[0]
        _refuse("base-url-is-bare", "a base address has neither `?` nor `#`", f"write {bare.rstrip('/')}/")
    if urlsplit(url).username is not None:
        _refuse(
            "base-url-is-bare", "a base address holds no user name", "write it without what stands before `@`"
        )
    return url.rstrip("/") + "/"


def parse_mail(value: object) -> str:
    """Give a mail address, also typed with ``mailto:``."""
    text = expect_text(value).strip()
    mail = text[7:] if text.lower().startswith("mailto:") else text
    if not _MAIL.fullmatch(mail):
        _refuse(
            "mail-is-address", f"`{shorten(text)}` is not a mail address", "write it like desk@example.org"
        )
    return mail


def parse_mail_or_url(value: object) -> str:
    """Give a mail address or a whole web address."""
    text = expect_text(value).strip()
    if "@" in text and "//" not in text:
        return parse_mail(text)
    if is_web_url(text):
        return text
    found = f"`{shorten(text)}` is neither a mail address nor a web address"
    _refuse("url-is-web-address", found, "write it like desk@example.org or https://example.org/contact")


def parse_domain(value: object) -> str:
    """Give a host name, as a CNAME file needs it."""
    text = expect_text(value).strip()
    if is_web_url(text) and urlsplit(text).hostname:
        host = urlsplit(text).hostname
        _refuse(
            "domain-is-host",
            f"`{shorten(text)}` is an address, expected a host name alone",
            f"write `{host}`",
        )
    if not _DOMAIN.fullmatch(text) or len(text) > 253:
        _refuse(
            "domain-is-host", f"`{shorten(text)}` is not a host name", "write it like `facts.example.org`"
        )
    return text.lower()


def parse_code(value: object) -> str:
    """Give the code of a rule."""
    text = expect_text(value).strip()
    if not _CODE.fullmatch(text):
        help = "write the code that stands in square brackets in the message"  # noqa: A001 - as in Diagnostic
        _refuse("rule-is-code", f"`{shorten(text)}` is not the code of a rule", help)
    return text


def parse_directive(value: object) -> str:
    """Give a directive of the content security policy that a site may add origins to."""
    text = expect_text(value).strip()
    if text in CSP_HEADER_ONLY:
        found = f"browsers ignore `{text}` in a page: only a server can send it"
        _refuse("csp-is-safe", found, "take it out")
    if text not in CSP_DIRECTIVES:
        _refuse("csp-is-safe", f"`{shorten(text)}` is not a directive", name_choices(text, CSP_DIRECTIVES))
    return text


def parse_origin(value: object) -> str:
    """Give an origin for the content security policy: nothing that could end the directive or the element."""
    text = expect_text(value).strip()
    if not _ORIGIN.fullmatch(text):
        help = "write it like `https://media.example.org`; `data:` and `blob:` are allowed too"  # noqa: A001
        _refuse("csp-is-safe", f"`{shorten(text)}` is not an origin", help)
    return text


def parse_picture(value: object) -> str:
    """Give the path of a picture beside the article or in ``static/``."""
    text = expect_text(value).strip()
    if is_on_own_computer(text):
        found = f"`{shorten(text)}` is a place on your own computer, where readers cannot follow"
        _refuse("picture-is-local", found, "put a copy beside the article and write its name")
    if not is_relative(text):
        found = f"`{shorten(text)}` is on another site; readers' browsers would ask that site for it"
        _refuse("picture-is-local", found, "put a copy beside the article and write its name")
    return parse_link(text)


def parse_folder(value: object) -> str:
    """Give a folder inside the site's folder, with forward slashes."""
    text = expect_text(value).strip()
    steps = text.strip("/").split("/")
    absolute = text.startswith(("/", "~")) or re.match(r"[a-zA-Z]:", text)
    if absolute or "\\" in text or {"", ".", ".."} & set(steps):
        found = f"`{shorten(text)}` is not a folder inside the site's folder"
        _refuse("output-is-inside", found, "write it like `_site` or `build/site`, with forward slashes")
    return "/".join(steps)


def parse_alias(value: object) -> str:
    """Give a former address in root form: ``/2018/old-name/``."""
    text = expect_text(value).strip()
    path = urlsplit(text).path if is_web_url(text) else text
    steps = path.strip("/").split("/")
    wrong = re.search(r"[\s?#\\<>:\"|*\x00-\x1f]", path) or {"", ".", ".."} & set(steps) or "%" in path
    if not wrong and is_relative(text) and text.startswith("/"):
        return path if path.endswith("/") or "." in steps[-1] else f"{path}/"
    found = f"`{shorten(text)}` is not a former address of this site"
    right = f"/{'/'.join(steps)}/" if not wrong else "/2018/old-name/"
    _refuse("alias-is-path", found, f"write it from the site's root, such as `{right}`")
