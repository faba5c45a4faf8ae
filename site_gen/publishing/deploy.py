"""``deploy``: a finished build pushed to the branch that the web is served from. Prints nothing, asks by a callback.

The work tree, the index and the branches of this repository are never touched, and the branch of the remote is
changed in one step or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from site_gen.building.results import BuildResult
from site_gen.model import Config
from site_gen.publishing.failures import explain_failure
from site_gen.publishing.git import GitError, Repository
from site_gen.publishing.plan import Plan, Target, make_plan
from site_gen.publishing.refusals import (
    MARK,
    check_branch_is_ours,
    check_committer,
    check_domain,
    choose_remote,
    open_repository,
)
from site_gen.reading.config import load_config
from site_gen.support.errors import InternalError, PublishError
from site_gen.support.files import read_bytes, signature

BRANCH = "gh-pages"

_DRAFTS_SUFFIX = "-drafts"
_OWN_FILES = ".site-gen"
MESSAGE = "Publish the site"


@dataclass(frozen=True, slots=True)
class Deployment:
    """What came of a deployment."""

    outcome: Literal["pushed", "same", "declined"]
    """``same``: the branch already held this very site. ``declined``: ``confirm`` said no."""
    plan: Plan
    commit: str | None = None
    """The commit pushed."""


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A build as a deployment needs it."""

    output: Path
    config: Config
    sizes: dict[str, int]
    """Bytes of each file to publish, by path below the output."""

    def read(self) -> Iterator[tuple[str, bytes]]:
        """Give path and content of each file, one at a time. Raises PublishError where one went away."""
        for path in self.sizes:
            try:
                yield path, read_bytes(self.output / path)
            except OSError as problem:
                raise _incomplete(path) from problem


def deploy_site(
    root: Path,
    result: BuildResult,
    *,
    confirm: Callable[[Plan], bool],
    drafts: bool = False,
    remote: str | None = None,
    branch: str = BRANCH,
    message: str = MESSAGE,
) -> Deployment:
    """Push the build ``result`` of the site in ``root`` to ``branch`` of a remote, if ``confirm`` says yes.

    ``drafts`` tells whether the build shows drafts. Raises PublishError, with the commands that mend it, where there
    is no repository or remote, where the branch is not ours to write, or where the push is refused; nothing is
    changed then, here or there.
    """
    site = find_built_site(root, result, drafts=drafts)
    repository = open_repository(root)
    name = None
    try:
        name = choose_remote(repository, remote)
        check_committer(repository)
        target = Target(name, repository.remote_url(name), branch)
        return _deploy(repository, site, target, confirm, f"{message.strip()}\n\n{MARK}\n")
    except GitError as problem:
        raise explain_failure(problem, name) from problem


def find_built_site(root: Path, result: BuildResult, *, drafts: bool) -> BuiltSite:
    """Give what of a build is published: all but our own files. Raises PublishError for one that must not be."""
    if drafts or result.output.name.endswith(_DRAFTS_SUFFIX):
        raise PublishError(
            f"{result.output.name} was made with drafts, which are not for the public",
            "type:\n  site-gen build\n  site-gen deploy",
        )
    # A build that had nothing to do has not read the configuration either.
    config = result.config or load_config(root)[0]
    if not result.done or config is None:
        raise InternalError("a build that did not succeed was to be published")
    paths = [path for path in result.paths if not path.startswith(_OWN_FILES)]
    needed = [".nojekyll", *(["CNAME"] if config.domain else [])]
    missing = [name for name in needed if name not in paths]
    if missing:
        raise InternalError(f"the build made no {missing[0]}")
    return BuiltSite(result.output, config, {path: _size(result.output, path) for path in paths})


def _deploy(
    repository: Repository, site: BuiltSite, target: Target, confirm: Callable[[Plan], bool], message: str
) -> Deployment:
    tip = repository.fetch_tip(target.remote, target.branch)
    old_domain = _check_tip(repository, target, tip, site.config.domain) if tip else None
    with repository.scratch_commit(site.read(), parent=tip, message=message) as commit:
        changes = repository.changes(tip, commit)
        plan = make_plan(
            target, site.config, site.sizes, changes, is_first=tip is None, old_domain=old_domain
        )
        if tip and repository.tree(tip) == repository.tree(commit):
            return Deployment("same", plan)
        if not confirm(plan):
            return Deployment("declined", plan)
        repository.push(target.remote, target.branch, commit, expected=tip)
        return Deployment("pushed", plan, commit)


def _check_tip(repository: Repository, target: Target, tip: str, domain: str | None) -> str | None:
    is_ours = check_branch_is_ours(repository, target.remote, target.branch, tip)
    return check_domain(repository, target.remote, target.branch, tip, domain, is_ours=is_ours)


def _size(output: Path, path: str) -> int:
    found = signature(output / path)
    if found is None:
        raise _incomplete(path)
    return found[0]


def _incomplete(path: str) -> PublishError:
    return PublishError(f"the built site lacks {path}", "type:\n  site-gen build\n  site-gen deploy")
