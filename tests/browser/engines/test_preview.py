"""The preview in other engines: a save changes the open page, problems show, selected words become a claim."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.preview.conftest import ARTICLE, CLAIMS, Writing, writing  # noqa: F401
from tests.browser.preview.test_annotating import SELECT

pytestmark = pytest.mark.browser
CLICK = """(text) => {
  const button = [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === text);
  if (!button?.getClientRects().length) { return false; }
  button.setAttribute('data-test', 'this');
  return true;
}"""
HAS_MARK = "(text) => [...document.querySelectorAll('mark')].some((mark) => mark.textContent.includes(text))"


def test_a_save_a_problem_and_a_new_claim(engine: tuple[str, Any], writing: Writing) -> None:  # noqa: F811
    _, window = engine
    window.resize(1280, 900)
    window.go(f"{writing.address}articles/river/")
    window.wait("() => document.documentElement.dataset.siteGenBuild")
    loaded = window.run("() => performance.timeOrigin")

    writing.change(ARTICLE, "nobody knows", "nobody today knows")
    window.wait("() => document.body.textContent.includes('nobody today knows')")

    writing.change(ARTICLE, "nine weeks", "ten weeks")
    window.wait("() => document.querySelector('#site-gen-notice')?.textContent.includes('1 error')")
    writing.change(CLAIMS, "closed for nine weeks", "closed for ten weeks")
    window.wait(
        "() => document.querySelector('mark[data-claim~=closed]') && !document.querySelector('#site-gen-notice')"
    )

    window.run(SELECT, [{"words": "In the week 3 nothing happened", "behind": ""}, ""])
    window.wait(CLICK, "Check this")
    window.click("[data-test]")
    window.wait("() => document.querySelector('.site-gen-form input[type=radio]')")
    window.click(".site-gen-form input[type=radio]")
    window.click(".site-gen-form [name=summary]")
    window.type(*"Nothing did.")
    window.run("() => document.querySelector('[data-test]')?.removeAttribute('data-test')")
    window.wait(CLICK, "Write it")
    window.click("[data-test]")
    window.wait(HAS_MARK, "In the week 3 nothing happened")
    assert "Nothing did." in (writing.root / CLAIMS).read_text(encoding="utf-8")
    assert window.run("() => performance.timeOrigin") == loaded, "the page was never loaded again"
