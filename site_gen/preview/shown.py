"""What the preview shows at the moment: one whole build at a time, swapped for the next in one step."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from site_gen.building.results import Preview
from site_gen.support.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Shown:
    """One build as the browser sees it."""

    build: str = ""
    """A name that no other build has."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """By output path; of the last build that gave a site. Empty: there was none yet."""
    base_path: str = "/"
    """The path that the site lives under, such as ``/repo/``."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """The problems of the last build."""
    failure: str = ""
    """Why the last build gave no site, in words; ``files`` are then those of an earlier one."""

    def after(self, build: str, outcome: Preview | str) -> Shown:
        """Give what is shown after a build: its site, or this one with the reason why there is no newer."""
        if isinstance(outcome, str):
            return replace(self, build=build, failure=outcome, diagnostics=())
        if not outcome.files:
            reason = "The site cannot be read." if not outcome.diagnostics else "The site cannot be read:"
            return replace(self, build=build, failure=reason, diagnostics=outcome.diagnostics)
        return Shown(build, outcome.files, outcome.base_path, outcome.diagnostics)


class Stage:
    """Holds what is shown now. Only the server's own thread may use it."""

    def __init__(self) -> None:
        self._shown = Shown()
        self._ready = asyncio.Event()

    @property
    def shown(self) -> Shown:
        """What is shown now; empty before the first build."""
        return self._shown

    def show(self, shown: Shown) -> None:
        """Show another build from now on."""
        self._shown = shown
        self._ready.set()

    async def wait(self) -> Shown:
        """Give what is shown now, once the first build is done."""
        await self._ready.wait()
        return self._shown
