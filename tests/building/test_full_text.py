"""The index of the full text in whole builds: when it is made, and when not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from site_gen.model import Body
from site_gen.outputs import indexing
from site_gen.outputs.full_text import render_page
from site_gen.outputs.indexing import IndexingError
from tests.built import ROOT
from tests.commands import small_site
from tests.outputs.records import make_article, make_claim, make_site


@pytest.fixture
def root(make_site: Callable[..., Path]) -> Path:
    return make_site(small_site())


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, with_search: object) -> list[list[str]]:
    """The pages of each index that was made."""
    seen = []
    make = indexing.make_index

    def count(pages: Path, index: Path, language: str) -> dict[str, bytes]:
        seen.append(sorted(path.relative_to(pages).as_posix() for path in pages.rglob("*.html")))
        return make(pages, index, language)

    monkeypatch.setattr(indexing, "make_index", count)
    return seen


def test_an_index_is_made_when_an_article_changed_and_only_then(
    root: Path, options: BuildOptions, made: list[list[str]]
) -> None:
    assert build_site(root, options).diagnostics == ()
    assert made == [["articles/river/index.html"]]
    before = sorted(path.name for path in (root / "_site/pagefind").rglob("*"))
    assert {"pagefind.js", "pagefind-entry.json"} <= set(before)
    assert build_site(root, options).written == 0
    template = root / "templates/search.html"
    template.parent.mkdir()
    shutil.copy(ROOT / "templates/search.html", template)
    shutil.rmtree(root / "_site")
    build_site(root, options)
    assert sorted(path.name for path in (root / "_site/pagefind").rglob("*")) == before
    assert len(made) == 1
    article = root / "content/articles/river.md"
    article.write_text(article.read_text("utf-8") + "\nThe ferry ran instead.\n", "utf-8")
    build_site(root, options)
    assert len(made) == 2


@pytest.mark.parametrize("line", ["search: off", "outputs: [opendata]", ""])
def test_who_has_none(root: Path, options: BuildOptions, made: list[list[str]], line: str) -> None:
    with (root / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    build_site(root, options if line else options._replace(drafts=True))
    assert made == []
    assert not list(root.glob("_site*/pagefind"))


def test_without_the_extra_the_search_finds_claims_and_nobody_complains(
    root: Path, options: BuildOptions
) -> None:
    assert build_site(root, options).diagnostics == ()
    page = (root / "_site/search/index.html").read_text("utf-8")
    assert "data-texts" not in page
    assert "fulltext." not in page
    assert "wasm" not in page


def test_an_index_that_cannot_be_made_costs_only_itself(
    root: Path, options: BuildOptions, with_search: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> dict[str, bytes]:
        raise IndexingError("no such program")

    monkeypatch.setattr(indexing, "make_index", fail)
    result = build_site(root, options)
    assert result.done
    assert [each.code for each in result.diagnostics] == ["output-is-made"]
    assert "no such program" in result.diagnostics[0].message
    assert "data-texts" not in (root / "_site/search/index.html").read_text("utf-8")


def test_what_is_indexed_is_escaped_and_can_be_narrowed() -> None:
    claim = make_claim("a", claimant='A "B" <c>', tags=("Tea, green",), publishers=("P: Q",))
    article = make_article("x", "2018-06-09", claim, title="<b> & tea", tags=("Tea",), language="hi")
    body = Body(html='<p><mark data-claim="a">Tea</mark> &amp; milk</p>')
    page = render_page(make_site(article), article, body).decode()
    for expected in (
        '<html lang="hi">',
        '<h1 data-pagefind-meta="title">&lt;b&gt; &amp; tea</h1>',
        '<meta data-pagefind-filter="speaker[content]" content="A &quot;B&quot; &lt;c&gt;">',
        '<meta data-pagefind-filter="topic[content]" content="Tea, green">',
        '<meta data-pagefind-filter="publisher[content]" content="P: Q">',
        '<meta data-pagefind-filter="status[content]" content="inaccurate">',
        '<meta data-pagefind-meta="date[content]" content="2018-06-09">',
    ):
        assert expected in page
