"""A preview that runs in a thread while a test looks at it."""

from __future__ import annotations

import asyncio
import http.client
import json
import queue
import threading
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from site_gen.building.live import LiveSite
from site_gen.preview.hosts import LOOPBACK, Hosts
from site_gen.preview.serve import Session, open_socket
from site_gen.support.diagnostics import Diagnostic
from tests.built import NOW

SECONDS = 20
_Answer = TypeVar("_Answer")


class Running:
    """A preview, and what it said."""

    def __init__(
        self,
        root: Path,
        host: str = LOOPBACK,
        open_site: Callable[[], LiveSite] | None = None,
        patience: float = SECONDS,
    ) -> None:
        self.said: queue.Queue[str] = queue.Queue()
        self.problems: queue.Queue[Sequence[Diagnostic]] = queue.Queue()
        listening = open_socket(host, 0)
        self.port: int = listening.getsockname()[1]
        self.session = Session(
            root,
            listening,
            Hosts(host),
            open_site=open_site or (lambda: LiveSite(root, lambda: NOW)),
            say=self.said.put,
            show_problems=self.problems.put,
            patience=patience,
        )
        self.thread = threading.Thread(target=self.session.run)

    def get(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Send a request with its path exactly as given; the first waits for the first look."""
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=SECONDS)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, response.headers, body

    def text(self, path: str) -> str:
        return self.get(path)[2].decode()

    async def connect(self, build: str | None = None, **headers: str) -> WebSocketClientConnection:
        """Open the WebSocket as livereload's client does, and finish its handshake."""
        url = f"ws://{LOOPBACK}:{self.port}/livereload"
        request = HTTPRequest(url, headers=headers, connect_timeout=SECONDS)
        connection = await websocket_connect(request)
        await send(connection, {"command": "hello"})
        assert (await receive(connection))["command"] == "hello"
        await send(
            connection,
            {"command": "info", "url": "/", "plugins": {"site-gen": {"build": build}} if build else {}},
        )
        # The server answers in order: once it has answered this, it has read the line before.
        await send(connection, {"command": "hello"})
        return connection


def converse(conversation: Coroutine[Any, Any, _Answer]) -> _Answer:
    """Run a conversation in a thread of its own: the browser's driver has a loop in the main one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, conversation).result(SECONDS)


async def send(connection: WebSocketClientConnection, message: dict[str, Any]) -> None:
    await connection.write_message(json.dumps(message))


async def receive(connection: WebSocketClientConnection) -> dict[str, Any]:
    message = await connection.read_message()
    assert message is not None, "the preview closed the connection"
    content: dict[str, Any] = json.loads(message)
    return content


def close(connection: WebSocketClientConnection) -> None:
    """Drop the connection, as a browser does that leaves the page."""
    stream = connection.protocol.stream
    connection.close()
    stream.close()


@contextmanager
def run_preview(
    root: Path, host: str = LOOPBACK, open_site: Callable[[], LiveSite] | None = None
) -> Iterator[Running]:
    """Run a preview until the block ends; its first look is done when the block begins."""
    running = Running(root, host, open_site)
    running.thread.start()
    assert running.session.is_watching.wait(SECONDS)
    running.get("/", Host="localhost")
    try:
        yield running
    finally:
        running.session.stop()
        running.thread.join(SECONDS)
        assert not running.thread.is_alive(), "the preview did not end"
