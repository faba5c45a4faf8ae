from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.publishing.newsroom import Newsroom
from tests.publishing.remote import Desk, git


@pytest.fixture(autouse=True)
def _own_git(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep this computer's git settings out, and give commits a name."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Desk")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "desk@example.org")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give a site in a repository whose remote ``origin`` is a bare repository on disk."""
    return Desk.make(tmp_path)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Give a small real site in such a repository, and go there."""
    room = Newsroom.make(tmp_path)
    monkeypatch.chdir(room.root)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return room


_SSH = """\
#!/bin/sh
for command; do :; done
case "$command" in
  git-receive-pack*) exec git-receive-pack "{bare}" ;;
  git-upload-pack*) exec git-upload-pack "{bare}" ;;
esac
"""


@pytest.fixture
def github(room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Give the same with a remote that is called as on GitHub; the way there is led to the disk, no network is used."""
    if sys.platform == "win32":
        pytest.skip("the way is led by a script of the shell")
    script = tmp_path / "ssh"
    script.write_text(_SSH.format(bare=room.bare), encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("GIT_SSH", str(script))
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
    git(room.root, "remote", "set-url", "origin", "git@github.com:desk/facts.git")
    return room
