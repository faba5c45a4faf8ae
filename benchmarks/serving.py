"""Measures the preview of a tool: from a save to the new text being served."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.running import Run, RunFailedError
from benchmarks.tools import Tool

_LONGEST_START = 600
_LONGEST_WAIT = 30
_PAUSE = 0.7
"""Seconds between two saves: somebody who writes, and looks."""
_LOOK = 0.004
"""Seconds between two looks at the page."""
Save = Callable[[], tuple[str, str]]
"""Saves a file; gives the page and what must stand on it then."""


def measure_saves(row: str, name: str, folder: Path, rounds: int, tool: Tool, save: Save) -> Iterator[Run]:
    """Start a tool's preview and give what each save took; one more is made before and not counted."""
    port = _free_port()
    if name == "hugo":
        command = (tool.command[0], "server", "--port", str(port), "--bind", "127.0.0.1")
    else:
        command = (sys.executable, "-m", "site_gen", "serve", "--port", str(port))
    with _serving(command, folder, tool.environment) as process:
        path = "/" + save()[0]
        _await_page(process, port, path)
        for number in range(-1, rounds):
            time.sleep(_PAUSE)
            began = time.perf_counter()
            _, wanted = save()
            _await_text(port, path, wanted)
            if number >= 0:
                yield Run(row, name, number, time.perf_counter() - began)


@contextmanager
def _serving(
    command: tuple[str, ...], folder: Path, environment: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    threading.Thread(target=process.stdout.read, daemon=True).start()
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _await_page(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    until = time.monotonic() + _LONGEST_START
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            if _get(port, path)[0] == 200:
                return
        time.sleep(0.1)
    raise RunFailedError(f"the preview does not show {path}")


def _await_text(port: int, path: str, wanted: str) -> None:
    until = time.monotonic() + _LONGEST_WAIT
    while time.monotonic() < until:
        with suppress(OSError, http.client.HTTPException):
            if re.search(re.escape(wanted).encode(), _get(port, path)[1]):
                return
        time.sleep(_LOOK)
    raise RunFailedError(f"“{wanted}” did not appear within {_LONGEST_WAIT} s")


def _get(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_LONGEST_WAIT)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
