"""The manifest: what the last build read, wrote and said. Lies in the output, is never deployed.

Kept small and readable by the standard library alone, so that a build with nothing to do opens nothing else.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from site_gen.building.inputs import KnownInput
from site_gen.building.results import Summary
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.files import all_inside, read_bytes
from site_gen.support.locations import Span

NAME = ".site-gen.json"
_VERSION = 2


class Written(NamedTuple):
    """A file of the output as we wrote it."""

    size: int
    mtime: int
    inode: int
    digest: str
    key: str
    """The fingerprint of what it was made of."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build leaves for the next."""

    environment: str = ""
    """Fingerprint of our code, the packaged theme and the libraries. Of another one no output is kept unmade."""
    asked: str = ""
    """Fingerprint of the options."""
    as_of: datetime.datetime | None = None
    """The moment the build was for."""
    valid_until: datetime.datetime | None = None
    """When time alone changes the site: ``publish_after`` lets an article out; None: it does not."""
    inputs: dict[str, KnownInput] = field(default_factory=dict)
    inputs_at: int = 0
    """When the inputs were looked at, in nanoseconds since 1970 by this machine's clock."""
    outputs: dict[str, Written] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    summary: Summary = field(default_factory=Summary)

    def holds_at(self, now: datetime.datetime) -> bool:
        """Tell whether the same articles are due at ``now``."""
        if self.as_of is None or now < self.as_of:
            return False
        return self.valid_until is None or now < self.valid_until


def load_manifest(output: Path) -> Manifest:
    """Read the manifest of an output; an absent, damaged or foreign one counts as empty."""
    try:
        data = json.loads(read_bytes(output / NAME))
        return _parse(data) if data["version"] == _VERSION else Manifest()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Manifest()


def _parse(data: Any) -> Manifest:
    outputs = {path: Written(*written) for path, written in data["outputs"].items()}
    if not all_inside(outputs):
        raise ValueError("it names files outside the output")
    summary = dict(data["summary"])
    summary["statuses"] = tuple((label, number) for label, number in summary["statuses"])
    return Manifest(
        environment=data["environment"],
        asked=data["asked"],
        as_of=_parse_moment(data["as_of"]),
        valid_until=_parse_moment(data["valid_until"]) if data["valid_until"] else None,
        inputs={path: (tuple(known[:4]), known[4]) for path, known in data["inputs"].items()},
        inputs_at=int(data["inputs_at"]),
        outputs=outputs,
        diagnostics=tuple(
            Diagnostic(each["code"], each["severity"], each["message"], Span(*each["span"]), each["help"])
            for each in data["diagnostics"]
        ),
        summary=Summary(**summary),
    )


def _parse_moment(text: str) -> datetime.datetime:
    moment = datetime.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return moment


def render_manifest(manifest: Manifest) -> bytes:
    """Give the manifest as JSON."""
    assert manifest.as_of is not None  # noqa: S101 - only a finished build is rendered
    data = {
        "version": _VERSION,
        "environment": manifest.environment,
        "asked": manifest.asked,
        "as_of": manifest.as_of.isoformat(),
        "valid_until": manifest.valid_until.isoformat() if manifest.valid_until else None,
        "inputs": {path: [*known[0], known[1]] for path, known in manifest.inputs.items()},
        "inputs_at": manifest.inputs_at,
        "outputs": manifest.outputs,
        "diagnostics": [_as_json(each) for each in manifest.diagnostics],
        "summary": asdict(manifest.summary),
    }
    return (json.dumps(data, separators=(",", ":")) + "\n").encode()


def _as_json(diagnostic: Diagnostic) -> dict[str, Any]:
    span = diagnostic.span
    place = [span.path, span.line, span.column, span.end_line, span.end_column]
    return {**asdict(diagnostic), "span": place}
