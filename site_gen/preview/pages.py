"""The pages of the preview over HTTP. Knows nothing of reloading, nor of what a site is made of."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any

from tornado import web

from site_gen.preview.hosts import Hosts, is_this_computer, split_host
from site_gen.preview.replies import Asked, Reply, make_reply
from site_gen.preview.stage import Stage

_XML = "xml"
"""In the kind of every file that a browser can open as a document with scripts, drawings among them."""


class GuardedHandler(web.RequestHandler):
    """Answers only to the preview's own names; what it sends is not kept, nor read by other sites."""

    hosts: Hosts
    stage: Stage
    allowed = "GET, HEAD"

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
            self.set_header("Allow", self.allowed)
        self.finish(f"{status_code} {HTTPStatus(status_code).phrase}\n")

    def make_asked(self) -> Asked:
        """Give what is asked for, with the names by which this browser reached us: a port may have been forwarded."""
        host, port = split_host(self.request.host) or ("localhost", None)
        port = port or (443 if self.request.protocol == "https" else 80)
        path, query = self.request.path, self.request.query
        # Whoever looks on from elsewhere in the network cannot write.
        token = self.stage.token if is_this_computer(self.request.remote_ip or "") else ""
        return Asked(path, query, host, port, self.stage.build, token)

    def send(self, reply: Reply) -> None:
        """Send a reply."""
        self.set_status(reply.status)
        if reply.location:
            self.set_header("Location", reply.location)
        if reply.is_lasting:
            self.set_header("Cache-Control", "max-age=31536000, immutable")
        if _XML in reply.kind:
            # Opened alone it is a document of this origin: a script in it could read the token, and write.
            self.set_header("Content-Security-Policy", "script-src 'none'")
        if reply.data:
            self.set_header("Content-Type", reply.kind)
            self.write(reply.data)


class PageHandler(GuardedHandler):
    """The site's files, made when they are asked for."""

    async def get(self) -> None:
        """Answer with a file of the site, a redirect, or a page that says what is wrong. Waits for the first look."""
        # Asked in the site's thread: what was saved by now is taken in, and the page is named after it.
        reply = await asyncio.wrap_future(
            self.stage.worker.ask(
                lambda site, state: make_reply(site, state, self.make_asked()), self.request.path
            )
        )
        self.send(reply)

    head = get


def refuse_foreign_host(handler: web.RequestHandler, hosts: Hosts) -> None:
    """Raise HTTPError 421 for a request to a name that is not ours."""
    if not hosts.allow_host(handler.request.host):
        raise web.HTTPError(HTTPStatus.MISDIRECTED_REQUEST)
