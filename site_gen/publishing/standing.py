"""What stands on the branch before a deployment: its newest commit, and what readers were told."""

from __future__ import annotations

from site_gen.checking.published import INDEX, parse_index, parse_statuses
from site_gen.checking.rule import Published
from site_gen.publishing.git import Repository
from site_gen.publishing.steps import name_some
from site_gen.publishing.target import Target
from site_gen.support.errors import UsageError
from site_gen.support.structs import Struct


class Standing(Struct, frozen=True):
    """The branch as it was fetched."""

    tip: str | None
    """Its newest commit; None where there is no such branch yet."""
    published: Published | None = None
    """The verdicts that readers have been given; None where that cannot be told."""
    unread: tuple[str, ...] = ()
    """Files on the branch with verdicts that are missing or cannot be read."""
    is_alone: bool = False
    """Whether the remote has no branch at all."""


def load_standing(repository: Repository, target: Target) -> Standing:
    """Fetch a branch of a remote, and look what it holds. May raise GitError."""
    tip = repository.fetch_tip(target.door, target.branch)
    if tip is None:
        return Standing(None, is_alone=not repository.has_branches(target.door))
    addresses = _find_shards(repository, tip)
    if addresses is None:
        return Standing(tip, unread=(INDEX,))
    statuses: dict[str, str] = {}
    unread = []
    for address, data in zip(addresses, repository.read_files(tip, addresses), strict=True):
        try:
            statuses |= parse_statuses(address, data or b"")
        except UsageError:  # missing, cut off, or of another version
            unread.append(address)
    return Standing(tip, Published(statuses), tuple(unread))


def describe_unread(standing: Standing, branch: str) -> str:
    """Say which verdicts were not compared with those that readers were given."""
    if standing.unread == (INDEX,):
        return (
            f"no verdict was compared with what stands on {branch}, which has no {INDEX} that can be read: "
            f"one that changed without a word is not noticed"
        )
    compared = len(standing.published.statuses) if standing.published else 0
    return (
        f"verdicts were compared with those on {branch}, {compared} of them; what {name_some(standing.unread)} held "
        f"was not: it is missing there, or cannot be read"
    )


def _find_shards(repository: Repository, tip: str) -> list[str] | None:
    """Give the addresses of the files with claims; None for a site without open data, or of another version."""
    (data,) = repository.read_files(tip, [INDEX])
    try:
        addresses = parse_index(INDEX, data) if data is not None else None
    except UsageError:
        return None
    # A line end would be a second question to git, half a sign cannot be sent; a way upwards leads out of the commit.
    if addresses is None or not all(each.isprintable() and ".." not in each.split("/") for each in addresses):
        return None
    return addresses
