from __future__ import annotations

import shlex
import shutil
import subprocess
from itertools import takewhile
from pathlib import Path

import pytest

from site_gen.publishing.git import Commit
from site_gen.publishing.refusals import MARK, is_marked
from site_gen.support.errors import PublishError
from tests.publishing.remote import SITE, Desk, git


def refusal(desk: Desk, **options: object) -> PublishError:
    with pytest.raises(PublishError) as caught:
        desk.deploy(**options)
    return caught.value


def commands(problem: PublishError) -> list[str]:
    return [line.strip() for line in problem.help.splitlines() if line.startswith("  ")]


def follow(desk: Desk, typed: list[str]) -> None:
    """Type the commands of a refusal up to the first that deploys again."""
    for command in takewhile(lambda each: each.startswith("git "), typed):
        git(desk.root, *shlex.split(command)[1:])


def test_without_git_it_says_where_to_get_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    problem = refusal(desk)
    assert "there is no git on this computer" in problem.message
    assert "git-scm.com" in problem.help


def test_without_repository_it_says_how_to_make_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(desk.root / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(desk.root.parent))
    problem = refusal(desk)
    assert "not in a git repository" in problem.message
    assert commands(problem)[0] == "git init -b main"
    assert commands(problem) == [
        "git init -b main",
        "git add .",
        'git commit -m "First version"',
        "git remote add origin https://github.com/YOU/YOUR-SITE.git",
        "git push -u origin main",
        "site-gen deploy",
    ]


def test_without_remote_it_says_how_to_add_one(desk: Desk) -> None:
    git(desk.root, "remote", "remove", "origin")
    assert commands(refusal(desk))[0].startswith("git remote add origin")


def test_without_commit_the_sources_go_to_the_remote_first(desk: Desk) -> None:
    shutil.rmtree(desk.root / ".git")
    git(desk.root, "init", "--quiet", "--initial-branch=trunk")
    git(desk.root, "remote", "add", "origin", str(desk.bare))
    assert commands(refusal(desk)) == [
        "git add .",
        'git commit -m "First version"',
        "git push -u origin trunk",
        "site-gen deploy",
    ]


def test_a_name_that_no_branch_can_have_is_told(desk: Desk) -> None:
    for name in ("my pages", "--yes", "a..b"):
        problem = refusal(desk, branch=name)
        assert problem.message == f"a branch cannot be called “{name}”"
        assert commands(problem) == ["site-gen deploy --branch gh-pages"]


def test_among_several_remotes_one_must_be_named(desk: Desk) -> None:
    git(desk.root, "remote", "rename", "origin", "mine")
    git(desk.root, "remote", "add", "yours", str(desk.bare))
    problem = refusal(desk)
    assert "mine, yours" in problem.message
    assert commands(problem) == ["site-gen deploy --remote mine"]


def test_a_remote_that_is_not_there_is_told(desk: Desk) -> None:
    assert "no remote upstream; there are: origin" in refusal(desk, remote="upstream").message


def test_a_commit_needs_a_name(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    problem = refusal(desk)
    assert commands(problem)[:2] == [
        'git config --global user.name "Your Name"',
        'git config --global user.email "you@example.org"',
    ]
    git(desk.root, "config", "user.name", "Zoë Desk")
    git(desk.root, "config", "user.email", "zoe@example.org")
    desk.deploy()
    assert git(desk.bare, "log", "--format=%cn <%ce>", "gh-pages") == "Zoë Desk <zoe@example.org>"


def test_a_branch_of_other_hands_is_not_overwritten(desk: Desk) -> None:
    desk.push_by_hand("My old homepage", {"index.html": "old"})
    before = desk.state()
    problem = refusal(desk)
    assert "“My old homepage” by Desk" in problem.message
    assert desk.published()["index.html"] == "old"
    assert desk.state() == before


def test_the_commands_given_make_room_and_keep_the_old_branch(desk: Desk) -> None:
    desk.push_by_hand("My old homepage", {"index.html": "old"})
    old = f"gh-pages-before-site-gen-{desk.tip()[:7]}"
    follow(desk, commands(refusal(desk)))
    assert desk.deploy().outcome == "pushed"
    assert git(desk.bare, "show", f"{old}:index.html") == "old"


def test_the_commands_given_lead_where_pushes_go(desk: Desk, tmp_path: Path) -> None:
    git(desk.root, "remote", "set-url", "--push", "origin", str(desk.bare))
    git(desk.root, "remote", "set-url", "origin", str(tmp_path / "elsewhere.git"))
    test_the_commands_given_make_room_and_keep_the_old_branch(desk)


def test_the_commands_given_delete_nothing_that_came_meanwhile(desk: Desk) -> None:
    desk.push_by_hand("My old homepage", {"index.html": "old"})
    given = commands(refusal(desk))
    desk.push_by_hand("My new homepage", {"index.html": "newer"})
    with pytest.raises(subprocess.CalledProcessError):
        follow(desk, given)
    assert desk.published()["index.html"] == "newer"


def test_work_put_on_top_of_ours_is_not_overwritten(desk: Desk) -> None:
    desk.deploy()
    desk.push_by_hand("A page by hand", {"extra.html": "x"})
    assert "A page by hand" in refusal(desk).message


def test_a_domain_set_on_github_must_be_known_to_the_site(desk: Desk) -> None:
    desk.deploy()
    desk.push_by_hand("Create CNAME", {"CNAME": "facts.example"})
    problem = refusal(desk)
    assert "facts.example" in problem.message
    assert "domain: facts.example" in problem.help
    desk.domain = "facts.example"
    desk.build({**SITE, "CNAME": "facts.example\n"})
    assert desk.deploy().outcome == "pushed"


def test_a_domain_that_vanished_from_site_yaml_is_not_lost(desk: Desk) -> None:
    desk.domain = "facts.example"
    desk.build({**SITE, "CNAME": "facts.example\n"})
    desk.deploy()
    desk.domain = None
    desk.build(SITE)
    problem = refusal(desk)
    assert "site.yaml has no domain" in problem.message
    assert desk.published()["CNAME"] == "facts.example"


def test_the_commands_given_give_a_domain_up(desk: Desk) -> None:
    test_a_domain_that_vanished_from_site_yaml_is_not_lost(desk)
    follow(desk, commands(refusal(desk)))
    assert desk.deploy().outcome in {"pushed", "same"}
    assert "CNAME" not in desk.published()


def test_a_domain_changed_in_site_yaml_is_a_decision(desk: Desk) -> None:
    desk.domain = "old.example"
    desk.build({**SITE, "CNAME": "old.example\n"})
    desk.deploy()
    desk.domain = "new.example"
    desk.build({**SITE, "CNAME": "new.example\n"})
    assert desk.deploy().outcome == "pushed"
    assert "the domain changes from old.example to new.example" in desk.plans[-1].notes


def test_a_domain_set_by_others_is_no_decision_of_ours(desk: Desk) -> None:
    desk.deploy()
    desk.push_by_hand("Create CNAME", {"CNAME": "facts.example"})
    desk.domain = "other.example"
    desk.build({**SITE, "CNAME": "other.example\n"})
    assert "site.yaml names other.example" in refusal(desk).message


@pytest.mark.parametrize(
    ("message", "ours"),
    [
        (f"Publish the site\n\n{MARK}\n", True),
        (f"Publish the site\n\n{MARK} 1.2.0", True),
        (f"Someone quotes\n\n{MARK}\n\nin the middle", False),
        ("Publish the site", False),
        ("", False),
    ],
)
def test_our_commits_are_known_by_their_last_line(message: str, *, ours: bool) -> None:
    assert is_marked(Commit("0", "Desk", "", message)) is ours
