"""A commit made aside: of some files, or of an older commit's. Touches neither work tree nor index nor branches.

It is made with ghp-import's ``start_commit`` through ``git fast-import``, on a scratch branch that goes at once. The
files are fed by our own lines: ghp-import's ``add_file`` takes a file's permissions from the disk, where Windows calls
every file a program, so that the same site would be another commit there.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import ghp_import

from site_gen.publishing.git import GitError, Repository, clean_errors

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
    branch = f"{PREFIX}{secrets.token_hex(8)}"
    ref = f"{_REFS}/{branch}"
    try:
        _import(repository, files, branch, parent, message, like)
        yield repository.run("rev-parse", "--verify", ref).strip()
    finally:
        with suppress(GitError):
            repository.run("update-ref", "-d", ref)


def drop_leftovers(repository: Repository) -> None:
    """Remove the scratch branches that killed deployments left behind. May raise GitError."""
    refs = repository.run("for-each-ref", "--format=%(refname)", f"{_REFS}/{PREFIX}*").split()
    for ref in refs:
        repository.run("update-ref", "-d", ref)


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
        raise GitError(clean_errors(errors))


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
