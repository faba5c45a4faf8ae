"""Why a deployment may not go on, and the exact commands that mend it. Asks the repository, changes nothing.

What is refused would lose somebody's work: a branch made by other hands, or a domain that the site does not know.
"""

from __future__ import annotations

import re
from pathlib import Path

from site_gen.publishing.git import Commit, GitError, Repository
from site_gen.publishing.hosting import find_github_address
from site_gen.support.errors import PublishError

MARK = "Written-by: site-gen"
"""The last line of each commit that we make: how our own branch is known again."""

_NO_REPOSITORY = "not a git repository"
_LOOK_BACK = 50


def open_repository(folder: Path) -> Repository:
    """Give the repository that a site lies in. Raises PublishError where there is none, or no git."""
    repository = Repository(folder)
    try:
        repository.check()
    except GitError as problem:
        if problem.is_missing:
            raise PublishError(
                "there is no git on this computer, and deploying goes through git",
                "install it from https://git-scm.com/downloads, open a new terminal, and type:\n  site-gen deploy",
            ) from problem
        if _NO_REPOSITORY not in problem.message:
            raise PublishError(f"git cannot read this repository: {problem.message}") from problem
        raise PublishError(
            "this folder is not in a git repository",
            _type(
                "git init",
                "git add .",
                'git commit -m "First version"',
                "git remote add origin https://github.com/YOU/YOUR-SITE.git",
                "site-gen deploy",
                before="make an empty repository on GitHub, then type here:",
            ),
        ) from problem
    return repository


def choose_remote(repository: Repository, asked: str | None) -> str:
    """Give the remote to push to: the one asked for, else ``origin``, else the only one. Raises PublishError."""
    names = repository.remotes()
    if asked is not None:
        if asked in names:
            return asked
        known = f"there are: {', '.join(names)}" if names else "there is none"
        raise PublishError(
            f"the repository has no remote {asked}; {known}",
            _type(f"git remote add {asked} https://github.com/YOU/YOUR-SITE.git", "site-gen deploy"),
        )
    if "origin" in names:
        return "origin"
    if len(names) == 1:
        return names[0]
    if names:
        raise PublishError(
            f"the repository has several remotes and none is called origin: {', '.join(names)}",
            _type(f"site-gen deploy --remote {names[0]}"),
        )
    raise PublishError(
        "the repository has no remote: there is nowhere to push to",
        _type(
            "git remote add origin https://github.com/YOU/YOUR-SITE.git",
            "site-gen deploy",
            before="make an empty repository on GitHub, then type here:",
        ),
    )


def check_committer(repository: Repository) -> None:
    """Raise PublishError where git does not know who makes the commit."""
    if repository.committer() is None:
        raise PublishError(
            "git does not know your name and mail address, which each commit carries",
            _type(
                'git config --global user.name "Your Name"',
                'git config --global user.email "you@example.org"',
                "site-gen deploy",
            ),
        )


def check_branch_is_ours(repository: Repository, remote: str, branch: str, tip: str) -> bool:
    """Raise PublishError for a branch that site-gen did not write.

    True: its newest commit is ours. False: others have only set or removed the domain since, as GitHub's settings do.
    """
    commits = repository.history(tip, _LOOK_BACK)
    ours = next((commit for commit in commits if is_marked(commit)), None)
    if ours is not None:
        if ours.id == tip:
            return True
        if set(repository.changes(ours.id, tip)) <= {"CNAME"}:
            return False
    newest = commits[0]
    title = newest.message.partition("\n")[0]
    raise PublishError(
        f"the branch {branch} of {remote} holds work that site-gen did not write: "
        f"its newest commit is “{title}” by {newest.author}",
        _type(
            f"git fetch {remote} {branch}",
            f"git push {remote} FETCH_HEAD:refs/heads/{branch}-before-site-gen",
            f"git push {remote} --delete {branch}",
            "site-gen deploy",
            before="to keep it under another name and make room, type:",
        ),
    )


def check_domain(
    repository: Repository, remote: str, branch: str, tip: str, domain: str | None, *, is_ours: bool
) -> str | None:
    """Give the domain that the branch names; raise PublishError where deploying would lose it unasked.

    Where our own commit named it and ``site.yaml`` names another one now, that is a decision, not a loss.
    """
    named = (repository.read_file(tip, "CNAME") or "").strip()
    if not named or named.lower() == (domain or "").lower() or (domain and is_ours):
        return named or None
    known = f"names {domain}" if domain else "has no domain"
    raise PublishError(
        f"the site's domain on {remote} is {named}, but site.yaml {known}; deploying would take it off the web",
        f"to keep it, write in site.yaml:\n  domain: {named}\n{_give_domain_up(repository, remote, branch)}",
    )


def is_marked(commit: Commit) -> bool:
    """Tell whether we made a commit."""
    lines = commit.message.rstrip().splitlines()
    return bool(lines) and re.fullmatch(rf"{re.escape(MARK)}( \S+)?", lines[-1]) is not None


def _give_domain_up(repository: Repository, remote: str, branch: str) -> str:
    if find_github_address(repository.remote_url(remote)):
        return "to give it up, remove it on GitHub under Settings, Pages, Custom domain; then deploy again"
    return _type(
        f"git fetch {remote} {branch}",
        "git worktree add --detach _domain FETCH_HEAD",
        "git -C _domain rm CNAME",
        'git -C _domain commit -m "Give the domain up"',
        f"git -C _domain push {remote} HEAD:{branch}",
        "git worktree remove _domain",
        "site-gen deploy",
        before="to give it up, type:",
    )


def _type(*commands: str, before: str = "type:") -> str:
    return "\n".join([before, *(f"  {command}" for command in commands)])
