"""git, and the only module that starts other programs. Knows nothing of sites.

A commit is made with ghp-import's ``start_commit`` through ``git fast-import``, which touches neither work tree nor
index. The files are fed by our own lines: ghp-import's ``add_file`` takes a file's permissions from the disk, where
Windows calls every file a program, so that the same site would be another commit there.
"""

from __future__ import annotations

import os
import re
import secrets
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import ghp_import

SCRATCH_PREFIX = "site-gen-scratch-"

# Set while git runs a hook: they would lead our git to another repository or index than the one at the site.
_LOCAL_VARIABLES = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_QUARANTINE_PATH",
        "GIT_WORK_TREE",
    }
)


class GitError(Exception):
    """git is not there, or could not do what it was asked."""

    def __init__(self, message: str, *, is_missing: bool = False) -> None:
        super().__init__(message)
        self.message = message
        """What git said, without its colours and prefixes."""
        self.is_missing = is_missing
        """Whether there is no git on this computer."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit, as far as a deployment looks at it."""

    id: str
    author: str
    message: str


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that a folder lies in. Every method may raise GitError."""

    folder: Path

    def check(self) -> None:
        """Raise GitError unless the folder lies in a repository."""
        self._run("rev-parse", "--git-dir")

    def remotes(self) -> list[str]:
        """Give the names of all remotes."""
        return self._run("remote").split()

    def remote_url(self, remote: str) -> str:
        """Give the address that pushes to a remote go to."""
        return self._run("remote", "get-url", "--push", remote).strip()

    def committer(self) -> tuple[str, str] | None:
        """Give name and mail address that commits are made under; None where nobody has set them."""
        try:
            line = self._run("-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT")
        except GitError:
            return None
        match = re.match(r"(.*) <(.*)> \d+ [+-]\d+$", line.strip())
        return (match[1], match[2]) if match else None

    def fetch_tip(self, remote: str, branch: str) -> str | None:
        """Fetch a branch of a remote without touching any branch here; give its commit, None where it is absent."""
        ref = f"refs/heads/{branch}"
        lines = [line.split("\t") for line in self._run("ls-remote", "--heads", remote, ref).splitlines()]
        tip = next((commit for commit, name in lines if name == ref), None)
        if tip is None:
            return None
        self._run("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--refmap=", remote, ref)
        self._run("cat-file", "-e", f"{tip}^{{commit}}")
        return tip

    def history(self, commit: str, length: int) -> list[Commit]:
        """Give a commit and those before it, newest first."""
        options = ("--first-parent", f"--max-count={length}", "--no-show-signature", "--encoding=UTF-8")
        text = self._run("log", *options, "--format=%H%x1f%an%x1f%B%x1e", commit)
        entries = [entry.strip("\n").split("\x1f") for entry in text.split("\x1e") if entry.strip()]
        return [Commit(each[0], each[1], each[2].strip()) for each in entries]

    def read_file(self, commit: str, path: str) -> str | None:
        """Give the text of a file in a commit; None where there is none."""
        if not self._run("ls-tree", "--full-tree", commit, path).strip():
            return None
        return self._run("cat-file", "blob", f"{commit}:{path}")

    def tree(self, commit: str) -> str:
        """Give the name of all content of a commit: equal where all files are equal."""
        return self._run("rev-parse", "--verify", f"{commit}^{{tree}}").strip()

    def changes(self, old: str | None, new: str) -> dict[str, str]:
        """Give each path that differs between two commits, with ``A`` (added), ``M`` (changed) or ``D`` (removed)."""
        if old is None:
            names = self._run("ls-tree", "-r", "-z", "--full-tree", "--name-only", new).split("\0")
            return dict.fromkeys(filter(None, names), "A")
        options = ("-r", "-z", "--no-renames", "--no-relative", "--name-status")
        parts = self._run("diff-tree", *options, old, new).split("\0")
        return {path: kind[0] for kind, path in zip(parts[::2], parts[1::2], strict=False)}

    @contextmanager
    def scratch_commit(
        self, files: Iterable[tuple[str, bytes]], *, parent: str | None, message: str
    ) -> Iterator[str]:
        """Make a commit of exactly these files on top of ``parent``, and give its name while the block lasts.

        It is held by a scratch branch that is deleted at the block's end, however it ends.
        """
        branch = f"{SCRATCH_PREFIX}{secrets.token_hex(8)}"
        ref = f"refs/heads/{branch}"
        try:
            self._import(files, branch, parent, message)
            yield self._run("rev-parse", "--verify", ref).strip()
        finally:
            with suppress(GitError):
                self._run("update-ref", "-d", ref)

    def push(self, remote: str, branch: str, commit: str, expected: str | None) -> None:
        """Make ``branch`` of a remote point to ``commit``, if it still points to ``expected`` (None: is absent)."""
        ref = f"refs/heads/{branch}"
        lease = f"--force-with-lease={ref}:{expected or ''}"
        self._run("push", "--quiet", lease, remote, f"{commit}:{ref}")

    def _import(
        self, files: Iterable[tuple[str, bytes]], branch: str, parent: str | None, message: str
    ) -> None:
        git = _GhpGit(self, parent)
        process = git.open("fast-import", "--date-format=rfc2822", "--quiet")
        ghp_import.start_commit(process, git, branch, message)
        for path, data in files:
            ghp_import.write(process, f"M 100644 inline {_quote(path)}\ndata {len(data)}\n".encode())
            ghp_import.write(process, data)
            ghp_import.write(process, b"\n")
        _, errors = process.communicate()
        if process.returncode:
            raise GitError(_clean(errors))

    def _run(self, *arguments: str) -> str:
        process = self.start(*arguments)
        output, errors = process.communicate()
        if process.returncode:
            raise GitError(_clean(errors) or f"git {arguments[0]} failed")
        return output.decode("utf-8", errors="replace")

    def start(self, *arguments: str, stdin: int | IO[bytes] = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        """Start git in the folder, with its words in English and without questions."""
        command = ["git", "-C", str(self.folder), *arguments]
        pipe = subprocess.PIPE
        try:
            return subprocess.Popen(  # noqa: S603 - a list, no shell
                command, stdin=stdin, stdout=pipe, stderr=pipe, env=_environment(os.environ)
            )
        except FileNotFoundError as problem:
            raise GitError("there is no git on this computer", is_missing=True) from problem


class _GhpGit(ghp_import.Git):  # type: ignore[misc]  # ghp-import has no types
    """What ghp-import asks git for, answered for one repository and one parent commit."""

    def __init__(self, repository: Repository, parent: str | None) -> None:
        super().__init__()
        self._repository = repository
        self._parent = parent

    def open(self, *args: str, **_: Any) -> subprocess.Popen[bytes]:
        """Start git in the repository's folder; ghp-import would start it in the current one."""
        return self._repository.start(*args, stdin=subprocess.PIPE)

    def get_prev_commit(self, branch: str) -> str | None:
        """Give the commit to build on: the one fetched, not that of a branch here."""
        del branch
        return self._parent

    def get_config(self, key: str) -> str:
        """Give name or mail address of the committer."""
        name, mail = self._repository.committer() or ("", "")
        return {"user.name": name, "user.email": mail}[key]


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in variables.items() if name not in _LOCAL_VARIABLES}
    return kept | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}


def _quote(path: str) -> str:
    # Only a path that begins with a quotation mark, or has a line end, must be quoted for fast-import.
    if not path.startswith('"') and "\n" not in path:
        return path
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _clean(errors: bytes) -> str:
    lines = errors.decode("utf-8", errors="replace").splitlines()
    told = [re.sub(r"^(fatal|error): ", "", line).strip() for line in lines if not line.startswith("hint:")]
    return "\n".join(filter(None, told))
