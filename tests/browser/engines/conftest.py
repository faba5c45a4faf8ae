"""A window of each engine that this machine has, and sites whose pages keep what goes wrong in them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.browser.engines import firefox, webkit
from tests.browser.engines.window import Window
from tests.browser.serving import serve
from tests.built import BuiltSites

ENGINES: dict[str, tuple[Any, type[Any], str]] = {
    "firefox": (
        firefox.find,
        firefox.Firefox,
        "no Firefox on this machine (on Debian: apt install firefox-esr)",
    ),
    "webkit": (
        webkit.find,
        webkit.WebKit,
        "no WebKit with its driver and a screen on this machine (on Debian: apt install webkit2gtk-driver xvfb)",
    ),
}
LISTENER = """\
const keep = (text) => { sessionStorage.complaints = `${sessionStorage.complaints || ''}${text}\\n`; };
addEventListener('error', (event) => keep(event.message || `${event.target.outerHTML} did not come`), true);
addEventListener('unhandledrejection', (event) => keep(event.reason));
addEventListener('securitypolicyviolation', (event) => keep(`${event.violatedDirective}: ${event.blockedURI}`));
for (const name of ['error', 'warn']) {
  console[name] = (...words) => keep(words.join(' '));
}
new PerformanceObserver((list) => {
  for (const { name } of list.getEntries()) {
    if (!name.startsWith(location.origin)) { keep(`asks for ${name}`); }
  }
}).observe({ type: 'resource', buffered: true });
"""
COMPLAINTS = """() => {
  const text = sessionStorage.complaints || '';
  sessionStorage.removeItem('complaints');
  return text.split('\\n').filter(Boolean);
}"""


@dataclass(frozen=True)
class Reading:
    """A window of one of the engines, and where it finds the sites."""

    engine: str
    window: Any
    address: Callable[[str], str]

    def open(self, site: str, path: str, width: int = 1280, height: int = 900) -> Window:
        """Open a page as if it were for the first time."""
        window: Window = self.window
        window.move(1, 1)
        window.resize(width, height)
        window.go(f"{self.address(site)}404.html")
        window.run("() => localStorage.clear()")
        window.go(self.address(site) + path)
        return window

    def article(self, site: str) -> str:
        """Give the path of a site's only article."""
        window: Window = self.window
        window.go(self.address(site))
        path: str = window.run("() => document.querySelector('.teaser-title a').getAttribute('href')")
        return path


@pytest.fixture(scope="session")
def listened(built: BuiltSites, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Give the address of a site whose pages keep their complaints."""
    with ExitStack() as stack:
        addresses: dict[str, str] = {}

        def address(name: str) -> str:
            if name not in addresses:
                folder = tmp_path_factory.mktemp("engines") / name
                shutil.copytree(built.build(name), folder)
                _listen(folder)
                addresses[name] = stack.enter_context(serve(folder))
            return addresses[name]

        yield address


def _listen(folder: Path) -> None:
    (folder / "listener.js").write_text(LISTENER, encoding="utf-8")
    for path in folder.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        path.write_text(
            html.replace("<head>", '<head><script src="/listener.js"></script>', 1), encoding="utf-8"
        )


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[tuple[str, Any]]:
    """Start an engine; without it the test is skipped. CI skips all: a fresh machine has none of them."""
    if os.environ.get("CI") == "true":
        pytest.skip("`make engines` walks through the pages in Firefox and WebKit")
    find, start, missing = ENGINES[request.param]
    path = find()
    if path is None:
        pytest.skip(missing)
    window = start(path)
    yield request.param, window
    window.close()


@pytest.fixture
def reading(engine: tuple[str, Any], listened: Callable[[str], str]) -> Iterator[Reading]:
    """Read the sites; at the end no page may have complained."""
    name, window = engine
    yield Reading(name, window, listened)
    window.go(f"{listened('demo')}404.html")
    complaints = window.run(COMPLAINTS)
    assert complaints == []
