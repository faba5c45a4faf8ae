"""Commands to type, as the help of a refusal shows them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Sequence

DEPLOY = "site-gen deploy"
_NAMED = 3
_EXAMPLE = "https://github.com/YOU/YOUR-SITE.git"
MESSAGE = "Publish the site"
"""What a deployment's commit says where nothing else is asked for."""
INIT = "git init -b main"
ADD_REMOTE = f"git remote add {{name}} {_EXAMPLE}"
SET_REMOTE = f"git remote set-url {{name}} {_EXAMPLE}"
SET_PUSH = f"git remote set-url --push {{name}} {_EXAMPLE}"
MAKE_REPOSITORY = "make an empty repository at https://github.com/new, then type with its address:"


def type_in_order(commands: Iterable[str], *, before: str = "type:") -> str:
    """Give commands, one a line, below a line that says what they are for."""
    return "\n".join([before, *(f"  {command}" for command in commands)])


def push_sources(remote: str, branch: str | None) -> str:
    """Give the command that pushes the work itself. ``branch``: the one at hand; None where there is none."""
    return f"git push -u {remote} {branch}" if branch else f"git push {remote} HEAD:refs/heads/main"


def repeat_flags(text: str, *, remote: str | None, branch: str | None) -> str:
    """Give a text with each command that deploys leading where the one typed led; what it names itself stays."""

    def complete(match: re.Match[str]) -> str:
        typed = (("--remote", remote), ("--branch", branch))
        kept = [f"{flag} {shlex.quote(name)}" for flag, name in typed if name and flag not in match[1]]
        return " ".join([DEPLOY, *kept]) + match[1]

    return re.sub(rf"\b{DEPLOY}\b(.*)", complete, text)


def name_some(paths: Sequence[str]) -> str:
    """Give the first of many paths, and how many more there are."""
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    return ", ".join(paths[:_NAMED]) + more
