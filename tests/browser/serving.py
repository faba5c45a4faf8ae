"""A host for static files as site-gen's users have one: folders have an index, texts
are compressed, a missing page is ``404.html``."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.hosts import Host

_COMPRESSED = ("text/", "image/svg", "application/json")


@contextmanager
def serve(folder: Path, base_path: str = "/", host: Host | None = None) -> Iterator[str]:
    """Serve a folder under a path of this computer until the block ends; give its address.

    ``host`` knows what is said with each file, and which are not served; None: nothing beyond its kind, and all.
    """

    class Handler(_Handler):
        root = folder
        base = base_path
        said = staticmethod(host or _say_nothing)

    with _Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.05])
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}{base_path}"
        finally:
            server.shutdown()
            thread.join()


def _say_nothing(folder: Path, path: str) -> dict[str, str]:
    return {}


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """Say nothing: a browser may hang up whenever it likes."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5  # a connection that the browser keeps open must not keep the test waiting
    root: Path
    base: str
    said: Host

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self._find(path)
        if file is not None and file.is_dir():
            self._answer(HTTPStatus.MOVED_PERMANENTLY, None, Location=f"{self.path}/")
        elif file is not None:
            self._answer(HTTPStatus.OK, file)
        elif path.startswith(self.base):
            self._answer(HTTPStatus.NOT_FOUND, self.root / "404.html")
        else:
            self._answer(HTTPStatus.NOT_FOUND, None)

    def _find(self, path: str) -> Path | None:
        if not path.startswith(self.base):
            return None
        file = self.root / path.removeprefix(self.base)
        if path.endswith("/"):
            file /= "index.html"
        if not file.exists() or self._said(file) is None:
            return None
        return file

    def _said(self, file: Path) -> dict[str, str] | None:
        return self.said(self.root, file.relative_to(self.root).as_posix()) if file.is_file() else {}

    def _answer(self, status: HTTPStatus, file: Path | None, **headers: str) -> None:
        data = file.read_bytes() if file else b""
        headers |= (self._said(file) or {}) if file else {}
        kind = (mimetypes.guess_type(file.name)[0] if file else None) or "text/plain"
        kind = headers.pop("Content-Type", kind)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if kind.startswith(_COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", ""):
            data = gzip.compress(data, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""
