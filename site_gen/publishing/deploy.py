"""``deploy``: a finished build pushed to the branch that the web is served from. Prints nothing, asks by a callback.

The work tree, the index and the branches of this repository are never touched, and the branch of the remote is
changed in one step or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from site_gen.building.results import BuildResult
from site_gen.checking.published import INDEX
from site_gen.model import Config
from site_gen.publishing.addresses import check_base_url, find_right_address, guess_base_url
from site_gen.publishing.built import BuiltSite, find_built_site
from site_gen.publishing.credentials import hide_secrets
from site_gen.publishing.failures import explain_failure
from site_gen.publishing.git import GitError, Repository
from site_gen.publishing.pages_workflow import find_pages_workflow
from site_gen.publishing.plan import Plan, make_plan
from site_gen.publishing.readiness import SITE_PATHS, prepare_repository
from site_gen.publishing.refusals import (
    BRANCH,
    MARK,
    SOURCE,
    advise_sources_first,
    check_branch_is_ours,
    check_branch_name,
    check_domain,
    check_is_newer,
    check_is_no_work_branch,
)
from site_gen.publishing.rollback import DOMAIN_FILE, RESTORES, find_deployment_before, find_restored
from site_gen.publishing.scratch import drop_leftovers, scratch_commit
from site_gen.publishing.standing import Standing, describe_unread, load_standing
from site_gen.publishing.steps import DEPLOY, MESSAGE, name_some, type_in_order
from site_gen.publishing.target import Target, find_target
from site_gen.reading.config import load_config
from site_gen.support.errors import PublishError
from site_gen.support.structs import Struct, replace
from site_gen.support.urls import is_placeholder

Confirm = Callable[[Plan], bool]
"""Shows a plan and asks whether it is meant."""


class Wishes(Struct, frozen=True):
    """What is asked of a deployment."""

    remote: str | None = None
    """None: ``origin``, or the only one."""
    branch: str = BRANCH
    message: str | None = None
    """What the commit says; None: the usual."""
    allow_dirty: bool = False
    """Whether content may go on the web that is in no commit."""
    attended: bool = True
    """Whether a person sees the plan before anything happens."""
    restores: bool = False
    """Whether an earlier site is put back: nothing of the files here goes on the web then."""


class Ready(Struct, frozen=True):
    """A repository that a site can be deployed from. Nothing has been asked of the remote yet."""

    repository: Repository
    target: Target
    wishes: Wishes
    base_url: str | None
    """The address to build with where ``site.yaml`` names none, or a placeholder."""
    placeholder: str | None
    """The placeholder."""
    workflow: str | None
    """The workflow that publishes this site too, on GitHub."""
    head: str | None
    """The newest commit of the sources; None where nothing is committed."""


class Deployment(Struct, frozen=True):
    """What came of a deployment."""

    outcome: Literal["pushed", "same", "declined"]
    """``same``: the branch already held this very site. ``declined``: ``confirm`` said no."""
    plan: Plan
    commit: str | None = None
    """The commit pushed."""


def prepare_deployment(root: Path, wishes: Wishes) -> Ready:
    """Look whether the site in ``root`` can be deployed, before it is built.

    Raises PublishError, with the commands that mend it, where there is no repository or remote, where content is not
    committed, or where the site's address does not fit the remote.
    """
    with _explained(wishes.remote):
        is_dirty = wishes.allow_dirty or wishes.restores
        repository, remote = prepare_repository(root, wishes.remote, allow_dirty=is_dirty)
        check_branch_name(repository, wishes.branch)
        target = find_target(repository, remote, wishes.branch)
        config, _ = load_config(root)
        if config is not None and not wishes.restores:
            check_base_url(config, target.url)
        base_url = guess_base_url(config, target.url) if config else None
        placeholder = config.base_url if config and base_url else None
        workflow = find_pages_workflow(repository.top())
        return Ready(repository, target, wishes, base_url, placeholder, workflow, repository.head())


def look_at_branch(ready: Ready) -> Standing:
    """Fetch what stands on the branch now. Raises PublishError where the remote cannot be reached."""
    with _explained(ready.target):
        drop_leftovers(ready.repository)
        return load_standing(ready.repository, ready.target)


def deploy_site(ready: Ready, standing: Standing, result: BuildResult, *, confirm: Confirm) -> Deployment:
    """Push the build ``result`` to the branch, on top of what was ``standing`` there, if ``confirm`` says yes.

    Raises PublishError, with the commands that mend it, where the
    branch is not ours to write, or where the push is refused; nothing is changed then, here or there.
    """
    repository, target, tip = ready.repository, ready.target, standing.tip
    site = find_built_site(repository.folder, result)
    with _explained(target):
        _check_sources(ready)
        check_is_no_work_branch(repository, target.branch, tip)
        source = _describe_source(repository)
        old_domain = _check_tip(repository, target, tip, site.config.domain) if tip else None
        message = f"{(ready.wishes.message or MESSAGE).strip()}\n\n{source}{MARK}\n"
        with scratch_commit(repository, site.read(), parent=tip, message=message) as commit:
            is_same = tip is not None and repository.tree(tip) == repository.tree(commit)
            notes = () if is_same else tuple(_find_notes(ready, standing, site, old_domain))
            changes = repository.changes(tip, commit)
            config = replace(site.config, base_url=ready.placeholder) if ready.base_url else site.config
            plan = make_plan(
                target,
                config,
                site.sizes,
                changes,
                is_first=tip is None,
                is_alone=standing.is_alone,
                notes=notes,
            )
            return _push(ready, plan, commit, tip, confirm, is_same=is_same)


def roll_back(ready: Ready, *, confirm: Confirm) -> Deployment:
    """Push the deployment before the one that stands on the branch, as a new commit, if ``confirm`` says yes.

    The domain stays as it is now. Raises PublishError as ``deploy_site`` does, and where there is none before.
    """
    repository, target = ready.repository, ready.target
    tip = look_at_branch(ready).tip
    with _explained(target):
        if tip is None:
            message = f"there is no branch {target.branch} on {target.remote} yet, so nothing to go back to"
            raise PublishError(message, type_in_order([DEPLOY]))
        check_branch_is_ours(repository, target, tip)
        earlier = find_deployment_before(repository, tip)
        domain = repository.read_file(tip, DOMAIN_FILE)
        files = [(DOMAIN_FILE, None if domain is None else domain.encode())]
        title = (ready.wishes.message or f"Go back to the site of {earlier.date}").strip()
        message = f"{title}\n\n{RESTORES}{earlier.id}\n{MARK}\n"
        like = repository.tree(earlier.id)
        with scratch_commit(repository, files, parent=tip, message=message, like=like) as commit:
            plan = make_plan(
                target,
                _config_of(ready, (domain or "").strip() or None),
                repository.sizes(commit),
                repository.changes(tip, commit),
                restores=f"what {earlier.author} published on {earlier.date}",
                notes=tuple(_find_ways(ready)),
            )
            return _push(ready, plan, commit, tip, confirm, is_same=False)


@contextmanager
def _explained(target: Target | str | None) -> Iterator[None]:
    try:
        yield
    except GitError as problem:
        if isinstance(target, Target):
            raise explain_failure(problem, target.remote, is_split=target.is_split) from problem
        raise explain_failure(problem, target) from problem


def _push(
    ready: Ready, plan: Plan, commit: str, tip: str | None, confirm: Confirm, *, is_same: bool
) -> Deployment:
    if is_same:
        return Deployment("same", plan)
    if not confirm(plan):
        return Deployment("declined", plan)
    ready.repository.push(ready.target.door, ready.target.branch, commit, expected=tip)
    return Deployment("pushed", plan, commit)


def _check_sources(ready: Ready) -> None:
    """Raise PublishError where the sources are no longer those that were looked at before the build."""
    if ready.wishes.allow_dirty:
        return
    if ready.repository.head() != ready.head or ready.repository.uncommitted(SITE_PATHS):
        raise PublishError(
            "the content was changed while the site was being built; nothing was published",
            type_in_order([DEPLOY], before="commit what you changed, then type:"),
        )


def _check_tip(repository: Repository, target: Target, tip: str, domain: str | None) -> str | None:
    is_ours = check_branch_is_ours(repository, target, tip)
    return check_domain(repository, target, tip, domain, is_ours=is_ours)


def _find_notes(ready: Ready, standing: Standing, site: BuiltSite, old_domain: str | None) -> Iterator[str]:
    repository, target, domain = ready.repository, ready.target, site.config.domain
    if standing.is_alone:
        yield advise_sources_first(repository, target)
    if standing.tip is not None:
        (newest,) = repository.history(standing.tip, 1)
        note = check_is_newer(repository, target.branch, newest, attended=ready.wishes.attended)
        if note:
            yield note
        if find_restored(newest):
            yield f"{newest.author} went back to an older site on {newest.date}; publishing replaces it"
    if standing.unread and INDEX in site.files:
        yield describe_unread(standing, target.branch)
    if old_domain and domain and old_domain.lower() != domain.lower():
        yield f"the domain changes from {old_domain} to {domain}"
    uncommitted = repository.uncommitted(SITE_PATHS)
    if uncommitted:
        yield f"there are changes that are not committed: {name_some(uncommitted)}"
    yield from _find_ways(ready)


def _find_ways(ready: Ready) -> Iterator[str]:
    """Say where the site does not go, and which other way it goes."""
    if ready.target.others:
        others = ", ".join(map(hide_secrets, ready.target.others))
        yield f"{ready.target.remote} has several addresses; the site goes to the first, not to {others}"
    if ready.workflow:
        yield f"{ready.workflow} publishes this site at each push, too; GitHub shows what its settings name"


def _describe_source(repository: Repository) -> str:
    """Give the line of a commit's message that says what the site was built from; empty before the first commit."""
    head = repository.head()
    is_dirty = bool(repository.uncommitted(SITE_PATHS))
    return f"{SOURCE}{head}{', with changes not committed' if is_dirty else ''}\n" if head else ""


def _config_of(ready: Ready, domain: str | None) -> Config:
    """Give what is known of a site that was published before; what ``site.yaml`` says now may be what went wrong."""
    config = load_config(ready.repository.folder)[0] or Config(title="", ratings=())
    config = replace(config, domain=domain)
    is_wrong = is_placeholder(config.base_url or "") or find_right_address(config, ready.target.url)
    return replace(config, base_url=None) if is_wrong else config
