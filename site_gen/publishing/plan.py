"""What a deployment will do: reckoned before anything is pushed, and put in words. Asks no remote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from site_gen.model import Config
from site_gen.publishing.addresses import find_address
from site_gen.publishing.credentials import hide_secrets
from site_gen.publishing.github import (
    GITHUB_FILE_LIMIT,
    GITHUB_SITE_LIMIT,
    GITHUB_SITE_WARN,
)
from site_gen.publishing.steps import name_some
from site_gen.publishing.target import Target
from site_gen.support.sizes import format_bytes
from site_gen.support.structs import Struct
from site_gen.support.urls import is_placeholder

_LARGEST = 3


class Plan(Struct, frozen=True):
    """What a deployment will do, before it does it."""

    target: Target
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
    domain: str | None
    restores: str | None = None
    """The deployment that is put back, in words; None for a new one."""
    is_alone: bool = False
    """Whether the remote has no other branch: what was first pushed is what whoever clones it gets."""
    notes: tuple[str, ...] = ()
    """What should be looked at before saying yes."""


def make_plan(
    target: Target,
    config: Config,
    sizes: Mapping[str, int],
    changes: Mapping[str, str],
    *,
    is_first: bool = False,
    is_alone: bool = False,
    restores: str | None = None,
    notes: Sequence[str] = (),
) -> Plan:
    """Make the plan of pushing files of these ``sizes``, which ``changes`` the branch path by path (A, M, D)."""
    return Plan(
        target=target,
        is_first=is_first,
        files=len(sizes),
        size=sum(sizes.values()),
        added=_paths(changes, "A"),
        changed=_paths(changes, "M"),
        removed=_paths(changes, "D"),
        address=find_address(config, target.url),
        domain=config.domain,
        restores=restores,
        is_alone=is_alone,
        notes=(*notes, *_find_notes(target, config, sizes)),
    )


def render_plan(plan: Plan) -> str:
    """Give a plan in a few lines."""
    target = plan.target
    limit = f" of the {format_bytes(GITHUB_SITE_LIMIT)} that GitHub Pages takes" if target.settings else ""
    lines = [
        f"{plan.files} files, {format_bytes(plan.size)}{limit}, go to the branch {target.branch} of {target.remote}",
        f"  remote:  {hide_secrets(target.url)}",
        f"  address: {plan.address or 'unknown: set base_url or domain in site.yaml'}",
    ]
    if plan.domain:
        lines.append(f"  domain:  {plan.domain}, in the file CNAME")
    if plan.restores:
        lines.append(f"  This puts back {plan.restores}.")
    if plan.is_first:
        lines.append("  The branch is made new; no other branch is touched.")
    else:
        kinds = (("new", plan.added), ("changed", plan.changed), ("removed", plan.removed))
        lines += [f"  {_describe(word, paths)}" for word, paths in kinds if paths]
    return "\n".join([*lines, *(f"Note: {note}" for note in plan.notes)])


def render_next(plan: Plan) -> list[str]:
    """Give what is left to do once the branch stands, a line each."""
    settings = plan.target.settings
    if plan.restores:
        return ["your own files are as they were: mend them before you deploy again"]
    if not plan.is_first or settings is None:
        return []
    lines = [
        f"once, on GitHub: open {settings} and choose",
        "  Source: Deploy from a branch",
        f"  Branch: {plan.target.branch}, / (root), Save",
        "the site is there a minute or two later",
    ]
    if plan.domain:
        lines.insert(
            3,
            f"  Custom domain: {plan.domain} stands there by itself; tick Enforce HTTPS once that is possible",
        )
    if plan.is_alone:
        lines.append(
            "then push your work, too, and under Settings, General make its branch the default branch"
        )
    return lines


def _find_notes(target: Target, config: Config, sizes: Mapping[str, int]) -> Iterable[str]:
    if config.base_url and is_placeholder(config.base_url):
        address = find_address(config, target.url)
        used = f"; this site is built for {address}" if address else ""
        yield (
            f"base_url in site.yaml is still the placeholder {config.base_url}; "
            f"write the address of your site there{used}"
        )
    if target.settings is None:
        return
    size = sum(sizes.values())
    if size > GITHUB_SITE_LIMIT:
        yield f"GitHub Pages publishes sites up to {format_bytes(GITHUB_SITE_LIMIT)} only"
    elif size > GITHUB_SITE_WARN:
        biggest = sorted(sizes, key=lambda path: (-sizes[path], path))[:_LARGEST]
        yield f"the site grows towards the limit of GitHub Pages; its largest files are {', '.join(biggest)}"
    for path in sorted(path for path, size in sizes.items() if size > GITHUB_FILE_LIMIT):
        yield f"GitHub refuses files over {format_bytes(GITHUB_FILE_LIMIT)}: {path}"


def _paths(changes: Mapping[str, str], kind: str) -> tuple[str, ...]:
    # What is neither new nor gone has changed, be it only its kind (T).
    return tuple(sorted(path for path, each in changes.items() if (each if each in "AD" else "M") == kind))


def _describe(word: str, paths: tuple[str, ...]) -> str:
    return f"{len(paths)} {word}: {name_some(paths)}"
