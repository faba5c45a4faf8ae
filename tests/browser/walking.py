"""Walks through a site as readers do, from link to link; keeps what pages showed, asked for and complained of."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from playwright.sync_api import BrowserContext, Page, Request, Response

_LOOK = """() => ({
    measure: getComputedStyle(document.documentElement).getPropertyValue('--measure'),
    ids: [...document.querySelectorAll('[id]')].map((element) => element.id),
    links: [...document.querySelectorAll('[href]')].map((link) => link.href).filter((href) => typeof href === 'string'),
})"""


@dataclass
class Visit:
    """What a page had."""

    is_styled: bool
    """Whether a style applies that only the theme's own style sheet gives."""
    ids: list[str]
    links: list[str]
    """Addresses of its links and of what its head names, whole, as the browser resolved them."""


@dataclass
class Walk:
    """What a walk found."""

    start: str
    folder: Path
    """Where the files below ``start`` lie."""
    visits: dict[str, Visit] = field(default_factory=dict)
    """By address."""
    complaints: list[str] = field(default_factory=list)
    """Messages in the console, faults of scripts, files that did not come."""
    foreign: list[str] = field(default_factory=list)
    """Requests that left the site, or would have: the browser of the tests reaches this computer only."""

    def is_inside(self, url: str) -> bool:
        return url.startswith(self.start)

    def file(self, url: str) -> Path:
        """Give the file that a host gives for an address of the site; from a disk a folder has no index."""
        path = unquote(urlsplit(url.removeprefix(self.start)).path)
        is_hosted = url.startswith("http") and (path == "" or path.endswith("/"))
        return self.folder / path / "index.html" if is_hosted else self.folder / path

    def broken_links(self) -> list[str]:
        """Give each link into the site that leads to no file, or to no such place on the page."""
        return [
            f"{page}: {link}"
            for page, visit in self.visits.items()
            for link in visit.links
            if self.is_inside(link) and not self._leads_somewhere(link)
        ]

    def _leads_somewhere(self, link: str) -> bool:
        url, fragment = urldefrag(link)
        return self.file(url).is_file() and (not fragment or unquote(fragment) in self.visits[url].ids)

    def doubled_ids(self) -> list[str]:
        """Give the pages on which an id stands twice."""
        return [page for page, visit in self.visits.items() if len(set(visit.ids)) < len(visit.ids)]

    def reached(self) -> set[Path]:
        """Give the files of all pages that were visited."""
        return {self.file(url) for url in self.visits}


def walk(context: BrowserContext, start: str, folder: Path, first: str = "") -> Walk:
    """Follow all links, from the page ``first`` on, to pages below ``start``."""
    found = Walk(start, folder)
    page = context.new_page()
    _listen(page, found)
    waiting = deque([start + first])
    while waiting:
        url = waiting.popleft()
        if url in found.visits:
            continue
        page.goto(url)
        seen = page.evaluate(_LOOK)
        found.visits[url] = Visit(bool(seen["measure"]), seen["ids"], seen["links"])
        targets = {urldefrag(link)[0]: None for link in seen["links"] if found.is_inside(link)}
        waiting.extend(target for target in targets if _is_page(found, target))
    page.close()
    return found


def _is_page(found: Walk, url: str) -> bool:
    return found.file(url).suffix == ".html" and found.file(url).is_file()


def _listen(page: Page, found: Walk) -> None:
    """Keep what the page asks for and complains of."""

    def ask(request: Request) -> None:
        if not found.is_inside(request.url):
            found.foreign.append(request.url)

    def fail(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # so it is said of an icon on a page that was left
            found.complaints.append(f"{page.url}: {request.url} did not come")

    def answer(response: Response) -> None:
        if response.status >= 400:
            found.complaints.append(f"{page.url}: {response.url} gave {response.status}")

    page.on("request", ask)
    page.on("requestfailed", fail)
    page.on("response", answer)
    page.on("pageerror", lambda fault: found.complaints.append(f"{page.url}: {fault}"))
    page.on("console", lambda message: found.complaints.append(f"{page.url}: {message.text}"))
