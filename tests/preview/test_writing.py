"""Who may write through the preview, and what becomes of it."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from site_gen.preview.hosts import LOOPBACK
from tests.built import NOW
from tests.commands import CLAIMS, small_site
from tests.preview.running import SECONDS, Running, run_preview

PAGE = "/desk/articles/river/"
RIVER = "content/articles/river.claims.yaml"


@pytest.fixture
def root(make_site: Callable[..., Path]) -> Path:
    return make_site(small_site())


@pytest.fixture
def preview(root: Path) -> Iterator[Running]:
    with run_preview(root) as running:
        yield running


def read_data(preview: Running) -> dict[str, Any]:
    found = re.search(r'id="site-gen-data">(.*?)</script>', preview.text(PAGE))
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def make_wish(preview: Running, **changes: str) -> dict[str, str]:
    data = read_data(preview)
    wish = {
        "article": data["article"],
        "digest": data["digest"],
        "kind": "claim",
        "on": "body",
        "quote": "in spring",
        "status": "accurate",
        "summary": "It was in spring.",
    }
    return {**wish, **changes}


def post(preview: Running, body: object, **headers: str) -> tuple[int, Any]:
    """Send a wish as a page of the preview does, but for ``headers``; an empty one is left out."""
    sent = {
        "Host": f"{LOOPBACK}:{preview.port}",
        "Origin": f"http://{LOOPBACK}:{preview.port}",
        "Content-Type": "application/json",
        "X-Site-Gen-Token": read_data(preview)["token"],
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    connection = http.client.HTTPConnection(LOOPBACK, preview.port, timeout=SECONDS)
    connection.putrequest("POST", "/_preview/add", skip_host=True)
    for name, value in {**sent, "Content-Length": str(len(data))}.items():
        if value:
            connection.putheader(name, value)
    connection.endheaders(data)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.status, json.loads(text) if text.startswith("{") else text


def test_a_claim_is_written_and_shown_to_whoever_asks_next(preview: Running, root: Path) -> None:
    status, answer = post(preview, make_wish(preview))
    assert (status, answer["path"], answer["state"]) == (200, RIVER, "published")
    text = (root / RIVER).read_text("utf-8")
    assert text.startswith(CLAIMS)
    assert f'data-claim="{answer["id"]}"' in preview.text(PAGE)


def test_a_source_was_read_today(preview: Running, root: Path) -> None:
    source = {"source_url": "https://rivers.example/levels", "source_title": "Levels of the river"}
    status, _ = post(preview, make_wish(preview, **source))
    assert status == 200
    assert f"accessed: {NOW.date()}\n" in (root / RIVER).read_text("utf-8")


def test_the_day_is_kept_for_a_source_whose_title_is_missing(preview: Running, root: Path) -> None:
    draft = make_wish(preview, source_url="https://rivers.example/levels", status="")
    assert post(preview, draft)[0] == 200
    written = f"- https://rivers.example/levels  # accessed: {NOW.date()}; its title is missing\n"
    assert written in (root / RIVER).read_text("utf-8")


def test_no_reader_is_shown_a_bare_address(preview: Running, root: Path) -> None:
    before = (root / RIVER).read_text("utf-8")
    status, answer = post(preview, make_wish(preview, source_url="https://rivers.example/levels"))
    assert status == 422
    assert [(each["field"], "no title" in each["message"]) for each in answer["problems"]] == [
        ("source_title", True)
    ]
    assert (root / RIVER).read_text("utf-8") == before


def test_an_origin_is_written_as_add_writes_it(preview: Running, root: Path) -> None:
    origin = {"claimant": "A. Mayor", "said": "2018-06", "appearance": "Speech at the bridge"}
    assert post(preview, make_wish(preview, **origin))[0] == 200
    written = "    claimant: A. Mayor\n    said: 2018-06\n    appearance: Speech at the bridge\n"
    assert written in (root / RIVER).read_text("utf-8")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, 421),
        ({"X_Site_Gen_Token": "guessed"}, 403),
        ({"X_Site_Gen_Token": ""}, 403),
        ({"X_Site_Gen_Token": "ü"}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_nobody_else_writes(preview: Running, root: Path, headers: dict[str, str], status: int) -> None:
    headers = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    assert post(preview, make_wish(preview), **headers)[0] == status
    assert (root / RIVER).read_text("utf-8") == CLAIMS


def test_the_token_is_another_in_each_run(root: Path) -> None:
    tokens = set()
    for _ in range(2):
        with run_preview(root) as preview:
            tokens.add(read_data(preview)["token"])
    assert len(tokens) == 2


@pytest.mark.parametrize(
    "article",
    [
        "../secret.md",
        "/etc/passwd",
        "content/articles/../../../secret.md",
        "content/articles/nothing.md",
        "content/pages/about.md",
        "site.yaml",
        RIVER,
    ],
)
def test_only_claims_of_the_sites_articles_are_written(preview: Running, root: Path, article: str) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    status, answer = post(preview, make_wish(preview, article=article))
    assert status == 422
    assert "no such article" in answer["problems"][0]["message"]
    known = {path for path in root.rglob("*") if path.is_file() and ".site-gen" not in path.parts}
    assert {path: path.read_bytes() for path in known} == {
        path: data for path, data in before.items() if ".site-gen" not in path.parts
    }


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"x"',
        b"[" * 10_000,
        b"\xff",
        b'{"article": 7}',
        b'{"article": "content/articles/river.md", "kind": "claim", "quote": "   "}',
        b'{"article": "content/articles/river.md", "kind": "lie", "quote": "in spring"}',
        b'{"article": "content/articles/river.md", "kind": "claim", "quote": "in spring", "on": "moon"}',
    ],
)
def test_what_no_page_sends_is_refused(preview: Running, root: Path, body: bytes) -> None:
    assert post(preview, body)[0] == 400
    assert (root / RIVER).read_text("utf-8") == CLAIMS


def test_a_text_of_no_measure_is_refused(preview: Running) -> None:
    assert post(preview, make_wish(preview, note="x" * 30_000))[0] == 400


def test_a_file_that_changed_underneath_is_left_alone(preview: Running, root: Path) -> None:
    wish = make_wish(preview)
    changed = CLAIMS.replace("four weeks", "five weeks")
    (root / RIVER).write_text(changed, "utf-8")
    status, answer = post(preview, wish)
    assert status == 409
    assert "changed meanwhile" in answer["problems"][0]["message"]
    assert (root / RIVER).read_text("utf-8") == changed


def test_words_that_are_not_there_are_told_with_the_nearest(preview: Running, root: Path) -> None:
    status, answer = post(preview, make_wish(preview, quote="closed for ten weeks"))
    assert status == 422
    assert answer["nearest"] == "closed for nine weeks"
    assert (root / RIVER).read_text("utf-8") == CLAIMS


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_the_address_is_for_writing_only(preview: Running, method: str) -> None:
    status, headers, _ = preview.get("/_preview/add", method)
    assert (status, headers["Allow"]) == (405, "POST")


def test_nothing_of_it_is_in_a_build(root: Path) -> None:
    from site_gen.building.build import build_site
    from site_gen.building.results import BuildOptions
    from tests.built import NOW

    build_site(root, BuildOptions(now=NOW))
    for path in (root / "_site").rglob("*.*"):
        assert b"site-gen-data" not in path.read_bytes()
        assert b"_preview" not in path.read_bytes()
