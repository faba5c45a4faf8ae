"""What a site consists of: every output with its address and fingerprint, no two of them in one place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from site_gen.building.inputs import Inputs
from site_gen.model import Site
from site_gen.outputs import plan_site_outputs
from site_gen.outputs.output import Output
from site_gen.outputs.theme import Theme
from site_gen.presenting.templating import Templates
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.files import read_bytes
from site_gen.support.locations import Span
from site_gen.support.urls import output_path


def plan_outputs(
    root: Path, site: Site, theme: Theme, inputs: Inputs
) -> tuple[list[Output], list[Diagnostic]]:
    """Give all outputs in order of address, and an error for each two that want one place."""
    outputs = list(plan_site_outputs(site, theme))
    outputs += _plan_attachments(root, site, inputs)
    outputs.sort(key=lambda output: output.address)
    return outputs, list(_check_clashes(output.address for output in outputs))


def _plan_attachments(root: Path, site: Site, inputs: Inputs) -> Iterator[Output]:
    for (owner, path), file in site.files.items():
        if owner:
            yield Output(file.address, inputs.digest(path), partial(_read, path=root / path))


def _read(site: Site, templates: Templates, *, path: Path) -> bytes:  # noqa: ARG001 - the form of all makers
    return read_bytes(path)


def _check_clashes(addresses: Iterable[str]) -> Iterator[Diagnostic]:
    """Find two files in one place, also on a disk that ignores case, and a file where another needs a folder."""
    standing: dict[str, str] = {}
    folders: dict[str, str] = {}
    for address in addresses:
        place = unicodedata.normalize("NFC", output_path(address)).casefold()
        parents = _folders_of(place)
        other = (
            standing.get(place)
            or folders.get(place)
            or next((standing[folder] for folder in parents if folder in standing), None)
        )
        if other is not None:
            yield error(
                "address-is-free",
                f"two files of the site would stand in one place: {other} and {address}",
                Span("site.yaml"),
                "rename one of the files under static/root/ or beside the article, or change a slug or an id",
            )
        standing[place] = address
        for folder in parents:
            folders.setdefault(folder, address)


def _folders_of(place: str) -> list[str]:
    parts = place.split("/")[:-1]
    return ["/".join(parts[: index + 1]) for index in range(len(parts))]
