"""Locks: one holder at a time, whoever asks and however the lock is taken; free again with its holder."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from site_gen.support.locks import take_lock

quick = pytest.mark.skipif(os.name == "nt", reason="filelock alone takes locks there")


@pytest.fixture(params=["quick", "filelock"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take locks the quick way, and where there is none."""
    if request.param == "filelock":
        monkeypatch.setattr(sys, "platform", "win32")
    elif os.name == "nt":
        pytest.skip("filelock alone takes locks there")


@pytest.mark.usefixtures("way")
def test_a_lock_has_one_holder_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "lock"
    first = take_lock(path)
    assert first is not None
    assert take_lock(path) is None
    assert take_lock(path.with_name("other")) is not None
    first.release()
    second = take_lock(path)
    assert second is not None
    second.release()


@pytest.mark.usefixtures("way")
def test_filelock_and_we_keep_each_other_out(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with FileLock(path):
        assert take_lock(path) is None
    lock = take_lock(path)
    assert lock is not None
    with pytest.raises(Timeout), FileLock(path, timeout=0):
        pass
    lock.release()
    with FileLock(path, timeout=0):
        pass


def test_a_lock_is_free_when_its_holder_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    script = (
        "import os, pathlib, sys, site_gen.support.locks as locks\n"
        "lock = locks.take_lock(pathlib.Path(sys.argv[1]))\n"
        "os._exit(7 if lock else 1)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, path], check=False).returncode == 7
    lock = take_lock(path)
    assert lock is not None
    lock.release()


@quick
def test_a_lock_that_is_released_is_free_though_a_child_has_it_open(tmp_path: Path) -> None:
    lock = take_lock(tmp_path / "lock")
    assert lock is not None
    child = subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[lock._descriptor]
    )
    lock.release()
    again = take_lock(tmp_path / "lock")
    child.communicate(b"\n", timeout=60)
    assert again is not None
    again.release()


@quick
def test_a_link_in_the_place_of_a_lock_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic links"):
        take_lock(tmp_path / "lock")
    assert not (tmp_path / "elsewhere").exists()


@quick
def test_a_file_removed_meanwhile_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    path, real = tmp_path / "lock", fcntl.flock

    def remove_first(descriptor: int, how: int) -> None:
        monkeypatch.setattr(fcntl, "flock", real)
        path.unlink()
        real(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", remove_first)
    lock = take_lock(path)
    assert lock is not None
    assert path.exists()
    assert take_lock(path) is None
    lock.release()


@quick
def test_what_the_system_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(OSError, match=os.strerror(errno.ENOLCK)):
        take_lock(tmp_path / "lock")
