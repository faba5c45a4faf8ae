"""Firefox without windows, spoken to as its own driver does: WebDriver's commands over a socket (Marionette)."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.browser.engines.window import PATIENCE, Window

NAMES = ("firefox", "firefox-esr")
PREFERENCES = {
    "marionette.port": 0,  # a free one, written to a file of the profile
    "layout.css.prefers-color-scheme.content-override": 1,  # light
    "network.proxy.type": 1,  # a page under test reaches this computer and nothing else
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "ui.prefersReducedMotion": 1,
}
_RESIZE = """
const { style } = gBrowser.selectedBrowser;
for (const [name, value] of Object.entries({ width: arguments[0], height: arguments[1] })) {
  for (const part of ['', 'min-', 'max-']) {
    style.setProperty(part + name, `${value}px`, 'important');
  }
}
"""
_PREFER = """
const [name, value] = arguments;
if (typeof value === 'boolean') { Services.prefs.setBoolPref(name, value); }
else { Services.prefs.setIntPref(name, value); }
"""


def find() -> str | None:
    """Give the path of a Firefox, None where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Firefox(Window):
    """A Firefox with a profile of its own."""

    def __init__(self, path: str) -> None:
        self._profile = tempfile.TemporaryDirectory(prefix="site-gen-firefox-", ignore_cleanup_errors=True)
        folder = Path(self._profile.name)
        lines = (
            f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()
        )
        (folder / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [
            path,
            "--headless",
            "--marionette",
            "--remote-allow-system-access",
            "--profile",
            str(folder),
        ]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._socket = socket.create_connection(("127.0.0.1", _read_port(folder)))
        self._stream = self._socket.makefile("rb")
        self._count = 0
        self._receive()  # it says what it is
        self.send("NewSession")

    def send(self, command: str, **values: Any) -> Any:
        return self._call(f"WebDriver:{command}", values)

    def resize(self, width: int, height: int) -> None:
        self._as_browser(_RESIZE, width, height)
        self.wait("(width, height) => innerWidth === width && innerHeight === height", width, height)

    def prefer(self, name: str, value: int | bool) -> None:
        """Change a preference, as ``about:config`` does."""
        self._as_browser(_PREFER, name, value)

    def close(self) -> None:
        self._call("Marionette:Quit", {"flags": ["eForceQuit"]})
        self._stream.close()
        self._socket.close()
        self._process.wait(PATIENCE)
        self._profile.cleanup()

    def _as_browser(self, script: str, *values: Any) -> Any:
        """Run a script that may do what the browser's own do."""
        self._call("Marionette:SetContext", {"value": "chrome"})
        try:
            return self.send("ExecuteScript", script=script, args=list(values))
        finally:
            self._call("Marionette:SetContext", {"value": "content"})

    def _call(self, name: str, values: dict[str, Any]) -> Any:
        self._count += 1
        message = json.dumps([0, self._count, name, values]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, _, fault, result = self._receive()
        assert fault is None, f"{name}: {fault}"
        return result["value"] if isinstance(result, dict) and result.keys() == {"value"} else result

    def _receive(self) -> Any:
        digits = b""
        while not digits.endswith(b":"):
            digits += self._stream.read(1)
        return json.loads(self._stream.read(int(digits[:-1])))


def _read_port(profile: Path) -> int:
    file = profile / "MarionetteActivePort"
    end = time.monotonic() + 4 * PATIENCE
    while not (file.exists() and (text := file.read_text(encoding="utf-8").strip())):
        assert time.monotonic() < end, "Firefox did not start"
        time.sleep(0.05)
    return int(text)
