"""What axe finds: nothing, on pages of every kind, in both colour schemes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser
PAGES = [
    ("demo", ""),
    ("demo", "articles/great-wall/"),
    ("demo", "articles/great-wall/moon/"),
    ("demo", "ratings/"),
    ("demo", "corrections-policy/"),
    ("demo", "404.html"),
    ("demo", "claims/"),
    ("demo", "status/unverified/"),
    ("demo", "sources/idsa-caatsa/"),
    ("demo", "speakers/"),
    ("demo", "archive/"),
    ("demo", "archive/2026-11/"),
    ("demo", "corrections/"),
    ("demo", "search/"),
    ("demo", "embed/lightning/single-point/"),
    ("starter", "articles/first-check/"),
    ("hostile", "articles/everything/"),
    ("hostile", "about/"),
    ("rtl", "articles/الماء-على-الأرض/"),
    ("devanagari", "articles/पृथ्वी-चाँद-और-सूरज/"),
]


def find_faults(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("site", "address"), PAGES)
def test_pages_have_no_faults(open_page: Opener, site: str, address: str, scheme: str) -> None:
    assert find_faults(open_page(site, address, color_scheme=scheme)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1200])
def test_an_open_card_has_no_faults(open_page: Opener, scheme: str, width: int) -> None:
    page = open_page(
        "demo",
        "articles/great-wall/",
        color_scheme=scheme,
        viewport={"width": width, "height": 800},
        reduced_motion="reduce",
    )
    page.locator("#ref-moon").click()
    page.locator("#card-moon").wait_for()
    assert find_faults(page) == []


@pytest.mark.parametrize(
    ("site", "address", "claim"),
    [
        ("hostile", "articles/everything/", "strong"),
        ("rtl", "articles/الماء-على-الأرض/", "كتاب-قديم"),
        ("demo", "articles/missile-deal/", "january-sanctions"),
    ],
)
def test_an_open_card_of_any_page_has_no_faults(
    open_page: Opener, site: str, address: str, claim: str
) -> None:
    page = open_page(site, address, reduced_motion="reduce")
    page.locator(f"[id='ref-{claim}']").click()
    page.locator(f"[id='card-{claim}']").wait_for()
    assert find_faults(page) == []


def test_axe_sees_a_fault(open_page: Opener) -> None:
    page = open_page("demo", "about/")
    page.locator("main").evaluate("(main) => { main.append(document.createElement('button')); }")
    assert any(fault.startswith("button-name") for fault in find_faults(page))
