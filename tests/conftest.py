"""What all tests share: the rewriting of expected files, small sites, the browser."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from scripts.find_browser import find_browser
from site_gen.building.results import BuildOptions
from site_gen.cli import commands as cli
from tests.built import NOW, BuiltSites
from tests.commands import Ended, Run, small_site
from tests.extras import fetch_extra

# A runner in the background may have told us to ignore Ctrl-C, and every process that a test starts would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "thorough", deadline=None, max_examples=10_000, suppress_health_check=list(HealthCheck)
)
settings.load_profile("default")

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    # A page under test reaches this computer and nothing else.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite", action="store_true", help="write expected files anew from what the code gives"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that in the end no process waits for the last test of another."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


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


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltSites:
    """The demo, the starter and a site of odd texts, each built when first asked for."""
    return BuiltSites(tmp_path_factory.mktemp("built"))


@pytest.fixture
def with_cards(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The extra `cards` as if it were installed; gives the folder that it is in."""
    folder = fetch_extra("cards")
    monkeypatch.syspath_prepend(str(folder))
    return folder


@pytest.fixture
def with_search(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The extra `search`, likewise."""
    folder = fetch_extra("search")
    monkeypatch.syspath_prepend(str(folder))
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium, driven by Playwright; without one the test is skipped, and fails in CI."""
    path = find_browser()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium on this machine: scripts/find_browser.py should have installed one")
        pytest.skip("no Chromium on this machine (set SITE_GEN_BROWSER to the path of one)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture
def site(make_site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site without problems, and the folder that commands run in."""
    root = make_site(small_site())
    monkeypatch.chdir(root)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return root


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process."""

    def start(*words: str | Path) -> Ended:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            cli.run([str(word) for word in words])
        printed = capsys.readouterr()
        assert isinstance(end.value.code, int)
        return Ended(end.value.code, printed.out, printed.err)

    return start
