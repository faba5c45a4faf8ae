"""The theme of a whole site: its colours, its own style sheet, files that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from site_gen.building.build import build_site
from site_gen.building.environment import packaged_folder
from site_gen.building.live import LiveSite
from site_gen.building.results import BuildOptions
from tests.building.test_build import SITE, river_site

SiteMaker = Callable[..., Path]

COLOURS = 'colours:\n  bad: {light: "#a00000", dark: "#ff8888"}\n'


def styles_of(page: Path) -> list[str]:
    return re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.read_text("utf-8"))


def test_colours_come_after_the_theme_and_before_the_sites_own_rules(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    root = make_site(river_site(**{"site.yaml": SITE + COLOURS, "static/custom.css": "p { color: red }\n"}))
    result = build_site(root, options)
    assert result.done
    assert not result.diagnostics
    page = root / "_site/articles/river/index.html"
    theme, colours, custom = styles_of(page)
    assert re.fullmatch(r"\.\./\.\./static/site\.[0-9a-f]{8}\.css", theme)
    assert re.fullmatch(r"\.\./\.\./static/colours\.[0-9a-f]{8}\.css", colours)
    assert re.fullmatch(r"\.\./\.\./static/custom\.[0-9a-f]{8}\.css", custom)
    assert "--tone-bad: #ff8888;" in (page.parent / colours).read_text("utf-8")
    assert (page.parent / custom).read_text("utf-8") == "p { color: red }\n"


def test_an_edit_of_a_colour_reaches_every_page(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site(**{"site.yaml": SITE + COLOURS}))
    build_site(root, options)
    before = styles_of(root / "_site/index.html")
    make_site({"site.yaml": SITE + COLOURS.replace("#a00000", "#b00000")})
    build_site(root, options)
    for page in (root / "_site").rglob("*.html"):
        (href,) = [each for each in styles_of(page) if "colours" in each]
        path = (
            page.parent / href if not href.startswith("/") else root / "_site" / href.removeprefix("/desk/")
        )
        assert "#b00000" in path.read_text("utf-8")
    make_site({"site.yaml": SITE})
    build_site(root, options)
    assert styles_of(root / "_site/index.html") == [before[0]]
    assert not list((root / "_site/static").glob("colours*"))


def test_a_colour_that_cannot_be_read_warns_and_is_used(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site(**{"site.yaml": SITE + COLOURS.replace("#a00000", "#ffaaaa")}))
    result = build_site(root, options)
    assert result.done
    (problem,) = result.diagnostics
    assert (str(problem.span), problem.code) == ("site.yaml:5:16", "colour-has-contrast")
    assert any("#ffaaaa" in each.read_text("utf-8") for each in (root / "_site/static").glob("colours*"))


def test_colours_on_grounds_of_the_sites_own_are_not_judged(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    tokens = (
        (packaged_folder("static") / "css/10-tokens.css").read_text("utf-8").replace("#fcfbf8", "#000000")
    )
    root = make_site(
        river_site(
            **{
                "site.yaml": SITE + COLOURS.replace("#a00000", "#ffaaaa"),
                "static/css/10-tokens.css": tokens,
            }
        )
    )
    assert not build_site(root, options).diagnostics


def test_a_file_with_the_name_of_the_colours_is_an_error(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site(**{"site.yaml": SITE + COLOURS, "static/colours.css": "p {}\n"}))
    (problem,) = build_site(root, options).diagnostics
    assert (str(problem.span), problem.code) == ("static/colours.css:1:1", "address-is-free")


def test_a_static_file_that_cannot_be_read_is_named_with_all_other_problems(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    root = make_site(
        river_site(**{"content/articles/well.md": "---\ntitle: W\ndate: 2026-05-03\n---\n\n[x](no.md)\n"})
    )
    (root / "static").mkdir()
    (root / "static/logo.svg").symlink_to("nowhere.svg")
    result = build_site(root, options)
    assert [(each.span.path, each.code) for each in result.diagnostics] == [
        ("content/articles/well.md", "link-leads-somewhere"),
        ("static/logo.svg", "file-is-readable"),
    ]
    assert not (root / "_site").exists()


def test_a_template_that_is_no_text_is_named_with_all_other_problems(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    root = make_site(
        river_site(
            **{
                "templates/parts/card.html": b"\xff\xfe",
                "content/articles/well.md": "---\ntitle: W\ndate: 2026-05-03\n---\n\n[x](no.md)\n",
            }
        )
    )
    result = build_site(root, options)
    assert [each.span.path for each in result.diagnostics] == [
        "content/articles/well.md",
        "templates/parts/card.html",
    ]
    site = LiveSite(root, lambda: options.now)
    site.look()
    assert site.make("/articles/river/")
    site.close()


def test_a_static_file_is_not_taken_from_outside_of_the_site(
    make_site: SiteMaker, options: BuildOptions, tmp_path: Path
) -> None:
    root = make_site(river_site())
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (root / "static").mkdir(exist_ok=True)
    (root / "static/inside.txt").symlink_to(root / "site.yaml")
    (root / "static/leak.txt").symlink_to(tmp_path / "secret.txt")
    (problem,) = build_site(root, options).diagnostics
    assert (problem.code, problem.span.path) == ("link-stays-inside", "static/leak.txt")
