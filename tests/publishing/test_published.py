"""The branch as readers get it: served as GitHub Pages serves it, walked by a browser, and right under any address."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import pytest

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from tests.browser.serving import serve
from tests.browser.walking import Walk, walk
from tests.built import NOW, ROOT, BuiltSites, find_pages
from tests.commands import Run, small_site
from tests.hosts import obey_headers
from tests.publishing.newsroom import Newsroom
from tests.publishing.remote import git

DEMO = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in (ROOT / "site.yaml", *sorted((ROOT / "content").rglob("*")))
    if path.suffix in {".md", ".yaml", ".svg"}
}
SMALL = small_site()
BASES = ("/", "/repo/", "/two/levels/")


@pytest.mark.browser
@pytest.mark.parametrize(("base", "site"), [("/", SMALL), ("/repo/", DEMO)], ids=["/", "/repo/"])
def test_a_reader_finds_the_pushed_site_whole(
    browser: Any, room: Newsroom, run: Run, tmp_path: Path, base: str, site: dict[str, str]
) -> None:
    config = re.sub(r"(?m)^base_url: .*", f"base_url: https://facts.example{base}", site["site.yaml"])
    room.write({**site, "site.yaml": config})
    assert run("deploy", "--yes").code == 0
    web = tmp_path / "web"
    git(tmp_path, "clone", "--quiet", "--branch=gh-pages", str(room.bare), str(web))
    with serve(web, base, obey_headers) as address, browser.new_context() as context:
        found = walk(context, address, web)
        missing = context.new_page()
        missing.goto(f"{address}articles/no/such/page/at/all/")
        assert missing.evaluate("getComputedStyle(document.body).getPropertyValue('--measure')")
        links = missing.evaluate("[...document.links].map((link) => link.href)")
    assert {web / path for path in find_pages(web)} - found.reached() <= {web / "404.html"}
    assert [url for url, visit in found.visits.items() if not visit.is_styled] == []
    assert (found.complaints, found.foreign, found.broken_links()) == ([], [], [])
    assert found.doubled_ids() == []
    at = Walk(address, web)
    inside = [link for link in links if at.is_inside(link)]
    assert inside
    assert [link for link in inside if not link.endswith("#main") and not at.file(link).is_file()] == []


def build(built: BuiltSites, base: str) -> Path:
    return built.build("demo", base_url=f"https://facts.example{base}")


_MAIL = re.compile(r'mailto:[^"\s]*')


def texts(folder: Path) -> dict[str, str]:
    """Give the files that hold text; what a mail would say as one reads it there."""
    endings = {".html", ".json", ".jsonld", ".xml", ".csv", ".txt"}
    return {
        path.relative_to(folder).as_posix(): _MAIL.sub(lambda mail: unquote(mail[0]), path.read_text("utf-8"))
        for path in sorted(folder.rglob("*"))
        if path.suffix in endings and not path.name.startswith(".")
    }


@pytest.mark.parametrize("base", BASES)
def test_the_address_is_used_exactly_once(built: BuiltSites, base: str) -> None:
    """Each whole address into the site begins with the base, once, and leads to a file; in whatever kind of output."""
    folder = build(built, base)
    whole = {
        address.rstrip(".,;")
        for text in texts(folder).values()
        for address in re.findall(r"https?:[/\\]+facts\.example[^\s\"'<>),\\&]*", text)
    }
    assert whole
    for address in whole:
        path = urlsplit(address).path
        assert address.startswith("https://facts.example/"), address
        assert path.startswith(base), address
        rest = unquote(path.removeprefix(base))
        if base != "/":
            assert not rest.startswith(base.strip("/").partition("/")[0] + "/"), f"doubled: {address}"
        target = folder / rest
        assert (target / "index.html" if rest.endswith("/") or not rest else target).is_file(), address


def test_but_for_the_address_itself_all_bases_give_the_same_pages(built: BuiltSites) -> None:
    """So one build stands anywhere: links from page to page are relative, whatever the base."""
    pages = []
    based = {"404.html", "claims.json"}  # served anywhere; hashes of files that name their addresses
    for base in BASES:
        address = f"https://facts.example{base}"
        found = {name: text for name, text in texts(build(built, base)).items() if name not in based}
        for form in (address, quote(address, safe="")):  # in the link of a report, too
            found = {name: text.replace(form, "BASE/") for name, text in found.items()}
        pages.append(found)
    assert pages[0] == pages[1] == pages[2]
    assert not [name for name, text in pages[1].items() if re.search(r'(?:href|src)="/(?!/)', text)]


@pytest.mark.parametrize("base", BASES)
def test_the_page_for_missing_addresses_begins_at_the_base(built: BuiltSites, base: str) -> None:
    text = (build(built, base) / "404.html").read_text("utf-8")
    links = re.findall(r'(?:href|src)="([^"]*)"', text)
    inside = [link for link in links if not re.match(r"#|[a-z]+:", link)]
    assert inside
    assert [link for link in inside if not link.startswith(base)] == []


def test_from_a_disk_no_link_needs_a_host(built: BuiltSites) -> None:
    folder = built.build("demo", portable=True)
    for name, text in texts(folder).items():
        if name.endswith(".html") and name != "404.html":
            for link in re.findall(r'(?:href|src)="([^"#?]*)', text):
                if (name, link) == ("search/index.html", "./"):
                    continue  # the form of a result, which a script fills in
                assert re.match(r"[a-z]+:", link) or not link.endswith("/"), f"{name}: {link}"


def test_the_same_build_twice_in_other_places_is_the_same(tmp_path: Path, built: BuiltSites) -> None:
    output = tmp_path / "a" / "b c" / "_site"
    source = built.build("demo", base_url="https://facts.example/").parent / "demo"
    result = build_site(source, BuildOptions(now=NOW, output=output, base_url="https://facts.example/"))
    assert result.done
    other = build(built, "/")
    for path in result.files:
        assert (output / path).read_bytes() == (other / path).read_bytes(), path
