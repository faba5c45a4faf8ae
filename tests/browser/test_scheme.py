"""The switch between light and dark: what it changes, for whom, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from tests.browser.conftest import Opener
from tests.browser.lacking import take_away
from tests.browser.serving import serve
from tests.browser.test_cards import wait_for_card
from tests.conftest import NOW

pytestmark = pytest.mark.browser
ARTICLE = "articles/great-wall/"
LIGHT, DARK = "rgb(252, 251, 248)", "rgb(22, 24, 27)"
GROUND = "getComputedStyle(document.documentElement).backgroundColor"
OWN_STYLE = """\
@import "ink.css";
:root { --paper: #fff0f0 }
@media (prefers-color-scheme: dark) { :root { --paper: #200000 } }
@supports (color: red) { @media screen and (prefers-color-scheme: light) { h1 { color: rgb(1, 2, 3) } } }
"""


def switch(page: Page) -> Any:
    return page.get_by_role("button", name="Dark page")


@pytest.fixture(scope="module")
def own_look(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that knows dark pages only by what the system says."""
    root = tmp_path_factory.mktemp("look")
    files = {
        "site.yaml": 'title: Look\ncolours: {good: {light: "#003300", dark: "#99ff99"}}\n',
        "content/articles/look.md": "---\ntitle: A look\ndate: 2026-05-04\n---\n\nIt is so.\n",
        "content/articles/look.claims.yaml": "claims: [{id: so, quote: It is so, status: accurate, summary: Yes.}]\n",
        "static/custom.css": OWN_STYLE,
        "static/ink.css": "@media (prefers-color-scheme: dark) { h1 { color: rgb(9, 8, 7) } }\n",
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    assert build_site(root, BuildOptions(now=NOW)).done
    with serve(root / "_site") as address:
        yield f"{address}articles/look/"


@pytest.mark.parametrize(("system", "first", "second"), [("light", LIGHT, DARK), ("dark", DARK, LIGHT)])
def test_the_switch_turns_what_the_system_says_and_is_remembered(
    open_page: Opener, system: str, first: str, second: str
) -> None:
    page = open_page("demo", ARTICLE, color_scheme=system)
    root = page.url.removesuffix(ARTICLE)
    button = switch(page)
    was_dark = str(first == DARK).lower()
    expect(button).to_have_attribute("aria-pressed", was_dark)
    assert page.evaluate(GROUND) == first
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate(GROUND) == second
    for address in ("", "search/", f"{ARTICLE}moon/", "ratings/"):
        page.goto(root + address)
        assert page.evaluate(GROUND) == second, address
    page.emulate_media(media="print")
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
    page.emulate_media(media="screen")
    button.click()
    assert page.evaluate(GROUND) == first
    expect(button).to_have_attribute("aria-pressed", was_dark)
    page.emulate_media(color_scheme="dark" if system == "light" else "light")
    assert page.evaluate(GROUND) == second, "what the system says holds again"
    expect(button).to_have_attribute("aria-pressed", str(second == DARK).lower())


def test_a_page_come_back_to_hears_of_a_choice_made_elsewhere(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE)
    page.evaluate("() => { localStorage.scheme = 'dark'; dispatchEvent(new Event('pageshow')); }")
    assert page.evaluate(GROUND) == DARK
    expect(switch(page)).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("options", [{"java_script_enabled": False}, {"forced_colors": "active"}], ids=str)
def test_where_the_switch_could_do_nothing_there_is_none(open_page: Opener, options: dict[str, Any]) -> None:
    page = open_page("demo", ARTICLE, **options)
    expect(switch(page)).to_have_count(0)


def test_forced_colours_are_left_alone(open_page: Opener) -> None:
    page = open_page("demo", ARTICLE, forced_colors="active")
    before = page.evaluate(GROUND)
    page.evaluate("() => { localStorage.scheme = 'dark'; }")
    page.reload()
    assert page.evaluate(GROUND) == before
    assert page.evaluate("document.documentElement.style.colorScheme") == ""


def test_the_switch_works_where_nothing_may_be_stored(browser: Any, hosted: Callable[[str], str]) -> None:
    with browser.new_context() as context:
        take_away(context, "storage")
        page = context.new_page()
        page.goto(hosted("demo") + ARTICLE)
        switch(page).click()
        assert page.evaluate(GROUND) == DARK
        switch(page).click()
        assert page.evaluate(GROUND) == LIGHT


@pytest.mark.parametrize("system", ["light", "dark"])
def test_a_site_s_own_styles_need_not_know_of_the_switch(browser: Any, own_look: str, system: str) -> None:
    looks = {
        "light": ["rgb(255, 240, 240)", "rgb(1, 2, 3)", "#003300"],
        "dark": ["rgb(32, 0, 0)", "rgb(9, 8, 7)", "#99ff99"],
    }
    look = f"""[{GROUND}, getComputedStyle(document.querySelector('h1')).color,
        getComputedStyle(document.documentElement).getPropertyValue('--tone-good')]"""
    other = "dark" if system == "light" else "light"
    with browser.new_context(color_scheme=system) as context:
        page = context.new_page()
        page.goto(own_look)
        for scheme in (system, other, system):
            assert page.evaluate(look) == looks[scheme]
            switch(page).click()


@pytest.mark.parametrize(("system", "width"), [("light", 1440), ("dark", 360)])
def test_axe_finds_nothing_in_the_chosen_scheme(open_page: Opener, system: str, width: int) -> None:
    page = open_page(
        "demo",
        ARTICLE,
        color_scheme=system,
        reduced_motion="reduce",
        viewport={"width": width, "height": 800},
    )
    switch(page).click()
    page.locator("#ref-moon").click()
    wait_for_card(page, "moon")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_the_switch_stands_in_the_corner_and_moves_nothing(open_page: Opener, width: int) -> None:
    page = open_page("demo", ARTICLE, viewport={"width": width, "height": 800})
    found = switch(page).bounding_box()
    assert found
    assert min(found["width"], found["height"]) >= 24
    assert width - found["x"] - found["width"] < 0.25 * width
    assert page.evaluate(
        """() => {
          const own = document.querySelector('.scheme').getBoundingClientRect();
          return [...document.querySelectorAll('.site-header a')].every((link) => {
            const box = link.getBoundingClientRect();
            return box.right <= own.left || box.top >= own.bottom;
          });
        }"""
    )
