"""What git says when a remote does not play along, in words that help. Changes and asks nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from site_gen.publishing.git import GitError
from site_gen.publishing.steps import DEPLOY, SET_REMOTE, type_in_order
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


def explain_failure(problem: GitError, remote: str | None) -> PublishError:
    """Give in words why git could not do what a deployment asked of it."""
    name = remote or "origin"
    said = f"git says: {problem.message}"
    for failure in FAILURES:
        if re.search(failure.said, problem.message, re.IGNORECASE | re.MULTILINE):
            commands = [command.format(remote=name) for command in failure.commands]
            help_text = type_in_order(commands, before=failure.before)
            return PublishError(failure.message.format(remote=name), f"{said}\n{help_text}")
    help_text = type_in_order([DEPLOY], before="put that right, then type:")
    return PublishError(f"the remote {name} refused the site; nothing was changed", f"{said}\n{help_text}")
