"""A site's own theme files on whole sites: each wins alone, and what is made for them takes effect."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from tests.building.test_build import SITE, river_site, tree

SiteMaker = Callable[..., Path]
HOME = "index.html"
ARTICLE = "articles/river/index.html"


def is_card(path: str) -> bool:
    """Tell whether a page is a card for other sites, which stands alone."""
    return path.startswith("embed/")


def pages(root: Path, options: BuildOptions) -> dict[str, str]:
    """The pages and joined style sheets of a build that has no problems."""
    result = build_site(root, options)
    assert result.done, result.diagnostics
    return {
        path: content.decode()
        for path, content in tree(root / "_site").items()
        if path.endswith((".html", ".css", ".js"))
    }


def test_a_shadowed_template_wins_and_leaves_the_others(make_site: SiteMaker, options: BuildOptions) -> None:
    plain = pages(make_site(river_site(), "plain"), options)
    found = pages(make_site(river_site(**{"templates/home.html": "<p>Mine"}), "own"), options)
    assert found[HOME] == "<p>Mine\n"
    assert found[ARTICLE] == plain[ARTICLE]
    assert found["404.html"] == plain["404.html"]


def test_a_part_is_replaced_in_all_pages_that_use_it(make_site: SiteMaker, options: BuildOptions) -> None:
    icons = (
        "{% macro icon(tone) %}<i>{{ tone }}</i>{% endmacro %}{% macro wordmark() %}<b>sign</b>{% endmacro %}"
        "{% macro marks() %}{% endmacro %}{% macro back() %}{% endmacro %}{% macro on() %}{% endmacro %}"
        "{% macro halves() %}{% endmacro %}"
    )
    found = pages(make_site(river_site(**{"templates/parts/icon.html": icons})), options)
    assert "<i>bad</i>" in found[ARTICLE]
    assert all(
        "<b>sign</b>" in html for path, html in found.items() if path.endswith(".html") and not is_card(path)
    )


def test_a_template_may_extend_the_packaged_one_block_by_block(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    base = "{% block note %}<p>Read our rules.</p>{% endblock %}"
    own = {
        "templates/article.html": (
            '{% extends "base.html" %}{% block main %}<article>{{ view.body }}</article>{% endblock %}'
            "{% block footer %}" + base + "{{ super() }}{% endblock %}"
        )
    }
    html = pages(make_site(river_site(**own)), options)[ARTICLE]
    assert '<p>Read our rules.</p><footer class="site-footer"' in html.replace("\n", "")
    assert 'class="card ' not in html


def test_a_style_sheet_is_replaced_in_the_joined_one(make_site: SiteMaker, options: BuildOptions) -> None:
    found = pages(make_site(river_site(**{"static/css/80-lists.css": ".mine { color: red }\n"})), options)
    (styles,) = (text for path, text in found.items() if re.search(r"static/site\.\w+\.css", path))
    assert ".mine{color:red}" in styles
    assert ".teaser{" not in styles
    assert "--paper:" in styles


def test_own_styles_and_scripts_are_linked_last(make_site: SiteMaker, options: BuildOptions) -> None:
    own = {
        "static/custom.css": "p { color: red }\n",
        "static/custom.js": "document.title = 'x';\n",
    }
    for path, html in pages(make_site(river_site(**own)), options).items():
        if path.endswith(".html"):
            styles = re.findall(r'<link rel="stylesheet" href="[^"]*?(\w+)\.\w+\.css">', html)
            scripts = re.findall(r'<script src="[^"]*?(\w+)\.\w+\.js" defer>', html)
            assert (styles[0], styles[-1]) == ("embed" if is_card(path) else "site", "custom"), path
            assert is_card(path) or (scripts[0], scripts[-1]) == ("site", "custom"), path


def test_the_extra_parts_are_empty_until_a_site_fills_them(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    plain = pages(make_site(river_site(), "plain"), options)
    head, foot = '<meta name="verify" content="x">', "<p>Printed on paper.</p>"
    own = {"templates/parts/head-extra.html": head, "templates/parts/footer-extra.html": foot}
    found = pages(make_site(river_site(**own), "own"), options)
    for path in (path for path in plain if path.endswith(".html") and not is_card(path)):
        assert found[path].count(head) == found[path].count(foot) == 1
        assert found[path].index(head) < found[path].index("</head>")
        assert found[path].index("<footer") < found[path].index(foot) < found[path].index("</footer>")
        assert found[path].replace(head, "").replace(foot, "") == plain[path]


def test_csp_adds_origins_and_takes_none_away(make_site: SiteMaker, options: BuildOptions) -> None:
    config = (
        SITE + 'csp:\n  img-src: ["https://media.example.org"]\n  frame-src: ["https://video.example.org"]\n'
    )
    for path, html in pages(make_site(river_site(**{"site.yaml": config})), options).items():
        if path.endswith(".html"):
            policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)[0]
            rules = dict(rule.split(" ", 1) for rule in policy.replace("&#39;", "'").split("; "))
            assert rules["img-src"] == "'self' https://media.example.org"
            assert rules["frame-src"] == "https://video.example.org"
            assert rules["script-src"] == rules["style-src"] == "'self'"
            assert rules["default-src"] == "'none'"
