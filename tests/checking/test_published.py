"""What was published, from a disk and over HTTP; and what can be wrong with it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from site_gen.checking.published import load_published
from site_gen.support.errors import FetchError, UsageError
from tests.built import NOW

INDEX = '{"version": 1, "shards": [{"month": "2026-05", "url": "data/claims/2026-05.json"}]}'
SHARD = (
    '{"version": 1, "claims": [{"id": "a/b", "status": "accurate"}, {"id": "a/c", "status": "misleading"}]}'
)
STATUSES = {"a/b": "accurate", "a/c": "misleading"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "site/data/claims").mkdir(parents=True)
    (tmp_path / "site/claims.json").write_text(INDEX)
    (tmp_path / "site/data/claims/2026-05.json").write_text(SHARD)
    return tmp_path / "site"


# On a disk


def test_a_folder_and_its_index_give_the_ratings(folder: Path) -> None:
    assert load_published(str(folder)).statuses == STATUSES
    assert load_published(str(folder / "claims.json")).statuses == STATUSES


def test_a_built_site_is_read_as_it_was_written(site: Path) -> None:
    assert build_site(site, BuildOptions(now=NOW)).done
    assert load_published(str(site / "_site")).statuses == {"river/closed": "inaccurate"}


def test_a_place_without_claims_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot read .*claims\.json"):
        load_published(str(tmp_path))
    with pytest.raises(UsageError, match="cannot read"):
        load_published(str(tmp_path / "nothing.json"))


@pytest.mark.parametrize(
    "content",
    [
        "<html>",
        "[]",
        "{}",
        '{"version": 2, "shards": []}',
        '{"version": 1, "shards": {}}',
        '{"version": 1, "shards": [1]}',
        '{"version": 1, "shards": [{}]}',
        '{"version": 1, "shards": [{"url": "../../secret.json"}]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_claims_file_is_refused(folder: Path, content: str) -> None:
    (folder.parent.parent / "secret.json").write_text(SHARD)
    (folder / "claims.json").write_text(content)
    with pytest.raises(UsageError, match=r"is not the claims\.json of a site"):
        load_published(str(folder))


def test_a_heap_of_data_is_not_read(folder: Path) -> None:
    with pytest.raises(FetchError, match="more than 100 bytes"):
        load_published(str(folder), max_bytes=100)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["version", "shards", "claims", "url", "id", "status"]) | st.text(), inner
            )
        ),
    ),
    st.sampled_from(["claims.json", "data/claims/2026-05.json"]),
)
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_there_is_read_or_refused(folder: Path, content: object, name: str) -> None:
    (folder / "claims.json").write_text(INDEX)
    (folder / name).write_text(json.dumps(content))
    with suppress(UsageError):
        assert all(isinstance(status, str) for status in load_published(str(folder)).statuses.values())


# On the web


class Site(BaseHTTPRequestHandler):
    """Answers from a table: a text, a code, or an address to go to."""

    answers: ClassVar[dict[str, str | int | tuple[int, str]]] = {}

    def do_GET(self) -> None:
        answer = self.answers.get(self.path, 404)
        if isinstance(answer, int):
            self.send_error(answer)
        elif isinstance(answer, tuple):
            self.send_response(answer[0])
            self.send_header("Location", answer[1])
            self.end_headers()
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass


@pytest.fixture
def web() -> Iterator[tuple[str, dict[str, str | int | tuple[int, str]]]]:
    class Here(Site):
        answers: ClassVar = {"/checks/claims.json": INDEX, "/checks/data/claims/2026-05.json": SHARD}

    server = HTTPServer(("127.0.0.1", 0), Here)
    thread = threading.Thread(target=server.serve_forever, args=[0.01])
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", Here.answers
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("path", ["/checks", "/checks/", "/checks/claims.json"])
def test_an_address_gives_the_ratings(web: tuple[str, dict[str, object]], path: str) -> None:
    assert load_published(web[0] + path).statuses == STATUSES


def test_an_address_without_claims_is_told_so(web: tuple[str, dict[str, object]]) -> None:
    with pytest.raises(FetchError, match="answers 404"):
        load_published(f"{web[0]}/nothing/")
    web[1]["/checks/claims.json"] = "<!doctype html>"
    with pytest.raises(UsageError, match=r"is not the claims\.json"):
        load_published(f"{web[0]}/checks/")


def test_parts_elsewhere_are_not_fetched(web: tuple[str, dict[str, object]]) -> None:
    web[1]["/checks/claims.json"] = json.dumps(
        {"version": 1, "shards": [{"url": "http://localhost:1/x.json"}]}
    )
    with pytest.raises(UsageError, match=r"is not the claims\.json"):
        load_published(f"{web[0]}/checks/")


def test_a_redirection_is_followed_on_the_web_only(web: tuple[str, dict[str, object]]) -> None:
    web[1]["/old/claims.json"] = (302, "/checks/claims.json")
    web[1]["/old/data/claims/2026-05.json"] = SHARD
    assert load_published(f"{web[0]}/old/").statuses == STATUSES
    web[1]["/old/claims.json"] = (302, "file:///etc/passwd")
    with pytest.raises(FetchError):
        load_published(f"{web[0]}/old/")


def test_too_much_and_too_slow_are_told_so(web: tuple[str, dict[str, object]]) -> None:
    with pytest.raises(FetchError, match="more than 100 bytes"):
        load_published(f"{web[0]}/checks/", max_bytes=100)
    with pytest.raises(FetchError, match="too slow"):
        load_published(f"{web[0]}/checks/", max_seconds=-1)


def test_an_address_that_nobody_answers_at_is_told_so() -> None:
    with pytest.raises(FetchError, match=r"cannot reach http://127\.0\.0\.1:1/claims\.json: ") as told:
        load_published("http://127.0.0.1:1/")
    assert "copy of claims.json" in told.value.help


@pytest.mark.parametrize("place", ["ftp://facts.example/", "file:///etc/passwd", "https://", "https:///x"])
def test_other_kinds_of_addresses_are_refused(place: str) -> None:
    with pytest.raises(UsageError, match="not an http or https address"):
        load_published(place)
