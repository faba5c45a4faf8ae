"""A window of some browser, driven by W3C WebDriver: what a reader does in it, and what can be seen.

It knows nothing of how commands get to the browser; ``firefox.py`` and ``webkit.py`` do.
"""

from __future__ import annotations

import base64
import time
from abc import ABC, abstractmethod
from typing import Any

KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004"}
PATIENCE = 15.0
"""Seconds until what does not happen is a failure."""
_REST = """async (selector) => {
  const element = document.querySelector(selector);
  for (let last, now, turn = 0; ; turn += 1) {
    if (turn < 3) { element.scrollIntoView({ block: 'center', behavior: 'instant' }); }
    const [{ left, top, width, height }] = element.getClientRects();
    now = [left + Math.min(width / 2, 12), top + height / 2].map(Math.round);
    if (`${now}` === `${last}`) { return now; }
    last = now;
    await new Promise((done) => setTimeout(() => requestAnimationFrame(done), 50));
  }
}"""
"""Where something is once it has come to rest: scrolling moves cards."""


class Window(ABC):
    """One window with one tab."""

    @abstractmethod
    def send(self, command: str, **values: Any) -> Any:
        """Send a command by the name that the standard gives it, without blanks; give its value."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Make the page's room so large, in CSS pixels."""

    @abstractmethod
    def close(self) -> None:
        """End the browser."""

    def go(self, url: str) -> None:
        self.send("Navigate", url=url)

    def run(self, function: str, *values: Any) -> Any:
        """Give what a function of JavaScript gives, in the page."""
        return self.send("ExecuteScript", script=f"return ({function})(...arguments)", args=list(values))

    def wait(self, function: str, *values: Any) -> Any:
        """Wait until a function gives something true; give it."""
        end = time.monotonic() + PATIENCE
        while not (found := self.run(function, *values)):
            assert time.monotonic() < end, f"never true: {function} {values}"
            time.sleep(0.02)
        return found

    def point(self, selector: str) -> tuple[int, int]:
        """Bring an element into sight; give a point on its first line, near the beginning."""
        self.wait("(selector) => document.querySelector(selector)?.getClientRects().length", selector)
        x, y = self.run(_REST, selector)
        return x, y

    def move(self, x: int, y: int) -> None:
        self._act("mouse", [{"type": "pointerMove", "x": x, "y": y, "duration": 0}])

    def hover(self, selector: str) -> None:
        self.move(*self.point(selector))

    def click(self, selector: str) -> None:
        self._press("mouse", *self.point(selector))

    def click_at(self, x: int, y: int) -> None:
        self._press("mouse", x, y)

    def tap(self, selector: str) -> None:
        self._press("touch", *self.point(selector))

    def type(self, *keys: str) -> None:
        """Press keys by name, or letters."""
        strokes = [
            {"type": kind, "value": KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")
        ]
        self.send("PerformActions", actions=[{"type": "key", "id": "keys", "actions": strokes}])

    def focus(self, selector: str) -> None:
        self.run("(selector) => document.querySelector(selector).focus()", selector)

    def screenshot(self) -> bytes:
        return base64.b64decode(self.send("TakeScreenshot", full=False))

    def _press(self, kind: str, x: int, y: int) -> None:
        at = {"type": "pointerMove", "x": x, "y": y, "duration": 0}
        self._act(kind, [at, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}])

    def _act(self, kind: str, steps: list[dict[str, Any]]) -> None:
        source = {"type": "pointer", "id": kind, "parameters": {"pointerType": kind}, "actions": steps}
        self.send("PerformActions", actions=[source])
