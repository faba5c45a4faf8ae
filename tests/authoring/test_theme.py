from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen import __version__
from site_gen.authoring.theme import copy_file, find_file, load_listing
from site_gen.support.errors import OutputError, UsageError

SiteMaker = Callable[..., Path]
THEME = Path(__file__).resolve().parents[2]
SITE = {"site.yaml": "title: Test Desk\n"}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("home.html", "templates/home.html"),
        ("parts/card.html", "templates/parts/card.html"),
        ("templates/parts/card.html", "templates/parts/card.html"),
        ("templates\\parts\\card.html", "templates/parts/card.html"),
        ("css/20-base.css", "static/css/20-base.css"),
        ("./static/icon.svg", "static/icon.svg"),
    ],
)
def test_a_file_may_be_named_with_or_without_its_folder(name: str, path: str) -> None:
    assert find_file(name) == path


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("parts/cards.html", "did you mean `parts/card.html`?"),
        ("templates/parts/cards.html", "did you mean `templates/parts/card.html`?"),
        ("zebra", "see what there is: site-gen theme list"),
        ("../site.yaml", "see what there is: site-gen theme list"),
    ],
)
def test_an_unknown_name_gets_the_nearest(make_site: SiteMaker, name: str, hint: str) -> None:
    root = make_site(SITE)
    with pytest.raises(UsageError) as problem:
        copy_file(root, name)
    assert problem.value.help == hint
    assert [path.name for path in root.iterdir()] == ["site.yaml"]


@pytest.mark.parametrize(
    "name", ["templates/parts/card.html", "static/css/20-base.css", "static/js/20-hover.js"]
)
def test_a_copy_is_the_original_below_a_line_that_says_so(make_site: SiteMaker, name: str) -> None:
    root = make_site(SITE)
    copied = copy_file(root, name)
    assert (copied.path, copied.recorded) == (name, True)
    first, _, rest = (root / name).read_text("utf-8").partition("\n")
    assert rest == (THEME / name).read_text("utf-8")
    assert f"copied from site-gen {__version__}" in first


def test_a_picture_is_copied_as_it_is(make_site: SiteMaker) -> None:
    root = make_site(SITE)
    assert not copy_file(root, "icon.svg").recorded
    assert (root / "static/icon.svg").read_bytes() == (THEME / "static/icon.svg").read_bytes()


def test_what_is_there_stays(make_site: SiteMaker) -> None:
    root = make_site({**SITE, "templates/home.html": "mine"})
    with pytest.raises(UsageError, match=r"templates/home\.html is in your site already"):
        copy_file(root, "home.html")
    assert (root / "templates/home.html").read_text("utf-8") == "mine"


def test_a_folder_in_the_way_is_said(make_site: SiteMaker) -> None:
    root = make_site({**SITE, "templates": "a file"})
    with pytest.raises(OutputError, match="cannot write"):
        copy_file(root, "home.html")


def test_the_theme_alone() -> None:
    listing = load_listing(None)
    names = [each.path for each in listing.templates]
    assert "templates/article.html" in names
    assert "static/icon.svg" in [each.path for each in listing.files]
    assert not any(each.shadowed for each in (*listing.templates, *listing.files))
    assert "--paper" in [each.packaged.name for each in listing.properties]
    assert all(each.own is None for each in listing.properties)


def test_what_a_site_has_of_its_own(make_site: SiteMaker) -> None:
    root = make_site(
        {
            **SITE,
            "templates/parts/card.html": "mine",
            "templates/parts/crad.html": "misspelt",
            "static/icon.svg": "<svg/>",
            "static/custom.css": ":root { --paper: #ffe; --mine: 1 }",
        }
    )
    listing = load_listing(root)
    assert [each.path for each in listing.templates if each.shadowed] == ["templates/parts/card.html"]
    assert [each.path for each in listing.files if each.shadowed] == ["static/icon.svg"]
    assert listing.added == ("templates/parts/crad.html",)
    own = [each.own for each in listing.properties if each.own]
    assert [(each.name, each.value) for each in own] == [("--paper", "#ffe")]


def test_an_own_style_sheet_counts_in_the_place_of_the_packaged_one(make_site: SiteMaker) -> None:
    root = make_site({**SITE, "static/css/10-tokens.css": ":root { --radius: 0 }"})
    own = {each.own.name: each.own.value for each in load_listing(root).properties if each.own}
    assert own == {"--radius": "0"}


def test_in_a_checkout_the_theme_is_nobodys_own() -> None:
    listing = load_listing(THEME)
    assert not any(each.shadowed for each in (*listing.templates, *listing.files))
    with pytest.raises(UsageError, match="is in your site already"):
        copy_file(THEME, "home.html")
