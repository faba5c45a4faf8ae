from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from site_gen.outputs.pages import (
    render_article_page,
    render_claim_page,
    render_home,
    render_not_found,
    render_own_page,
    render_ratings,
)
from site_gen.presenting.subjects import make_edition
from site_gen.presenting.templating import Templates
from site_gen.support.structs import replace
from site_gen.support.words import ENGLISH
from tests.presenting.examples import (
    ABOUT,
    ABOUT_PAGE,
    ARTICLE,
    BODY,
    CONFIG,
    DEAL,
    JANUARY,
    RECORD,
    SITE,
    many,
)

THEME = Path(__file__).parents[2] / "templates"
OWN_BODY = replace(BODY, html='<h2 id="h-team">Team</h2>\n', anchors=())

PAGES: dict[str, Callable[[Templates], bytes]] = {
    "home": lambda templates: render_home(SITE, templates),
    "list": lambda templates: render_home(many(9, per_page=3), templates, 2),
    "no articles": lambda templates: render_home(replace(SITE, articles=()), templates),
    "article": lambda templates: render_article_page(
        SITE, templates, make_edition(SITE, RECORD, ARTICLE, BODY)
    ),
    "draft": lambda templates: render_article_page(
        replace(SITE, drafts=True),
        templates,
        make_edition(
            replace(SITE, drafts=True),
            replace(RECORD, draft=True),
            replace(ARTICLE, claims=(replace(JANUARY, state="draft", status=None, sources=()), DEAL)),
            BODY,
        ),
    ),
    "claim": lambda templates: render_claim_page(
        SITE, templates, make_edition(SITE, RECORD, ARTICLE, BODY), "deal"
    ),
    "own page": lambda templates: render_own_page(SITE, templates, ABOUT_PAGE, OWN_BODY, ABOUT),
    "ratings": lambda templates: render_ratings(SITE, templates),
    "404": lambda templates: render_not_found(SITE, templates),
}


@pytest.fixture(scope="module")
def theme() -> Templates:
    return Templates([THEME])


class Elements(HTMLParser):
    """The start tags of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def values(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.found if name in attrs]


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, theme: Templates) -> str:
    return PAGES[request.param](theme).decode("utf-8")


def test_a_page_is_text_that_ends_in_one_line_end(page: str) -> None:
    assert page.startswith("<!doctype html>\n")
    assert page.endswith("</html>\n")
    assert not page.endswith("\n\n")
    assert "\r" not in page
    assert "\0" not in page


def test_a_page_holds_no_inline_style_or_script(page: str) -> None:
    elements = Elements(page)
    assert not elements.values("style")
    assert not [name for _, attrs in elements.found for name in attrs if name.startswith("on")]
    assert all(attrs.get("src") or attrs.get("type") for tag, attrs in elements.found if tag == "script")


def test_each_id_is_there_once(page: str) -> None:
    ids = Counter(Elements(page).values("id"))
    assert not [id_ for id_, times in ids.items() if times > 1]


def test_links_within_the_page_have_their_target(page: str) -> None:
    elements = Elements(page)
    ids = set(elements.values("id"))
    assert not [href for href in elements.values("href") if href.startswith("#") and href[1:] not in ids]
    assert set(elements.values("popovertarget")) <= ids


def test_a_page_loads_nothing_from_elsewhere(page: str) -> None:
    loading = [
        attrs.get("src") or attrs.get("href") or ""
        for tag, attrs in Elements(page).found
        if tag in {"script", "img", "iframe", "source"}
        or (tag == "link" and attrs.get("rel") in ("stylesheet", "icon"))
    ]
    assert not [address for address in loading if address.startswith(("http", "//"))]


def test_a_page_states_its_policy(page: str) -> None:
    assert Elements(page).values("content").count(policy := "default-src 'none'; script-src 'self';") == 0
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy}'.replace("'", "&#39;") in page


def test_the_markup_contract_of_an_article(theme: Templates) -> None:
    html = PAGES["article"](theme).decode()
    elements = Elements(html)
    for id_ in ("january", "deal", "caatsa"):
        assert f'id="ref-{id_}" data-claim-ref="{id_}"' in html
        assert f'id="claim-{id_}" data-note="{id_}"' in html
        assert f"card-{id_}" in elements.values("id")
    assert 'id="claim-whole"' in html
    assert elements.values("data-claim") == ["january", "january caatsa", "deal", "deal"]
    assert "ref-deal-2" in elements.values("id")


def test_a_page_says_its_address_once(theme: Templates) -> None:
    html = PAGES["claim"](theme).decode()
    assert html.count('rel="canonical"') == 1
    assert 'href="https://example.org/facts/articles/missile/deal/"' in html


def test_the_same_input_gives_the_same_bytes(theme: Templates) -> None:
    assert PAGES["article"](theme) == PAGES["article"](Templates([THEME]))


def test_a_title_cannot_break_out(theme: Templates) -> None:
    record = replace(RECORD, title="</title><script>1</script>")
    site = replace(SITE, articles=(record,), config=replace(CONFIG, title="<i>"))
    html = render_home(site, theme).decode()
    assert "<script>1" not in html
    assert "<i>" not in html


def test_every_word_that_the_theme_uses_is_in_the_catalogue() -> None:
    used = {
        key
        for path in THEME.rglob("*.html")
        for key in re.findall(r"""words\[["']([\w.]+)["']\]""", path.read_text(encoding="utf-8"))
    }
    assert used <= ENGLISH.keys()
