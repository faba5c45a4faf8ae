from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.server import Server
from livereload.watcher import Watcher
from tornado.httpclient import HTTPClientError

from site_gen.preview import server
from site_gen.preview.hosts import LOOPBACK
from tests.preview.running import SECONDS, Running, close, converse, receive, run_preview, send

FILES = {
    "site.yaml": "title: Desk\nbase_url: https://example.org/repo/\n",
    "content/articles/x.md": "---\ntitle: X\ndate: 2026-05-04\n---\n\nThe bridge was closed.\n",
    "content/articles/größe.md": "---\ntitle: Size\ndate: 2026-05-04\n---\n\n[A plan](plan%201.pdf)\n",
    "content/articles/plan 1.pdf": "plan",
    "static/root/robots.txt": "User-agent: *",
    "static/root/list.xml": "<list/>",
    "static/root/plan.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>',
}


@pytest.fixture
def preview(make_site: Callable[..., Path], tmp_path: Path) -> Iterator[Running]:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    root = make_site(FILES)
    with suppress(OSError):
        (root / "content/articles/leak.txt").symlink_to(tmp_path / "secret.txt")
        (root / "static/root/leak.txt").symlink_to(tmp_path / "secret.txt")
    with run_preview(root) as running:
        yield running


def test_the_site_stands_under_its_production_path(preview: Running) -> None:
    status, headers, body = preview.get("/repo/articles/x/")
    assert status == 200
    assert b"The bridge was closed." in body
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_root_leads_to_the_site(preview: Running) -> None:
    status, headers, _ = preview.get("/")
    assert (status, headers["Location"]) == (302, "/repo/")
    status, headers, _ = preview.get("/repo/articles/x?a=1")
    assert (status, headers["Location"]) == (302, "/repo/articles/x/?a=1")


def test_a_missing_page_is_the_sites_own_404(preview: Running) -> None:
    status, _, body = preview.get("/repo/nothing/")
    assert status == 404
    assert b"Page not found" in body
    assert b"/livereload.js" in body


def test_files_that_are_not_pages_are_sent_as_they_are(preview: Running) -> None:
    assert preview.get("/repo/robots.txt")[2] == b"User-agent: *"
    assert preview.get("/repo/articles/gr%C3%B6%C3%9Fe/plan%201.pdf")[2] == b"plan"
    status, headers, body = preview.get("/repo/claims.json")
    assert (status, headers["Content-Type"]) == (200, "application/json; charset=utf-8")
    assert body.startswith(b"{")


@pytest.mark.parametrize("name", ["plan.svg", "list.xml"])
def test_a_drawing_opened_alone_runs_no_script(preview: Running, name: str) -> None:
    status, headers, _ = preview.get(f"/repo/{name}")
    assert (status, headers["Content-Security-Policy"]) == (200, "script-src 'none'")


def test_head_gives_the_headers_alone(preview: Running) -> None:
    status, headers, body = preview.get("/repo/robots.txt", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, "13", b"")


def test_a_name_with_a_hash_lasts_and_nothing_else_does(preview: Running) -> None:
    style = re.search(r'href="\.\./\.\./(static/site\.[0-9a-f]+\.css)"', preview.text("/repo/articles/x/"))
    assert style
    assert "immutable" in preview.get(f"/repo/{style[1]}")[1]["Cache-Control"]
    assert preview.get("/repo/robots.txt")[1]["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_pages_can_only_be_read(preview: Running, method: str) -> None:
    status, headers, _ = preview.get("/repo/", method)
    assert (status, headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "path",
    [
        "/repo/../secret.txt",
        "/repo/%2e%2e/secret.txt",
        "/repo/..%2fsecret.txt",
        "/repo/..%5csecret.txt",
        "/repo/..\\secret.txt",
        "//secret.txt",
        "/repo//secret.txt",
        "/repo/%00",
        "/repo/%ff",
        "/repo/leak.txt",
        "/repo/articles/leak.txt",
        "/repo/articles/x/leak.txt",
        "/repo/articles/x/../../../secret.txt",
        "/repo/content/articles/x.md",
        "/_preview/../../server.py",
        "/_preview/%2e%2e%2fserver.py",
        "/_preview/server.py",
        "/forcereload",
    ],
)
def test_no_address_leads_out_of_the_site(preview: Running, path: str) -> None:
    status, _, body = preview.get(path)
    assert status == 404
    assert b"secret" not in body


@pytest.mark.parametrize("path", ["/", "/repo/", "/livereload.js", "/_preview/patch.js", "/livereload", "/x"])
def test_a_foreign_host_gets_nothing(preview: Running, path: str) -> None:
    status, _, body = preview.get(path, Host="evil.example")
    assert status == 421
    assert body == b"421 Misdirected Request\n" or path == "/livereload"


def test_livereloads_script_stands_behind_ours_and_before_the_sites(preview: Running) -> None:
    page = preview.text("/repo/")
    scripts = re.findall(r'<script src="([^"]+)" defer', page)
    assert [each.partition("?")[0].rpartition("/")[2] for each in scripts[:4]] == [
        "pairing.js",
        "head.js",
        "patch.js",
        "livereload.js",
    ]
    assert re.fullmatch(r"\./static/site\.\w+\.js|static/site\.\w+\.js", scripts[4])
    assert f"port={preview.port}&amp;" in scripts[3]
    status, headers, body = preview.get(scripts[3].replace("&amp;", "&"))
    assert (status, headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert b"Connector" in body
    assert b"LiveReloadPluginSiteGen" in preview.get(scripts[2])[2]


def test_an_article_has_the_scripts_to_write_with_each_behind_what_it_uses(preview: Running) -> None:
    scripts = re.findall(r'<script src="(/_preview/[^"]+)" defer', preview.text("/repo/articles/x/"))
    texts = [preview.get(each)[2].decode() for each in scripts]
    assert scripts[-1] == "/_preview/annotate.js"
    for index, text in enumerate(texts):
        made = {
            name
            for earlier in texts[: index + 1]
            for name in re.findall(r"^const (siteGen\w+)", earlier, re.MULTILINE)
        }
        assert set(re.findall(r"\bsiteGen[A-Z]\w+(?=[.;])", text)) - {"siteGenBuild"} <= made, scripts[index]


def test_the_notice_has_its_style_sheet(preview: Running) -> None:
    assert b".site-gen-notice" in preview.get("/_preview/preview.css")[2]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://localhost:1"},
        {"Origin": "null"},
        {"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_page_of_another_site_cannot_listen(preview: Running, headers: dict[str, str]) -> None:
    with pytest.raises(HTTPClientError) as refusal:
        converse(preview.connect(**headers))
    assert refusal.value.code == 403


def test_a_rebound_name_cannot_listen(preview: Running) -> None:
    with pytest.raises(HTTPClientError) as refusal:
        converse(preview.connect(Host="evil.example", Origin="http://evil.example"))
    assert refusal.value.code == 421


def test_an_own_page_is_told_of_each_save(preview: Running, tmp_path: Path) -> None:
    article = tmp_path / "site/content/articles/x.md"

    async def listen() -> list[str]:
        connection = await preview.connect(Origin=f"http://127.0.0.1:{preview.port}")
        assert (await receive(connection))["command"] == "hello"
        builds = []
        for number in range(5):
            article.write_text(article.read_text("utf-8") + f"\nSentence {number}.\n", "utf-8")
            message = await receive(connection)
            assert message["command"] == "reload"
            builds.append(message["path"])
        close(connection)
        return builds

    assert len(set(converse(listen()))) == 5


def test_a_page_that_shows_an_older_build_is_told_at_once(preview: Running) -> None:
    async def listen(build: str) -> str:
        connection = await preview.connect(build)
        command = (await receive(connection))["command"]
        close(connection)
        return str(command)

    build = re.search(r"build=([^\"&]+)", preview.text("/repo/"))
    assert build
    assert converse(listen("an-earlier-run-1")) == "reload"
    assert converse(listen(build[1])) == "hello", "a fresh page was told to reload"


@pytest.mark.parametrize(
    "message",
    ["nonsense", "[]", "{}", '{"command": 7}', '{"command": "info", "plugins": 3}', b"\xff\x00", "[" * 5000],
)
def test_nonsense_on_the_socket_ends_at_most_that_connection(preview: Running, message: str | bytes) -> None:
    async def talk() -> str | bytes | None:
        connection = await preview.connect()
        await receive(connection)
        await connection.write_message(message, binary=isinstance(message, bytes))
        await send(connection, {"command": "hello"})
        answer = await connection.read_message()
        close(connection)
        return answer

    answer = converse(talk())
    assert answer is None or "hello" in str(answer)
    assert preview.get("/repo/")[0] == 200
    assert not [line for line in list(preview.said.queue) if "fault" in line]


def test_bytes_that_are_no_frame_end_that_connection_only(preview: Running) -> None:
    with socket.create_connection((LOOPBACK, preview.port), timeout=SECONDS) as connection:
        connection.sendall(
            b"GET /livereload HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        assert connection.recv(100).startswith(b"HTTP/1.1 101")
        connection.sendall(b"\xff" * 500)
        while connection.recv(1000):
            pass
    assert preview.get("/repo/")[0] == 200
    assert not [line for line in list(preview.said.queue) if "fault" in line]


def test_two_hundred_idle_connections_do_not_keep_others_out(preview: Running) -> None:
    with ExitStack() as stack:
        for number in range(200):
            connection = stack.enter_context(socket.create_connection((LOOPBACK, preview.port)))
            if number % 2:
                connection.sendall(b"GET /repo/ HTTP/1.1\r\nHost: local")
        assert preview.get("/repo/")[0] == 200
        assert preview.get("/repo/articles/x/")[0] == 200


def test_livereload_still_has_the_names_that_are_replaced() -> None:
    for owner, names in {
        Server: ["application", "serve", "_setup_logging"],
        Watcher: ["watch", "start", "examine"],
        LiveReloadHandler: [
            "check_origin",
            "on_message",
            "on_close",
            "send_message",
            "start_tasks",
            "waiters",
            "watcher",
            "_last_reload_time",
        ],
        LiveReloadJSHandler: ["get"],
    }.items():
        for name in names:
            assert hasattr(owner, name), f"livereload's {owner.__name__} has no {name} any more"


def run_apart(action: Callable[..., object], *arguments: object) -> None:
    """Run something in a thread of its own: a browser that an earlier test began keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(action, *arguments).result()


def test_what_is_begun_while_the_preview_ends_is_ended_too() -> None:
    """A save may be told to the pages in the very moment of the end; nothing may be left half done."""
    loop = asyncio.new_event_loop()
    ended: list[str] = []

    async def tell(name: str) -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append(name)

    async def wait_for_pages() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            tasks.append(loop.create_task(tell("begun last")))
            await asyncio.sleep(0)

    tasks = [loop.create_task(wait_for_pages())]
    run_apart(lambda: loop.run_until_complete(asyncio.sleep(0)))
    loop.call_soon_threadsafe(lambda: tasks.append(loop.create_task(tell("asked for just before"))))
    run_apart(server._close, loop)
    assert sorted(ended) == ["asked for just before", "begun last"]
    assert [task.done() for task in tasks] == [True, True, True]


@pytest.mark.parametrize("turns", range(6))
def test_what_is_begun_in_the_last_turn_is_ended_too(turns: int) -> None:
    loop = asyncio.new_event_loop()
    begun: list[asyncio.Task[None]] = []

    def begin(turns: int) -> None:
        if turns:
            loop.call_soon(begin, turns - 1)
        else:
            begun.append(loop.create_task(asyncio.sleep(60)))

    loop.call_soon(begin, turns)
    run_apart(server._close, loop)
    assert all(task.done() for task in begun)
