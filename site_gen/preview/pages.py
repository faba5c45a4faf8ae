"""The pages of the preview: the files of the build shown now, redirects, notices. Knows nothing of reloading."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from tornado import web

from site_gen.preview.answers import content_type, find_answer
from site_gen.preview.hosts import Hosts, split_host
from site_gen.preview.notice import (
    add_to_page,
    render_failure_page,
    render_missing_page,
    render_notice,
    render_script,
    render_style,
)
from site_gen.preview.shown import Shown, Stage


class GuardedHandler(web.RequestHandler):
    """Answers only to the preview's own names; what it sends is not kept, nor read by other sites."""

    hosts: Hosts
    stage: Stage

    def initialize(self, hosts: Hosts, stage: Stage) -> None:
        """Take what the handlers share."""
        self.hosts = hosts
        self.stage = stage

    def prepare(self) -> None:
        """Refuse a request that names a foreign host."""
        refuse_foreign_host(self, self.hosts)

    def set_default_headers(self) -> None:
        """Keep browsers from keeping pages, guessing types, and handing files to other sites."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def compute_etag(self) -> None:
        """Give no tag: nothing is kept."""

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say in one line why a request is refused."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        if status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            self.set_header("Allow", "GET, HEAD")
        self.finish(f"{status_code} {HTTPStatus(status_code).phrase}\n")


class PageHandler(GuardedHandler):
    """The site's files, from memory."""

    async def get(self) -> None:
        """Answer with a file of the build shown now, a redirect, or a notice. Waits for the first build."""
        shown = await self.stage.wait()
        if not shown.files:
            self._send_failure(shown)
            return
        answer = find_answer(shown.files, shown.base_path, self.request.path)
        self.set_status(answer.status)
        if answer.location:
            query = f"?{self.request.query}" if self.request.query else ""
            self.set_header("Location", answer.location + query)
        elif answer.path is None:
            self._send_html(render_missing_page(self._head(shown, styled=True)).encode())
        else:
            self._send_file(shown, answer.path)

    head = get

    def _send_file(self, shown: Shown, path: str) -> None:
        data = shown.files[path]
        kind = content_type(path)
        if kind.startswith("text/html"):
            notice = render_notice(shown.diagnostics, shown.failure)
            data = add_to_page(data, self._head(shown, styled=bool(notice)), notice)
        self.set_header("Content-Type", kind)
        self.write(data)

    def _send_failure(self, shown: Shown) -> None:
        self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
        page = render_failure_page(shown.diagnostics, shown.failure, self._head(shown, styled=True))
        self._send_html(page.encode())

    def _send_html(self, data: bytes) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.write(data)

    def _head(self, shown: Shown, *, styled: bool) -> str:
        # The names by which this browser reached us, as a port may have been forwarded.
        host, port = split_host(self.request.host) or ("localhost", None)
        script = render_script(host, port or (443 if self.request.protocol == "https" else 80), shown.build)
        return f"{render_style()}{script}" if styled else script


def refuse_foreign_host(handler: web.RequestHandler, hosts: Hosts) -> None:
    """Raise HTTPError 421 for a request to a name that is not ours."""
    if not hosts.allow_host(handler.request.host):
        raise web.HTTPError(HTTPStatus.MISDIRECTED_REQUEST)
