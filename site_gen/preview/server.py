"""The preview's web server: livereload's, with its pages, its watcher and its trust in strangers replaced.

Of livereload stay the protocol, the browser's script and the loop. Names used here, held by contract tests:
``Server``: ``application``, ``serve``, ``_setup_logging``; ``Watcher``: ``watch``, ``start``, ``examine``;
``LiveReloadHandler``: ``check_origin``, ``on_message``, ``send_message``, ``waiters``, ``watcher``,
``_last_reload_time``; ``LiveReloadJSHandler.get``.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import socket
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.server import Server
from livereload.watcher import Watcher
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback

from site_gen.preview.hosts import Hosts
from site_gen.preview.pages import GuardedHandler, PageHandler, refuse_foreign_host
from site_gen.preview.replies import CLIENT, FOLLOWING, SCRIPT_ADDRESS, WRITING
from site_gen.preview.stage import Stage
from site_gen.preview.watcher import SiteWatcher
from site_gen.preview.writing import MOST, AddHandler
from site_gen.support.files import read_bytes
from site_gen.support.urls import encode_path

_FILES = {
    name: (read_bytes(Path(__file__).with_name("client") / name), f"text/{kind}; charset=utf-8")
    for kind, names in {"javascript": (*FOLLOWING, *WRITING), "css": ("preview.css",)}.items()
    for name in names
}
_HEARTBEAT = 200


class ScriptHandler(GuardedHandler):
    """livereload's script for the browser."""

    def get(self) -> None:
        """Send it."""
        LiveReloadJSHandler.get(self)
        self.set_header("Content-Type", "text/javascript; charset=utf-8")

    head = get


class ClientHandler(GuardedHandler):
    """The preview's own scripts and style sheet."""

    def get(self, name: str) -> None:
        """Send the file that the address names."""
        if name not in _FILES:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        data, kind = _FILES[name]
        self.set_header("Content-Type", kind)
        self.write(data)

    head = get


class ReloadSocket(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """The WebSocket over which pages are told to reload."""

    def initialize(self, hosts: Hosts, stage: Stage) -> None:
        """Take what the handlers share."""
        self._hosts = hosts
        self._stage = stage

    def prepare(self) -> None:
        """Refuse a foreign host, and pages of other sites.

        Here and not only in ``check_origin``, which tornado may skip where headers look alike.
        """
        refuse_foreign_host(self, self._hosts)
        origin = self.request.headers.get("Origin")
        if origin is not None and not self.check_origin(origin):
            raise web.HTTPError(HTTPStatus.FORBIDDEN)

    def check_origin(self, origin: str) -> bool:
        """Tell whether a page of ``origin`` may connect."""
        return self._hosts.allow_origin(origin, self.request.headers.get("Host", ""))

    def on_message(self, message: str | bytes) -> None:
        """Follow livereload's handshake; a page that shows an older build is told at once."""
        try:
            content = json.loads(message)
            command = content["command"]
        except (ValueError, KeyError, TypeError, RecursionError):
            self.close(1003, "not a livereload message")
            return
        super().on_message(message)
        if command == "info" and self._page_build(content) not in {None, self._stage.build}:
            self.send_message(make_message(self._stage.build))

    @staticmethod
    def _page_build(info: dict[str, Any]) -> str | None:
        try:
            return str(info["plugins"]["site-gen"]["build"])
        except (KeyError, TypeError):
            return None


class PreviewServer(Server):  # type: ignore[misc]  # livereload has no types
    """Shows a site on a socket that listens already, until stopped."""

    def __init__(
        self,
        listening: socket.socket,
        hosts: Hosts,
        stage: Stage,
        watcher: SiteWatcher,
        say: Callable[[str], None],
    ) -> None:
        super().__init__(watcher=_PushedWatcher(watcher.start))
        self._site_watcher = watcher
        self._listening = listening
        self._hosts = hosts
        self._loop: IOLoop | None = None
        self._stage = stage
        self._log = _SayHandler(say)

    def run(self) -> None:
        """Serve until ``stop`` or Ctrl-C. To be called once."""
        asyncio_loop = asyncio.new_event_loop()
        asyncio.set_event_loop(asyncio_loop)
        self._loop = IOLoop.current()
        if os.name == "nt":
            # Windows notices Ctrl-C only between two events.
            PeriodicCallback(lambda: None, _HEARTBEAT).start()
        try:
            self.serve(port=self._listening.getsockname()[1], host=self._hosts.host)
        finally:
            self._site_watcher.stop()
            logging.getLogger("tornado").removeHandler(self._log)
            _close(asyncio_loop)

    def application(
        self,
        port: int,
        host: str,
        liveport: int | None = None,
        debug: bool | None = None,  # noqa: FBT001 - livereload's signature
        live_css: bool = False,  # noqa: FBT001, FBT002 - livereload's signature
    ) -> None:
        """Put our pages and our socket on the socket; called by livereload's ``serve``."""
        del port, host, liveport, debug, live_css
        LiveReloadHandler.watcher = self.watcher
        # Lets livereload start this watcher even where another preview ran in the same process before.
        LiveReloadHandler._last_reload_time = None  # noqa: SLF001
        LiveReloadHandler.waiters.clear()
        shared = {"hosts": self._hosts, "stage": self._stage}
        rules = [
            (r"/livereload", ReloadSocket, shared),
            (SCRIPT_ADDRESS, ScriptHandler, shared),
            (rf"{CLIENT}add", AddHandler, shared),
            (rf"{CLIENT}([a-z.]+)", ClientHandler, shared),
            (r".*", PageHandler, shared),
        ]
        app = web.Application(rules, log_function=lambda _: None)
        HTTPServer(app, max_body_size=MOST).add_socket(self._listening)

    def show(self, touched: Sequence[str] = (), restyled: Sequence[tuple[str, str]] = ()) -> None:
        """Tell all pages that there is something new. May be called from any thread once the server runs.

        ``touched``: addresses of pictures whose content is new. ``restyled``: style sheets that alone are new, each by
        its address before and now.
        """
        # Named at once, so that no page made from here on has the old name.
        self._stage.number += 1
        if self._loop:
            self._loop.add_callback(self._tell, make_message(self._stage.build, touched, restyled))

    def stop(self) -> None:
        """End ``run`` soon. May be called from any thread once the server runs."""
        if self._loop:
            self._loop.add_callback(self._loop.stop)

    @staticmethod
    def _tell(message: Mapping[str, Any]) -> None:
        for page in set(LiveReloadHandler.waiters):
            page.send_message(message)

    def _setup_logging(self) -> None:
        """Replace livereload's log on the console: only faults are worth a line there."""
        logging.getLogger("tornado").addHandler(self._log)


def make_message(
    build: str, touched: Sequence[str] = (), restyled: Sequence[tuple[str, str]] = ()
) -> dict[str, Any]:
    """Make the message that there is a new build, in livereload's protocol; our script in the page knows the rest."""
    return {
        "command": "reload",
        "path": build,
        "liveCSS": True,
        "liveImg": True,
        "originalPath": json.dumps(
            {"touched": touched, "restyled": [[encode_path(each) for each in pair] for pair in restyled]}
        ),
    }


class _PushedWatcher(Watcher):  # type: ignore[misc]  # livereload has no types
    """What livereload takes for its watcher: lets ours begin, and reports nothing by itself."""

    def __init__(self, begin: Callable[[], None]) -> None:
        super().__init__()
        # livereload watches the current folder unless something is registered.
        self.watch("the site")
        self._begin = begin

    def start(self, callback: Callable[[], None]) -> bool:
        """Begin; True keeps livereload from polling. Its ``callback``, which forgets saves, is never called."""
        del callback
        self._begin()
        return True

    def examine(self) -> tuple[None, None]:
        """Report nothing: reloads are asked for after a build, not after a save."""
        return None, None


class _SayHandler(logging.Handler):
    """Says the server's own faults in one line each."""

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__(logging.ERROR)
        self._say = say

    def emit(self, record: logging.LogRecord) -> None:
        self._say(f"A fault of the preview server: {record.getMessage().splitlines()[0]}")


def _close(loop: asyncio.AbstractEventLoop) -> None:
    # After Ctrl-C livereload leaves the loop open, with connections waiting in it.
    if not loop.is_closed():
        loop.run_until_complete(
            asyncio.sleep(0)
        )  # what was asked for just before begins now, so that it can be ended
        # Looked for while the loop stands still: in its last turn something may begin after everything has been seen.
        while waiting := asyncio.all_tasks(loop):
            for task in waiting:
                task.cancel()
            loop.run_until_complete(asyncio.gather(*waiting, return_exceptions=True))
        loop.close()
    asyncio.set_event_loop(None)
