"""What changed since the last build: noticed whatever the clock, the editor or the file system say."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.building import gather, inputs
from site_gen.building.build import build_site
from site_gen.building.inputs import Inputs
from site_gen.building.results import BuildOptions
from site_gen.support.errors import SiteGenError
from site_gen.support.files import Signature
from tests.building.test_build import RIVER, SITE, WELL, errors_of, river_site, tree

SiteMaker = Callable[..., Path]

SECOND = 1_000_000_000
WRITTEN = 1_700_000_000 * SECOND


class Clock:
    """A clock, and a file system that stamps no finer than two seconds and nothing but ``mtime``."""

    now = WRITTEN

    def time_ns(self) -> int:
        return self.now

    @staticmethod
    def signature(path: Path | str) -> Signature | None:
        try:
            status = Path(path).stat()
        except OSError:
            return None
        stamp = status.st_mtime_ns // (2 * SECOND) * 2 * SECOND
        return status.st_size, stamp, stamp, 0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(inputs, "time", found)
    monkeypatch.setattr(inputs, "signature", found.signature)
    return found


def save(path: Path, text: str, at: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    os.utime(path, ns=(at, at))


def look(root: Path, before: Inputs | None = None) -> Inputs:
    return Inputs(root, before.known(), before.looked_at) if before else Inputs(root, {}, 0)


def test_an_edit_of_the_same_size_within_one_stamp_is_noticed(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "content/articles/a.md"
    save(path, "deep", WRITTEN)
    clock.now = WRITTEN + SECOND
    first = look(tmp_path)
    first.known()
    save(path, "dark", WRITTEN + SECOND)
    clock.now = WRITTEN + 60 * SECOND
    assert not look(tmp_path, first).unchanged()


def test_a_file_that_has_settled_is_not_read_again(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path / "content/articles/a.md", "deep", WRITTEN)
    clock.now = WRITTEN + 60 * SECOND
    first = look(tmp_path)
    first.known()
    monkeypatch.setattr(inputs, "read_bytes", None)
    assert look(tmp_path, first).unchanged()


def test_a_clock_set_back_makes_files_be_read_not_believed(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "content/articles/a.md"
    save(path, "deep", WRITTEN)
    clock.now = WRITTEN - 3600 * SECOND
    first = look(tmp_path)
    first.known()
    save(path, "dark", WRITTEN)
    clock.now = WRITTEN - 3000 * SECOND
    assert not look(tmp_path, first).unchanged()


def test_files_that_come_go_or_turn_into_folders_are_changes(tmp_path: Path) -> None:
    save(tmp_path / "site.yaml", "title: x", WRITTEN)
    save(tmp_path / "content/articles/a.md", "x", WRITTEN)
    first = look(tmp_path)
    assert look(tmp_path, first).unchanged()
    save(tmp_path / "static/new.css", "", WRITTEN)
    assert not look(tmp_path, first).unchanged()
    (tmp_path / "static/new.css").unlink()
    assert look(tmp_path, first).unchanged()
    (tmp_path / "content/articles/a.md").unlink()
    assert not look(tmp_path, first).unchanged()


def test_what_is_saved_while_others_read_it_is_a_change_to_the_next_build(tmp_path: Path) -> None:
    save(tmp_path / "site.yaml", "title: before", WRITTEN)
    first = look(tmp_path)
    first.hash_first()
    save(tmp_path / "site.yaml", "title: between", WRITTEN + 1)
    known = first.known()
    save(tmp_path / "site.yaml", "title: before", WRITTEN)
    assert not Inputs(tmp_path, known, first.looked_at).unchanged()


def test_a_file_that_cannot_be_read_is_never_unchanged(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/link").symlink_to(tmp_path)
    first = look(tmp_path)
    assert first.digest("content/link") == ""
    assert not look(tmp_path, first).unchanged()


def test_an_older_file_put_back_is_noticed(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site())
    path = root / "content/articles/well.md"
    old = path.stat()
    build_site(root, options)
    before = tree(root / "_site")
    path.write_text(WELL.replace("deep", "wide"), "utf-8")
    build_site(root, options)
    path.write_text(WELL, "utf-8")
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert build_site(root, options).written == 1
    assert tree(root / "_site") == before


@pytest.mark.parametrize("back", [False, True])
def test_an_article_saved_in_the_middle_of_a_build_is_built_of_one_of_its_texts(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch, *, back: bool
) -> None:
    root = make_site(river_site())
    path = root / "content/articles/well.md"
    real = gather.find_library

    def save_meanwhile(folder: Path) -> object:
        path.write_text(WELL.replace("deep", "dark"), "utf-8")
        return real(folder)

    with monkeypatch.context() as patch:
        patch.setattr(gather, "find_library", save_meanwhile)
        assert build_site(root, options).done
    assert "dark" in (root / "_site/articles/well/index.html").read_text("utf-8")
    if back:
        path.write_text(WELL, "utf-8")
    assert build_site(root, options).done
    word = "deep" if back else "dark"
    assert word in (root / "_site/articles/well/index.html").read_text("utf-8")


def test_a_body_is_kept_under_the_text_it_was_made_of(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site(river_site())
    path = root / "content/articles/well.md"
    real = Inputs.read
    saved = []

    def save_between(self: Inputs, name: str) -> bytes:
        data = real(self, name)
        if name.endswith("well.md") and not saved:
            saved.append(name)
            path.write_text(WELL.replace("deep", "dark"), "utf-8")
        return data

    with monkeypatch.context() as patch:
        patch.setattr(Inputs, "read", save_between)
        build_site(root, options)
    for text, word in ((WELL, "deep"), (WELL.replace("deep", "dark"), "dark")):
        path.write_text(text, "utf-8")
        build_site(root, options)
        assert word in (root / "_site/articles/well/index.html").read_text("utf-8")


def test_the_configuration_saved_in_the_middle_of_a_build_is_not_forgotten(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site(river_site())
    real = gather.find_library

    def save_meanwhile(folder: Path) -> object:
        (root / "site.yaml").write_text(SITE.replace("Test Desk", "Next Desk"), "utf-8")
        return real(folder)

    with monkeypatch.context() as patch:
        patch.setattr(gather, "find_library", save_meanwhile)
        build_site(root, options)
    assert build_site(root, options).written > 0
    assert "Next Desk" in (root / "_site/index.html").read_text("utf-8")


DATA = {
    "content/articles/well.md": WELL + "\nSee [the table](table.csv).\n",
    "content/articles/table.csv": "a,b\n",
}


@pytest.mark.parametrize("change", ["gone", "other"])
def test_a_file_that_goes_or_changes_under_the_build_is_named(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    root = make_site(river_site(**DATA))
    table = root / "content/articles/table.csv"
    real = gather.load_theme

    def meddle(*args: object, **named: object) -> object:
        Inputs.digest = recorded  # type: ignore[method-assign]
        return real(*args, **named)  # type: ignore[arg-type]

    plain = Inputs.digest

    def recorded(self: Inputs, path: str) -> str:
        found = plain(self, path)
        if path.endswith("table.csv"):
            table.unlink() if change == "gone" else table.write_text("c,d\n")
        return found

    monkeypatch.setattr(Inputs, "digest", plain)
    monkeypatch.setattr(gather, "load_theme", meddle)
    result = build_site(root, options)
    assert not result.done
    assert [(each.span.path, each.code) for each in result.diagnostics] == [
        ("content/articles/table.csv", "file-is-readable")
    ]
    assert not (root / "_site").exists()


def test_content_that_vanishes_while_it_is_read_is_a_problem_like_any_other(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site(river_site())
    real = gather.find_library

    def vanish(folder: Path) -> object:
        found = real(folder)
        (root / "content/articles/river.md").unlink()
        (root / "content/sources.yaml").unlink()
        return found

    monkeypatch.setattr(gather, "find_library", vanish)
    try:
        result = build_site(root, options)
    except SiteGenError as problem:  # pragma: no cover - what must not be
        pytest.fail(str(problem))
    assert {each.span.path for each in result.diagnostics if each.code == "file-is-readable"} == {
        "content/articles/river.md",
        "content/sources.yaml",
    }
    assert not result.done


def test_a_file_without_permission_is_named(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site(river_site())
    real = inputs.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "river.claims.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(inputs, "read_bytes", refuse)
    result = build_site(root, options)
    assert not result.done
    assert ("content/articles/river.claims.yaml", "the file cannot be read: Permission denied") in [
        (each.span.path, each.message) for each in result.diagnostics
    ]


def test_labels_in_the_help_of_a_problem_are_those_of_today(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    ratings = "ratings:\n  - {id: right, label: FIRST, meaning: So it is., tone: good}\n"
    claims = "claims:\n  - {id: x, quote: The well is deep, status: SECOND, summary: It is.}\n"
    root = make_site(
        {
            "site.yaml": SITE + ratings,
            "content/articles/well.md": WELL,
            "content/articles/well.claims.yaml": claims,
        }
    )
    first = build_site(root, options)
    assert errors_of(first)
    make_site({"site.yaml": SITE + ratings.replace("FIRST", "Second")})
    second = build_site(root, options)
    (problem,) = [each for each in second.diagnostics if each.code == errors_of(second)[0]]
    assert "right" in problem.help
    cold = build_site(make_site_elsewhere(make_site, root), options)
    assert cold.diagnostics == second.diagnostics


def make_site_elsewhere(make_site: SiteMaker, root: Path) -> Path:
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".site-gen" not in path.parts
    }
    return make_site(files, folder="elsewhere/cold")


def test_a_preview_with_drafts_is_made_anew_when_the_day_turns(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    later = RIVER.replace("date: 2026-05-04", "date: 2026-05-04\npublish_after: 2026-11-23 06:00 +00:00")
    root = make_site(
        {
            "site.yaml": SITE,
            "content/articles/later.md": later.replace("See [the other article](well.md).", ""),
        }
    )
    drafts = options._replace(drafts=True)
    build_site(root, drafts)
    page = root / "_site-drafts/index.html"
    assert "To be published" in page.read_text("utf-8")
    assert build_site(root, drafts._replace(now=options.now.replace(hour=23))).written == 0
    tomorrow = drafts._replace(now=options.now.replace(day=23, hour=0))
    assert build_site(root, tomorrow).written > 0
    assert "To be published" not in page.read_text("utf-8")
