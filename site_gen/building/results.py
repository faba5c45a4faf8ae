"""What a build is asked for and what it tells. Knows nothing of how it is done.

Named tuples: what structs are made of takes a sixth of a build with nothing to do to import.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from site_gen.support.stages import UNTIMED, Stages

if TYPE_CHECKING:  # to import it takes a seventh of a build with nothing to do
    from site_gen.model import Config, Site
    from site_gen.support.diagnostics import Diagnostic


class BuildOptions(NamedTuple):
    """What is asked of a build. All that it depends on beside the files."""

    now: datetime.datetime
    """The moment of the build, with its zone: decides what ``publish_after`` still holds back."""
    output: Path | None = None
    """Where to write; None: as ``site.yaml`` says."""
    drafts: bool = False
    """Whether drafts and claims under review are shown, badged."""
    portable: bool = False
    """Whether links name ``index.html``, so that the site works from a disk."""
    strict: bool = False
    """Whether a warning blocks like an error."""
    base_url: str | None = None
    """Overrides ``site.yaml``."""
    jobs: int = 1
    """Processes to use where there is enough to do."""
    stages: Stages = UNTIMED
    """Where it is noted how long each stage took. Nothing depends on it."""


class Summary(NamedTuple):
    """The figures that end a build."""

    articles: int = 0
    pages: int = 0
    """HTML pages of every kind."""
    claims: int = 0
    notes: int = 0
    statuses: tuple[tuple[str, int], ...] = ()
    """(label, number) of each rating in use, in the order of the scale."""
    undecided: tuple[tuple[str, str], ...] = ()
    """(place, id) of each claim that is shown without a verdict: only where drafts are."""
    drafts: int = 0
    """Articles left out as drafts."""
    unpublished_claims: int = 0
    """Claims and notes left out as draft or under review, in articles that are no drafts themselves."""
    scheduled: int = 0
    """Articles held back by ``publish_after``."""
    files: int = 0
    size: int = 0
    """Bytes of all files."""


class BuildResult(NamedTuple):
    """What a build did."""

    output: Path
    diagnostics: tuple[Diagnostic, ...]
    done: bool
    """Whether the output is now that of the input; if not, nothing was changed on disk."""
    config: Config | None = None
    summary: Summary = Summary()
    files: Mapping[str, str] = MappingProxyType({})
    """All files of the site, relative to the output and in order, with the hashes of what the build wrote."""
    drafts: bool = False
    """Whether drafts are shown."""
    written: int = 0
    removed: int = 0
    kept: int = 0
    notes: tuple[str, ...] = ()
    """What else is worth a line: a cut-off build finished, a cache that could not be used."""


class CheckResult(NamedTuple):
    """What a check found."""

    diagnostics: tuple[Diagnostic, ...]
    config: Config | None
    site: Site | None
    summary: Summary
