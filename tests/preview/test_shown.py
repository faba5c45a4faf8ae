from __future__ import annotations

from site_gen.building.results import Preview
from site_gen.preview.shown import Shown
from site_gen.support.diagnostics import error
from site_gen.support.locations import Span

SITE = Preview({"index.html": b"x"}, (), "/repo/")
PROBLEM = error("file-is-readable", "cannot read the file", Span("site.yaml"))


def test_a_build_replaces_the_one_before() -> None:
    shown = Shown().after("1", Preview({"old.html": b""}, ())).after("2", SITE)
    assert (shown.build, dict(shown.files), shown.base_path) == ("2", {"index.html": b"x"}, "/repo/")


def test_a_build_that_fails_leaves_the_last_site_under_a_notice() -> None:
    shown = Shown().after("1", SITE).after("2", "the disk is full")
    assert (shown.build, shown.files, shown.failure) == ("2", SITE.files, "the disk is full")


def test_a_site_that_cannot_be_read_leaves_the_last_one() -> None:
    shown = Shown().after("1", SITE).after("2", Preview({}, (PROBLEM,)))
    assert shown.files == SITE.files
    assert shown.base_path == "/repo/"
    assert shown.diagnostics == (PROBLEM,)
    assert shown.failure


def test_a_good_build_takes_the_notice_away() -> None:
    shown = Shown().after("1", SITE).after("2", "the disk is full").after("3", SITE)
    assert not shown.failure
