"""What git says when a remote does not play along, in words that help. Changes and asks nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from site_gen.publishing.git import GitError
from site_gen.publishing.steps import DEPLOY, SET_PUSH, SET_REMOTE, type_in_order
from site_gen.support.errors import PublishError


class Failure(NamedTuple):
    """One way to fail."""

    said: str
    """A pattern of what git says, with its words in English."""
    message: str
    before: str
    """What the commands are for."""
    commands: tuple[str, ...]
    """What to type. May name ``{remote}``, as the message may."""


FAILURES = (
    Failure(
        r"stale info|fetch first|non-fast-forward|cannot lock ref|reference already exists|not a valid object name",
        "somebody else published at the same moment; nothing was changed",
        "look at what is there now, then type:",
        (DEPLOY,),
    ),
    Failure(
        r"could not read (username|password)|authentication failed|terminal prompts disabled|returned error: 40[13]"
        r"|permission (to .* )?denied|host key verification|access denied|no anonymous write",
        "the remote {remote} does not let you in; nothing was changed",
        "log in once, for GitHub with its own tool, then try again:",
        ("gh auth login", "gh auth setup-git", DEPLOY),
    ),
    Failure(
        r"does not appear to be a git repository|repository .*(not found|does not exist|not exported)|not found$",
        "there is no repository at the address of the remote {remote}; nothing was changed",
        "correct the address, then try again:",
        (SET_REMOTE.format(name="{remote}"), DEPLOY),
    ),
    Failure(
        r"unexpected disconnect|the remote end hung up|early eof|rpc failed|broken pipe|connection closed",
        "the connection to {remote} broke off: there stands what stood there before, or your whole site",
        "try again:",
        (DEPLOY,),
    ),
    Failure(
        r"could not resolve host|could(n't| not) connect|failed to connect|connection (refused|timed out|reset)"
        r"|network is unreachable"
        r"|unable to connect",
        "the remote {remote} cannot be reached; nothing was changed",
        "once the network is there again, type:",
        (DEPLOY,),
    ),
)


LOCAL_FAILURES = (
    Failure(
        r"no space left|disk quota|disk full",
        "the disk of this computer is full; nothing was published",
        "make room, then type:",
        (DEPLOY,),
    ),
    Failure(
        r"permission|read-only file system|cannot write",
        "git may not write into the repository on this computer; nothing was published",
        "make the folder .git yours to write, then type:",
        (DEPLOY,),
    ),
    Failure(
        r"\.lock': file exists|another git process",
        "another git command is at work in this repository; nothing was published",
        "wait until it has ended, then type:",
        (DEPLOY,),
    ),
)
_ASKS_REMOTE = frozenset({"fetch", "ls-remote", "push"})
_REFUSED = re.compile(r"\[remote rejected\]|^remote: ", re.MULTILINE)


def explain_failure(problem: GitError, remote: str | None, *, is_split: bool = False) -> PublishError:
    """Give in words why git could not do what a deployment asked of it.

    ``is_split``: whether pushes to the remote go elsewhere than fetches.
    """
    name = remote or "origin"
    said = f"git says: {problem.message}"
    for failure in FAILURES if problem.command in _ASKS_REMOTE else LOCAL_FAILURES:
        if re.search(failure.said, problem.message, re.IGNORECASE | re.MULTILINE):
            commands = [command.format(remote=name) for command in failure.commands]
            if is_split:
                set_push, set_remote = SET_PUSH.format(name=name), SET_REMOTE.format(name=name)
                commands = [set_push if command == set_remote else command for command in commands]
            help_text = type_in_order(commands, before=failure.before)
            return PublishError(failure.message.format(remote=name), f"{said}\n{help_text}")
    help_text = type_in_order([DEPLOY], before="put that right, then type:")
    return PublishError(_describe_other(problem, name), f"{said}\n{help_text}")


def _describe_other(problem: GitError, remote: str) -> str:
    """Say where it went wrong: there, on the way, or here."""
    if problem.command == "push" and _REFUSED.search(problem.message):
        return f"the remote {remote} refused the site; nothing was changed"
    if problem.command == "push":
        return f"git did not push the site to {remote}; nothing was changed"
    if problem.command in _ASKS_REMOTE:
        return f"git could not look what stands on {remote}; nothing was changed"
    return "git could not do its part on this computer; nothing was published"
