from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from site_gen.building.results import Preview
from site_gen.preview.serve import DEFAULT_PORT, open_socket, serve_site
from site_gen.support.diagnostics import error
from site_gen.support.errors import OutputError, UsageError
from site_gen.support.locations import Span
from tests.preview.running import SECONDS, Running, make_page, run_preview

PROBLEM = error("file-is-readable", "cannot read the file", Span("site.yaml"))
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"


class Site:
    """A site of one page, made of one file."""

    def __init__(self, root: Path) -> None:
        self.page = root / "content" / "page.md"
        self.page.parent.mkdir()
        self.write("first")

    def write(self, text: str) -> None:
        self.page.write_text(text, encoding="utf-8")

    def render(self) -> Preview:
        text = self.page.read_text(encoding="utf-8")
        policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        page = make_page(text).replace(b"<head>", f"<head>{policy}".encode())
        return Preview({"index.html": page}, (PROBLEM,) if "problem" in text else (), "/repo/")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_the_address_is_said_and_opened(tmp_path: Path, site: Site) -> None:
    opened = threading.Event()
    addresses = []

    def open_browser(url: str) -> None:
        addresses.append(url)
        opened.set()

    running = Running(tmp_path, site.render)
    running.thread = threading.Thread(target=running.session.run, args=[open_browser])
    running.thread.start()
    assert opened.wait(SECONDS)
    running.session.stop()
    running.thread.join(SECONDS)
    assert addresses == [f"http://127.0.0.1:{running.port}/repo/"]
    assert addresses[0] in running.said.get(timeout=SECONDS)
    assert running.said.empty()


def test_a_preview_open_to_the_network_says_so(tmp_path: Path, site: Site) -> None:
    everywhere = "0.0.0.0"  # noqa: S104 - that is what is tested
    with run_preview(tmp_path, site.render, everywhere) as preview:
        assert "http://localhost:" in preview.said.get(timeout=SECONDS)
        assert "Everybody in your network can read it" in preview.said.get(timeout=SECONDS)


def test_a_save_during_a_build_is_built_too(tmp_path: Path, site: Site) -> None:
    builds: list[str] = []
    begun, go_on = threading.Semaphore(0), threading.Semaphore(0)

    def render() -> Preview:
        preview = site.render()
        builds.append(site.page.read_text(encoding="utf-8"))
        begun.release()
        assert go_on.acquire(timeout=SECONDS)
        return preview

    running = Running(tmp_path, render)
    running.thread.start()
    assert begun.acquire(timeout=SECONDS)
    site.write("second")
    go_on.release(100)
    while builds[-1] != "second":
        assert begun.acquire(timeout=SECONDS)
    running.session.stop()
    running.thread.join(SECONDS)


def test_problems_are_told_once_until_they_change(tmp_path: Path, site: Site) -> None:
    with run_preview(tmp_path, site.render) as preview:
        site.write("a problem")
        assert list(preview.problems.get(timeout=SECONDS)) == [PROBLEM]
        assert "site.yaml:1:1" in preview.text("/repo/")
        preview.session.rebuild()
        site.write("mended")
        assert list(preview.problems.get(timeout=SECONDS)) == []


def test_the_last_good_site_stays_when_a_build_fails(tmp_path: Path, site: Site) -> None:
    def render() -> Preview:
        if "bad" in site.page.read_text(encoding="utf-8"):
            raise OutputError("the disk is full", "make room")
        return site.render()

    with run_preview(tmp_path, render) as preview:
        assert preview.said.get(timeout=SECONDS).startswith("Your site is at")
        site.write("bad")
        assert preview.said.get(timeout=SECONDS) == "the disk is full\nmake room"
        page = preview.text("/repo/")
        assert "first" in page
        assert "the disk is full" in page


def test_our_own_fault_does_not_end_the_preview(tmp_path: Path, site: Site) -> None:
    def render() -> Preview:
        if "bad" in site.page.read_text(encoding="utf-8"):
            raise ZeroDivisionError("division by zero")
        return site.render()

    with run_preview(tmp_path, render) as preview:
        preview.said.get(timeout=SECONDS)
        site.write("bad")
        assert "its own fault" in preview.said.get(timeout=SECONDS)


def test_without_a_readable_site_yaml_every_address_says_so(tmp_path: Path) -> None:
    with run_preview(tmp_path, lambda: Preview({}, (PROBLEM,))) as preview:
        status, headers, body = preview.get("/articles/x/")
        assert status == 503
        assert headers["Content-Type"].startswith("text/html")
        assert b"site.yaml:1:1" in body
        assert b"/livereload.js" in body


@pytest.mark.browser
def test_the_browser_shows_each_save(browser: Any, tmp_path: Path, site: Site) -> None:
    with run_preview(tmp_path, site.render) as preview, browser.new_context() as context:
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(f"http://127.0.0.1:{preview.port}/")
        page.get_by_text("first").wait_for()
        for text in ("second", "third", "fourth"):
            site.write(text)
            page.get_by_text(text).wait_for()
        assert page.url.endswith("/repo/")
        assert complaints == []


@pytest.mark.browser
def test_the_browser_shows_the_site_once_it_is_mended(browser: Any, tmp_path: Path, site: Site) -> None:
    config = tmp_path / "site.yaml"

    def render() -> Preview:
        return site.render() if config.exists() else Preview({}, (PROBLEM,))

    with run_preview(tmp_path, render) as preview, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{preview.port}/")
        page.get_by_text("The site cannot be shown yet").first.wait_for()
        config.write_text("title: x", encoding="utf-8")
        page.get_by_text("first").wait_for()
        site.write("a problem")
        page.get_by_text("cannot read the file").wait_for()  # the notice stands open, as it is an error


def test_the_default_port_moves_on_when_taken() -> None:
    first = open_socket("127.0.0.1", None)
    second = open_socket("127.0.0.1", None)
    ports = [each.getsockname()[1] for each in (first, second)]
    first.close()
    second.close()
    assert ports[0] >= DEFAULT_PORT
    assert ports[1] != ports[0]


def test_a_port_asked_for_must_be_free(tmp_path: Path, site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port} is taken by another program"):
            serve_site(
                tmp_path, render=site.render, say=lambda _: None, show_problems=lambda _: None, port=port
            )


@pytest.mark.parametrize(
    ("host", "port", "message"),
    [
        ("127.0.0.1", 70000, "there is no port 70000"),
        ("192.0.2.1", None, "192.0.2.1 is not an address of this computer"),
        ("a..b", None, "a..b is not an address of this computer"),
    ],
)
def test_wrong_usage_is_told_in_words(host: str, port: int | None, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        open_socket(host, port)


PROGRAM = """
import sys, threading
from pathlib import Path
from site_gen.building.results import Preview
from site_gen.preview.serve import serve_site
def render():
    if (Path(sys.argv[1]) / "content").exists():
        threading.Event().wait()
    return Preview({"index.html": b"<head></head>"}, ())
serve_site(Path(sys.argv[1]), render=render, say=lambda line: print(line, flush=True), show_problems=print)
print("ended")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process there")
def test_ctrl_c_ends_it_at_once_even_during_a_build(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert "Ctrl-C ends this" in process.stdout.readline()
        (tmp_path / "content").mkdir()
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=SECONDS)
    assert (output, errors, process.returncode) == ("ended\n", "", 0)
