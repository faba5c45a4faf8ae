from __future__ import annotations

from pathlib import Path

import pytest

from tests.publishing.remote import Desk


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
