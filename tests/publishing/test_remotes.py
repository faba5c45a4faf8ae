"""Remotes as they are out there: over a network, slow to say no, gone in the middle; and a process that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import pytest

from tests.built import ROOT
from tests.commands import ARTICLE, Run
from tests.publishing.newsroom import Newsroom
from tests.publishing.remote import git
from tests.publishing.serving import serve_git, serve_http

RIVER = "content/articles/river.md"
Serve = Callable[[Path], AbstractContextManager[str]]
posix_only = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has neither the hooks nor the signals"
)


@pytest.fixture
def changed(room: Newsroom, run: Run) -> Newsroom:
    """Give a site that is published, and changed since."""
    assert run("deploy", "--yes").code == 0
    room.write({RIVER: ARTICLE.replace("spring", "summer")})
    return room


@pytest.fixture(params=[serve_git, serve_http], ids=["daemon", "http"])
def served(request: pytest.FixtureRequest, room: Newsroom) -> Iterator[Newsroom]:
    """Give the newsroom with its remote behind an address."""
    git(room.bare, "config", "http.receivepack", "true")
    with request.param(room.bare.parent) as address:
        git(room.root, "remote", "set-url", "origin", f"{address}/{room.bare.name}")
        yield room


def test_over_a_network_it_is_the_same(served: Newsroom, run: Run) -> None:
    first = run("deploy", "--yes")
    assert first.code == 0, first.err
    before = served.published()
    tips = served.tips()
    assert "nothing to publish" in run("deploy", "--yes").out
    assert served.tips() == tips
    served.write({RIVER: ARTICLE.replace("spring", "summer")})
    assert run("deploy", "--yes").code == 0
    assert before.keys() == served.published().keys()
    assert run("deploy", "--rollback", "--yes").code == 0
    assert served.published() == before
    assert git(served.root, "for-each-ref", "refs/heads") == git(
        served.root, "for-each-ref", "refs/heads/main"
    ), "no branch of ours is left behind"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "does not let you in"),
        (403, "does not let you in"),
        (404, "there is no repository at the address"),
    ],
)
def test_a_server_that_says_no(room: Newsroom, run: Run, status: int, said: str) -> None:
    with serve_http(room.bare.parent, status=status) as address:
        git(room.root, "remote", "set-url", "origin", f"{address}/{room.bare.name}")
        ended = run("deploy", "--yes")
    assert ended.code == 1
    assert said in ended.err
    assert ended.err.rstrip().endswith("site-gen deploy")


def test_a_server_that_is_gone(room: Newsroom, run: Run) -> None:
    with serve_http(room.bare.parent) as address:
        pass
    git(room.root, "remote", "set-url", "origin", f"{address}/{room.bare.name}")
    ended = run("deploy", "--yes")
    assert ended.code == 1
    assert "the remote origin cannot be reached; nothing was changed" in ended.err


@posix_only
def test_a_hook_that_refuses(changed: Newsroom, run: Run) -> None:
    tips = changed.tips()
    hook = changed.bare / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'only on weekdays' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    ended = run("deploy", "--yes")
    assert ended.code == 1
    assert "only on weekdays" in ended.err
    assert "the remote origin refused the site; nothing was changed" in ended.err
    assert changed.tips() == tips
    hook.unlink()
    mine = changed.root / ".git/hooks/pre-push"
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("#!/bin/sh\necho 'tests are red' >&2\nexit 1\n", encoding="utf-8")
    mine.chmod(0o755)
    ended = run("deploy", "--yes")
    assert ended.code == 1
    assert "tests are red" in ended.err
    assert "git did not push the site to origin; nothing was changed" in ended.err, "it was not the remote"
    mine.unlink()
    assert run("deploy", "--yes").code == 0


def start(room: Newsroom, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "site_gen", "deploy", *words],
        cwd=room.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill_all(process: subprocess.Popen[bytes]) -> None:
    """Kill a process we started with all that it has started itself, so that none of them notices anything."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def kill_in_hook(room: Newsroom, hook: Path, folder: Path) -> None:
    """Deploy, and kill it as soon as git has begun to run a hook."""
    reached = folder / "reached"
    os.mkfifo(reached)
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\necho here > '{reached}'\nexec sleep 60\n", encoding="utf-8")
    hook.chmod(0o755)
    process = start(room, "--yes")
    try:
        assert reached.read_text("utf-8") == "here\n"  # waits until it has got so far
    finally:
        kill_all(process)
    hook.unlink()


@posix_only
@pytest.mark.parametrize("moment", ["before the push", "during the push", "at its end"])
def test_killed_at_any_moment_nothing_is_lost(
    changed: Newsroom, run: Run, tmp_path: Path, moment: str
) -> None:
    hooks = {
        "before the push": changed.root / ".git/hooks/pre-push",
        "during the push": changed.bare / "hooks/pre-receive",
        "at its end": changed.bare / "hooks/update",
    }
    tips = changed.tips()
    kill_in_hook(changed, hooks[moment], tmp_path)
    assert changed.tips() == tips
    assert "site-gen-scratch-" in git(changed.root, "branch"), "it was killed in the middle"
    ended = run("deploy", "--yes")
    assert ended.code == 0, ended.err
    assert changed.tips() != tips
    assert git(changed.root, "branch", "--format=%(refname:short)") == "main", "nothing is left behind"
    for folder in (changed.root, changed.bare):
        git(folder, "fsck", "--strict")


@posix_only
def test_a_deployment_at_work_is_left_alone_by_another(changed: Newsroom, run: Run, tmp_path: Path) -> None:
    """Two in one repository at once: the second clears nothing away that the first still needs."""
    reached, go_on = tmp_path / "reached", tmp_path / "go on"
    for pipe in (reached, go_on):
        os.mkfifo(pipe)
    hook = changed.root / ".git/hooks/pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        f"#!/bin/sh\n[ -e '{reached}' ] || exit 0\necho here > '{reached}'\nread line < '{go_on}'\n", "utf-8"
    )
    hook.chmod(0o755)
    process = start(changed, "--yes", "--branch", "one")
    try:
        assert reached.read_text("utf-8") == "here\n"
        reached.unlink()
        scratch = git(changed.root, "for-each-ref", "refs/heads/site-gen-scratch-*")
        assert scratch
        assert run("deploy", "--yes", "--branch", "two").code == 0
        assert git(changed.root, "for-each-ref", "refs/heads/site-gen-scratch-*") == scratch
        go_on.write_text("now\n", "utf-8")
        process.communicate()
    finally:
        kill_all(process)
    assert process.returncode == 0
    tips = git(changed.bare, "for-each-ref", "--format=%(tree)", "refs/heads/one", "refs/heads/two").split()
    assert len(set(tips)) == 1
    assert git(changed.root, "branch", "--format=%(refname:short)") == "main"
    assert list((changed.root / ".git/site-gen").iterdir()) == []


@posix_only
def test_killed_once_the_branch_stands_there_is_nothing_left_to_do(
    changed: Newsroom, run: Run, tmp_path: Path
) -> None:
    tips = changed.tips()
    kill_in_hook(changed, changed.bare / "hooks/post-receive", tmp_path)
    assert changed.tips() != tips
    assert "nothing to publish" in run("deploy", "--yes").out


def test_a_branch_of_ones_own_with_the_same_name_is_not_touched(changed: Newsroom, run: Run) -> None:
    git(changed.root, "branch", "gh-pages")
    mine = git(changed.root, "rev-parse", "gh-pages")
    assert run("deploy", "--yes").code == 0
    assert git(changed.root, "rev-parse", "gh-pages") == mine
    assert git(changed.root, "rev-parse", "--abbrev-ref", "HEAD") == "main"


def test_being_on_that_very_branch_changes_nothing(changed: Newsroom, run: Run) -> None:
    git(changed.root, "checkout", "--quiet", "-b", "gh-pages")
    mine = git(changed.root, "rev-parse", "gh-pages")
    assert run("deploy", "--yes").code == 0
    assert git(changed.root, "rev-parse", "gh-pages") == mine
    assert git(changed.root, "status", "--porcelain") == ""


def test_a_detached_head_and_a_worktree_will_do(
    changed: Newsroom, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(changed.root, "checkout", "--quiet", "--detach")
    assert run("deploy", "--yes").code == 0
    worktree = tmp_path / "worktree"
    git(changed.root, "worktree", "add", "--quiet", "-b", "work", str(worktree))
    monkeypatch.chdir(worktree)
    assert "nothing to publish" in run("deploy", "--yes").out
    room = Newsroom(worktree, changed.bare)
    room.write({RIVER: ARTICLE.replace("spring", "winter")})
    assert run("deploy", "--yes").code == 0


def test_the_branch_that_one_works_on_is_not_published_to(room: Newsroom, run: Run) -> None:
    git(room.root, "checkout", "--quiet", "-b", "master")
    for branch in ("master", "main"):
        ended = run("deploy", "--branch", branch, "--yes")
        assert ended.code == 1
        assert f"site-gen: {branch} is " in ended.err
        assert "site-gen deploy --branch gh-pages\n" in ended.err
    assert git(room.bare, "for-each-ref") == ""
    assert run("deploy", "--branch", "gh-pages", "--yes").code == 0
    git(room.root, "push", "--quiet", "origin", "master")


def test_the_branch_that_one_works_on_is_not_to_be_deleted(room: Newsroom, run: Run) -> None:
    git(room.root, "push", "--quiet", "origin", "main")
    ended = run("deploy", "--branch", "main", "--yes")
    assert ended.code == 1
    assert "--delete" not in ended.err


def test_the_commands_of_a_refusal_lead_where_the_one_typed_led(room: Newsroom, run: Run) -> None:
    git(room.root, "remote", "add", "gh", str(room.bare))
    git(room.root, "push", "--quiet", "gh", "main:other")
    ended = run("deploy", "--remote", "gh", "--branch", "other", "--yes")
    assert ended.err.rstrip().endswith("site-gen deploy --remote gh --branch other")
    (room.root / "site.yaml").write_text("title: [\n", encoding="utf-8")
    ended = run("deploy", "--remote", "gh", "--branch", "other", "--allow-dirty", "--yes")
    assert "run site-gen deploy --remote gh --branch other again" in ended.err
    ended = run("deploy", "--remote", "gh", "--branch", "other", "--yes")
    assert "site-gen deploy --remote gh --branch other --allow-dirty\n" in ended.err
