"""The style as it is sent says what its sources say, rule by rule."""

from __future__ import annotations

import re
from typing import Any

import pytest

from site_gen.outputs.shortening import shorten_style
from tests.built import ROOT

pytestmark = pytest.mark.browser
RULES = """(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map((rule) => rule.cssText.replace(/,\\s+/g, ',').replace(/:\\s+/g, ':'));
}"""


@pytest.mark.parametrize("part", sorted((ROOT / "static" / "css").glob("*.css")), ids=lambda part: part.name)
def test_a_short_style_has_the_same_rules(browser: Any, part: Any) -> None:
    style = part.read_text(encoding="utf-8")
    with browser.new_context() as context:
        page = context.new_page()
        before, after = (page.evaluate(RULES, text) for text in (style, shorten_style(style)))
    assert before
    assert after == before


def test_safari_knows_every_line_under_words() -> None:
    styles = sorted((ROOT / "static").rglob("*.css"))
    short = [
        value
        for path in styles
        for value in re.findall(r"text-decoration:\s*([^;}]+)", path.read_text(encoding="utf-8"))
    ]
    assert short
    assert set(short) <= {"none", "underline", "line-through"}, (
        "style, colour and thickness have names of their own"
    )
