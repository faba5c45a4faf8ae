"""What stands on the branch before a deployment: its newest commit, and what readers were told."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from site_gen.checking.published import INDEX, read_published
from site_gen.checking.rule import Published
from site_gen.publishing.git import Repository
from site_gen.support.errors import UsageError


@dataclass(frozen=True, slots=True)
class Standing:
    """The branch as it was fetched."""

    tip: str | None
    """Its newest commit; None where there is no such branch yet."""
    published: Published | None
    """The verdicts that readers have been given; None where that cannot be told."""


def load_standing(repository: Repository, remote: str, branch: str) -> Standing:
    """Fetch a branch of a remote, and look what it holds. May raise GitError."""
    tip = repository.fetch_tip(remote, branch)
    published = None
    if tip is not None:

        def read(address: str) -> bytes:
            text = repository.read_file(tip, address)
            if text is None:
                raise UsageError(f"{address} is not there")
            return text.encode()

        with suppress(UsageError):  # a site without open data, or of another version
            published = read_published(INDEX, read)
    return Standing(tip, published)
