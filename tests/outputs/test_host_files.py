from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from site_gen.model import Config
from site_gen.outputs.host_files import render_headers
from tests.built import BuiltSites
from tests.commands import small_site
from tests.hosts import Rules, find_headers, parse_headers

SiteMaker = Callable[..., Path]


@pytest.fixture
def rules(built: BuiltSites) -> Rules:
    return parse_headers((built.build("demo") / "_headers").read_text("utf-8"))


def test_hashed_files_are_kept_and_nothing_else(rules: Rules, built: BuiltSites) -> None:
    folder = built.build("demo")
    for file in folder.rglob("*"):
        path = "/" + file.relative_to(folder).as_posix()
        if file.is_file():
            kept = "immutable" in "".join(find_headers(rules, path).get("Cache-Control", []))
            assert kept is bool(re.search(r"\.[0-9a-f]{8}\.\w+$", path)), path


def test_no_header_comes_twice(rules: Rules) -> None:
    for path in ("/", "/static/site.01234567.css", "/claims.json", "/data/claims/2018-06.json", "/404.html"):
        assert {len(values) for values in find_headers(rules, path).values()} == {1}


def test_the_policy_allows_what_each_page_asks_for(rules: Rules, built: BuiltSites) -> None:
    """Both hold at once: what a page may do by its own word must not be refused by the header."""

    def sources(policy: str) -> dict[str, set[str]]:
        parts = (part.split() for part in policy.split(";"))
        return {name: set(values) for name, *values in parts}

    header = sources(rules["/*"]["Content-Security-Policy"])
    for file in built.build("demo").rglob("*.html"):
        found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', file.read_text("utf-8"))
        assert found
        for name, values in sources(found[1].replace("&#39;", "'")).items():
            assert values <= header.get(name, header["default-src"]), f"{file.name}: {name}"


def test_data_and_feeds_may_be_read_from_elsewhere(rules: Rules, built: BuiltSites) -> None:
    folder = built.build("demo")
    data = {"/" + path.relative_to(folder).as_posix() for path in folder.glob("[!.]*.[cjx]*")} - {
        "/sitemap.xml"
    }
    assert "/claims.json" in data
    for path in (*sorted(data), "/data/claims/2018-06.json"):
        assert find_headers(rules, path).get("Access-Control-Allow-Origin") == ["*"], path
    assert "Access-Control-Allow-Origin" not in find_headers(rules, "/index.html")


def test_a_policy_longer_than_hosts_take_is_left_to_the_pages() -> None:
    many = tuple(f"https://media-{number}.example.org" for number in range(200))
    text = render_headers(Config(title="x", ratings=(), csp={"img-src": many}))
    assert "Content-Security-Policy" not in text
    assert max(map(len, text.splitlines())) <= 2000


def test_headers_of_the_sites_own_win(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site({**small_site(), "static/root/_headers": "/*\n  X-Mine: yes\n"})
    assert build_site(root, options).diagnostics == ()
    assert (root / "_site/_headers").read_text("utf-8") == "/*\n  X-Mine: yes\n"


def test_what_links_lead_to_is_written_as_files(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(
        {
            **small_site(),
            "elsewhere.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
            "content/articles/more.md": "---\ntitle: More\ndate: 2026-05-05\n---\n\n![A dot](dot.svg)\n",
        }
    )
    try:
        (root / "content/articles/dot.svg").symlink_to(root / "elsewhere.svg")
    except OSError:
        pytest.skip("this system makes no links")
    assert build_site(root, options).done
    assert (root / "_site/articles/more/dot.svg").is_file()
    assert not [path for path in (root / "_site").rglob("*") if path.is_symlink()]
