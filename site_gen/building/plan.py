"""What a site consists of: every output with its address and fingerprint, no two of them in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from site_gen.building.inputs import Inputs
from site_gen.building.manifest import NAME
from site_gen.building.staging import STAGE
from site_gen.building.standing import fold_name
from site_gen.model import PublishedFile, Site
from site_gen.outputs import plan_site_outputs
from site_gen.outputs.output import Output, read_known
from site_gen.outputs.theme import Theme
from site_gen.presenting.templating import Templates
from site_gen.reading.file_names import find_portable_problem
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.locations import Span
from site_gen.support.steps import Steps, cut, finish
from site_gen.support.urls import output_path

_OF_GIT = frozenset({".git", ".github"})
_AT_ONCE = 2000
"""Addresses that are looked at in one step."""
_LONGEST = 255
"""Bytes of a name on common file systems."""
_SURELY_SHORT = _LONGEST // 4
"""Characters that are never more bytes than that."""


def plan_outputs(
    root: Path, site: Site, theme: Theme, inputs: Inputs, more: Sequence[Output] = ()
) -> tuple[list[Output], list[Diagnostic]]:
    """Give all outputs in order of address, ``more`` among them, and an error for each two that want one place."""
    outputs = [*plan_site_outputs(site, theme), *more]
    outputs += _plan_attachments(root, site, inputs)
    outputs.sort(key=lambda output: output.address)
    return outputs, finish(check_places(site, [output.address for output in outputs]))


def check_places(site: Site, addresses: Sequence[str]) -> Steps[list[Diagnostic]]:
    """Find two outputs in one place, and what no disk takes; ``addresses`` are all of a site, in order."""
    written = {file.address: file.path for file in site.files.values()}
    problems = yield from _check_clashes(addresses, written)
    for piece in cut(addresses, _AT_ONCE):
        problems += _check_names(piece)
        yield
    return [*problems, *_check_systems(written)]


def _plan_attachments(root: Path, site: Site, inputs: Inputs) -> Iterator[Output]:
    for (owner, _), file in site.files.items():
        if owner:
            yield make_file_output(root, file, inputs.digest(file.path))


def make_file_output(root: Path, file: PublishedFile, expected: str | None) -> Output:
    """Make the output of a file beside an article. Without ``expected`` digest it may be whatever it is then."""
    return Output(file.address, expected or "", partial(_read, root=root, path=file.path, expected=expected))


def _read(site: Site, templates: Templates, *, root: Path, path: str, expected: str | None) -> bytes:  # noqa: ARG001 - as all
    """Give a file of which the digest is known. Raises FileFault."""
    return read_known(root / path, path, expected)


def _check_names(addresses: Iterable[str]) -> Iterator[Diagnostic]:
    """Find what no disk takes, and what stands where we keep our own."""
    for address in addresses:
        path = output_path(address)
        if path.partition("/")[0] in (NAME, STAGE):
            message = f"{address} is where site-gen keeps its own notes"
            yield error("address-is-free", message, Span("site.yaml"), "rename the file under static/root/")
        if len(address) > _SURELY_SHORT and any(
            len(part.encode("utf-8", "replace")) > _LONGEST for part in path.split("/")
        ):
            message = f"{address} has a part of more than {_LONGEST} bytes, which no disk takes"
            hint = "choose a shorter slug, id or file name: a letter beyond English may be up to four bytes"
            yield error("address-is-short", message, Span("site.yaml"), hint)


def _check_systems(written: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Find files that people named so that some computer or host cannot hold them: a clone would lack them."""
    for address, path in sorted(written.items()):
        problem = find_portable_problem(output_path(address).rstrip("/"))
        if problem is not None:
            yield error("file-name-is-portable", problem.message, Span(path), problem.help)
        elif _OF_GIT.intersection(output_path(address).lower().split("/")):
            message = "git keeps this name for itself, and GitHub leaves it out of a site"
            yield error("file-name-is-portable", message, Span(path), "give it another name")


def _check_clashes(addresses: Sequence[str], written: Mapping[str, str]) -> Steps[list[Diagnostic]]:
    """Find two files in one place, also on a disk that ignores case, and a file where another needs a folder.

    ``written`` names the people's own files by address.
    """
    places: list[str] = []
    for piece in cut(addresses, _AT_ONCE):
        places += [fold_name(output_path(address)) for address in piece]
        yield
    return list(_find_clashes(addresses, places, written)) if (yield from _meet(places)) else []


def _find_clashes(
    addresses: Sequence[str], places: Sequence[str], written: Mapping[str, str]
) -> Iterator[Diagnostic]:
    standing: dict[str, str] = {}
    folders: dict[str, str] = {}
    for address, place in zip(addresses, places, strict=True):
        parents = _folders_of(place)
        other = (
            standing.get(place)
            or folders.get(place)
            or next((standing[folder] for folder in parents if folder in standing), None)
        )
        if other is not None:
            yield _explain_clash(other, address, written)
        standing[place] = address
        for folder in parents:
            folders.setdefault(folder, address)


def _meet(places: Sequence[str]) -> Steps[bool]:
    """Tell whether two files, or a file and a folder, have one place."""
    files, folders = set(places), set[str]()
    for piece in cut(places, _AT_ONCE):
        for place in piece:
            folder = place.rpartition("/")[0]
            while folder and folder not in folders:
                folders.add(folder)
                folder = folder.rpartition("/")[0]
        yield
    return len(files) < len(places) or not files.isdisjoint(folders)


def _explain_clash(first: str, second: str, written: Mapping[str, str]) -> Diagnostic:
    """Say what would stand in one place, at a file that somebody can rename."""
    files = {written[address]: address for address in (first, second) if address in written}
    if not files:
        message = f"{first} and {second} would stand in one place"
        return error("address-is-free", message, Span("site.yaml"), "change one of the slugs or ids")
    path, address = max(files.items())
    other = next((f"`{each}` stands" for each in files if each != path), "the site has a page of its own")
    message = f"this file would stand at {address}, where {other}"
    return error("address-is-free", message, Span(path), "give the file another name, or take it away")


def _folders_of(place: str) -> list[str]:
    parts = place.split("/")[:-1]
    return ["/".join(parts[: index + 1]) for index in range(len(parts))]
