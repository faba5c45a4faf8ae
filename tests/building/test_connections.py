"""What holds between articles, and what does not bite before anything is shown."""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from tests.building.test_build import RIVER, RIVER_CLAIMS, SITE, WELL, errors_of, river_site

SiteMaker = Callable[..., Path]

DRAFT = WELL.replace("date:", "draft: true\ndate:")
BROKEN_NOTE = """\
claims:
  - id: deep
    quote: The well is deep
    status: accurate
    summary: It is.
    note: See [the other](no.md).
    same_as: river/nothing
"""


def severities(result_diagnostics: object) -> set[tuple[str, str]]:
    return {(each.severity, each.code) for each in result_diagnostics}  # type: ignore[attr-defined]


def test_names_that_only_look_alike_are_told_apart(make_site: SiteMaker, options: BuildOptions) -> None:
    names = [f"content/articles/{unicodedata.normalize(form, 'café')}.md" for form in ("NFC", "NFD")]
    root = make_site(river_site(**dict.fromkeys(names, WELL)))
    if len(list((root / "content/articles").glob("caf*.md"))) < 2:
        pytest.skip("this disk takes the two names for one")
    (told,) = build_site(root, options).diagnostics
    assert told.code == "address-is-free"
    assert "accents as signs of their own, U+0301" in told.message
    assert "letters with accents as one sign, U+00E9" in told.message
    assert "delete the other" in told.help


@pytest.mark.parametrize("drafts", [False, True])
def test_broken_links_in_the_notes_of_a_draft_only_warn(
    make_site: SiteMaker, options: BuildOptions, *, drafts: bool
) -> None:
    root = make_site(
        river_site(**{"content/articles/new.md": DRAFT, "content/articles/new.claims.yaml": BROKEN_NOTE})
    )
    result = build_site(root, options._replace(drafts=drafts))
    assert result.done
    assert ("warning", "link-leads-somewhere") in severities(result.diagnostics)
    assert not errors_of(result)


def test_broken_links_in_the_notes_of_an_article_are_errors(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    root = make_site(river_site(**{"content/articles/well.claims.yaml": BROKEN_NOTE}))
    result = build_site(root, options)
    assert sorted(errors_of(result)) == ["link-leads-somewhere", "same-claim-is-there"]
    assert {each.span.path for each in result.diagnostics} == {"content/articles/well.claims.yaml"}


def test_an_article_that_waits_may_link_to_another_that_waits(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    later = WELL.replace("date:", "publish_after: 2030-01-01 06:00 UTC\ndate:")
    files = {
        "content/articles/one.md": later + "\nSee [two](two.md).\n",
        "content/articles/two.md": later + "\nSee [one](one.md).\n",
    }
    root = make_site(river_site(**files))
    assert not build_site(root, options).diagnostics
    make_site({"content/articles/well.md": WELL + "\nSee [one](one.md).\n"})
    assert errors_of(build_site(root, options)) == ["link-leads-somewhere"]


def test_a_draft_in_the_place_of_an_article_only_warns(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site(**{"content/articles/sub/river.md": DRAFT}))
    result = build_site(root, options)
    assert result.done
    assert severities(result.diagnostics) == {("warning", "address-is-free")}
    assert result.diagnostics[0].span.path == "content/articles/sub/river.md"


def test_navigation_to_a_draft_is_an_error(make_site: SiteMaker, options: BuildOptions) -> None:
    about = "---\ntitle: About\ndraft: true\n---\n\nWe check.\n"
    root = make_site(river_site(**{"site.yaml": SITE + "nav: [about]\n", "content/pages/about.md": about}))
    assert errors_of(build_site(root, options)) == ["nav-page-is-there"]


def test_the_same_claim_elsewhere_is_found(make_site: SiteMaker, options: BuildOptions) -> None:
    second = RIVER_CLAIMS.replace(
        "    status: inaccurate", "    same_as: river/closed\n    status: inaccurate"
    )
    root = make_site(
        river_site(**{"content/articles/again.md": RIVER, "content/articles/again.claims.yaml": second})
    )
    assert not build_site(root, options).diagnostics
    make_site({"content/articles/again.claims.yaml": second.replace("river/closed", "river/close")})
    (problem,) = build_site(root, options).diagnostics
    assert problem.code == "same-claim-is-there"
    assert "river/closed" in problem.help


def test_an_address_given_for_this_build_is_an_address(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site(**{"site.yaml": "title: Test Desk\n"}))
    given = options._replace(base_url="https://example.org/x", strict=True)
    result = build_site(root, given)
    assert result.done
    assert not result.diagnostics


def test_a_slip_in_many_places_is_looked_up_once(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article that many link to goes, a shared source is renamed: each lookup goes through all there are."""
    asked: list[str] = []
    real = difflib.get_close_matches

    def note(word: str, *rest: Any, **more: Any) -> list[str]:
        asked.append(word)
        return real(word, *rest, **more)

    monkeypatch.setattr(difflib, "get_close_matches", note)
    wrong = WELL + "\nSee [it](rivver-of-old.md).\n"
    cites = BROKEN_NOTE.partition("    note:")[0] + "    sources: [gaugge-of-old]\n"
    more = {f"content/articles/well-{number}.md": wrong for number in range(9)}
    more |= {f"content/articles/well-{number}.claims.yaml": cites for number in range(9)}
    result = build_site(make_site(river_site(**more)), options)
    codes = Counter(errors_of(result))
    assert (codes["link-leads-somewhere"], codes["source-is-known"]) == (9, 9)
    assert asked.count("rivver-of-old") == 1
    assert asked.count("gaugge-of-old") == 1
