"""The one address of the preview that writes. Only a page of this very run may use it."""

from __future__ import annotations

import asyncio
import json
import secrets
from http import HTTPStatus

from tornado import web

from site_gen.preview.hosts import is_this_computer
from site_gen.preview.pages import GuardedHandler

MOST = 200_000
"""Bytes of a request."""


class AddHandler(GuardedHandler):
    """Writes a claim or note on selected words."""

    allowed = "POST"

    def prepare(self) -> None:
        """Refuse foreign hosts, pages of other sites, other computers, and who has not read a page of this run."""
        super().prepare()
        is_here = is_this_computer(self.request.remote_ip or "")
        origin = self.request.headers.get("Origin", "")
        if self.request.method != "POST":
            raise web.HTTPError(HTTPStatus.METHOD_NOT_ALLOWED)
        if not is_here or not self.hosts.allow_origin(origin, self.request.headers.get("Host", "")):
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        token = self.request.headers.get("X-Site-Gen-Token", "")
        if not secrets.compare_digest(token.encode(), self.stage.token.encode()):
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        if self.request.headers.get("Content-Type", "").partition(";")[0].strip() != "application/json":
            raise web.HTTPError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        if len(self.request.body) > MOST:
            raise web.HTTPError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

    async def post(self) -> None:
        """Write it, and take it in at once."""
        # Reads and anchors texts, which takes long to import, and nothing is written before the first page.
        from site_gen.preview.annotating import parse_wish, write_wish  # noqa: PLC0415

        wish = parse_wish(self.request.body)
        if wish is None:
            raise web.HTTPError(HTTPStatus.BAD_REQUEST)
        worker = self.stage.worker
        outcome = await asyncio.wrap_future(worker.ask(lambda site, _: write_wish(site, wish)))
        if outcome.written:
            worker.save({outcome.written})
        self.set_status(outcome.status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(outcome.answer, ensure_ascii=False))
