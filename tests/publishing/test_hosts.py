"""Every file of a site as other hosts give it: kind, caching, policy. In tests/browser/test_walk.py they are walked."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from email.message import Message
from pathlib import Path

import pytest

from tests.browser.serving import serve
from tests.built import BuiltSites
from tests.hosts import Host, obey_headers, store

KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".csv": "text/csv",
    ".xml": "xml",
    ".txt": "text/plain",
}
KEPT = "public, max-age=31536000, immutable"


def ask(url: str) -> tuple[int, Message]:
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own server
            return answer.status, answer.headers
    except urllib.error.HTTPError as problem:
        with problem:
            return problem.code, problem.headers


def addresses(folder: Path) -> list[str]:
    paths = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file())
    return [path.removesuffix("index.html") for path in paths if not path.startswith((".", "_"))]


@pytest.mark.parametrize("host", [obey_headers, store])
def test_each_file_comes_as_what_it_is_and_is_kept_as_long_as_it_may(built: BuiltSites, host: Host) -> None:
    folder = built.build("demo")
    with serve(folder, "/", host) as start:
        for address in addresses(folder):
            status, headers = ask(start + address)
            kind = KINDS[Path(address).suffix if "." in address else ".html"]
            assert status == 200, address
            assert kind in headers["Content-Type"], address
            is_hashed = re.search(r"\.[0-9a-f]{8}\.\w+$", address) is not None
            assert (headers["Cache-Control"] == KEPT) is is_hashed, address
            if host is store:
                assert headers["Cache-Control"] in {KEPT, "no-cache"}, address
                continue
            assert headers["Content-Security-Policy"].startswith("default-src 'none'; "), address
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers.get_all("Access-Control-Allow-Origin", []) in ([], ["*"])
        if host is store:
            assert ask(f"{start}.site-gen.json")[0] == 404
        assert ask(f"{start}_headers")[0] == (200 if host is store else 404)
        assert ask(f"{start}no/such/page/")[0] == 404
