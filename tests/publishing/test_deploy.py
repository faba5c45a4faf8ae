from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_gen.publishing.deploy import Wishes, deploy_site, look_at_branch, prepare_deployment
from site_gen.publishing.git import Repository
from site_gen.publishing.scratch import scratch_commit
from site_gen.support.errors import InternalError, PublishError
from tests.publishing.remote import OURS, SITE, Desk, commit, git


def test_the_first_deployment_makes_the_branch(desk: Desk) -> None:
    before = desk.state()
    deployment = desk.deploy()
    assert deployment.outcome == "pushed"
    assert deployment.commit == desk.tip()
    assert set(desk.published()) == set(SITE)
    assert git(desk.bare, "show", "gh-pages:a b.txt") == "x"
    assert git(desk.bare, "log", "--format=%an <%ae>", "gh-pages") == "Desk <desk@example.org>"
    assert desk.plans[0].is_first
    assert desk.plans[0].files == len(SITE)
    assert desk.state() == before


def test_the_next_one_changes_what_changed_and_keeps_history(desk: Desk) -> None:
    desk.deploy()
    first = desk.tip()
    desk.build({"index.html": "new home", ".nojekyll": "", "about/index.html": "about"})
    before = desk.state()
    assert desk.deploy().outcome == "pushed"
    assert desk.published() == {"index.html": "new home", ".nojekyll": "", "about/index.html": "about"}
    assert git(desk.bare, "rev-parse", "gh-pages^") == first
    plan = desk.plans[1]
    assert (plan.added, plan.changed) == (("about/index.html",), ("index.html",))
    assert plan.removed == ("a b.txt", "articles/größe/index.html")
    assert desk.state() == before


def test_the_same_site_pushes_nothing(desk: Desk) -> None:
    desk.deploy()
    tip = desk.tip()
    assert desk.deploy().outcome == "same"
    assert desk.tip() == tip
    assert len(desk.plans) == 1, "nobody was to be asked"


def test_the_same_site_from_another_machine_pushes_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.deploy()
    other = Desk.make(_empty(tmp_path / "elsewhere"))
    git(other.root, "remote", "set-url", "origin", str(desk.bare))
    for path in SITE:
        (other.root / "_site" / path).chmod(0o755)
    assert other.deploy().outcome == "same"


def test_no_means_that_nothing_happens(desk: Desk) -> None:
    desk.says_yes = False
    before = desk.state()
    assert desk.deploy().outcome == "declined"
    assert git(desk.bare, "for-each-ref") == ""
    assert desk.state() == before


def test_work_in_progress_is_left_alone(desk: Desk) -> None:
    (desk.root / "site.yaml").write_text("title: changed\n", encoding="utf-8")
    (desk.root / "staged.txt").write_text("x", encoding="utf-8")
    git(desk.root, "add", "staged.txt")
    git(desk.root, "branch", "gh-pages")
    before = desk.state()
    desk.deploy(allow_dirty=True)
    assert desk.state() == before


def test_a_detached_head_will_do(desk: Desk) -> None:
    git(desk.root, "checkout", "--quiet", "--detach")
    before = desk.state()
    assert desk.deploy().outcome == "pushed"
    assert desk.state() == before


def test_a_repository_without_commits_will_do(desk: Desk) -> None:
    shutil.rmtree(desk.root / ".git")
    git(desk.root, "init", "--quiet")
    git(desk.root, "remote", "add", "elsewhere", str(desk.bare))
    assert desk.deploy(allow_dirty=True).plan.target.remote == "elsewhere"
    assert set(desk.published()) == set(SITE)


def test_a_worktree_will_do(desk: Desk, tmp_path: Path) -> None:
    worktree = tmp_path / "worktree"
    git(desk.root, "worktree", "add", "--quiet", "-b", "work", str(worktree))
    shutil.copytree(desk.root / "_site", worktree / "_site")
    before = desk.state()
    output = worktree / "_site"
    deployment = desk.deploy_built(desk.result._replace(output=output), root=worktree)
    assert deployment.outcome == "pushed"
    assert desk.state() == before


def test_a_site_below_the_repositorys_root_will_do(desk: Desk) -> None:
    root = desk.root / "magazine"
    shutil.copytree(desk.root / "_site", root / "_site")
    shutil.copy(desk.root / "site.yaml", root)
    commit(desk.root, "A magazine")
    for _ in range(2):
        deployment = desk.deploy_built(desk.result._replace(output=root / "_site"), root=root)
    assert deployment.outcome == "same"
    assert set(desk.published()) == set(SITE)
    assert git(desk.root, "status", "--porcelain", "--untracked-files=all", "magazine") == ""


def test_called_from_a_hook_it_finds_its_own_repository(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert desk.deploy().outcome == "pushed"


def test_the_domain_goes_with_the_site(desk: Desk) -> None:
    desk.domain = "facts.example"
    desk.build({**SITE, "CNAME": "facts.example\n"})
    assert desk.deploy().plan.address == "https://facts.example/"
    assert desk.published()["CNAME"] == "facts.example"


def test_odd_file_names_survive(desk: Desk) -> None:
    odd = {'"quoted".txt': "1", "back\\slash.txt": "2", "two\nlines.txt": "3", "नमस्ते.txt": "4"}
    desk.build({**SITE, **odd})
    desk.deploy()
    published = desk.published()
    assert {name: published[name] for name in odd} == odd


def test_a_push_that_comes_too_late_changes_nothing(desk: Desk) -> None:
    desk.deploy()
    desk.build({**SITE, "index.html": "mine"})
    before = desk.state()

    desk.meanwhile = lambda: desk.push_by_hand(OURS, {"index.html": "theirs"})
    with pytest.raises(PublishError, match="somebody else published at the same moment") as refusal:
        desk.deploy()
    assert "site-gen deploy" in refusal.value.help
    assert desk.published()["index.html"] == "theirs"
    assert desk.state() == before


def test_a_branch_made_in_the_meantime_is_not_overwritten(desk: Desk) -> None:
    desk.meanwhile = lambda: desk.push_by_hand("Other work", {"index.html": "theirs"})
    with pytest.raises(PublishError, match="somebody else published"):
        desk.deploy()
    assert desk.published()["index.html"] == "theirs"


def test_a_push_that_the_remote_refuses_changes_nothing(desk: Desk) -> None:
    hook = desk.bare / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'the branch is protected' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    before = desk.state()
    with pytest.raises(PublishError) as refusal:
        desk.deploy()
    assert "the branch is protected" in refusal.value.help
    assert git(desk.bare, "for-each-ref") == ""
    assert desk.state() == before


def test_an_interruption_leaves_no_scratch_branch(desk: Desk) -> None:
    before = desk.state()

    def interrupt() -> None:
        raise KeyboardInterrupt

    desk.meanwhile = interrupt
    with pytest.raises(KeyboardInterrupt):
        desk.deploy()
    assert desk.state() == before


def test_a_file_that_goes_away_in_the_middle_leaves_no_scratch_branch(desk: Desk) -> None:
    before = desk.state()

    def files() -> Iterator[tuple[str, bytes | None]]:
        yield "index.html", b"home"
        raise OSError("gone")

    message = scratch_commit(Repository(desk.root), files(), parent=None, message="Publish the site")
    with pytest.raises(OSError, match="gone"), message:
        raise AssertionError("no commit was to be made of half a site")
    assert desk.state() == before


def test_a_remote_that_is_gone_is_told(desk: Desk) -> None:
    shutil.rmtree(desk.bare)
    with pytest.raises(PublishError, match="there is no repository at the address of the remote origin"):
        desk.deploy()


def test_drafts_are_never_published(desk: Desk) -> None:
    with pytest.raises(PublishError, match="made with drafts") as refusal:
        desk.deploy_built(desk.result._replace(drafts=True))
    assert "site-gen build" in refusal.value.help
    drafts = desk.result._replace(output=desk.root / "_site-drafts")
    with pytest.raises(PublishError, match="made with drafts"):
        desk.deploy_built(drafts)


def test_a_build_without_what_hosts_need_is_our_fault(desk: Desk) -> None:
    desk.domain = "facts.example"
    with pytest.raises(InternalError, match="CNAME"):
        desk.deploy()
    desk.domain = None
    desk.build({"index.html": "home"})
    with pytest.raises(InternalError, match=r"\.nojekyll"):
        desk.deploy()


def test_a_build_with_nothing_to_do_is_published_too(desk: Desk) -> None:
    (desk.root / "site.yaml").write_text("title: x\ndomain: facts.example\n", encoding="utf-8")
    commit(desk.root, "A domain")
    desk.build({**SITE, "CNAME": "facts.example\n"})
    deployment = desk.deploy_built(desk.result._replace(config=None))
    assert deployment.plan.address == "https://facts.example/"


def test_a_build_that_failed_is_not_published(desk: Desk) -> None:
    with pytest.raises(InternalError, match="did not succeed"):
        desk.deploy_built(desk.result._replace(done=False))


def test_a_file_that_went_away_is_told(desk: Desk) -> None:
    result = desk.result._replace(files={**desk.result.files, "gone.html": "x"})
    with pytest.raises(PublishError, match=r"the built site lacks gone\.html"):
        desk.deploy_built(result)


def test_a_file_that_another_command_wrote_meanwhile_is_not_published(desk: Desk) -> None:
    result = desk.result
    desk.build({**SITE, "index.html": "home, with drafts"})
    before = desk.state()
    with pytest.raises(PublishError, match=r"index\.html of the built site was changed") as refusal:
        desk.deploy_built(result)
    assert "site-gen deploy" in refusal.value.help
    assert desk.state() == before
    assert git(desk.bare, "for-each-ref") == ""


@pytest.mark.parametrize("is_committed", [False, True])
def test_sources_that_change_during_the_build_are_not_published_unseen(
    desk: Desk, is_committed: bool
) -> None:
    ready = prepare_deployment(desk.root, Wishes())
    (desk.root / "site.yaml").write_text("title: y\n", encoding="utf-8")
    if is_committed:
        commit(desk.root, "Meanwhile")
    with pytest.raises(PublishError, match="changed while the site was being built"):
        deploy_site(ready, look_at_branch(ready), desk.result, confirm=desk.confirm)
    assert git(desk.bare, "for-each-ref") == ""


def test_another_branch_and_remote_may_be_named(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "other.git"
    git(tmp_path, "init", "--quiet", "--bare", str(other))
    git(desk.root, "remote", "add", "mirror", str(other))
    desk.deploy(remote="mirror", branch="web")
    assert "index.html" in git(other, "ls-tree", "--name-only", "web")
    assert git(desk.bare, "for-each-ref") == ""


def test_what_counts_is_where_pushes_go(desk: Desk, tmp_path: Path) -> None:
    """A fork is fetched from one address and pushed to another: tip, lease and site are those of the second."""
    fork = tmp_path / "fork.git"
    git(tmp_path, "init", "--quiet", "--bare", str(fork))
    git(desk.root, "remote", "set-url", "--push", "origin", str(fork))
    desk.push_by_hand("Somebody's homepage", {"index.html": "old"})
    assert desk.deploy().plan.target.url == str(fork)
    assert desk.deploy().outcome == "same"
    desk.build({**SITE, "index.html": "new"})
    assert desk.deploy().plan.changed == ("index.html",)
    assert git(fork, "show", "gh-pages:index.html") == "new"
    assert desk.roll_back().outcome == "pushed"
    assert git(fork, "show", "gh-pages:index.html") == "home"
    assert desk.published() == {"index.html": "old"}


def test_of_several_addresses_the_first_gets_the_site(desk: Desk, tmp_path: Path) -> None:
    mirror = tmp_path / "mirror.git"
    git(tmp_path, "init", "--quiet", "--bare", str(mirror))
    git(desk.root, "remote", "set-url", "--add", "origin", str(mirror))
    desk.deploy()
    assert f"origin has several addresses; the site goes to the first, not to {mirror}" in desk.plans[0].notes
    assert set(desk.published()) == set(SITE)
    assert git(mirror, "for-each-ref") == ""


def test_commits_of_a_signing_desk_are_read(desk: Desk) -> None:
    desk.deploy()
    git(desk.root, "config", "log.showSignature", "true")
    git(desk.root, "config", "diff.relative", "true")
    assert desk.deploy().outcome == "same"


def test_the_repository_is_whole_afterwards(desk: Desk) -> None:
    desk.deploy()
    checked = subprocess.run(
        ["git", "-C", str(desk.root), "fsck", "--strict"], check=False, capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stderr


def _empty(folder: Path) -> Path:
    folder.mkdir()
    return folder
