"""What a folder needs before it can be deployed, and the exact commands for what is missing. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from site_gen.building.inputs import CONFIG, FOLDERS
from site_gen.publishing.git import GitError, Repository
from site_gen.publishing.steps import (
    ADD_REMOTE,
    DEPLOY,
    INIT,
    MAKE_REPOSITORY,
    name_some,
    push_sources,
    type_in_order,
)
from site_gen.support.errors import PublishError

SITE_PATHS = (CONFIG, *FOLDERS)
"""All that a site is made of, below its folder."""
_NO_REPOSITORY = "not a git repository"
_NOT_OURS = "dubious ownership"
_CHANGES = "there are changes that are not committed"
_NAME_YOURSELF = (
    'git config --global user.name "Your Name"',
    'git config --global user.email "you@example.org"',
)


class Lack(NamedTuple):
    """Something that a deployment needs and that is not there yet."""

    message: str
    commands: tuple[str, ...]


_NOTHING_COMMITTED = Lack("nothing has been committed yet", ("git add .", 'git commit -m "First version"'))


def prepare_repository(folder: Path, remote: str | None, *, allow_dirty: bool) -> tuple[Repository, str]:
    """Give the repository that a site lies in, and the remote to push to.

    Raises PublishError for the first thing that is missing, with the commands for all that are.
    """
    repository = _open_repository(folder)
    lacks = list(_find_lacks(folder, repository, allow_dirty=allow_dirty))
    names = repository.remotes() if repository else []
    if repository is None or lacks or not names:
        raise _refuse(repository, lacks, names, remote)
    return repository, _choose_remote(names, remote)


def _find_lacks(folder: Path, repository: Repository | None, *, allow_dirty: bool) -> Iterator[Lack]:
    if repository is None:
        yield Lack("this folder is not in a git repository", (INIT,))
    if (repository or Repository(folder)).committer() is None:
        yield Lack("git does not know your name and mail address, which each commit carries", _NAME_YOURSELF)
    if repository is None:
        yield _NOTHING_COMMITTED
    elif not allow_dirty:
        yield from _find_uncommitted(repository)


def _open_repository(folder: Path) -> Repository | None:
    """Give the repository of a folder; None where there is none. Raises PublishError where git cannot tell."""
    repository = Repository(folder)
    try:
        repository.check()
    except GitError as problem:
        if problem.is_missing:
            raise PublishError(
                "there is no git on this computer, and deploying goes through git",
                type_in_order(
                    [DEPLOY],
                    before="install it from https://git-scm.com/downloads, open a new terminal, and type:",
                ),
            ) from problem
        if _NO_REPOSITORY in problem.message:
            return None
        commands = [DEPLOY]
        if _NOT_OURS in problem.message:
            commands = [f'git config --global --add safe.directory "{folder.as_posix()}"', DEPLOY]
        first = problem.message.partition("\n")[0]
        help_text = type_in_order(commands, before="put that right, then type:")
        raise PublishError(f"git cannot read this repository: {first}", help_text) from problem
    return repository


def _find_uncommitted(repository: Repository) -> Iterator[Lack]:
    """Find what of the site would go on the web without being in any commit: nobody could look it up, or go back."""
    uncommitted = repository.uncommitted(SITE_PATHS)
    if not uncommitted:
        return
    if repository.head() is None:
        yield _NOTHING_COMMITTED
        return
    paths = [name for name in SITE_PATHS if repository.uncommitted([name])]
    commands = (f"git add --all {' '.join(paths)}", 'git commit -m "What you changed"')
    yield Lack(f"{_CHANGES}: {name_some(uncommitted)}", commands)


def _refuse(
    repository: Repository | None, lacks: list[Lack], names: list[str], remote: str | None
) -> PublishError:
    """Make the refusal that begins with what is missing first, and ends with the commands for everything.

    The sources are pushed before the site where they never were: a host takes the first branch for the main one.
    """
    commands = [command for lack in lacks for command in lack.commands]
    message = lacks[0].message if lacks else "the repository has no remote: there is nowhere to push to"
    branch = repository.branch() if repository else "main"
    if names:
        is_dirty = message.startswith(_CHANGES)
        anyway = f"to publish them uncommitted all the same: {DEPLOY} --allow-dirty\n" if is_dirty else ""
        if _NOTHING_COMMITTED in lacks:
            commands.append(push_sources(_choose_remote(names, remote), branch))
        help_text = type_in_order([*commands, DEPLOY], before="type, in this order:")
        return PublishError(message, anyway + help_text)
    name = remote or "origin"
    last = [ADD_REMOTE.format(name=name), push_sources(name, branch), DEPLOY]
    rest = type_in_order(last, before=MAKE_REPOSITORY)
    start = type_in_order(commands, before="type, in this order:") + "\n" if commands else ""
    return PublishError(message, start + rest)


def _choose_remote(names: list[str], asked: str | None) -> str:
    """Give the remote to push to: the one asked for, else ``origin``, else the only one. Raises PublishError."""
    if asked is not None:
        if asked in names:
            return asked
        commands = [ADD_REMOTE.format(name=asked), f"{DEPLOY} --remote {asked}"]
        raise PublishError(
            f"the repository has no remote {asked}; there are: {', '.join(names)}", type_in_order(commands)
        )
    if "origin" in names:
        return "origin"
    if len(names) == 1:
        return names[0]
    raise PublishError(
        f"the repository has several remotes and none is called origin: {', '.join(names)}",
        type_in_order([f"{DEPLOY} --remote {names[0]}"]),
    )
