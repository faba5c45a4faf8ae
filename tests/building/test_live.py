"""A site that follows saves is at every moment what a look at everything would give."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_gen.building import gather, live, prepare
from site_gen.building.cache import drop_cache
from site_gen.building.environment import STATE
from site_gen.building.live import LiveSite
from site_gen.building.seen import Followed
from site_gen.building.store import CACHE, UNPUBLISHED
from site_gen.outputs.output import FileFault
from site_gen.presenting.templating import TemplateFault
from tests.built import NOW
from tests.commands import ARTICLE, CLAIMS, small_site

RIVER = "content/articles/river.md"
RIVER_CLAIMS = "content/articles/river.claims.yaml"
HILL = "content/articles/hill.md"
ABOUT = "content/pages/about.md"
FILES = {
    **small_site(),
    HILL: "---\ntitle: The hill\ndate: 2026-05-03\n---\n\n"
    "It is high. See [the river](river.md#closed).\n\n![A hill](hill.svg)\n",
    "content/articles/hill.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>',
    ABOUT: "---\ntitle: About\n---\n\nWe check.\n",
    "content/sources.yaml": "register: {title: Register, url: 'https://example.org/r'}\n",
}
ADDRESSES = (
    "/",
    "/404.html",
    "/about/",
    "/articles/hill/",
    "/articles/hill/hill.svg",
    "/articles/river/",
    "/articles/river/closed/",
    "/articles/river/annotations.jsonld",
    "/articles/new/",
    "/claims.json",
    "/ratings/",
    "/robots.txt",
)


@pytest.fixture
def root(make_site: Callable[..., Path]) -> Path:
    return make_site(FILES)


@pytest.fixture
def site(root: Path) -> Iterator[LiveSite]:
    live = LiveSite(root, lambda: NOW)
    live.look()
    yield live
    live.close()


def write(site: LiveSite, path: str, text: str) -> None:
    (site.root / path).parent.mkdir(parents=True, exist_ok=True)
    (site.root / path).write_text(text, "utf-8")


def save(site: LiveSite, path: str, text: str) -> Followed:
    write(site, path, text)
    followed = site.follow({path})
    if followed == Followed.LOOK:
        site.look()
    return followed


def settle(site: LiveSite) -> None:
    while not site.is_settled:
        site.settle()


def read(site: LiveSite, address: str) -> str:
    made = site.make(address)
    assert made is not None
    return made.data.decode()


def show(site: LiveSite) -> dict[str, bytes | None]:
    """Give what stands at every address."""
    return {address: ask(site, address) for address in ADDRESSES}


def ask(site: LiveSite, address: str) -> bytes | None:
    """Give what stands at an address; why it cannot be made, whether or not it could be made before."""
    try:
        made = site.make(address)
    except (TemplateFault, FileFault) as fault:
        return str(fault.diagnostic).encode()
    if made and made.fault:
        return str(made.fault).encode()
    return made.data if made else None


def look_afresh(root: Path) -> LiveSite:
    fresh = LiveSite(root, lambda: NOW)
    fresh.look()
    settle(fresh)
    fresh.close()
    return fresh


SAVES: dict[str, tuple[str, ...]] = {
    RIVER: (
        ARTICLE,
        ARTICLE.replace("spring", "summer"),
        ARTICLE.replace("nine weeks", "ten weeks"),
        ARTICLE.replace("title: The river", "slug: river\ntitle: A river"),
        ARTICLE.replace("date: 2026-05-04", "date: 2026-05-01"),
        ARTICLE + "\n[Nowhere](no.md) and [the hill](hill.md)\n",
        "---\ntitle: No end\n",
        "",
    ),
    RIVER_CLAIMS: (
        CLAIMS,
        CLAIMS.replace("inaccurate", "accurate"),
        CLAIMS.replace("id: closed", "id: shut"),
        CLAIMS.replace("sources:\n      - ", "state: draft\n    sources:\n      - register\n      - "),
        "claims: {\n",
        "",
    ),
    HILL: (
        FILES[HILL],
        FILES[HILL].replace("high", "low").replace("#closed", "#shut"),
        "---\ntitle: H\n---\nx\n",
    ),
    ABOUT: (FILES[ABOUT], "---\ntitle: Us\n---\n\nWe check.\n"),
    "content/sources.yaml": (
        FILES["content/sources.yaml"],
        "register: {title: R, url: 'https://example.org/q'}\n",
    ),
    "content/articles/hill.svg": (
        FILES["content/articles/hill.svg"],
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    ),
    "content/articles/new.md": ("---\ntitle: New\ndate: 2026-05-09\n---\n\nx\n",),
    "static/custom.css": ("a {color: red}", "b {color: blue}"),
    "templates/parts/footer-extra.html": ("<p>One</p>", "<p>{{ view.nothing }}</p>", "{% if %}"),
    "site.yaml": (FILES["site.yaml"], FILES["site.yaml"] + "tagline: We look\n", "- broken\n"),
}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(sorted(SAVES)).flatmap(
            lambda path: st.tuples(st.just(path), st.sampled_from((*SAVES[path], None)))
        ),
        st.integers(0, 30),
        st.sampled_from((None, *ADDRESSES)),
    ),
    min_size=1,
    max_size=6,
)
"""What is saved, how far the look that follows gets before the next save, and what is asked for in between."""


@given(steps=STEPS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_saves_the_site_is_what_a_look_at_everything_gives(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[tuple[str, str | None], int, str | None]]
) -> None:
    root = tmp_path_factory.mktemp("live") / "site"
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    site = LiveSite(root, lambda: NOW)
    site.look()
    for (path, text), further, asked in steps:
        if text is None:
            (root / path).unlink(missing_ok=True)
        else:
            write(site, path, text)
        if site.follow({path}) == Followed.LOOK:
            site.begin_look()
        for _ in range(further):
            site.settle()
        if asked is not None:
            ask(site, asked)
    # What could not be read keeps its last good version, which no fresh look knows: mend it all.
    for path in (RIVER, RIVER_CLAIMS, "site.yaml", HILL):
        save(site, path, FILES[path])
    settle(site)
    now = show(site)
    fresh = LiveSite(root, lambda: NOW)
    fresh.look()
    settle(fresh)
    assert now == show(fresh)
    assert site.diagnostics == fresh.diagnostics
    site.close()
    fresh.close()
    shutil.rmtree(root.parent)


@pytest.mark.parametrize(
    ("path", "old", "new", "address"),
    [
        (RIVER, "spring", "summer", "/articles/river/"),
        (RIVER_CLAIMS, "four weeks", "five weeks", "/articles/river/"),
        (ABOUT, "We check", "We read", "/about/"),
        (HILL, "high", "low", "/articles/hill/"),
    ],
)
def test_a_save_shows_without_a_look_at_the_other_files(
    site: LiveSite, path: str, old: str, new: str, address: str
) -> None:
    assert save(site, path, FILES[path].replace(old, new)) == Followed.DONE
    assert new in read(site, address)


def test_a_saved_claim_shows_before_the_lists_of_all_claims_are_made_again(
    site: LiveSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    rated = CLAIMS.replace("status: inaccurate", "status: accurate")
    with monkeypatch.context() as patch:
        patch.setattr(live, "make_lists", None)
        patch.setattr(gather, "make_lists", None)
        patch.setattr(gather, "find_attachments", None)
        assert save(site, RIVER_CLAIMS, rated) == Followed.DONE
        assert 'data-status="accurate"' in read(site, "/articles/river/")
        assert site.make("/")
    assert "nine weeks" in read(site, "/status/accurate/")
    revision = site.revision
    settle(site)
    assert site.revision == revision


def test_what_is_saved_while_a_look_is_under_way_shows_at_once_and_stays(site: LiveSite) -> None:
    write(site, HILL, FILES[HILL].replace("high", "low"))
    site.begin_look()
    number = 0
    while site.is_looking:
        number += 1
        assert save(site, RIVER, f"{ARTICLE}\nSaved {number}.\n") == Followed.DONE
        assert f"Saved {number}." in read(site, "/articles/river/")
        site.settle()
    assert number > 5
    assert f"Saved {number}." in read(site, "/articles/river/")
    assert "It is low" in read(site, "/articles/hill/")
    assert not site.is_current


def test_an_article_that_comes_while_a_look_is_under_way_begins_another(site: LiveSite) -> None:
    site.begin_look()
    for _ in range(4):
        site.settle()
    write(site, "content/articles/new.md", "---\ntitle: New\ndate: 2026-05-09\n---\n\nHere.\n")
    assert site.follow({"content/articles/new.md"}) == Followed.LOOK
    site.look()
    assert "Here." in read(site, "/articles/new/")


def test_what_is_saved_during_the_first_look_shows_when_it_ends(root: Path) -> None:
    first = LiveSite(root, lambda: NOW)
    first.begin_look()
    while first.is_looking:
        first.settle()
        if first.is_looking:
            write(first, RIVER, ARTICLE.replace("nine weeks", "ten weeks"))
            write(first, "content/articles/new.md", "---\ntitle: New\ndate: 2026-05-09\n---\n\nHere.\n")
            first.follow({RIVER, "content/articles/new.md"})
    assert "ten weeks" in read(first, "/articles/river/")
    assert "Here." in read(first, "/articles/new/")
    first.close()


def test_a_text_that_became_a_link_out_of_the_site_is_not_followed(site: LiveSite, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(ARTICLE.replace("nine weeks", "no weeks"))
    (site.root / RIVER).unlink()
    (site.root / RIVER).symlink_to(tmp_path / "secret.md")
    assert site.follow({RIVER}) == Followed.LOOK
    site.look()
    assert "link-stays-inside" in {each.code for each in site.diagnostics}
    settle(site)
    assert "link-stays-inside" in {each.code for each in site.diagnostics}


def test_a_claims_file_that_comes_later_shows(site: LiveSite) -> None:
    text = "claims:\n  - {id: high, quote: It is high, status: accurate, summary: Yes.}\n"
    save(site, "content/articles/hill.claims.yaml", text)
    assert 'data-claim="high"' in read(site, "/articles/hill/")


def test_a_file_that_is_gone_or_empty_for_a_moment_changes_nothing_yet(site: LiveSite) -> None:
    (site.root / RIVER).unlink()
    assert site.follow({RIVER}) == Followed.WAIT
    assert "closed for" in read(site, "/articles/river/")
    assert save(site, RIVER, "") == Followed.WAIT
    assert "closed for" in read(site, "/articles/river/")
    settle(site)
    assert site.diagnostics


def test_an_article_that_was_deleted_or_moved_is_gone_in_a_quiet_moment(site: LiveSite) -> None:
    (site.root / RIVER).rename(site.root / "content/articles/flood.md")
    (site.root / RIVER_CLAIMS).unlink()
    site.follow({RIVER, RIVER_CLAIMS})
    settle(site)
    assert site.make("/articles/river/") is None
    assert "closed for" in read(site, "/articles/flood/")


def test_a_save_that_nobody_told_of_shows_in_a_quiet_moment(site: LiveSite) -> None:
    (site.root / HILL).write_text(FILES[HILL].replace("high", "low"), "utf-8")
    save(site, RIVER, ARTICLE.replace("spring", "summer"))
    settle(site)
    assert "It is low" in read(site, "/articles/hill/")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (RIVER, "---\n!!x [\n---\n\nText.\n"),
        (RIVER_CLAIMS, "- a\n- b\n"),
        (ABOUT, "---\n!!x [\n---\n\nText.\n"),
        ("site.yaml", "- broken\n"),
    ],
)
def test_a_file_that_cannot_be_read_keeps_its_last_good_version(site: LiveSite, path: str, text: str) -> None:
    before = show(site)
    save(site, path, text)
    settle(site)
    assert show(site) == before
    assert path in {each.span.path for each in site.diagnostics}
    save(site, path, FILES[path])
    settle(site)
    assert site.diagnostics == ()


def test_an_article_that_is_no_text_keeps_its_last_good_version(site: LiveSite) -> None:
    (site.root / RIVER).write_bytes(b"\xff\xfe\x00")
    site.follow({RIVER})
    assert "closed for" in read(site, "/articles/river/")
    assert [each.code for each in site.diagnostics] == ["file-is-utf8"]
    settle(site)
    assert [each.code for each in site.diagnostics] == ["file-is-utf8"]


@pytest.mark.parametrize("broken", ["{% if %}", "{{ view.nothing.at_all }}"])
def test_a_broken_template_keeps_the_last_good_page(site: LiveSite, broken: str) -> None:
    before = read(site, "/articles/river/")
    save(site, "templates/parts/footer-extra.html", broken)
    made = site.make("/articles/river/")
    assert made
    assert made.data.decode() == before
    assert made.fault
    assert made.fault in site.diagnostics
    save(site, "templates/parts/footer-extra.html", "<p>Well</p>")
    assert "<p>Well</p>" in read(site, "/articles/river/")
    settle(site)
    assert site.diagnostics == ()


def test_a_picture_that_changed_under_its_address_is_named(site: LiveSite) -> None:
    save(site, "content/articles/hill.svg", FILES["content/articles/hill.svg"].replace('"4"', '"8"'))
    assert site.touched == ("/articles/hill/hill.svg",)
    assert 'width="8"' in read(site, "/articles/hill/")
    save(site, RIVER, ARTICLE)
    assert site.touched == ()


def test_a_style_sheet_saved_alone_is_named_with_its_addresses(site: LiveSite) -> None:
    for text in ("a {}", "b {}"):
        (site.root / "static").mkdir(exist_ok=True)
        (site.root / "static/custom.css").write_text(text)
        site.look() if text == "a {}" else site.follow({"static/custom.css"})
    ((old, new),) = site.restyled
    assert old.startswith("/static/custom.")
    assert site.has(new)
    assert old != new
    (site.root / "static/custom.css").write_text("c {}")
    site.follow({"static/custom.css", RIVER})
    assert site.restyled == ()


def test_two_articles_at_one_address_are_named(site: LiveSite) -> None:
    save(site, "static/root/about/index.html", "<p>x</p>")
    settle(site)
    assert [each.code for each in site.diagnostics] == ["address-is-free"]


def test_a_damaged_cache_costs_time_only(root: Path) -> None:
    look_afresh(root)
    path = root / STATE / CACHE
    before = path.read_bytes()
    site = LiveSite(root, lambda: NOW)
    site.look()
    path.write_bytes(b"\0" * len(before))
    for address in ("/articles/hill/", "/about/", "/articles/river/"):
        assert site.make(address)
    site.close()


def test_the_cache_is_free_for_a_build_meanwhile(site: LiveSite) -> None:
    save(site, RIVER, ARTICLE.replace("spring", "summer"))
    settle(site)
    other = LiveSite(site.root, lambda: NOW)
    other.look()
    save(other, RIVER, ARTICLE.replace("spring", "autumn"))
    settle(other)
    other.close()
    fresh = look_afresh_open(site.root)
    assert "autumn" in read(fresh, "/articles/river/")
    fresh.close()


def look_afresh_open(root: Path) -> LiveSite:
    fresh = LiveSite(root, lambda: NOW)
    fresh.look()
    return fresh


def test_a_second_run_prepares_nothing_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = look_afresh_open(root)
    settle(first)  # and then its computer loses power
    monkeypatch.setattr(prepare, "prepare_article", None)
    monkeypatch.setattr(prepare, "prepare_page", None)
    second = look_afresh_open(root)
    assert "closed for" in read(second, "/articles/river/")
    assert second.diagnostics == ()
    second.close()
    first.close()


def test_without_a_cache_the_site_is_the_same(root: Path) -> None:
    look_afresh(root)
    warm = look_afresh_open(root)
    shown = show(warm)
    warm.close()
    drop_cache(root / STATE / CACHE)
    cold = look_afresh_open(root)
    assert show(cold) == shown
    cold.close()


def test_an_article_shows_before_all_others_have_been_read(root: Path) -> None:
    site = LiveSite(root, lambda: NOW)
    site.begin_look()
    assert not site.show_early("/desk/articles/river/")
    while not site.show_early("/desk/articles/river/"):
        site.settle()
    assert "closed for" in read(site, "/articles/river/")
    assert not site.show_early("/desk/articles/elsewhere/")
    assert not site.show_early("/desk/status/accurate/")
    assert "2 articles" in site.progress
    save(site, RIVER, ARTICLE.replace("nine weeks", "ten weeks"))
    assert "ten weeks" in read(site, "/articles/river/")
    told = site.revision
    assert site.show_early("/desk/")
    assert read(site, "/")
    assert site.revision == told
    while site.is_looking:
        site.settle()
    assert site.revision > told
    assert not site.progress
    settle(site)
    shown = show(site)
    assert b"ten weeks" in (shown["/articles/river/"] or b"")
    fresh = look_afresh_open(root)
    assert show(fresh) == shown
    fresh.close()
    site.close()


def test_a_first_look_that_is_ended_loses_nothing_that_was_prepared(root: Path) -> None:
    look_afresh(root)
    before = (root / STATE / UNPUBLISHED).stat().st_size
    site = LiveSite(root, lambda: NOW)
    site.begin_look()
    for _ in range(3):
        site.settle()
    site.close()
    assert (root / STATE / UNPUBLISHED).stat().st_size >= before


def test_an_article_renamed_during_the_first_look_is_found_when_the_look_ends(root: Path) -> None:
    site = LiveSite(root, lambda: NOW)
    site.begin_look()
    while not site.show_early("/desk/articles/river/"):
        site.settle()
    moves = {RIVER: "content/articles/brook.md", RIVER_CLAIMS: "content/articles/brook.claims.yaml"}
    for old, new in moves.items():
        (root / old).rename(root / new)
    site.follow({*moves, *moves.values()})
    while site.is_looking:
        site.settle()
    assert "closed for" in read(site, "/articles/brook/")
    assert not site.has("/articles/river/")
    site.close()
