"""What readers have been told so far: the ``claims.json`` of the site as it is on the web, from a disk or an address.

The only module that asks another computer for something, and only where ``check --published`` names it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from site_gen.checking.rule import Published
from site_gen.support.errors import FetchError, UsageError
from site_gen.support.files import read_bytes
from site_gen.support.urls import is_web_url

INDEX = "claims.json"
VERSION = 1
MAX_BYTES = 64 * 1024 * 1024
"""Of all files together: some 100,000 claims."""
MAX_SECONDS = 30.0
_ANSWER_SECONDS = 10.0
_PIECE = 64 * 1024

_Read = Callable[[str], bytes]
"""Gives the bytes of a file by its address as the index names it."""


def load_published(place: str, *, max_bytes: int = MAX_BYTES, max_seconds: float = MAX_SECONDS) -> Published:
    """Load what was published. ``place``: a ``claims.json``, the folder of a built site, or an http(s) address of one.

    Raises UsageError where there is no such thing at ``place``, FetchError where it cannot be had.
    """
    if "://" in place:
        index, read = _open_web(place, max_bytes, time.monotonic() + max_seconds)
    else:
        index, read = _open_folder(Path(place), max_bytes)
    return read_published(index, read)


def read_published(index: str, read: Callable[[str], bytes]) -> Published:
    """Read what was published. ``index`` names its ``claims.json``; ``read`` gives a file by the name it goes by there.

    Raises UsageError where it is not ours, and what ``read`` raises.
    """
    statuses: dict[str, str] = {}
    for address in parse_index(index, read(index)):
        statuses |= parse_statuses(address, read(address))
    return Published(statuses)


def parse_index(name: str, data: bytes) -> list[str]:
    """Give the addresses of the files with the claims that a ``claims.json`` names. Raises UsageError: not ours."""
    addresses = [entry.get("url") for entry in _parse(name, data, "shards")]
    if not all(isinstance(address, str) for address in addresses):
        raise _not_ours(name)
    return [str(address) for address in addresses]


def parse_statuses(name: str, data: bytes) -> dict[str, str]:
    """Give rating ids by ``<article slug>/<claim id>`` of one file with claims. Raises UsageError: not ours."""
    return {
        claim["id"]: claim["status"]
        for claim in _parse(name, data, "claims")
        if isinstance(claim.get("id"), str) and isinstance(claim.get("status"), str)
    }


def _parse(name: str, data: bytes, key: str) -> list[dict[str, Any]]:
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        raise _not_ours(name) from None
    if not isinstance(content, dict) or content.get("version") != VERSION:
        raise _not_ours(name)
    entries = content.get(key)
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise _not_ours(name)
    return entries


def _not_ours(name: str) -> UsageError:
    return UsageError(
        f"--published: {name} is not the claims.json of a site made by site-gen, or not of this version",
        "name the claims.json at the root of the published site, its folder, or its address",
    )


def _too_large(max_bytes: int) -> FetchError:
    return FetchError(f"--published: more than {max_bytes:,} bytes, which is more than claims take")


# On this disk


def _open_folder(place: Path, max_bytes: int) -> tuple[str, _Read]:
    index = place / INDEX if place.is_dir() else place
    folder = index.parent.resolve()
    left = [max_bytes]

    def read(address: str) -> bytes:
        path = (folder / address).resolve()
        if not path.is_relative_to(folder):
            raise _not_ours(index.name)
        try:
            left[0] -= path.stat().st_size
            if left[0] < 0:
                raise _too_large(max_bytes)
            return read_bytes(path)
        except OSError as problem:
            raise UsageError(
                f"--published: cannot read {path}: {problem.strerror}",
                "name the folder of the built site, such as _site, or its claims.json",
            ) from None

    return index.name, read


# On the web


class _StayOnWeb(HTTPRedirectHandler):
    """Follows a redirection to a web address only."""

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        """Refuse to go to another kind of address."""
        if not is_web_url(newurl):
            raise FetchError(f"--published: {req.full_url} leads to {newurl}, which is no web address")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _open_web(place: str, max_bytes: int, deadline: float) -> tuple[str, _Read]:
    if not is_web_url(place):
        raise UsageError(
            f"--published: {place} is not an http or https address", "write it whole: https://…/claims.json"
        )
    path = urlsplit(place).path
    index = place if path.endswith(".json") else urljoin(place if path.endswith("/") else f"{place}/", INDEX)
    opener = build_opener(_StayOnWeb)
    left = [max_bytes]

    def read(address: str) -> bytes:
        url = urljoin(index, address)
        if (urlsplit(url).scheme, urlsplit(url).netloc) != (urlsplit(index).scheme, urlsplit(index).netloc):
            raise _not_ours(index)
        try:
            question = Request(url, headers={"User-Agent": "site-gen"})  # noqa: S310 - http(s) only, see above
            with opener.open(question, timeout=_ANSWER_SECONDS) as answer:
                return _read_answer(answer, url, left, max_bytes, deadline)
        except HTTPError as problem:
            problem.close()
            raise FetchError(
                f"--published: {url} answers {problem.code} ({problem.reason})",
                "name the address of the published site, or a copy of its claims.json on this disk",
            ) from None
        except (URLError, TimeoutError, HTTPException, OSError, ValueError) as problem:
            reason = getattr(problem, "reason", None) or problem
            raise FetchError(
                f"--published: cannot reach {url}: {reason}",
                "see whether you are online, or name a copy of claims.json on this disk",
            ) from None

    return index, read


def _read_answer(answer: HTTPResponse, url: str, left: list[int], max_bytes: int, deadline: float) -> bytes:
    pieces = []
    while piece := answer.read(_PIECE):
        pieces.append(piece)
        left[0] -= len(piece)
        if left[0] < 0:
            raise _too_large(max_bytes)
        if time.monotonic() > deadline:
            raise FetchError(
                f"--published: {url} is too slow to wait for", "name a copy of claims.json on this disk"
            )
    return b"".join(pieces)
