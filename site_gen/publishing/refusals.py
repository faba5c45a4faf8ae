"""Why a branch may not be written to, and the exact commands that mend it. Asks the repository, changes nothing.

What is refused would lose somebody's work: a branch made by other hands, a domain that the site does not know, a newer
site of a colleague.
"""

from __future__ import annotations

import re

from site_gen.publishing.git import Commit, Repository
from site_gen.publishing.steps import DEPLOY, push_sources, type_in_order
from site_gen.publishing.target import Target
from site_gen.support.errors import PublishError

BRANCH = "gh-pages"
"""Where a site goes unless another branch is named."""
MARK = "Written-by: site-gen"
"""The last line of each commit that we make: how our own branch is known again."""
SOURCE = "Source: "
"""Begins the line that names the commit a site was built from."""

_LOOK_BACK = 50


def check_branch_name(repository: Repository, branch: str) -> None:
    """Raise PublishError for a name that no branch can have."""
    if not repository.takes_branch(branch):
        raise PublishError(
            f"a branch cannot be called “{branch}”", type_in_order([f"{DEPLOY} --branch {BRANCH}"])
        )


def check_branch_is_ours(repository: Repository, target: Target, tip: str) -> bool:
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
    branch, door = target.branch, target.typed
    raise PublishError(
        f"the branch {branch} of {target.remote} holds work that site-gen did not write: "
        f"its newest commit is “{title}” by {newest.author}",
        type_in_order(
            [
                f"git fetch {door} {branch}",
                f"git push {door} FETCH_HEAD:refs/heads/{branch}-before-site-gen-{tip[:7]}",
                f"git push --force-with-lease={branch}:{tip} {door} :{branch}",
                DEPLOY,
            ],
            before="to keep it under another name and make room, type:",
        ),
    )


def check_is_no_work_branch(repository: Repository, branch: str, tip: str | None) -> None:
    """Raise PublishError where the branch is that of the sources: no push of them would be taken any more.

    ``tip``: what stands on the remote; None for nothing. A branch that holds deployments already goes on as it is.
    """
    if tip is not None and any(is_marked(commit) for commit in repository.history(tip, _LOOK_BACK)):
        return
    found = f"{branch} is the branch that you are working on"
    if branch != repository.branch():
        here = repository.branch_tip(branch) if branch != BRANCH else None
        if here is None or is_marked(repository.history(here, 1)[0]):
            return
        found = f"{branch} is a branch of yours with other work on it"
    free = BRANCH if branch != BRANCH else f"{BRANCH}-site"
    raise PublishError(
        f"{found}; the site needs a branch of its own, or git push would be refused from then on",
        type_in_order([f"{DEPLOY} --branch {free}"]),
    )


def check_domain(
    repository: Repository, target: Target, tip: str, domain: str | None, *, is_ours: bool
) -> str | None:
    """Give the domain that the branch names; raise PublishError where deploying would lose it unasked.

    Where our own commit named it and ``site.yaml`` names another one now, that is a decision, not a loss.
    """
    named = (repository.read_file(tip, "CNAME") or "").strip()
    if not named or named.lower() == (domain or "").lower() or (domain and is_ours):
        return named or None
    known = f"names {domain}" if domain else "has no domain"
    raise PublishError(
        f"the site's domain on {target.remote} is {named}, but site.yaml {known}; deploying would take it off the web",
        f"{_give_domain_up(target)}\n{_keep_domain(named)}",
    )


def is_marked(commit: Commit) -> bool:
    """Tell whether we made a commit."""
    lines = commit.message.rstrip().splitlines()
    return bool(lines) and re.fullmatch(rf"{re.escape(MARK)}( \S+)?", lines[-1]) is not None


def check_is_newer(repository: Repository, branch: str, tip: Commit, *, attended: bool) -> str | None:
    """Say that what stands on the branch was made of work that is not here; None where it was not.

    Nobody watching, it is a refusal: a colleague's correction would go off the web unseen.
    """
    source = find_source(tip)
    if source is None or not repository.lacks(source):
        return None
    found = f"what stands on {branch} was published by {tip.author} on {tip.date} from work that you do not have here"
    if attended:
        return f"{found}; publishing takes it off the web (git pull brings it here)"
    raise PublishError(
        f"{found}; publishing would take it off the web",
        type_in_order(["git pull", f"{DEPLOY} --yes"], before="to have both, type:"),
    )


def advise_sources_first(repository: Repository, target: Target) -> str:
    """Say why the work itself should be pushed first to a remote without branches, and how."""
    commands = [push_sources(target.remote, repository.branch())]
    if repository.head() is None:
        commands = ["git add .", 'git commit -m "First version"', *commands]
    return type_in_order(
        commands,
        before=f"{target.remote} has no branch yet; GitHub and others take the first one pushed for the main branch, "
        f"and whoever opens or clones the repository would get {target.branch}. To push your work first, type:",
    )


def find_source(commit: Commit) -> str | None:
    """Give the commit that a deployment was built from, as its message tells."""
    match = re.search(rf"^{SOURCE}([0-9a-f]{{40,64}})", commit.message, re.MULTILINE)
    return match[1] if match else None


def _keep_domain(named: str) -> str:
    commands = ["git add site.yaml", f'git commit -m "Keep the domain {named}"', DEPLOY]
    return type_in_order(commands, before=f"to keep it, write in site.yaml:\n  domain: {named}\nthen type:")


def _give_domain_up(target: Target) -> str:
    if target.settings:
        return f"to give it up, remove it under Custom domain at {target.settings}, then deploy again"
    return type_in_order(
        [
            f"git fetch {target.typed} {target.branch}",
            "git worktree add --detach _domain FETCH_HEAD",
            "git -C _domain rm CNAME",
            'git -C _domain commit -m "Give the domain up"',
            f"git -C _domain push {target.typed} HEAD:{target.branch}",
            "git worktree remove _domain",
            DEPLOY,
        ],
        before="to give it up, type:",
    )
