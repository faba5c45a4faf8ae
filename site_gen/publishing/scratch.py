"""A commit made aside: of some files, or of an older commit's. Touches neither work tree nor index nor branches.

It is made with ghp-import's ``start_commit`` through ``git fast-import``, on a scratch branch that goes at once. The
files are fed by our own lines: ghp-import's ``add_file`` takes a file's permissions from the disk, where Windows calls
every file a program, so that the same site would be another commit there.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import ghp_import

from site_gen.publishing.git import GitError, Repository, clean_errors
from site_gen.support.locks import Lock, take_lock

PREFIX = "site-gen-scratch-"
_REFS = "refs/heads"


@contextmanager
def scratch_commit(
    repository: Repository,
    files: Iterable[tuple[str, bytes | None]],
    *,
    parent: str | None,
    message: str,
    like: str | None = None,
) -> Iterator[str]:
    """Make a commit on top of ``parent``, and give its name while the block lasts. May raise GitError.

    It has exactly these files; with ``like`` all files of that tree, and these in place of its own. A file that is
    None is left out.
    """
    with _scratch_branch(repository) as branch:
        _import(repository, files, branch, parent, message, like)
        yield repository.run("rev-parse", "--verify", f"{_REFS}/{branch}").strip()


@contextmanager
def _scratch_branch(repository: Repository) -> Iterator[str]:
    """Give the name of a branch that is ours, and gone when the block ends."""
    folder = _lock_folder(repository)
    lock = None
    while lock is None:  # taken only where somebody looks for leftovers in that very moment
        branch = f"{PREFIX}{secrets.token_hex(8)}"
        lock = _take(folder, branch)
    try:
        yield branch
    finally:
        _drop(repository, folder, branch, lock)


def drop_leftovers(repository: Repository) -> None:
    """Remove the scratch branches of deployments that were killed; those at work keep theirs. May raise GitError."""
    folder = _lock_folder(repository)
    names = repository.run("for-each-ref", "--format=%(refname:lstrip=2)", f"{_REFS}/{PREFIX}*").split()
    for branch in {*names, *(path.name for path in folder.glob(f"{PREFIX}*"))}:
        lock = _take(folder, branch)
        if lock is not None:
            _drop(repository, folder, branch, lock)


def _lock_folder(repository: Repository) -> Path:
    return repository.shared_folder() / "site-gen"


def _take(folder: Path, branch: str) -> Lock | None:
    """Take the lock that says whether a branch's deployment still runs: it goes with the process."""
    try:
        return take_lock(folder / branch)
    except OSError as problem:
        raise GitError(f"cannot write into {folder}: {problem.strerror}") from problem


def _drop(repository: Repository, folder: Path, branch: str, lock: Lock) -> None:
    with suppress(GitError):
        repository.run("update-ref", "-d", f"{_REFS}/{branch}")
    lock.release()
    with suppress(OSError):
        (folder / branch).unlink()


def _import(
    repository: Repository,
    files: Iterable[tuple[str, bytes | None]],
    branch: str,
    parent: str | None,
    message: str,
    like: str | None,
) -> None:
    git = _GhpGit(repository, parent)
    process = git.open("fast-import", "--date-format=rfc2822", "--quiet")
    try:
        with suppress(BrokenPipeError):  # it has given up, and says why at its end
            ghp_import.start_commit(process, git, branch, message)
            if like is not None:
                ghp_import.write(process, f"M 040000 {like} \n".encode())
            for path, data in files:
                _feed(process, path, data)
        _, errors = process.communicate()
    except BaseException:  # else it would commit what it has so far as soon as nothing more comes
        process.kill()
        process.communicate()
        raise
    if process.returncode:
        raise GitError(clean_errors(errors), command="fast-import")


def _feed(process: Any, path: str, data: bytes | None) -> None:
    if data is None:
        ghp_import.write(process, f"D {_quote(path)}\n".encode())
        return
    ghp_import.write(process, f"M 100644 inline {_quote(path)}\ndata {len(data)}\n".encode())
    ghp_import.write(process, data)
    ghp_import.write(process, b"\n")


class _GhpGit(ghp_import.Git):  # type: ignore[misc]  # ghp-import has no types
    """What ghp-import asks git for, answered for one repository and one parent commit."""

    def __init__(self, repository: Repository, parent: str | None) -> None:
        super().__init__()
        self._repository = repository
        self._parent = parent

    def open(self, *args: str, **_: Any) -> Any:
        """Start git in the repository's folder; ghp-import would start it in the current one."""
        return self._repository.start(*args, feed=True)

    def get_prev_commit(self, branch: str) -> str | None:
        """Give the commit to build on: the one fetched, not that of a branch here."""
        del branch
        return self._parent

    def get_config(self, key: str) -> str:
        """Give name or mail address of the committer."""
        name, mail = self._repository.committer() or ("", "")
        return {"user.name": name, "user.email": mail}[key]


def _quote(path: str) -> str:
    # Only a path that begins with a quotation mark, or has a line end, must be quoted for fast-import.
    if not path.startswith('"') and "\n" not in path:
        return path
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
