"""The manifest: what the last build read, wrote and said. No other file is opened by a build with nothing to do.

What it wrote stands in the output itself, which may be copied to any host as a whole. What it read and said, which
may tell of drafts, stays in the site's ``.site-gen`` folder. Kept small and readable by the standard library alone.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from site_gen.building.environment import name_output
from site_gen.building.inputs import KnownInput
from site_gen.building.results import Summary
from site_gen.support.files import all_inside, digest, read_bytes

if TYPE_CHECKING:  # as in results
    from site_gen.support.diagnostics import Diagnostic

NAME = ".site-gen.json"
_VERSION = 3
_DAMAGE = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading a file that is damaged or foreign may raise."""


class Written(NamedTuple):
    """A file of the output as we wrote it."""

    size: int
    mtime: int
    inode: int
    digest: str
    key: str
    """The fingerprint of what it was made of."""


class Manifest(NamedTuple):
    """What a build leaves for the next."""

    environment: str = ""
    """Fingerprint of our code, the packaged theme and the libraries. Of another one no output is kept unmade."""
    asked: str = ""
    """Fingerprint of the options."""
    as_of: datetime.datetime | None = None
    """The moment the build was for."""
    valid_until: datetime.datetime | None = None
    """When time alone changes the site: ``publish_after`` lets an article out; None: it does not."""
    inputs: Mapping[str, KnownInput] = MappingProxyType({})
    inputs_at: int = 0
    """When the inputs were looked at, in nanoseconds since 1970 by this machine's clock."""
    outputs: Mapping[str, Written] = MappingProxyType({})
    diagnostics: tuple[Diagnostic, ...] = ()
    summary: Summary = Summary()

    def holds_at(self, now: datetime.datetime) -> bool:
        """Tell whether the same articles are due at ``now``."""
        if self.as_of is None or now < self.as_of:
            return False
        return self.valid_until is None or now < self.valid_until


def seen_path(state: Path, output: Path) -> Path:
    """Give where it stands what the last build of an output read and said."""
    return state / f"seen-{name_output(output)}.json"


def list_files(outputs: Mapping[str, Written]) -> dict[str, str]:
    """Give the hash of each file by its path, in order."""
    return {path: outputs[path].digest for path in sorted(outputs)}


def load_manifest(output: Path, seen: Path) -> Manifest:
    """Read the manifest of an output; an absent, damaged or foreign one counts as empty.

    Where ``seen`` does not belong to it, only what was written is known, and the manifest holds at no time.
    """
    try:
        data = json.loads(read_bytes(output / NAME))
        if data["version"] != _VERSION:
            return Manifest()
        written = _parse_written(data)
    except _DAMAGE:
        return Manifest()
    try:
        told = read_bytes(seen)
        return _add_seen(written, json.loads(told)) if digest(told) == data["seen"] else written
    except _DAMAGE:
        return written


def _parse_written(data: Any) -> Manifest:
    outputs = {path: Written(*written) for path, written in data["outputs"].items()}
    if not all_inside(outputs):
        raise ValueError("it names files outside the output")
    summary = dict(data["summary"])
    summary["statuses"] = tuple((label, number) for label, number in summary["statuses"])
    summary["undecided"] = tuple((place, name) for place, name in summary.get("undecided", ()))
    return Manifest(
        environment=data["environment"], asked=data["asked"], outputs=outputs, summary=Summary(**summary)
    )


def _add_seen(written: Manifest, data: Any) -> Manifest:
    return written._replace(
        as_of=_parse_moment(data["as_of"]),
        valid_until=_parse_moment(data["valid_until"]) if data["valid_until"] else None,
        inputs={path: (tuple(known[:4]), known[4]) for path, known in data["inputs"].items()},
        inputs_at=int(data["inputs_at"]),
        diagnostics=_parse_diagnostics(data["diagnostics"]) if data["diagnostics"] else (),
    )


def _parse_diagnostics(data: Any) -> tuple[Diagnostic, ...]:
    from site_gen.support.diagnostics import Diagnostic  # noqa: PLC0415 - not where nothing is wrong, see results
    from site_gen.support.locations import Span  # noqa: PLC0415 - as above

    return tuple(
        Diagnostic(each["code"], each["severity"], each["message"], Span(*each["span"]), each["help"])
        for each in data
    )


def _parse_moment(text: str) -> datetime.datetime:
    moment = datetime.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return moment


def render_manifest(manifest: Manifest) -> tuple[bytes, bytes]:
    """Give as JSON what was written, for the output, and what was seen, for ``seen_path``."""
    assert manifest.as_of is not None  # noqa: S101 - only a finished build is rendered
    seen = _render(
        {
            "as_of": manifest.as_of.isoformat(),
            "valid_until": manifest.valid_until.isoformat() if manifest.valid_until else None,
            "inputs": {path: [*known[0], known[1]] for path, known in manifest.inputs.items()},
            "inputs_at": manifest.inputs_at,
            "diagnostics": [_as_json(each) for each in manifest.diagnostics],
        }
    )
    written = {
        "version": _VERSION,
        "environment": manifest.environment,
        "asked": manifest.asked,
        "seen": digest(seen),
        "outputs": manifest.outputs,
        "summary": manifest.summary._asdict(),
    }
    return _render(written), seen


def _render(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, separators=(",", ":")) + "\n").encode()


def _as_json(diagnostic: Diagnostic) -> dict[str, Any]:
    told, span = diagnostic, diagnostic.span
    place = [span.path, span.line, span.column, span.end_line, span.end_column]
    return {
        "code": told.code,
        "severity": told.severity,
        "message": told.message,
        "span": place,
        "help": told.help,
    }
