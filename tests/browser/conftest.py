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


@pytest.fixture
def open_page(browser: Any, hosted: Callable[[str], str]) -> Iterator[Opener]:
    """Open a page of a site: by its address below the site, with options of a context."""
    with ExitStack() as stack:

        def open_(site: str, address: str = "", **options: Any) -> Any:
            options = {"viewport": {"width": 1200, "height": 800}, **options}
            page = stack.enter_context(browser.new_context(**options)).new_page()
            page.set_default_timeout(20_000)
            page.goto(hosted(site) + address)
            return page

        yield open_
