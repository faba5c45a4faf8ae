"""Share images in whole builds: who draws them, when, and what the pages say of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.building import cache, workers
from site_gen.building.build import build_site
from site_gen.building.look import check_site
from site_gen.building.results import BuildOptions
from site_gen.outputs import share_images
from tests.built import ROOT
from tests.commands import small_site

CARDS = ["cards/river.png", "cards/river/closed.png"]


class Easel:
    """Counts what is drawn."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._draw = share_images.draw
        self.drawn: list[str] = []
        monkeypatch.setattr(share_images, "draw", self._count)

    def _count(self, svg: str, fonts: object) -> bytes:
        self.drawn.append(svg)
        return self._draw(svg, fonts)  # type: ignore[arg-type]

    def count(self) -> int:
        """Give how many were drawn since last asked."""
        count = len(self.drawn)
        self.drawn.clear()
        return count


@pytest.fixture
def easel(monkeypatch: pytest.MonkeyPatch, with_cards: object) -> Easel:
    return Easel(monkeypatch)


@pytest.fixture
def root(make_site: Callable[..., Path]) -> Path:
    return make_site(small_site())


def find_cards(output: Path) -> list[str]:
    return sorted(path.relative_to(output).as_posix() for path in output.glob("cards/**/*.png"))


def read(root: Path, page: str) -> str:
    return (root / "_site" / page / "index.html").read_text("utf-8")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_without_the_extra_one_picture_stands_for_all_pages_and_nobody_complains(
    root: Path, options: BuildOptions
) -> None:
    result = build_site(root, options)
    assert result.diagnostics == ()
    assert find_cards(root / "_site") == []
    for page in ("", "articles/river", "articles/river/closed"):
        assert '<meta property="og:image" content="https://example.org/desk/static/share.' in read(root, page)
        assert "summary_large_image" not in read(root, page), "it says nothing of this page"


def test_each_article_and_claim_has_its_picture_and_says_so(
    root: Path, options: BuildOptions, easel: Easel
) -> None:
    assert build_site(root, options).diagnostics == ()
    assert find_cards(root / "_site") == CARDS
    page = read(root, "articles/river/closed")
    assert (
        '<meta property="og:image" content="https://example.org/desk/cards/river/closed.png">\n'
        '<meta property="og:image:width" content="1200">\n'
        '<meta property="og:image:height" content="630">\n'
        '<meta property="og:image:alt" content="Check 1: Inaccurate: closed for nine weeks">\n'
        '<meta name="twitter:card" content="summary_large_image">\n'
    ) in page
    assert "/cards/river.png" in read(root, "articles/river")
    assert "/static/share." in read(root, "")
    assert not list((root / "_site/static").glob("fonts/*")), "browsers have no use for them"


def test_a_picture_is_drawn_once_for_all_checks_and_builds(
    root: Path, options: BuildOptions, easel: Easel
) -> None:
    build_site(root, options._replace(drafts=True))  # makes the folder of the cache
    assert easel.count() == 0
    assert check_site(root, options).diagnostics == ()
    assert easel.count() == 2
    build_site(root, options)
    assert build_site(root, options).written == 0
    shutil.rmtree(root / "_site")
    build_site(root, options)
    build_site(root, options._replace(output=root / "_other"))
    assert find_cards(root / "_other") == find_cards(root / "_site") == CARDS
    assert easel.count() == 0


def test_only_what_changed_is_drawn_anew(root: Path, options: BuildOptions, easel: Easel) -> None:
    build_site(root, options)
    easel.count()
    edit(root / "content/articles/river.claims.yaml", "It was closed for four", "The register has four")
    build_site(root, options)
    assert easel.count() == 0
    edit(root / "content/articles/river.md", "title: The river", "title: A river")
    build_site(root, options)
    assert easel.count() == 1
    template = root / "templates/share.svg"
    template.parent.mkdir()
    shutil.copy(ROOT / "templates/share.svg", template)
    edit(template, 'fill="#fcfbf8"', 'fill="#ffffff"')
    build_site(root, options)
    assert easel.count() == 2
    fonts = root / "static/fonts"
    fonts.mkdir(parents=True)
    shutil.copy(ROOT / "static/fonts/NotoSans-Regular.ttf", fonts / "Ours.ttf")
    build_site(root, options)
    assert easel.count() == 2


def test_a_broken_template_is_named_and_nothing_is_written(
    root: Path, options: BuildOptions, easel: Easel
) -> None:
    template = root / "templates/share.svg"
    template.parent.mkdir()
    for text, said in (("<svg", "does not make a picture"), ("{{ view.nonsense }}", "no field `nonsense`")):
        template.write_text(text, "utf-8")
        result = build_site(root, options)
        assert not result.done
        (found,) = result.diagnostics
        assert (found.code, found.span.path) == ("template-is-right", "templates/share.svg")
        assert said in found.message
        assert not (root / "_site/index.html").exists()


def test_the_site_decides(root: Path, options: BuildOptions, easel: Easel) -> None:
    with (root / "site.yaml").open("a", encoding="utf-8") as file:
        file.write("outputs: [pages, opendata]\n")
    build_site(root, options)
    assert find_cards(root / "_site") == []


def test_several_processes_draw_the_same_bytes(
    make_site: Callable[..., Path], options: BuildOptions, with_cards: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = (make_site(small_site(), folder) for folder in ("one", "two"))
    build_site(one, options)
    monkeypatch.setattr(workers, "WORTH_A_POOL_IF_SLOW", 2)
    build_site(two, options._replace(jobs=2))
    assert [(one / "_site" / card).read_bytes() for card in CARDS] == [
        (two / "_site" / card).read_bytes() for card in CARDS
    ]


def test_what_was_drawn_outlives_a_preview_and_a_build_with_errors(
    root: Path, options: BuildOptions, easel: Easel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_SPARE_ROWS", -100)  # as if there were very many entries
    build_site(root, options)
    easel.count()
    build_site(root, options._replace(drafts=True))
    edit(root / "content/articles/river.claims.yaml", "status: inaccurate", "status: nonsense")
    assert not build_site(root, options).done
    edit(root / "content/articles/river.claims.yaml", "status: nonsense", "status: inaccurate")
    shutil.rmtree(root / "_site")
    assert build_site(root, options).done
    assert easel.count() == 0
