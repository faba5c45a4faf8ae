"""Whole builds of small sites: what is written, kept, removed, refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions, BuildResult
from site_gen.support.errors import OutputError

SiteMaker = Callable[..., Path]

SITE = "title: Test Desk\nbase_url: https://example.org/desk/\npublisher: {name: Test Desk}\n"
RIVER = """\
---
title: The river and the bridge
date: 2026-05-04
author: A. Reporter
---

The bridge was closed for **nine weeks** in spring. The river rose by two metres.

See [the other article](well.md).
"""
RIVER_CLAIMS = """\
claims:
  - id: closed
    quote: closed for nine weeks
    status: inaccurate
    summary: It was closed for four weeks.
    sources:
      - {title: Road register, url: "https://example.org/register", publisher: County, published: 2026-05}
  - id: rose
    quote: The river rose by two metres
    status: accurate
    summary: The gauge says so.
    sources:
      - gauge
"""
WELL = "---\ntitle: The well\ndate: 2026-05-03\n---\n\nThe well is deep.\n"
SOURCES = 'gauge: {title: Gauge readings, url: "https://example.org/gauge", publisher: Water board}\n'


def river_site(**more: str) -> dict[str, str]:
    return {
        "site.yaml": SITE,
        "content/sources.yaml": SOURCES,
        "content/articles/river.md": RIVER,
        "content/articles/river.claims.yaml": RIVER_CLAIMS,
        "content/articles/well.md": WELL,
        "content/pages/about.md": "---\ntitle: About\n---\n\nWe check.\n",
        **more,
    }


def tree(folder: Path) -> dict[str, bytes]:
    """The deployable files of an output."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".site-gen.json"
    }


def errors_of(result: BuildResult) -> list[str]:
    return [each.code for each in result.diagnostics if each.severity == "error"]


def test_a_build_writes_every_kind_of_file(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site())
    result = build_site(root, options)
    assert result.done, result.diagnostics
    paths = set(tree(root / "_site"))
    assert {
        "index.html",
        "404.html",
        ".nojekyll",
        "about/index.html",
        "ratings/index.html",
        "articles/river/index.html",
        "articles/river/closed/index.html",
        "articles/river/annotations.jsonld",
        "claims.json",
    } <= paths
    assert "CNAME" not in paths
    page = (root / "_site/articles/river/index.html").read_text("utf-8")
    assert 'id="claim-closed"' in page
    assert "\0" not in page
    assert 'href="../well/"' in page


def test_a_second_build_writes_nothing(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site())
    first = build_site(root, options)
    stamps = {path: path.stat().st_mtime_ns for path in (root / "_site").rglob("*")}
    second = build_site(root, options)
    assert (second.written, second.removed, second.kept) == (0, 0, first.written)
    assert {path: path.stat().st_mtime_ns for path in (root / "_site").rglob("*")} == stamps
    assert second.summary == first.summary


def test_an_edit_writes_only_what_shows_it(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site())
    build_site(root, options)
    before = tree(root / "_site")
    path = root / "content/articles/well.md"
    path.write_text(path.read_text("utf-8").replace("deep", "dry now"), "utf-8")
    result = build_site(root, options)
    after = tree(root / "_site")
    assert {name for name in after if before.get(name) != after[name]} == {"articles/well/index.html"}
    assert result.written == 1


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/articles/well.md", "title: The well", "title: The old well"),
        ("content/articles/river.claims.yaml", "status: accurate", "status: mostly-accurate"),
        ("content/sources.yaml", "Gauge readings", "Gauge readings of May"),
        ("site.yaml", "title: Test Desk\n", "title: The Test Desk\n"),
        ("content/articles/river.md", "date: 2026-05-04", "date: 2026-05-02"),
        ("content/articles/well.md", "---\n\nThe", "slug: deep-well\n---\n\nThe"),
    ],
)
def test_an_incremental_build_equals_a_cold_one(
    make_site: SiteMaker, options: BuildOptions, path: str, old: str, new: str
) -> None:
    root = make_site(river_site())
    build_site(root, options)
    changed = {**river_site()}
    assert old in changed[path]
    changed[path] = changed[path].replace(old, new, 1)
    make_site(changed)
    assert build_site(root, options).done
    cold = make_site(changed, folder="elsewhere/cold")
    assert build_site(cold, options).done
    assert tree(root / "_site") == tree(cold / "_site")


def test_a_shared_source_cited_in_escaped_signs_is_not_kept_as_it_was(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    claims = RIVER_CLAIMS.replace("The gauge says so", "It did").replace("- gauge", '- "g\\x61uge"')
    root = make_site(river_site(**{"content/articles/river.claims.yaml": claims}))
    assert build_site(root, options).done
    make_site({"content/sources.yaml": SOURCES.replace("Gauge readings", "Gauge readings of May")})
    assert build_site(root, options).done
    assert b"Gauge readings of May" in (root / "_site/articles/river/index.html").read_bytes()


@pytest.mark.parametrize("front", ["", "draft: true\n"])
def test_the_source_that_was_meant_is_looked_for_among_those_of_now(
    make_site: SiteMaker, options: BuildOptions, front: str
) -> None:
    claims = RIVER_CLAIMS.replace("- gauge", "- gauge-may")
    text = RIVER.replace("---\n", f"---\n{front}", 1)
    files = {"content/articles/river.claims.yaml": claims, "content/articles/river.md": text}
    root = make_site(river_site(**files))

    def find_help() -> list[str | None]:
        found = build_site(root, options).diagnostics
        return [each.help for each in found if each.code == "source-is-known"]

    before = find_help()
    make_site({"content/sources.yaml": SOURCES + SOURCES.replace("gauge:", "gauge-mai:")})
    assert before
    assert find_help() == ["did you mean `gauge-mai`?"]


@pytest.mark.parametrize("sources", [SOURCES, ""])
def test_a_claims_file_that_is_no_text_stops_every_build(
    make_site: SiteMaker, options: BuildOptions, sources: str
) -> None:
    claims = RIVER_CLAIMS.replace("- gauge", "- {title: Gauge readings, locator: p. 1}")
    root = make_site(
        river_site(**{"content/articles/river.claims.yaml": claims, "content/sources.yaml": sources})
    )
    assert build_site(root, options).done
    path = root / "content/articles/river.claims.yaml"
    path.write_bytes(path.read_bytes().replace(b"weeks.", b"w\xe4ks."))
    for _ in range(3):
        result = build_site(root, options)
        assert not result.done
        assert errors_of(result) == ["file-is-utf8"]


def test_a_deleted_article_takes_its_files_and_folders_along(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    root = make_site(river_site())
    build_site(root, options)
    (root / "content/articles/river.md").unlink()
    (root / "content/articles/river.claims.yaml").unlink()
    result = build_site(root, options)
    assert result.done
    assert not (root / "_site/articles/river").exists()
    assert result.removed > 3


def test_an_error_changes_nothing_on_disk(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site())
    build_site(root, options)
    before = tree(root / "_site")
    make_site({"content/articles/river.md": RIVER.replace("nine", "ten"), "content/articles/new.md": WELL})
    result = build_site(root, options)
    assert not result.done
    assert errors_of(result) == ["quote-is-found"]
    assert tree(root / "_site") == before


def test_warnings_are_said_again_when_nothing_changed(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site(**{"site.yaml": "title: Test Desk\n"}))
    first = build_site(root, options)
    second = build_site(root, options)
    assert [each.code for each in first.diagnostics] == ["site-has-base-url"]
    assert second.diagnostics == first.diagnostics
    assert second.written == 0


def test_strict_takes_a_warning_for_an_error(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site(**{"site.yaml": "title: Test Desk\n"}))
    assert not build_site(root, options._replace(strict=True)).done
    assert not (root / "_site/index.html").exists()


DRAFT = """\
  - id: secretive
    state: draft
    quote: in spring
    status: misleading
    summary: SECRETWORD about spring.
"""


def test_drafts_reach_no_file(make_site: SiteMaker, options: BuildOptions) -> None:
    draft = "---\ntitle: SECRETWORD\ndate: 2026-05-05\ndraft: true\n---\n\n![SECRETWORD](secret.svg)\n"
    later = (
        "---\ntitle: SECRETWORD\ndate: 2026-05-05\npublish_after: 2030-01-01 06:00 UTC\n---\n\nSECRETWORD\n"
    )
    root = make_site(
        river_site(
            **{
                "content/articles/river.claims.yaml": RIVER_CLAIMS + DRAFT,
                "content/articles/hidden.md": draft,
                "content/articles/later.md": later,
                "content/articles/secret.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"/>',
            }
        )
    )
    result = build_site(root, options)
    assert result.done, result.diagnostics
    assert (result.summary.drafts, result.summary.scheduled, result.summary.unpublished_claims) == (1, 1, 1)
    for path, content in tree(root / "_site").items():
        assert b"SECRETWORD" not in content, path
        assert "secret" not in path


def test_drafts_show_badged_where_they_are_asked_for(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site(**{"content/articles/river.claims.yaml": RIVER_CLAIMS + DRAFT}))
    result = build_site(root, options._replace(drafts=True))
    assert result.output == root / "_site-drafts"
    page = (root / "_site-drafts/articles/river/index.html").read_text("utf-8")
    assert "SECRETWORD" in page
    assert 'content="noindex' in page
    assert not (root / "_site").exists()


def test_an_article_appears_when_its_hour_has_come(make_site: SiteMaker, options: BuildOptions) -> None:
    later = WELL.replace("date: 2026-05-03", "date: 2026-05-03\npublish_after: 2026-11-22 18:00 +00:00")
    root = make_site(river_site(**{"content/articles/later.md": later}))
    build_site(root, options)
    assert not (root / "_site/articles/later").exists()
    evening = options._replace(now=options.now.replace(hour=19))
    assert build_site(root, evening).written > 0
    assert (root / "_site/articles/later/index.html").exists()


def test_a_draft_with_problems_only_warns(make_site: SiteMaker, options: BuildOptions) -> None:
    draft = WELL.replace("date: 2026-05-03", "date: 2026-05-03\ndraft: true")
    claims = "claims:\n  - {id: x, quote: not there, status: accurate, summary: No.}\n"
    root = make_site(river_site(**{"content/articles/d.md": draft, "content/articles/d.claims.yaml": claims}))
    result = build_site(root, options)
    assert result.done
    assert [(each.severity, each.code) for each in result.diagnostics] == [("warning", "quote-is-found")]


def test_a_claim_with_an_error_never_stands_in_a_page(make_site: SiteMaker, options: BuildOptions) -> None:
    draft = WELL.replace("date: 2026-05-03", "date: 2026-05-03\ndraft: true") + "\n[Deep](#x) it is.\n"
    claims = "claims:\n  - {id: x, status: acurate, summary: SECRETWORD}\n"
    claims += (
        "  - {id: y, quote: The well is deep, status: accurate, summary: It is., note: 'See [it](#x).'}\n"
    )
    root = make_site(river_site(**{"content/articles/d.md": draft, "content/articles/d.claims.yaml": claims}))
    result = build_site(root, options._replace(drafts=True))
    assert result.done
    assert [(each.severity, each.code) for each in result.diagnostics] == [("warning", "status-is-known")]
    page = (root / "_site-drafts/articles/d/index.html").read_text("utf-8")
    assert 'id="claim-y"' in page
    assert 'id="claim-x"' not in page
    assert "SECRETWORD" not in page


def test_what_site_gen_did_not_write_stays(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site(**{"_site/mine.txt": "mine", "_site/articles/river/notes.txt": "mine"}))
    build_site(root, options)
    (root / "content/articles/river.md").unlink()
    (root / "content/articles/river.claims.yaml").unlink()
    (root / "_site/articles/river/rose/index.html").write_text("changed by hand")
    assert build_site(root, options).done
    assert (root / "_site/mine.txt").read_text() == "mine"
    assert (root / "_site/articles/river/notes.txt").read_text() == "mine"
    assert (root / "_site/articles/river/rose/index.html").read_text() == "changed by hand"
    assert not (root / "_site/articles/river/index.html").exists()


def test_a_foreign_file_in_the_way_is_named(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site(**{"_site/index.html": "mine"}))
    with pytest.raises(OutputError, match=r"index\.html"):
        build_site(root, options)
    assert (root / "_site/index.html").read_text() == "mine"
    assert tree(root / "_site") == {"index.html": b"mine"}


def test_a_link_in_the_output_is_not_followed(
    make_site: SiteMaker, options: BuildOptions, tmp_path: Path
) -> None:
    root = make_site(river_site())
    (tmp_path / "elsewhere").mkdir()
    (root / "_site").mkdir()
    (root / "_site/articles").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError):
        build_site(root, options)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_lost_manifest_is_made_anew(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site())
    build_site(root, options)
    (root / "_site/.site-gen.json").unlink()
    result = build_site(root, options)
    assert result.done
    assert result.written == 0
    assert len(json.loads((root / "_site/.site-gen.json").read_text("utf-8"))["outputs"]) == result.kept


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_cache_costs_only_time(make_site: SiteMaker, options: BuildOptions, damage: bytes) -> None:
    root = make_site(river_site())
    build_site(root, options)
    before = tree(root / "_site")
    for path in (root / ".site-gen").glob("cache.sqlite*"):
        path.write_bytes(damage)
    (root / "content/articles/well.md").write_text(WELL.replace("deep", "dry"), "utf-8")
    assert build_site(root, options).done
    (root / "content/articles/well.md").write_text(WELL, "utf-8")
    assert build_site(root, options).done
    assert tree(root / "_site") == before


def test_a_deleted_output_file_comes_back(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site())
    build_site(root, options)
    before = tree(root / "_site")
    (root / "_site/articles/river/index.html").unlink()
    (root / "_site/index.html").write_text("spoilt")
    assert build_site(root, options).written == 2
    assert tree(root / "_site") == before


@pytest.mark.parametrize("output", [".", "content", "content/out", "static/x", ".."])
def test_an_output_that_holds_what_is_read_is_refused(
    make_site: SiteMaker, options: BuildOptions, output: str
) -> None:
    root = make_site(river_site())
    with pytest.raises(OutputError):
        build_site(root, options._replace(output=root / output))
    assert (root / "content/articles/river.md").read_text("utf-8") == RIVER


def test_a_home_folder_is_refused(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site())
    with pytest.raises(OutputError, match="home"):
        build_site(root, options._replace(output=Path.home()))


@pytest.mark.parametrize("slug", ["river", "River", "ratings"])
def test_two_things_at_one_address_are_named(make_site: SiteMaker, options: BuildOptions, slug: str) -> None:
    files = {"content/articles/RIVER2.md": WELL.replace("date:", "slug: river\ndate:")}
    if slug == "ratings":
        files = {"content/pages/ratings.md": "---\ntitle: Ratings\n---\n\nx\n"}
    elif slug == "River":
        files = {"content/articles/sub/River.md": WELL}
    root = make_site(river_site(**files))
    assert errors_of(build_site(root, options)) == ["address-is-free"]


def test_a_broken_link_is_an_error_at_its_place(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(
        river_site(**{"content/articles/well.md": WELL + "\nSee [there](rivers.md) and ![x](no.png).\n"})
    )
    result = build_site(root, options)
    assert [(str(each.span), each.code) for each in result.diagnostics] == [
        ("content/articles/well.md:8:13", "link-leads-somewhere"),
        ("content/articles/well.md:8:33", "picture-is-there"),
    ]
    assert "river.md" in result.diagnostics[0].help


def test_a_link_to_a_draft_is_an_error(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site(**{"content/articles/well.md": WELL.replace("date:", "draft: true\ndate:")}))
    assert errors_of(build_site(root, options)) == ["link-leads-somewhere"]


def test_an_unused_file_is_mentioned_and_not_published(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site(**{"content/articles/left.csv": "a,b\n"}))
    result = build_site(root, options)
    assert [each.code for each in result.diagnostics] == ["file-is-used"]
    assert not any("left" in path for path in tree(root / "_site"))


def test_line_ends_and_byte_order_marks_change_no_byte(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site())
    build_site(root, options)
    windows = {path: ("\ufeff" + text).replace("\n", "\r\n").encode() for path, text in river_site().items()}
    other = make_site(windows, folder="windows")
    build_site(other, options)
    assert tree(other / "_site") == tree(root / "_site")


def test_portable_links_name_the_index(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site())
    build_site(root, options._replace(portable=True))
    assert 'href="../well/index.html"' in (root / "_site/articles/river/index.html").read_text("utf-8")
