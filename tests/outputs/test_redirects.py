"""Addresses stay: what stood below an article's former address leads to where it is now."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from tests.built import NOW, ROOT

SITE = ROOT / "tests" / "sites" / "renamed"
BASE = "https://example.org/desk"


def build(folder: Path, more: str = "") -> Path:
    shutil.copytree(SITE, folder, dirs_exist_ok=True)
    with (folder / "site.yaml").open("a", encoding="utf-8") as config:
        config.write(more)
    result = build_site(folder, BuildOptions(now=NOW))
    assert result.diagnostics == ()
    return result.output


def find_redirects(output: Path) -> dict[str, str]:
    """Give where the pages lead that send their readers on, by address."""
    found = {}
    for path in output.rglob("*.html"):
        target = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', path.read_text(encoding="utf-8"))
        if target:
            name = path.relative_to(output).as_posix()
            address = "/" + name.removesuffix("index.html")
            found[address] = urljoin(address, target[1])
    return found


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("renamed"))


def test_all_that_stood_below_a_former_address_leads_to_where_it_is(output: Path) -> None:
    assert find_redirects(output) == {
        "/articles/old/": "/articles/new/",
        "/articles/old/deep/": "/articles/new/deep/",
        "/articles/old/wide/": "/articles/new/wide/",
        "/embed/old/deep/": "/embed/new/deep/",
        "/embed/old/wide/": "/embed/new/wide/",
        "/2018/well/": "/articles/new/",
        "/2018/well/deep/": "/articles/new/deep/",
        "/2018/well/wide/": "/articles/new/wide/",
        "/2017.html": "/articles/new/",
    }


def test_they_lead_to_pages_that_are_there_and_name_them_as_the_right_ones(output: Path) -> None:
    for address, target in find_redirects(output).items():
        assert (output / target[1:] / "index.html").is_file()
        path = output / (address[1:] + "index.html" if address.endswith("/") else address[1:])
        page = path.read_text(encoding="utf-8")
        assert f'<link rel="canonical" href="{BASE}{target}">' in page
        assert '<meta name="robots" content="noindex">' in page


def test_what_leads_to_a_card_is_tiny_and_asks_for_nothing(output: Path) -> None:
    page = (output / "embed/old/deep/index.html").read_text(encoding="utf-8")
    assert len(page.encode()) < 1_500
    assert not re.search(r"<script|stylesheet|<img", page)
    assert '<a href="../../new/deep/" dir="auto">The old well</a>' in page


def test_only_what_the_site_makes_is_led_to(tmp_path: Path) -> None:
    bare = build(tmp_path, "claim_pages: false\noutputs: [pages]\n")
    assert find_redirects(bare).keys() == {"/articles/old/", "/2018/well/", "/2017.html"}


def test_the_old_address_of_a_claim_among_those_of_its_article_leads_to_the_claim(tmp_path: Path) -> None:
    shutil.copytree(SITE, tmp_path, dirs_exist_ok=True)
    article = tmp_path / "content/articles/new.md"
    text = article.read_text(encoding="utf-8").replace("/2017.html]", "/articles/old/deep/]")
    article.write_text(text, encoding="utf-8")
    result = build_site(tmp_path, BuildOptions(now=NOW))
    assert result.diagnostics == ()
    assert find_redirects(result.output)["/articles/old/deep/"] == "/articles/new/deep/"
