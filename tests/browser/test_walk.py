"""Every page of whole sites: at the root of a host, below it, from a disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.browser.serving import serve
from tests.browser.walking import Walk, walk
from tests.built import SITES, BuiltSites, find_pages
from tests.hosts import obey_headers, store

pytestmark = pytest.mark.browser
HOSTS = {"starter": store, "hostile": obey_headers}
"""At a host's root each site stands with a host of another kind."""
NOWHERE = ("nothing-here", "articles/nothing/at/all/", "articles/lightning/no-such-claim/", "a b/é")


@contextmanager
def place(where: str, built: BuiltSites, site: str) -> Iterator[tuple[str, Path]]:
    """Put a site where readers find it; give its address and its folder."""
    if where == "disk":
        folder = built.build(site, portable=True)
        yield f"{folder.as_uri()}/", folder
    else:
        folder = built.build(site)
        with serve(folder, where, HOSTS.get(site) if where == "/" else None) as address:
            yield address, folder


# The demo below a host's root is walked as it was pushed, in tests/publishing.
@pytest.mark.parametrize(
    ("site", "where"),
    [
        (site, where)
        for site in SITES
        for where in ("/", "/repo/", "disk")
        if (site, where) != ("demo", "/repo/")
    ],
)
def test_a_reader_finds_every_page_and_each_is_whole(
    browser: Any, built: BuiltSites, site: str, where: str
) -> None:
    with place(where, built, site) as (address, folder), browser.new_context() as context:
        found = walk(context, address, folder, "index.html" if where == "disk" else "")
    pages = {folder / path for path in find_pages(folder)}
    assert pages - found.reached() == {folder / "404.html"}
    check(found)


def check(found: Walk) -> None:
    assert [url for url, visit in found.visits.items() if not visit.is_styled] == []
    assert found.complaints == []
    assert found.foreign == []
    assert found.broken_links() == []
    assert found.doubled_ids() == []


@pytest.mark.parametrize("base_path", ["/", "/repo/"])
@pytest.mark.parametrize("missing", NOWHERE)
def test_a_missing_page_is_whole_at_any_depth(
    browser: Any, built: BuiltSites, base_path: str, missing: str
) -> None:
    folder = built.build("demo", base_url=f"https://example.org{base_path}")
    with serve(folder, base_path, store) as address, browser.new_context() as context:
        page = context.new_page()
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        statuses: list[int] = []
        page.on("response", lambda response: statuses.append(response.status))
        page.goto(address + missing)
        assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--measure')")
        assert [status for status in statuses if status != 200] == [404]
        assert all(url.startswith(address) for url in requests)
        links = page.evaluate("[...document.links].map((link) => link.href)")
        at = Walk(address, folder)
        inside = [link for link in links if at.is_inside(link) and not link.endswith("#main")]
        assert address in inside
        assert [link for link in inside if not at.file(link).is_file()] == []
        page.get_by_role("link", name="home page").click()
        assert page.url == address


def test_the_walk_sees_what_is_wrong(browser: Any, tmp_path: Path) -> None:
    page = """<!doctype html><html><head>
    <meta http-equiv="Content-Security-Policy" content="default-src 'self' http:">
    </head><body id="x"><p id="x" style="color: red"></p><img src="http://192.0.2.1/pixel.png" alt="">
    <img src="none.png" alt=""><a href="#nowhere"></a><a href="none/"></a></body></html>"""
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    (tmp_path / "404.html").write_text("", encoding="utf-8")
    with serve(tmp_path) as address, browser.new_context() as context:
        found = walk(context, address, tmp_path)
    assert not found.visits[address].is_styled
    assert any("inline style" in complaint for complaint in found.complaints)
    assert any("none.png gave 404" in complaint for complaint in found.complaints)
    assert found.foreign == ["http://192.0.2.1/pixel.png"]
    assert found.broken_links() == [f"{address}: {address}#nowhere", f"{address}: {address}none/"]
    assert found.doubled_ids() == [address]
