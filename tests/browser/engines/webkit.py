"""WebKit, the engine of Safari, as the GTK project builds it: its driver takes WebDriver's commands over HTTP."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.browser.engines.window import PATIENCE, Window

DRIVER = "WebKitWebDriver"
_BROWSERS = (
    "lib/*/webkit*gtk-*/MiniBrowser",
    "libexec/webkit*gtk-*/MiniBrowser",
    "lib/webkit*gtk-*/MiniBrowser",
)
_ARGUMENTS = (
    "--automation",
    "--full-screen",  # no bar, which would not fit a narrow window
    "--proxy=http://127.0.0.1:9",  # a page under test reaches this computer and nothing else
    "--ignore-host=127.0.0.1",
)
_PATHS = {
    "Navigate": ("POST", "/url"),
    "Refresh": ("POST", "/refresh"),
    "Back": ("POST", "/back"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "PerformActions": ("POST", "/actions"),
    "SetWindowRect": ("POST", "/window/rect"),
    "SwitchToFrame": ("POST", "/frame"),
    "TakeScreenshot": ("GET", "/screenshot"),
    "DeleteSession": ("DELETE", ""),
}


def find() -> str | None:
    """Give the path of WebKit's small browser, None where it, its driver or a display is missing."""
    browser = next((str(path) for pattern in _BROWSERS for path in Path("/usr").glob(pattern)), None)
    has_display = shutil.which("Xvfb") or os.environ.get("DISPLAY")
    return browser if shutil.which(DRIVER) and has_display else None


class WebKit(Window):
    """A window of the small browser that comes with WebKitGTK, on a screen that nobody sees."""

    def __init__(self, path: str) -> None:
        self._screen, display = _make_screen()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._driver = subprocess.Popen(
            [DRIVER, f"--port={port}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "DISPLAY": display, "GTK_A11Y": "none"},
        )
        _wait_for(port)
        self._address = f"http://127.0.0.1:{port}/session"
        options = {"webkitgtk:browserOptions": {"binary": path, "args": list(_ARGUMENTS)}}
        opened = self._ask("POST", "", {"capabilities": {"alwaysMatch": options}})
        self._address += f"/{opened['sessionId']}"

    def send(self, command: str, **values: Any) -> Any:
        method, path = _PATHS[command]
        return self._ask(method, path, values)

    def resize(self, width: int, height: int) -> None:
        self.send("SetWindowRect", x=0, y=0, width=width, height=height)
        self.wait("(width, height) => innerWidth === width && innerHeight === height", width, height)

    def close(self) -> None:
        self.send("DeleteSession")
        for process in (self._driver, self._screen):
            if process:
                process.terminate()
                process.wait(PATIENCE)

    def _ask(self, method: str, path: str, values: dict[str, Any]) -> Any:
        body = json.dumps(values).encode() if method == "POST" else None
        request = urllib.request.Request(self._address + path, body, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
                return json.load(response)["value"]
        except urllib.error.HTTPError as fault:
            with fault:
                raise AssertionError(f"{method} {path}: {fault.read().decode()}") from None


def _make_screen() -> tuple[subprocess.Popen[bytes] | None, str]:
    """Give a screen of its own where the machine can make one, else the one that is there."""
    if not shutil.which("Xvfb"):
        return None, os.environ["DISPLAY"]
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert screen.stdout
    with screen.stdout:
        return screen, f":{screen.stdout.readline().decode().strip()}"


def _wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE
    with socket.socket() as trial:
        while trial.connect_ex(("127.0.0.1", port)):
            assert time.monotonic() < end, f"{DRIVER} did not start"
            time.sleep(0.05)
