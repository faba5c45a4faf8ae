from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from site_gen.building.live import LiveSite
from site_gen.building.seen import Followed
from site_gen.preview.serve import DEFAULT_PORT, open_socket, serve_site
from site_gen.support.errors import OutputError, UsageError
from tests.built import NOW
from tests.commands import ARTICLE, CLAIMS, small_site
from tests.preview.running import SECONDS, Running, run_preview

PAGE = "/desk/articles/river/"


@pytest.fixture
def root(make_site: Callable[..., Path]) -> Path:
    return make_site(small_site())


def write(root: Path, text: str) -> None:
    (root / "content/articles/river.md").write_text(f"{ARTICLE}\n{text}\n", "utf-8")


def test_the_address_is_said_and_opened(root: Path) -> None:
    opened = threading.Event()
    addresses = []

    def open_browser(url: str) -> None:
        addresses.append(url)
        opened.set()

    running = Running(root)
    running.thread = threading.Thread(target=running.session.run, args=[open_browser])
    running.thread.start()
    assert opened.wait(SECONDS)
    running.session.stop()
    running.thread.join(SECONDS)
    assert addresses == [f"http://127.0.0.1:{running.port}/desk/"]
    said = running.said.get(timeout=SECONDS)
    assert addresses[0] in said
    assert f"http://127.0.0.1:{running.port}/_desk/" in said
    assert running.said.empty()


def test_a_preview_open_to_the_network_says_so(root: Path) -> None:
    everywhere = "0.0.0.0"  # noqa: S104 - that is what is tested
    with run_preview(root, everywhere) as preview:
        assert "http://localhost:" in preview.said.get(timeout=SECONDS)
        assert "Everybody in your network can read it" in preview.said.get(timeout=SECONDS)


def test_nothing_is_built_and_no_file_of_the_output_is_touched(root: Path) -> None:
    with run_preview(root) as preview:
        assert "closed for" in preview.text(PAGE)
    assert not (root / "_site").exists()
    assert not (root / "_site-drafts").exists()


class Slow(LiveSite):
    """A site that takes as long to take in a save as the test wants."""

    begun = threading.Semaphore(0)
    go_on = threading.Semaphore(0)

    def follow(self, paths: Collection[str]) -> Followed:
        self.begun.release()
        assert self.go_on.acquire(timeout=SECONDS)
        return super().follow(paths)


def test_a_save_while_another_is_taken_in_is_shown_too(root: Path) -> None:
    with run_preview(root, open_site=lambda: Slow(root, lambda: NOW)) as preview:
        write(root, "Second.")
        assert Slow.begun.acquire(timeout=SECONDS)
        write(root, "Third.")
        Slow.go_on.release(100)
        while "Third." not in preview.text(PAGE):
            pass


def test_problems_are_told_once_until_they_change(root: Path) -> None:
    claims = root / "content/articles/river.claims.yaml"
    with run_preview(root) as preview:
        claims.write_text(CLAIMS.replace("nine weeks", "ten weeks"), "utf-8")
        (problem,) = preview.problems.get(timeout=SECONDS)
        assert problem.code == "quote-is-found"
        assert "content/articles/river.claims.yaml:3:12" in preview.text(PAGE)
        write(root, "Another sentence.")
        while "Another sentence." not in preview.text(PAGE):
            pass
        claims.write_text(CLAIMS, "utf-8")
        assert list(preview.problems.get(timeout=SECONDS)) == []


class Failing(LiveSite):
    """A site that cannot take in a bad word."""

    def follow(self, paths: Collection[str]) -> Followed:
        text = (self.root / "content/articles/river.md").read_text("utf-8")
        if "full" in text:
            raise OutputError("the disk is full", "make room")
        if "divide" in text:
            raise ZeroDivisionError("division by zero")
        return super().follow(paths)


def test_the_last_good_site_stays_when_a_save_cannot_be_taken_in(root: Path) -> None:
    with run_preview(root, open_site=lambda: Failing(root, lambda: NOW)) as preview:
        assert preview.said.get(timeout=SECONDS).startswith("Your site is at")
        write(root, "full")
        assert preview.said.get(timeout=SECONDS) == "the disk is full\nmake room"
        page = preview.text(PAGE)
        assert "closed for" in page
        assert "the disk is full" in page


def test_our_own_fault_does_not_end_the_preview(root: Path) -> None:
    with run_preview(root, open_site=lambda: Failing(root, lambda: NOW)) as preview:
        preview.said.get(timeout=SECONDS)
        write(root, "divide")
        assert "its own fault" in preview.said.get(timeout=SECONDS)
        write(root, "Well again.")
        while "Well again." not in preview.text(PAGE):
            pass


def test_a_site_that_cannot_be_opened_is_told(root: Path) -> None:
    def open_site() -> LiveSite:
        raise OutputError("the disk is full", "make room")

    with run_preview(root, open_site=open_site) as preview:
        said = [preview.said.get(timeout=SECONDS) for _ in range(2)]
        assert "the disk is full\nmake room" in said
        assert preview.get("/")[0] == 500


def test_without_a_readable_site_yaml_every_address_says_so(make_site: Callable[..., Path]) -> None:
    root = make_site({**small_site(), "site.yaml": "- a\n"})
    with run_preview(root) as preview:
        status, headers, body = preview.get("/articles/x/")
        assert status == 503
        assert headers["Content-Type"].startswith("text/html")
        assert b"site.yaml:" in body
        assert b"/livereload.js" in body


def test_the_default_port_moves_on_when_taken() -> None:
    first = open_socket("127.0.0.1", None)
    second = open_socket("127.0.0.1", None)
    ports = [each.getsockname()[1] for each in (first, second)]
    first.close()
    second.close()
    assert ports[0] >= DEFAULT_PORT
    assert ports[1] != ports[0]


def test_a_port_asked_for_must_be_free(root: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port} is taken by another program"):
            serve_site(root, now=lambda: NOW, say=lambda _: None, show_problems=lambda _: None, port=port)


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
import sys, threading, datetime
from pathlib import Path
from site_gen.building.live import LiveSite
from site_gen.preview.serve import serve_site
def follow(self, paths):
    print("saved", flush=True)
    threading.Event().wait()
LiveSite.follow = follow
serve_site(
    Path(sys.argv[1]),
    now=lambda: datetime.datetime.now(datetime.UTC),
    say=lambda line: print(line, flush=True),
    show_problems=print,
)
print("ended")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process there")
def test_ctrl_c_ends_it_at_once_even_while_a_save_is_taken_in(root: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert "Ctrl-C ends this" in process.stdout.readline()
        write(root, "x")
        assert process.stdout.readline() == "saved\n"
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=SECONDS)
    assert (output, errors, process.returncode) == ("ended\n", "", 0)


def test_a_preview_starts_without_what_only_a_save_needs() -> None:
    seen = "import sys, site_gen.preview.serve; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", seen], check=True, capture_output=True, text=True)
    heavy = {"markdown_it", "site_gen.anchoring", "site_gen.authoring", "site_gen.checking"}
    assert not heavy & set(ended.stdout.split())


class Halted(LiveSite):
    """A site whose first look stops when all but the articles has been read, until the test lets it go on."""

    go_on = threading.Event()

    def settle(self) -> None:
        if not self.progress or self.go_on.wait(0.001):
            super().settle()


def test_an_article_is_shown_before_the_first_look_is_over_and_a_list_after_it(root: Path) -> None:
    running = Running(root, open_site=lambda: Halted(root, lambda: NOW), patience=0)
    running.thread.start()
    page = running.text(PAGE)
    assert "closed for" in page
    assert "1 of 1 articles have been read" in page
    assert "Your site is at" in running.said.get(timeout=SECONDS)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(running.text, "/desk/status/inaccurate/")
        assert "closed for" in running.text(PAGE)
        assert not asked.done()
        Halted.go_on.set()
        assert "closed for" in asked.result(SECONDS)
    assert "have been read" not in running.text(PAGE)
    running.session.stop()
    running.thread.join(SECONDS)
    assert not running.thread.is_alive()


def test_an_article_that_has_just_come_is_there_for_who_asks(root: Path) -> None:
    with run_preview(root) as preview:
        new = "content/articles/new.md"
        (root / new).write_text("---\ntitle: New\ndate: 2026-05-09\n---\n\nHere.\n", "utf-8")
        preview.session.worker.save({new})
        assert "Here." in preview.text("/desk/articles/new/")
