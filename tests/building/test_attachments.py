"""Files beside articles: what an article uses is published beside it, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.building import attachments
from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from tests.building.test_build import RIVER_CLAIMS, WELL, errors_of, river_site, tree

SiteMaker = Callable[..., Path]

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>'


def well(*lines: str, front: str = "") -> str:
    return WELL.replace("date:", f"{front}date:") + "\n" + "\n\n".join(lines) + "\n"


def test_each_article_has_its_own_copy_of_what_it_uses(make_site: SiteMaker, options: BuildOptions) -> None:
    text = well("![A drop](drop.svg)", "[Table](data/table.csv)")
    root = make_site(
        river_site(
            **{
                "content/articles/well.md": text,
                "content/articles/spring.md": text,
                "content/articles/drop.svg": SVG,
                "content/articles/data/table.csv": "a,b\n",
            }
        )
    )
    assert not build_site(root, options).diagnostics
    for slug in ("well", "spring"):
        folder = root / "_site/articles" / slug
        assert (folder / "drop.svg").read_text() == SVG
        assert (folder / "data/table.csv").read_text() == "a,b\n"
        page = (folder / "index.html").read_text("utf-8")
        assert 'src="drop.svg" width="20" height="10"' in page
        assert 'href="data/table.csv"' in page


def test_a_changed_picture_changes_the_pages_that_say_its_size(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    files = {"content/articles/well.md": well("![A drop](drop.svg)"), "content/articles/drop.svg": SVG}
    root = make_site(river_site(**files))
    build_site(root, options)
    make_site({"content/articles/drop.svg": SVG.replace("20", "40")})
    assert build_site(root, options).written == 2
    assert 'width="40"' in (root / "_site/articles/well/index.html").read_text("utf-8")


def test_two_files_of_one_name_are_both_named(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(
        river_site(
            **{
                "content/articles/sub/well.md": well("![A drop](drop.svg) ![Another](../drop.svg)"),
                "content/articles/well.md": "---\ntitle: W\nslug: w\ndate: 2026-05-03\n---\n\nx\n",
                "content/articles/sub/drop.svg": SVG,
                "content/articles/drop.svg": SVG,
            }
        )
    )
    result = build_site(root, options)
    assert errors_of(result) == ["address-is-free"]
    assert result.diagnostics[0].span.path == "content/articles/drop.svg"
    assert "content/articles/sub/drop.svg" in result.diagnostics[0].message


@pytest.mark.parametrize("front", ["", "draft: true\n"])
def test_a_picture_that_is_none_is_an_error_unless_only_a_draft_shows_it(
    make_site: SiteMaker, options: BuildOptions, front: str
) -> None:
    root = make_site(
        {
            **river_site(),
            "content/articles/new.md": well("![A drop](drop.png)", front=front),
            "content/articles/drop.png": "no picture",
        }
    )
    result = build_site(root, options)
    assert [(each.severity, each.code) for each in result.diagnostics] == [
        ("warning" if front else "error", "picture-is-readable")
    ]
    assert result.done is bool(front)


def test_a_picture_without_permission_is_one_problem(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    root = make_site(
        river_site(
            **{"content/articles/well.md": well("![A drop](drop.svg)"), "content/articles/drop.svg": SVG}
        )
    )
    monkeypatch.setattr(attachments, "read_size", refuse)
    (problem,) = build_site(root, options).diagnostics
    assert (problem.span.path, problem.code) == ("content/articles/drop.svg", "file-is-readable")


@pytest.mark.parametrize(
    "typed", ["river.claims.yaml", "../sources.yaml", "../../site.yaml", "../../static/../site.yaml"]
)
def test_what_we_work_from_is_never_published(
    make_site: SiteMaker, options: BuildOptions, typed: str
) -> None:
    draft = "  - {id: secret, state: draft, quote: in spring, summary: SECRETWORD}\n"
    root = make_site(
        river_site(
            **{
                "content/articles/well.md": well(f"[the file]({typed})"),
                "content/articles/river.claims.yaml": RIVER_CLAIMS + draft,
            }
        )
    )
    result = build_site(root, options)
    (code,) = errors_of(result)
    assert code in {"link-leads-somewhere", "link-stays-inside"}
    assert not (root / "_site").exists()


def test_a_file_that_only_a_draft_uses_stays_home_without_a_warning(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    root = make_site(
        river_site(
            **{
                "content/articles/new.md": well("![A drop](drop.svg)", front="draft: true\n"),
                "content/articles/drop.svg": SVG,
            }
        )
    )
    result = build_site(root, options)
    assert result.done
    assert not result.diagnostics
    assert not any("drop" in path for path in tree(root / "_site"))


def test_names_that_look_alike_are_alike(make_site: SiteMaker, options: BuildOptions) -> None:
    """Some systems store é as one sign, others as two; an author cannot see which."""
    text = well("![A drop](caf\u00e9.svg)", "[Table](e\u0301/table.csv) [river](caf%C3%A9.md)")
    root = make_site(
        river_site(
            **{
                "content/articles/well.md": text,
                "content/articles/cafe\u0301.md": well(front="image: caf\u00e9.svg\n"),
                "content/articles/cafe\u0301.svg": SVG,
                "content/articles/\u00e9/table.csv": "a,b\n",
            }
        )
    )
    assert not build_site(root, options).diagnostics
    folder = root / "_site/articles/well"
    assert (folder / "caf\u00e9.svg").read_text() == SVG
    assert (folder / "\u00e9/table.csv").is_file()
    page = (folder / "index.html").read_text("utf-8")
    assert 'src="caf%C3%A9.svg" width="20" height="10"' in page
    assert 'href="../caf%C3%A9/"' in page
