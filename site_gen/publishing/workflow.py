"""``deploy --workflow``: writes the files with which GitHub builds, checks and publishes a site at each push.

Only what it wrote itself is ever written over: a file that somebody changed is theirs.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Literal

from site_gen.building.environment import packaged_folder
from site_gen.publishing.git import GitError, Repository
from site_gen.publishing.github import find_github
from site_gen.publishing.origin import Origin
from site_gen.publishing.refusals import BRANCH, is_marked
from site_gen.publishing.steps import ADD_REMOTE, INIT, MAKE_REPOSITORY, type_in_order
from site_gen.publishing.workflow_files import (
    REQUIREMENTS,
    Setting,
    is_ours,
    keep_newer_actions,
    render_files,
    sign,
)
from site_gen.reading.config import load_config
from site_gen.support.errors import OutputError
from site_gen.support.files import normalize_text, read_bytes, write_file
from site_gen.support.structs import Struct

Outcome = Literal["written", "updated", "unchanged", "yours"]


class WrittenWorkflow(Struct, frozen=True):
    """What came of it."""

    files: tuple[tuple[str, Outcome], ...]
    """Each path from the top of the repository. ``yours``: somebody changed or made it, so it was left alone."""
    branch: str
    """The branch that is published when it is pushed."""
    advice: str
    """What is still to be written by hand; empty for nothing."""
    steps: str
    """What to type and to choose now."""


def write_workflow(root: Path, origin: Origin) -> WrittenWorkflow:
    """Write the files for the site in ``root``. ``origin``: where site-gen came from. Raises OutputError."""
    repository = _find_repository(root)
    top = repository.top() if repository else root
    setting = _find_setting(root, top, repository, origin)
    files = render_files(setting)
    outcomes = tuple((path, _write(top / path, text)) for path, text in files.items())
    requirements = setting.place(REQUIREMENTS)
    there = not setting.is_own and (top / requirements).exists()
    is_missing = not setting.is_own and not there
    named = list(dict.fromkeys([*files, *([requirements] if there else [])]))
    return WrittenWorkflow(
        outcomes,
        setting.branch,
        origin.advice if is_missing else "",
        _find_steps(repository, setting, named, missing=requirements if is_missing else ""),
    )


def _find_repository(root: Path) -> Repository | None:
    repository = Repository(root)
    try:
        repository.check()
    except GitError:
        return None
    return repository


def _find_setting(root: Path, top: Path, repository: Repository | None, origin: Origin) -> Setting:
    folder = root.resolve().relative_to(top.resolve()).as_posix()
    config, _ = load_config(root)
    theme = packaged_folder("templates")
    return Setting(
        branch=_find_branch(repository) if repository else "main",
        folder="" if folder == "." else folder,
        output=config.output if config else "_site",
        is_own=theme.is_dir() and theme.parent.samefile(root),
        requirement=origin.requirement,
    )


def _find_branch(repository: Repository) -> str:
    """Give the branch of the sources: the one that others get who clone the remote, else the one at hand.

    A branch of deployments is neither, also where it became the repository's main branch because it was pushed first.
    """
    remote = _find_remote(repository.remotes())
    cloned, here = repository.cloned_branch(remote), repository.branch()
    tips = (
        (cloned, repository.branch_tip(f"{remote}/{cloned}", "refs/remotes") if cloned else None),
        (here, repository.branch_tip(here) if here else None),
    )
    for branch, tip in tips:
        if branch and branch != BRANCH and not (tip and is_marked(repository.history(tip, 1)[0])):
            return branch
    return "main"


def _find_remote(names: list[str]) -> str:
    return "origin" if "origin" in names or not names else names[0]


def _write(path: Path, text: str) -> Outcome:
    old = None
    with suppress(FileNotFoundError):
        try:
            old = normalize_text(read_bytes(path).decode("utf-8", "replace"))
        except FileNotFoundError:
            raise
        except OSError as problem:
            raise OutputError(f"cannot read {path}: {problem.strerror}") from problem
    if old is not None:
        text = keep_newer_actions(old, text)
    signed = sign(text)
    if old in (text, signed):
        return "unchanged"
    if old is not None and not is_ours(old):
        return "yours"
    try:
        write_file(path, signed.encode())
    except OSError as problem:
        raise OutputError(f"cannot write {path}: {problem.strerror}") from problem
    return "written" if old is None else "updated"


def _find_steps(
    repository: Repository | None, setting: Setting, files: list[str], *, missing: str = ""
) -> str:
    """Give what is left to do, in order, up to the one choice on GitHub. ``missing``: a file to be written by hand."""
    names = repository.remotes() if repository else []
    remote = _find_remote(names)
    is_begun = bool(repository and repository.head())
    before = "type, in this order:"
    if missing:
        own = f" and type\n  {_add([missing])}\nthen " if is_begun else ", then "
        before = f"write {missing} as said above{own}{before}"
    start = [] if repository else [INIT]
    start += [_add(files) if is_begun else "git add ."]
    start += ['git commit -m "Publish with GitHub Actions"']
    github = find_github(repository.remote_urls(remote, pushed=True)[0]) if repository and names else None
    settings = github.settings if github else "the repository's Settings, Pages"
    push = f"git push -u {remote} {setting.branch}"
    if names:
        typed = type_in_order([*start, push], before=before)
    else:
        rest = type_in_order([ADD_REMOTE.format(name=remote), push], before=MAKE_REPOSITORY)
        typed = type_in_order(start, before=before) + "\n" + rest
    click = f"before the push, once: open {settings} and choose\n  Source: GitHub Actions"
    return f"{typed}\n{click}"


def _add(paths: list[str]) -> str:
    # Double quotes: the only ones that every shell takes.
    return " ".join(["git add", *(f'"{path}"' if " " in path else path for path in paths)])
