"""What a site makes of a build's warnings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.building.build import build_site
from site_gen.building.look import check_site
from site_gen.building.results import BuildOptions
from tests.built import NOW

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"/>'
ARTICLE = "---\ntitle: T\ndate: 2026-05-04\n---\n\nIt was closed.\n\n![](a.svg)\n"
CLAIM = "claims:\n  - id: a\n    quote: It was closed\n    status: accurate\n    summary: x\n    note: '![](a.svg)'\n"
SITE = "title: T\nbase_url: https://example.org/\n"


def files(level: str, article: str = ARTICLE, claims: str | None = None) -> dict[str, str]:
    found = {
        "site.yaml": f"{SITE}rules: {{picture-has-alt: {level}}}\n",
        "content/articles/a.md": article,
        "content/articles/a.svg": PICTURE,
    }
    return found if claims is None else {**found, "content/articles/a.claims.yaml": claims}


@pytest.mark.parametrize(
    ("level", "severities"), [("warn", ["warning"]), ("error", ["error"]), ("ignore", [])]
)
def test_a_warning_is_kept_raised_or_silenced(
    make_site: Callable[..., Path], options: BuildOptions, level: str, severities: list[str]
) -> None:
    root = make_site(files(level))
    assert [each.severity for each in check_site(root, options).diagnostics] == severities
    result = build_site(root, options)
    assert result.done == ("error" not in severities)
    again = build_site(root, options)
    assert (again.done, again.diagnostics) == (result.done, result.diagnostics)


def test_a_change_of_the_rules_counts_at_once(make_site: Callable[..., Path], options: BuildOptions) -> None:
    root = make_site(files("ignore"))
    assert build_site(root, options).diagnostics == ()
    (root / "site.yaml").write_text(SITE, "utf-8")
    assert [each.code for each in build_site(root, options).diagnostics] == ["picture-has-alt"]


@pytest.mark.parametrize("drafts", [False, True])
def test_in_a_draft_a_warning_stays_one(make_site: Callable[..., Path], drafts: bool) -> None:
    options = BuildOptions(now=NOW, drafts=drafts)
    draft_article = make_site(files("error", ARTICLE.replace("date:", "draft: true\ndate:")), "one")
    assert [each.severity for each in check_site(draft_article, options).diagnostics] == ["warning"]
    text = ARTICLE.replace("![]", "![A dot]")
    draft_claim = make_site(
        files("error", text, CLAIM.replace("    note", "    state: review\n    note")), "two"
    )
    assert [each.severity for each in check_site(draft_claim, options).diagnostics] == ["warning"]
    claim = make_site(files("error", text, CLAIM), "three")
    assert [each.severity for each in check_site(claim, options).diagnostics] == ["error"]
