"""Which deployment stood on the branch before the one that stands there now. Changes nothing."""

from __future__ import annotations

import re

from site_gen.publishing.git import Commit, Repository
from site_gen.publishing.refusals import is_marked
from site_gen.publishing.steps import DEPLOY, type_in_order
from site_gen.support.errors import PublishError

RESTORES = "Restores: "
"""Begins the line that names the commit whose site was put back."""
DOMAIN_FILE = "CNAME"
_LOOK_BACK = 500


def find_deployment_before(repository: Repository, tip: str) -> Commit:
    """Give the deployment whose site stood on the branch before the one that stands there now.

    Where that one was put back itself, it is the one before it, so that going back twice goes back two. What others
    committed in between, such as a domain, is passed over. Raises PublishError where there is none, and GitError.
    """
    history = repository.history(tip, _LOOK_BACK)
    places = {commit.id: number for number, commit in enumerate(history)}

    def shown_by(number: int) -> int:
        """Give the place of the deployment whose site a commit of ours shows."""
        restored = find_restored(history[number])
        return shown_by(places[restored]) if restored in places and places[restored] > number else number

    ours = [number for number, commit in enumerate(history) if is_marked(commit)]
    now = shown_by(ours[0])
    for number in ours:
        before = shown_by(number)
        if number > now and not is_same_site(repository, history[before], history[now]):
            return history[before]
    raise PublishError(
        "there is no deployment before this one to go back to",
        type_in_order([DEPLOY], before="correct what is wrong in your files, commit it, then type:"),
    )


def is_same_site(repository: Repository, one: Commit, other: Commit) -> bool:
    """Tell whether two commits show the same, be it under another domain."""
    return set(repository.changes(one.id, other.id)) <= {DOMAIN_FILE}


def find_restored(commit: Commit) -> str | None:
    """Give the commit whose site a deployment has put back; None for a new site."""
    match = re.search(rf"^{RESTORES}([0-9a-f]{{40,64}})$", commit.message, re.MULTILINE)
    return match[1] if match else None
