"""Addresses: slugs and ids, links from page to page, allowed schemes. Knows nothing of what stands at an address."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

MAX_SLUG = 80
_MAX_BYTES = 200
"""Of a name made of a slug: 255 are what common disks take."""
ALLOWED_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_DEVICE_NAMES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in "0123456789¹²³")]
)
_FOR_EXAMPLES = (".example.org", ".example.com", ".example.net")
"""Hosts kept for examples (https://www.rfc-editor.org/rfc/rfc2606)."""
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f]")
_PLAIN_PATH = re.compile(r"[a-zA-Z0-9/._~-]*")
_PLAIN_WORDS = re.compile(r"[a-zA-Z0-9 ,.~_-]*")
_PLAIN_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_PLAIN_WEB_URL = re.compile(r"https?://[a-z0-9.-]{1,60}(?:/[\w./~?=&#+,;:@!$'()*-]*)?", re.ASCII)
_SCHEME = re.compile(r"\A[a-zA-Z][a-zA-Z0-9+.-]*:")


def make_slug(text: str) -> str:
    """Make a slug: letters, marks and digits of any script, NFC, lower case, single hyphens, at most 80 code points.

    Gives an empty text where nothing of ``text`` may stay.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    kept = "".join(
        character if _may_stay(character) else "-" for character in folded if character not in "'’"
    )
    slug = re.sub(r"-+", "-", kept)[:MAX_SLUG].strip("-")
    return f"{slug}-1" if slug in _DEVICE_NAMES else slug


def is_device_name(text: str) -> bool:
    """Tell whether Windows keeps this name for a device, so that no file and no folder can have it."""
    return text.lower() in _DEVICE_NAMES


@lru_cache(maxsize=65536)
def name_slug(name: str) -> str:
    """Make the slug of a name that somebody bears: short enough for any disk, never empty.

    Names that differ only in case, white space and punctuation share it, on a disk that folds case too; names that
    differ only where a slug is cut off do not.
    """
    slug = unicodedata.normalize("NFC", make_slug(name).casefold())
    if 0 < len(slug) < MAX_SLUG and len(slug.encode("utf-8", "replace")) <= _MAX_BYTES:
        return slug
    mark = hashlib.blake2b(name.casefold().encode("utf-8", "replace"), digest_size=5).hexdigest()
    return f"{slug[:40].strip('-')}-{mark}" if slug else mark


def is_slug(text: str) -> bool:
    """Tell whether ``text`` is a right slug or id as it stands."""
    if _PLAIN_SLUG.fullmatch(text):
        return len(text) <= MAX_SLUG and text not in _DEVICE_NAMES
    return bool(text) and make_slug(text) == text


def _may_stay(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


@lru_cache(maxsize=4096)
def allowed_url(url: str) -> bool:
    """Tell whether a link may have this address: http, https, mailto, tel, relative, or a fragment.

    An address with a host but no scheme (``//host``) is refused, as is any control or white space character.
    """
    if not url or _UNPRINTABLE.search(url):
        return False
    if re.match(r"[/\\]{2}", url):
        return False
    match = _SCHEME.match(url)
    if not match:
        return True
    if match[0][:-1].lower() not in ALLOWED_SCHEMES:
        return False
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where it is no number up to 65535
    except ValueError:
        return False
    return bool(parts.netloc) if parts.scheme in {"http", "https"} else bool(parts.path)


def is_plain_web_url(url: str) -> bool:
    """Tell at sight whether ``url`` is a web address of nothing but letters, digits and signs of ASCII.

    Its host is short, without a port; nothing in it is encoded. Most are so, and no further look would refuse one.
    """
    return _PLAIN_WEB_URL.fullmatch(url) is not None


def is_web_url(url: str) -> bool:
    """Tell whether ``url`` is a whole http or https address."""
    if is_plain_web_url(url):
        return True
    return url.lower().startswith(("http://", "https://")) and allowed_url(url)


def is_placeholder(url: str) -> bool:
    """Tell whether a web address is one that stands in examples only."""
    host = f".{urlsplit(url).hostname or ''}"
    return host.endswith(_FOR_EXAMPLES)


def is_relative(url: str) -> bool:
    """Tell whether ``url`` has neither scheme nor host."""
    return not _SCHEME.match(url) and not url.startswith("//")


def is_on_own_computer(typed: str) -> bool:
    """Tell whether an address names a place on the author's disk: ``C:/photo.jpg``, ``file:///photo.jpg``."""
    return _DRIVE.match(typed) is not None or typed.lower().startswith("file:")


def encode_path(path: str) -> str:
    """Percent-encode a path for an address, keeping its slashes."""
    if _PLAIN_PATH.fullmatch(path):
        return path
    return quote(path, safe="/-._~")


def compose(text: str) -> str:
    """Give a name in the one form (NFC) in which names are compared: some systems store é as two signs."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def decode_path(path: str) -> str:
    """Undo percent-encoding of a path as an author may have typed it."""
    return unquote(path)


class Linker(NamedTuple):
    """Makes the links of one page: relative, so that one build works under any base address."""

    page: str
    """The page's own address in root form, such as ``/articles/x/`` or ``/404.html``."""
    portable: bool = False
    """Whether links name ``index.html``, so that they work from a disk."""
    base_path: str | None = None
    """For a page served at any depth (404): the path that links begin with, such as ``/`` or ``/repo/``."""

    def link(self, address: str) -> str:
        """Give the link to ``address`` (root form, may end in ``?…`` or ``#…``), percent-encoded."""
        path, mark, rest = _cut(address)
        same = path == self.page
        if self.portable and path.endswith("/"):
            path += "index.html"
        if self.base_path is not None:
            return self.base_path + encode_path(path.lstrip("/")) + mark + rest
        if same and mark == "#":
            return mark + rest
        relative = _relative(self.page, path)
        return encode_path(relative) + mark + rest


def _cut(address: str) -> tuple[str, str, str]:
    """Give the path, ``?`` or ``#``, and what follows it."""
    path, mark, rest = address.partition("#")
    if "?" in path:
        path, _, query = path.partition("?")
        return path, "?", query + mark + rest
    return path, mark, rest


def _relative(page: str, target: str) -> str:
    for shared, up in _list_steps(page[: page.rfind("/") + 1]):
        if target.startswith(shared):
            relative = up + target[len(shared) :]
            break
    if not relative:
        return "./"
    # A first step with a colon would read as a scheme.
    return f"./{relative}" if ":" in relative and ":" in relative.partition("/")[0] else relative


@lru_cache(maxsize=16)
def _list_steps(folder: str) -> tuple[tuple[str, str], ...]:
    """Give a folder and all that it lies in, the innermost first, each with the steps up to it; at last none."""
    ends = [index + 1 for index, character in enumerate(folder) if character == "/"]
    return tuple((folder[:end], "../" * up) for up, end in enumerate([*reversed(ends), 0]))


def output_path(address: str) -> str:
    """Give the file that stands at an address in root form: ``/a/`` is ``a/index.html``."""
    path = address.lstrip("/")
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def join_base(base_url: str, address: str) -> str:
    """Give the absolute address of ``address`` (root form) under ``base_url``, percent-encoded."""
    path, mark, rest = _cut(address)
    return base_url.rstrip("/") + "/" + encode_path(path.lstrip("/")) + mark + rest


def text_fragment(url: str, words: str) -> str:
    """Give the web address ``url`` pointing at ``words`` there (https://wicg.github.io/scroll-to-text-fragment/).

    Words beyond some 8 become ``start,end``. An address with a fragment of its own keeps it.
    """
    parts = words.split()
    if not parts:
        return url

    def encode(some: list[str]) -> str:
        # What is common in words is encoded last: where ``quote`` finds anything, it goes letter by letter.
        text = " ".join(some)
        text = text if _PLAIN_WORDS.fullmatch(text) else quote(text, safe=" ,")
        return text.replace(" ", "%20").replace(",", "%2C").replace("-", "%2D")

    text = encode(parts) if len(parts) <= 8 else f"{encode(parts[:4])},{encode(parts[-4:])}"
    return f"{url}{'' if '#' in url else '#'}:~:text={text}"
