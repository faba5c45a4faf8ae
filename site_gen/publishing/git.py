"""git, and the only module that starts other programs. Knows nothing of sites."""

from __future__ import annotations

import io
import os
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from site_gen.publishing.credentials import hide_secrets_in
from site_gen.support.structs import Struct

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

    def __init__(self, message: str, *, command: str = "", is_missing: bool = False) -> None:
        super().__init__(message)
        self.message = message
        """What git said, without its colours and prefixes."""
        self.command = command
        """What it was told to do: ``push``."""
        self.is_missing = is_missing
        """Whether there is no git on this computer."""


class Commit(Struct, frozen=True):
    """A commit, as far as a deployment looks at it."""

    id: str
    author: str
    date: str
    """When it was made, as ``2026-11-22 14:03 +0100``."""
    message: str


class Repository(Struct, frozen=True):
    """The repository that a folder lies in. Every method may raise GitError."""

    folder: Path

    def check(self) -> None:
        """Raise GitError unless the folder lies in a repository."""
        self.run("rev-parse", "--git-dir")

    def top(self) -> Path:
        """Give the folder that the repository's work tree begins at."""
        return Path(self.run("rev-parse", "--show-toplevel").rstrip("\n"))

    def head(self) -> str | None:
        """Give the commit that the work tree is at; None where there is none yet."""
        try:
            return self.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}").strip()
        except GitError:
            return None

    def branch_tip(self, branch: str, kind: str = "refs/heads") -> str | None:
        """Give the newest commit of a branch here; ``kind``: of ``refs/remotes``; None where there is none."""
        try:
            return self.run("rev-parse", "--verify", "--quiet", f"{kind}/{branch}^{{commit}}").strip()
        except GitError:
            return None

    def branch(self) -> str | None:
        """Give the branch that the work tree is on; None where HEAD is detached."""
        try:
            return self.run("symbolic-ref", "--short", "--quiet", "HEAD").strip()
        except GitError:
            return None

    def takes_branch(self, name: str) -> bool:
        """Tell whether a branch may be called so."""
        return not name.startswith("-") and self._agrees("check-ref-format", f"refs/heads/{name}")

    def cloned_branch(self, remote: str) -> str | None:
        """Give the branch that others get who clone a remote; None where that is not known here."""
        try:
            name = self.run("symbolic-ref", "--short", "--quiet", f"refs/remotes/{remote}/HEAD").strip()
        except GitError:
            return None
        return name.removeprefix(f"{remote}/")

    def shared_folder(self) -> Path:
        """Give the folder in which all work trees of the repository keep what they share."""
        return self.folder / self.run("rev-parse", "--git-common-dir").rstrip("\n")

    def uncommitted(self, paths: Iterable[str]) -> list[str]:
        """Give the files below these paths of the folder that differ from the last commit, as seen from the top.

        What git is told to ignore is none of them.
        """
        status = ("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames")
        parts = self.run(*status, "--ignore-submodules=none", "--", *paths).split("\0")
        return sorted(part[3:] for part in parts if part)

    def lacks(self, commit: str) -> bool:
        """Tell whether the work tree is at a state without ``commit``, which is known from elsewhere.

        What was only made here and taken back since is not missed. A shallow clone cannot tell, and misses nothing.
        """
        if not self._agrees("cat-file", "-e", f"{commit}^{{commit}}"):
            return self.run("rev-parse", "--is-shallow-repository").strip() != "true"
        if self._agrees("merge-base", "--is-ancestor", commit, "HEAD"):
            return False
        return bool(self.run("branch", "--remotes", "--contains", commit).strip())

    def remotes(self) -> list[str]:
        """Give the names of all remotes."""
        return self.run("remote").split()

    def remote_urls(self, remote: str, *, pushed: bool) -> list[str]:
        """Give the addresses that pushes to a remote go to, or that fetches know, in their order."""
        return self.run("remote", "get-url", "--all", *(["--push"] if pushed else []), remote).splitlines()

    def committer(self) -> tuple[str, str] | None:
        """Give name and mail address that commits are made under; None where nobody has set them."""
        try:
            line = self.run("-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT")
        except GitError:
            return None
        match = re.match(r"(.*) <(.*)> \d+ [+-]\d+$", line.strip())
        return (match[1], match[2]) if match else None

    def fetch_tip(self, door: str, branch: str) -> str | None:
        """Fetch a branch of a remote without touching any branch here; give its commit, None where it is absent.

        ``door``: the remote's name or an address.
        """
        ref = f"refs/heads/{branch}"
        lines = [line.split("\t") for line in self.run("ls-remote", "--heads", door, ref).splitlines()]
        tip = next((commit for commit, name in lines if name == ref), None)
        if tip is None:
            return None
        options = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--refmap=")
        self.run("fetch", *options, door, ref)
        try:
            self.run("cat-file", "-e", f"{tip}^{{commit}}")
        except GitError as problem:  # the branch has moved between the two questions
            raise GitError(problem.message, command="fetch") from problem
        return tip

    def has_branches(self, door: str) -> bool:
        """Tell whether a remote has any branch at all."""
        return bool(self.run("ls-remote", "--heads", door).strip())

    def history(self, commit: str, length: int) -> list[Commit]:
        """Give a commit and those before it, newest first."""
        options = ("--first-parent", f"--max-count={length}", "--no-show-signature", "--encoding=UTF-8")
        form = "--format=%H%x1f%an%x1f%cd%x1f%B%x1e"
        text = self.run("log", *options, "--date=format:%Y-%m-%d %H:%M %z", form, commit)
        entries = [entry.strip("\n").split("\x1f") for entry in text.split("\x1e") if entry.strip()]
        return [Commit(each[0], each[1], each[2], each[3].strip()) for each in entries]

    def read_file(self, commit: str, path: str) -> str | None:
        """Give the text of a file in a commit; None where there is none."""
        if not self.run("ls-tree", "--full-tree", commit, path).strip():
            return None
        return self.run("cat-file", "blob", f"{commit}:{path}")

    def read_files(self, commit: str, paths: Sequence[str]) -> list[bytes | None]:
        """Give the bytes of some files in a commit, in their order; None for one that is not there."""
        asked = [f"{commit}:{path}" for path in paths]
        output = self._run("cat-file", "--batch", feed="".join(f"{each}\n" for each in asked).encode())
        found: list[bytes | None] = []
        answers = io.BytesIO(output)
        for _ in asked:
            facts = answers.readline().split()  # name, kind, size; or what was asked, and "missing"
            is_there = len(facts) == 3 and facts[2].isdigit()
            data = answers.read(int(facts[2]) + 1)[:-1] if is_there else None
            found.append(data if is_there and facts[1] == b"blob" else None)
        return found

    def sizes(self, commit: str) -> dict[str, int]:
        """Give the bytes of each file in a commit, by path."""
        entries = self.run("ls-tree", "-r", "-l", "-z", "--full-tree", commit).split("\0")
        parted = (entry.partition("\t") for entry in entries if entry)
        return {path: int(facts.split()[3]) for facts, _, path in parted}

    def tree(self, commit: str) -> str:
        """Give the name of all content of a commit: equal where all files are equal."""
        return self.run("rev-parse", "--verify", f"{commit}^{{tree}}").strip()

    def changes(self, old: str | None, new: str) -> dict[str, str]:
        """Give each path that differs between two commits, with ``A`` (added), ``M`` (changed) or ``D`` (removed)."""
        if old is None:
            names = self.run("ls-tree", "-r", "-z", "--full-tree", "--name-only", new).split("\0")
            return dict.fromkeys(filter(None, names), "A")
        options = ("-r", "-z", "--no-renames", "--no-relative", "--name-status")
        parts = self.run("diff-tree", *options, old, new).split("\0")
        return {path: kind[0] for kind, path in zip(parts[::2], parts[1::2], strict=False)}

    def push(self, door: str, branch: str, commit: str, expected: str | None) -> None:
        """Make ``branch`` of a remote point to ``commit``, if it still points to ``expected`` (None: is absent)."""
        ref = f"refs/heads/{branch}"
        lease = f"--force-with-lease={ref}:{expected or ''}"
        self.run("push", "--quiet", "--no-follow-tags", lease, door, f"{commit}:{ref}")

    def _agrees(self, *arguments: str) -> bool:
        try:
            self.run(*arguments)
        except GitError as problem:
            if problem.is_missing:
                raise
            return False
        return True

    def run(self, *arguments: str) -> str:
        """Run git in the folder; give what it printed. Raises GitError with what it complained of."""
        return self._run(*arguments).decode("utf-8", errors="replace")

    def _run(self, *arguments: str, feed: bytes | None = None) -> bytes:
        process = self.start(*arguments, feed=feed is not None)
        output, errors = process.communicate(feed)
        if process.returncode:
            raise GitError(clean_errors(errors) or f"git {arguments[0]} failed", command=arguments[0])
        return output

    def start(self, *arguments: str, feed: bool = False) -> subprocess.Popen[bytes]:
        """Start git in the folder, with its words in English and without questions; ``feed``: to be written to."""
        command = ["git", "-C", str(self.folder), *arguments]
        stdin = subprocess.PIPE if feed else subprocess.DEVNULL
        pipe = subprocess.PIPE
        try:
            return subprocess.Popen(  # noqa: S603 - a list, no shell
                command, stdin=stdin, stdout=pipe, stderr=pipe, env=_environment(os.environ)
            )
        except FileNotFoundError as problem:
            raise GitError("there is no git on this computer", is_missing=True) from problem


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in variables.items() if name not in _LOCAL_VARIABLES}
    # No optional locks: to look must not write the index anew.
    return kept | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


def clean_errors(errors: bytes) -> str:
    """Give what git said without its prefixes and hints, and without what is secret in an address."""
    lines = hide_secrets_in(errors.decode("utf-8", errors="replace")).splitlines()
    told = [re.sub(r"^(fatal|error): ", "", line).strip() for line in lines if not line.startswith("hint:")]
    return "\n".join(filter(None, told))
