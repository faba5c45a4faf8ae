"""The snippet of docs/deploy.md, in a real nginx where there is one."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from site_gen.model import Config
from site_gen.presenting.frame import make_policy
from tests.built import ROOT, BuiltSites

NGINX = shutil.which("nginx")
MIME_TYPES = Path("/etc/nginx/mime.types")
SNIPPET = re.search(r"```nginx\n(.*?)```", (ROOT / "docs/deploy.md").read_text("utf-8"), re.DOTALL)


def test_its_policy_is_that_of_the_theme() -> None:
    assert SNIPPET
    assert f'"{make_policy(Config(title="x", ratings=()), portable=False)}" always;' in SNIPPET[1]


@pytest.fixture
def address(built: BuiltSites, tmp_path: Path) -> Iterator[str]:
    if NGINX is None or not MIME_TYPES.exists():
        pytest.skip("no nginx on this machine")
    assert SNIPPET
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = tmp_path / "site"
    shutil.copytree(built.build("demo"), site)
    for folder in (tmp_path, *tmp_path.parents[:-2]):
        folder.chmod(folder.stat().st_mode | 0o055)
    text = SNIPPET[1].replace("listen 80", f"listen 127.0.0.1:{port}").replace("/srv/www/facts", str(site))
    temporary = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"daemon off;\nmaster_process off;\npid {tmp_path}/pid;\nerror_log {tmp_path}/errors;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}{text}}}\n",
        "utf-8",
    )
    command = [NGINX, "-e", str(tmp_path / "errors"), "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    with subprocess.Popen(command) as process:
        try:
            while process.poll() is None and not _answers(port):
                pass
            assert process.poll() is None, (tmp_path / "errors").read_text("utf-8")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def ask(url: str) -> tuple[int, Message, bytes]:
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own server
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as problem:
        with problem:
            return problem.code, problem.headers, problem.read()


def test_a_site_behind_it(address: str, built: BuiltSites) -> None:
    folder = built.build("demo")
    style = next((folder / "static").glob("site.*.css")).name
    for path, kind, cache in (
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/articles/great-wall/", "text/html; charset=utf-8", "no-cache"),
        (f"/static/{style}", "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
        ("/claims.json", "application/json; charset=utf-8", "no-cache"),
        ("/articles/great-wall/annotations.jsonld", "application/ld+json; charset=utf-8", "no-cache"),
    ):
        status, headers, _ = ask(address + path)
        assert (status, headers["Content-Type"], headers["Cache-Control"]) == (200, kind, cache), path
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert ask(f"{address}/claims.json")[1]["Access-Control-Allow-Origin"] == "*"
    assert ask(f"{address}/")[1]["Access-Control-Allow-Origin"] is None


def test_what_is_not_there_and_what_is_not_for_others(address: str, built: BuiltSites) -> None:
    missing = (built.build("demo") / "404.html").read_bytes()
    for path in ("/no/such/page/", "/static/site.00000000.css", "/.site-gen.json", "/.nojekyll", "/_headers"):
        status, headers, body = ask(address + path)
        assert (status, body) == (404, missing), path
        assert "immutable" not in (headers["Cache-Control"] or "")
