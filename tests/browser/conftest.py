"""What the browser's tests share: a fresh context each, the built sites behind addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.browser.serving import serve
from tests.built import BuiltSites

Opener = Callable[..., Any]


@pytest.fixture(scope="session")
def hosted(built: BuiltSites) -> Iterator[Callable[[str], str]]:
    """Give the address at which a site is served, at the root of a host."""
    with ExitStack() as stack:
        addresses: dict[str, str] = {}

        def address(name: str) -> str:
            if name not in addresses:
                addresses[name] = stack.enter_context(serve(built.build(name)))
            return addresses[name]

        yield address


def watch(page: Any, start: str, complaints: list[str]) -> None:
    """Keep what a page complains of, and what it asks for elsewhere without being led there."""

    def ask(request: Any) -> None:
        if not request.url.startswith(start) and not request.is_navigation_request():
            complaints.append(f"asks for {request.url}")

    def hear(message: Any) -> None:
        if "net::ERR_NAME_NOT_RESOLVED" not in message.text:  # a link led out; the tests have no network
            complaints.append(f"{message.type}: {message.text}")

    page.on("request", ask)
    page.on("console", hear)
    page.on("pageerror", lambda fault: complaints.append(str(fault)))


@pytest.fixture
def open_page(browser: Any, hosted: Callable[[str], str]) -> Iterator[Opener]:
    """Open a page of a site, by its address below the site, with options of a context; it may not complain."""
    complaints: list[str] = []
    with ExitStack() as stack:

        def open_(site: str, address: str = "", **options: Any) -> Any:
            options = {"viewport": {"width": 1200, "height": 800}, **options}
            page = stack.enter_context(browser.new_context(**options)).new_page()
            page.set_default_timeout(20_000)
            watch(page, hosted(site), complaints)
            page.goto(hosted(site) + address)
            return page

        yield open_
    assert complaints == []
