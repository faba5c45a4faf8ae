"""A site being written: its files, the preview that follows them, a page that looks on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.browser.reader.sites import RIVER, RIVER_CLAIMS, SITE
from tests.preview.running import Running, run_preview

ARTICLE = "content/articles/river.md"
CLAIMS = "content/articles/river.claims.yaml"
FILES = {
    "site.yaml": SITE,
    ARTICLE: RIVER.replace("The old bridge", "![A plan](plan.svg)\n\nThe old bridge"),
    CLAIMS: RIVER_CLAIMS,
    "content/articles/plan.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"></svg>',
    "content/articles/draft.md": "---\ntitle: Not yet\ndraft: true\n---\n\nA draft.\n",
    "content/pages/about.md": "---\ntitle: About\n---\n\nWe check.\n",
}


class Writing:
    """A site that a test writes, and its preview."""

    def __init__(self, root: Path, preview: Running) -> None:
        self.root = root
        self.preview = preview

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.preview.port}/desk/"

    def write(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_bytes().decode()
        assert old in text
        self.write(path, text.replace(old, new))


@pytest.fixture
def writing(make_site: Callable[..., Path]) -> Iterator[Writing]:
    root = make_site(FILES)
    with run_preview(root) as preview:
        yield Writing(root, preview)


@pytest.fixture
def look_at(browser: Any, writing: Writing) -> Iterator[Callable[..., Any]]:
    """Open a page of the preview; at the end nothing may have been complained of."""
    complaints: list[str] = []
    borne: list[str] = []
    with ExitStack() as stack:

        def open_(path: str = "articles/river/", bears: str = "", **options: Any) -> Any:
            context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
            page = stack.enter_context(context).new_page()
            page.set_default_timeout(20_000)
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda fault: complaints.append(str(fault)))
            borne.append(bears)
            page.goto(writing.address + path)
            page.locator("html[data-site-gen-build]").wait_for()
            page.evaluate("window.isKept = true")
            return page

        yield open_
    assert [each for each in complaints if not any(bears and bears in each for bears in borne)] == []


def wait_until(page: Any, condition: str) -> None:
    """Wait until an expression is true in the page, whose policy forbids to do that inside of it."""
    while not page.evaluate(condition):
        page.evaluate("new Promise(requestAnimationFrame)")
