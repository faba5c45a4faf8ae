"""What git says when a remote does not play along, in words that help. Changes and asks nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from site_gen.publishing.git import GitError
from site_gen.support.errors import PublishError


class Failure(NamedTuple):
    """One way to fail."""

    said: str
    """A pattern of what git says, with its words in English."""
    message: str
    help: str
    """May name ``{remote}``."""


FAILURES = (
    Failure(
        r"stale info|fetch first|non-fast-forward|cannot lock ref|reference already exists|not a valid object name",
        "somebody else published at the same moment; nothing was changed",
        "look at what is there now, then type:\n  site-gen deploy",
    ),
    Failure(
        r"could not resolve host|could not connect|connection (refused|timed out|reset)|network is unreachable",
        "the remote {remote} cannot be reached; nothing was changed",
        "once the network is there again, type:\n  site-gen deploy",
    ),
    Failure(
        r"could not read (username|password)|authentication failed|terminal prompts disabled|returned error: 40[13]"
        r"|permission (to .* )?denied|host key verification",
        "the remote {remote} does not let you in; nothing was changed",
        "log in once, for GitHub with its own tool, then try again:\n"
        "  gh auth login\n  gh auth setup-git\n  site-gen deploy",
    ),
    Failure(
        r"does not appear to be a git repository|repository .*(not found|does not exist)",
        "there is no repository at the address of the remote {remote}; nothing was changed",
        "correct the address, then try again:\n"
        "  git remote set-url {remote} https://github.com/YOU/YOUR-SITE.git\n  site-gen deploy",
    ),
)


def explain_failure(problem: GitError, remote: str | None) -> PublishError:
    """Give in words why git could not do what a deployment asked of it."""
    name = remote or "origin"
    said = f"git says: {problem.message}"
    for failure in FAILURES:
        if re.search(failure.said, problem.message, re.IGNORECASE):
            help_text = failure.help.format(remote=name)
            return PublishError(failure.message.format(remote=name), f"{help_text}\n{said}")
    return PublishError(f"the remote {name} refused the site; nothing was changed", said)
