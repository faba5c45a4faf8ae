"""What a deployment will do: reckoned before anything is pushed, and put in words. Asks no remote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_gen.model import Config
from site_gen.publishing.hosting import (
    GITHUB_FILE_LIMIT,
    GITHUB_SITE_LIMIT,
    describe_size,
    find_github_address,
    hide_secrets,
)
from site_gen.support.urls import is_placeholder

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Target:
    """Where a deployment goes."""

    remote: str
    url: str
    """The remote's address as git has it."""
    branch: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a deployment will do, before it does it."""

    remote: str
    url: str
    """The remote's address, without passwords."""
    branch: str
    is_first: bool
    """Whether the branch is made new."""
    files: int
    size: int
    """Bytes of all files."""
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    address: str | None
    """Where readers will find the site, as far as remote and ``site.yaml`` tell."""
    notes: tuple[str, ...] = ()
    """What should be looked at before saying yes."""


def make_plan(
    target: Target,
    config: Config,
    sizes: Mapping[str, int],
    changes: Mapping[str, str],
    *,
    is_first: bool,
    old_domain: str | None,
) -> Plan:
    """Make the plan of pushing files of these ``sizes``, which ``changes`` the branch path by path (A, M, D)."""
    return Plan(
        target.remote,
        hide_secrets(target.url),
        target.branch,
        is_first,
        len(sizes),
        sum(sizes.values()),
        _paths(changes, "A"),
        _paths(changes, "M"),
        _paths(changes, "D"),
        find_address(target.url, config),
        tuple(_find_notes(target, config, sizes, is_first=is_first, old_domain=old_domain)),
    )


def find_address(url: str, config: Config) -> str | None:
    """Give where readers will find a site that is pushed to the remote at ``url``."""
    if config.domain:
        return f"https://{config.domain}/"
    return find_github_address(url) or config.base_url


def render_plan(plan: Plan) -> str:
    """Give a plan in a few lines."""
    lines = [
        f"{plan.files} files, {describe_size(plan.size)}, go to the branch {plan.branch} of {plan.remote}",
        f"  remote:  {plan.url}",
        f"  address: {plan.address or 'unknown: set base_url or domain in site.yaml'}",
    ]
    if plan.is_first:
        lines.append("  The branch is made new; no other branch is touched.")
    else:
        kinds = (("new", plan.added), ("changed", plan.changed), ("removed", plan.removed))
        lines += [f"  {_describe(word, paths)}" for word, paths in kinds if paths]
    return "\n".join([*lines, *(f"Note: {note}" for note in plan.notes)])


def _find_notes(
    target: Target, config: Config, sizes: Mapping[str, int], *, is_first: bool, old_domain: str | None
) -> Iterable[str]:
    address = find_address(target.url, config)
    if config.base_url and address and config.base_url.rstrip("/").lower() != address.rstrip("/").lower():
        yield f"site.yaml has base_url {config.base_url}, but the site will be at {address}"
    if config.base_url and is_placeholder(config.base_url):
        yield f"base_url in site.yaml is still the placeholder {config.base_url}; write the address of your site there"
    if old_domain and config.domain and old_domain.lower() != config.domain.lower():
        yield f"the domain changes from {old_domain} to {config.domain}"
    if not find_github_address(target.url):
        return
    if is_first:
        yield f"on GitHub, choose once: Settings, Pages, Deploy from a branch, {target.branch}"
    if sum(sizes.values()) > GITHUB_SITE_LIMIT:
        yield f"GitHub Pages publishes sites up to {describe_size(GITHUB_SITE_LIMIT)}"
    for path in sorted(path for path, size in sizes.items() if size > GITHUB_FILE_LIMIT):
        yield f"GitHub refuses files over {describe_size(GITHUB_FILE_LIMIT)}: {path}"


def _paths(changes: Mapping[str, str], kind: str) -> tuple[str, ...]:
    # What is neither new nor gone has changed, be it only its kind (T).
    return tuple(sorted(path for path, each in changes.items() if (each if each in "AD" else "M") == kind))


def _describe(word: str, paths: tuple[str, ...]) -> str:
    shown = ", ".join(paths[:_NAMED])
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    return f"{len(paths)} {word}: {shown}{more}"
