from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.server import Server
from livereload.watcher import Watcher
from tornado.httpclient import HTTPClientError

from site_gen.building.results import Preview
from tests.preview.running import Running, close, converse, make_page, receive, run_preview

FILES = {
    "index.html": make_page("home"),
    "404.html": make_page("nothing here"),
    "articles/x/index.html": make_page("article"),
    "assets/site.css": b"p { color: red }",
    "claims.json": b"{}",
}


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Running]:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    with run_preview(tmp_path, lambda: Preview(FILES, (), "/repo/")) as running:
        yield running


def test_the_site_stands_under_its_production_path(preview: Running) -> None:
    status, headers, body = preview.get("/repo/articles/x/")
    assert status == 200
    assert b"<p>article</p>" in body
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
    assert b"nothing here" in body
    assert b"/livereload.js" in body


def test_files_that_are_not_pages_are_sent_as_they_are(preview: Running) -> None:
    assert preview.get("/repo/assets/site.css")[2] == FILES["assets/site.css"]
    assert preview.get("/repo/claims.json")[2] == b"{}"


def test_head_gives_the_headers_alone(preview: Running) -> None:
    status, headers, body = preview.get("/repo/claims.json", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, "2", b"")


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
        "/forcereload",
    ],
)
def test_no_address_leads_out_of_the_site(preview: Running, path: str) -> None:
    status, _, body = preview.get(path)
    assert status == 404
    assert b"secret" not in body


@pytest.mark.parametrize("path", ["/", "/repo/", "/livereload.js", "/livereload.css", "/livereload", "/x"])
def test_a_foreign_host_gets_nothing(preview: Running, path: str) -> None:
    status, _, body = preview.get(path, Host="evil.example")
    assert status == 421
    assert body == b"421 Misdirected Request\n" or path == "/livereload"


def test_the_script_is_livereloads_behind_ours(preview: Running) -> None:
    page = preview.text("/repo/")
    source = re.search(r'<script src="(/livereload\.js\?[^"]+)" defer></script></head>', page)
    assert source
    assert f"port={preview.port}&" in source[1].replace("&amp;", "&")
    status, headers, body = preview.get(source[1])
    assert (status, headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert body.index(b"LiveReloadPluginSiteGen") < body.index(b"Connector")


def test_the_notice_has_its_style_sheet(preview: Running) -> None:
    assert b".site-gen-notice" in preview.get("/livereload.css")[2]


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


def test_an_own_page_is_told_of_each_build(preview: Running) -> None:
    async def listen() -> list[str]:
        connection = await preview.connect(Origin=f"http://127.0.0.1:{preview.port}")
        assert (await receive(connection))["command"] == "hello"
        commands = []
        for _ in range(5):
            preview.session.rebuild()
            message = await receive(connection)
            commands.append(message["command"])
            assert message["path"] == "*"
        close(connection)
        return commands

    assert converse(listen()) == ["reload"] * 5


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


def test_nonsense_on_the_socket_ends_that_connection_only(preview: Running) -> None:
    async def talk(message: str) -> str | bytes | None:
        connection = await preview.connect()
        await receive(connection)
        await connection.write_message(message)
        answer = await connection.read_message()
        close(connection)
        return answer

    assert converse(talk("nonsense")) is None
    assert converse(talk("[]")) is None
    assert preview.get("/repo/")[0] == 200
    assert not [line for line in list(preview.said.queue) if "fault" in line]


def test_livereload_still_has_the_names_that_are_replaced() -> None:
    for owner, names in {
        Server: ["application", "serve", "_setup_logging"],
        Watcher: ["watch", "start", "examine"],
        LiveReloadHandler: [
            "check_origin",
            "on_message",
            "on_close",
            "send_message",
            "reload_waiters",
            "start_tasks",
            "waiters",
            "watcher",
            "live_css",
            "_last_reload_time",
        ],
        LiveReloadJSHandler: ["get"],
    }.items():
        for name in names:
            assert hasattr(owner, name), f"livereload's {owner.__name__} has no {name} any more"
