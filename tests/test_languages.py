"""Sites in other scripts: an Arabic one and one in Devanagari, as text and in a browser."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from tests.conftest import NOW

SITES = Path(__file__).parent / "sites"
ARTICLES = {"rtl": "الماء-على-الأرض", "devanagari": "पृथ्वी-चाँद-और-सूरज"}
LANGUAGES = {"rtl": ("ar", "rtl"), "devanagari": ("hi", "ltr")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each site's output, made so that it can be read from a disk."""
    folder = tmp_path_factory.mktemp("languages")
    outputs = {}
    for name in ARTICLES:
        shutil.copytree(SITES / name, folder / name)
        result = build_site(folder / name, BuildOptions(now=NOW, portable=True))
        assert result.done
        assert result.diagnostics == ()
        outputs[name] = result.output
    return outputs


def article(built: dict[str, Path], name: str) -> str:
    return (built[name] / "articles" / ARTICLES[name] / "index.html").read_text("utf-8")


@pytest.mark.parametrize("name", ARTICLES)
def test_a_page_and_its_interface_say_their_languages(built: dict[str, Path], name: str) -> None:
    html = article(built, name)
    language, direction = LANGUAGES[name]
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert '<header class="site-header" lang="en" dir="ltr">' in html
    assert '<article class="article">' in html


def test_each_number_stays_beside_its_verdict(built: dict[str, Path]) -> None:
    html = article(built, "rtl")
    assert (
        "7 statements checked: 3\u00a0\u2068غير صحيح\u2069, 1\u00a0\u2068يحتاج إلى سياق\u2069, "
        "2\u00a0\u2068صحيح\u2069, 1\u00a0\u2068لم يثبت\u2069" in html
    )
    assert "Check 2: \u2068غير صحيح\u2069" in html
    assert "2\u00a0गलत, 1\u00a0भ्रामक, 1\u00a0लगभग सही, 2\u00a0सही" in article(built, "devanagari")


@pytest.mark.parametrize(("name", "claim"), [("rtl", "كتاب-قديم"), ("devanagari", "star")])
def test_a_quote_in_another_language_says_so(built: dict[str, Path], name: str, claim: str) -> None:
    html = article(built, name)
    pieces = re.findall(rf'<mark data-claim="{claim}"[^>]*>', html)
    assert pieces
    assert all('lang="en"' in piece and " dir=" not in piece for piece in pieces)


@pytest.mark.parametrize("name", ARTICLES)
def test_records_and_cards_say_the_language_of_what_they_quote(built: dict[str, Path], name: str) -> None:
    html = article(built, name)
    language, _ = LANGUAGES[name]
    quotes = re.findall(r'<(?:blockquote|div) class="words"([^>]*)>', html)
    assert f' lang="{language}" dir="auto"' in quotes
    assert "" in quotes  # the English one, in an interface that is English
    titles = re.findall(r'<p class="source-title"><a href="[^"]*"([^>]*)>', html)
    assert set(titles) == {' dir="ltr"', f' lang="{language}" dir="{LANGUAGES[name][1]}"'}


def test_the_scale_says_which_words_are_the_interfaces(built: dict[str, Path]) -> None:
    html = (built["rtl"] / "ratings" / "index.html").read_text("utf-8")
    assert '<header class="article-header" lang="en" dir="ltr">' in html
    assert "<bdi>2 of 3</bdi>" in html


def test_names_from_outside_are_kept_apart(built: dict[str, Path]) -> None:
    html = article(built, "rtl")
    assert '<cite dir="auto">خطاب عن الماء</cite></a>, <bdi>المدرسة</bdi>, <time' in html
    assert "<bdi>المتحدث</bdi>, <bdi>معلم</bdi>" in html
    assert "<span><bdi>مكتب المياه</bdi></span>" in html


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("name", ARTICLES)
def test_nothing_is_wider_than_the_window(
    built: dict[str, Path], browser: Any, name: str, width: int
) -> None:
    page = _open(browser, built, name, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1440])
def test_what_belongs_to_the_text_stands_at_its_side(
    built: dict[str, Path], browser: Any, width: int
) -> None:
    page = _open(browser, built, "rtl", width)
    for claim in ("سطح-الأرض", "ماء-عذب", "الفرات"):
        words = page.locator(f'mark[data-claim~="{claim}"]').last
        end = words.evaluate("mark => [...mark.getClientRects()].at(-1).left")
        number = page.locator(f"#ref-{claim}").bounding_box()
        assert abs(number["x"] + number["width"] - end) < 12, claim  # behind the words: to their left
    bullet = page.locator(".article-text > ul > li").first.bounding_box()
    text = page.locator(".article-text > p").first.bounding_box()
    assert bullet["x"] + bullet["width"] < text["x"] + text["width"] - 10  # room for the bullet at the right
    assert abs(bullet["x"] - text["x"]) < 2
    assert _style(page, ".article-text > blockquote", "borderRightWidth") == "2px"
    if width > 1200:
        contents = page.locator(".contents").bounding_box()
        assert contents["x"] > text["x"] + text["width"]
    page.context.close()


@pytest.mark.browser
def test_a_card_opens_inside_the_window_with_its_words_at_the_right(
    built: dict[str, Path], browser: Any
) -> None:
    page = _open(browser, built, "rtl", 360)
    page.locator("#ref-ماء-عذب").click()
    card = page.locator("#card-ماء-عذب")
    card.wait_for(state="visible")
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert card.locator(".finding").evaluate("element => getComputedStyle(element).direction") == "rtl"
    page.context.close()


@pytest.mark.browser
def test_the_interface_is_mirrored_once_its_language_is(built: dict[str, Path], browser: Any) -> None:
    page = _open(browser, built, "rtl", 1440)
    page.evaluate(
        "for (const each of document.querySelectorAll('[lang=en][dir=ltr]')) {"
        " each.removeAttribute('lang'); each.removeAttribute('dir'); }"
    )
    assert _style(page, ".bar", "transform") == "matrix(-1, 0, 0, 1, 0, 0)"
    name, nav = (page.locator(each).bounding_box() for each in (".site-name", ".site-nav"))
    assert name["x"] > nav["x"]
    icon, title = (page.locator(f".record-title > {each}").first.bounding_box() for each in ("svg", "span"))
    assert icon["x"] > title["x"]
    assert _style(page, ".record .words", "borderRightWidth") == "3px"
    number = page.evaluate("getComputedStyle(document.querySelector('.source'), '::before').right")
    assert number == "0px"
    page.context.close()


def _open(browser: Any, built: dict[str, Path], name: str, width: int) -> Any:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"file://{built[name]}/articles/{quote(ARTICLES[name])}/index.html")
    return page


def _style(page: Any, selector: str, name: str) -> str:
    return str(page.locator(selector).first.evaluate(f"element => getComputedStyle(element).{name}"))
