from __future__ import annotations

import pytest

from site_gen.support.errors import PublishError
from tests.publishing.remote import OURS, SITE, Desk, git


def publish(desk: Desk, title: str) -> None:
    desk.build({**SITE, "index.html": title})
    assert desk.deploy().outcome == "pushed"


def test_the_deployment_before_comes_back(desk: Desk) -> None:
    publish(desk, "first")
    desk.build({**SITE, "index.html": "second", "new.html": "x"})
    desk.deploy()
    second = desk.tip()
    before = desk.state()
    deployment = desk.roll_back()
    assert deployment.outcome == "pushed"
    assert desk.published()["index.html"] == "first"
    assert "new.html" not in desk.published()
    assert git(desk.bare, "rev-parse", "gh-pages^") == second, "nothing of the history is lost"
    assert desk.state() == before
    plan = desk.plans[-1]
    assert (plan.changed, plan.removed, plan.files) == (("index.html",), ("new.html",), len(SITE))
    assert "what Desk published on 20" in (plan.restores or "")


def test_going_back_twice_goes_back_two(desk: Desk) -> None:
    for title in ("first", "second", "third"):
        publish(desk, title)
    desk.roll_back()
    assert desk.published()["index.html"] == "second"
    desk.roll_back()
    assert desk.published()["index.html"] == "first"
    with pytest.raises(PublishError, match="no deployment before this one") as refusal:
        desk.roll_back()
    assert refusal.value.help.endswith("\n  site-gen deploy")


def test_after_going_back_the_next_deployment_says_so(desk: Desk) -> None:
    publish(desk, "first")
    publish(desk, "second")
    desk.roll_back()
    publish(desk, "third")
    assert any("went back to an older site" in note for note in desk.plans[-1].notes)
    desk.roll_back()
    assert desk.published()["index.html"] == "first", "what stood there before, not what was taken back"
    with pytest.raises(PublishError, match="no deployment before"):
        desk.roll_back()


def test_work_in_progress_does_not_matter(desk: Desk) -> None:
    publish(desk, "first")
    publish(desk, "second")
    (desk.root / "site.yaml").write_text("title: in the middle of mending\n", encoding="utf-8")
    before = desk.state()
    desk.roll_back(allow_dirty=True)
    assert desk.published()["index.html"] == "first"
    assert desk.state() == before


def test_the_domain_stays_as_it_is_now(desk: Desk) -> None:
    publish(desk, "first")
    publish(desk, "second")
    desk.push_by_hand("Create CNAME", {"CNAME": "facts.example"})
    deployment = desk.roll_back()
    assert desk.published()["CNAME"] == "facts.example"
    assert desk.published()["index.html"] == "first"
    assert deployment.plan.address == "https://facts.example/"


def test_a_domain_given_up_does_not_come_back(desk: Desk) -> None:
    desk.domain = "facts.example"
    desk.build({**SITE, "CNAME": "facts.example\n"})
    desk.deploy()
    other = desk.root.parent / "other"
    git(desk.root.parent, "clone", "--quiet", "--branch", "gh-pages", str(desk.bare), str(other))
    git(other, "rm", "--quiet", "CNAME")
    git(other, "commit", "--quiet", "-m", "Delete CNAME")
    git(other, "push", "--quiet")
    desk.domain = None
    publish(desk, "second")
    desk.roll_back()
    assert desk.published() == SITE_AS_PUBLISHED


SITE_AS_PUBLISHED = {name: text.strip() for name, text in SITE.items()}


def test_no_means_that_nothing_happens(desk: Desk) -> None:
    publish(desk, "first")
    publish(desk, "second")
    desk.says_yes = False
    tip = desk.tip()
    assert desk.roll_back().outcome == "declined"
    assert desk.tip() == tip


def test_somebody_elses_deployment_meanwhile_is_not_overwritten(desk: Desk) -> None:
    publish(desk, "first")
    publish(desk, "second")
    desk.meanwhile = lambda: desk.push_by_hand(OURS, {"index.html": "theirs"})
    with pytest.raises(PublishError, match="somebody else published"):
        desk.roll_back()
    assert desk.published()["index.html"] == "theirs"


def test_without_a_deployment_there_is_nothing_to_go_back_to(desk: Desk) -> None:
    with pytest.raises(PublishError, match="no branch gh-pages on origin"):
        desk.roll_back()
    publish(desk, "first")
    with pytest.raises(PublishError, match="no deployment before this one"):
        desk.roll_back()


def test_a_branch_of_other_hands_is_left_alone(desk: Desk) -> None:
    desk.push_by_hand("My homepage", {"index.html": "old"})
    with pytest.raises(PublishError, match="did not write"):
        desk.roll_back()
