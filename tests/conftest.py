"""What all tests share: the rewriting of expected files, small sites, the browser."""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from site_gen.building.results import BuildOptions

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "thorough", deadline=None, max_examples=10_000, suppress_health_check=list(HealthCheck)
)
settings.load_profile("default")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite", action="store_true", help="write expected files anew from what the code gives"
    )


@pytest.fixture(scope="session")
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written anew."""
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture
def options() -> BuildOptions:
    """A build at a fixed moment."""
    return BuildOptions(now=NOW)


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Path]:
    """Write a small site: files by path; gives its folder."""

    def write(files: dict[str, str | bytes], folder: str = "site") -> Path:
        root = tmp_path / folder
        for path, content in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return write


def find_browser() -> str | None:
    return os.environ.get("SITE_GEN_BROWSER") or next(
        (found for name in BROWSERS if (found := shutil.which(name))), None
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium, driven by Playwright; without one the test is skipped, and fails in CI."""
    path = find_browser()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium on this machine: scripts/find_browser.py should have installed one")
        pytest.skip("no Chromium on this machine (set SITE_GEN_BROWSER to the path of one)")
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=quiet)
        yield chromium
        chromium.close()
