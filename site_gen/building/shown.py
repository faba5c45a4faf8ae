"""The files of a site as a preview shows it now, made when asked for. A page that cannot be made stays as it was."""

from __future__ import annotations

from pathlib import Path

from site_gen.building.cache import Bodies
from site_gen.building.finder import Finder
from site_gen.building.maker import Maker
from site_gen.model import Site
from site_gen.outputs.output import FileFault
from site_gen.outputs.theme import Theme
from site_gen.presenting.templating import TemplateFault
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.structs import Struct

_KEPT = 64
"""Pages of which the bytes are kept."""


class Made(Struct, frozen=True):
    """A file of the site."""

    data: bytes
    fault: Diagnostic | None = None
    """Why it is an earlier version."""


class Shown:
    """Makes the files of one site after another; what each needs is prepared in a cache."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._maker: Maker | None = None
        self._good: dict[str, bytes] = {}
        self.finder: Finder | None = None
        self.faults: dict[str, Diagnostic] = {}
        """Why a file cannot be made, by its address."""
        self.revision = 0
        """Another number whenever a fault came or went."""

    @property
    def site(self) -> Site | None:
        """The site that is shown."""
        return self.finder.site if self.finder else None

    def show(self, cache: Bodies, site: Site | None, theme: Theme) -> None:
        """Show another site from now on."""
        self.faults.clear()
        self.finder = Finder(self._root, site, theme) if site else None
        self._maker = Maker(cache, site, theme.templates) if site else None

    def has(self, address: str) -> bool:
        """Tell whether there is a file at an address in root form, be it that it cannot be made now."""
        if self.finder is None:
            return False
        try:
            return self.finder.find(address) is not None
        except TemplateFault:
            return address in self._good or self.finder.find_record(address) is not None

    def make(self, address: str) -> Made | None:
        """Make the file at an address in root form; None where there is none.

        Raises BodyLostError, and TemplateFault and FileFault where it cannot be made, and never could.
        """
        if self.finder is None or self._maker is None:
            return None
        known = self.faults.pop(address, None)
        try:
            output = self.finder.find(address)
            data = self._maker.make(output) if output else None
        except (TemplateFault, FileFault) as problem:
            self.faults[address] = problem.diagnostic
            self.revision += known != problem.diagnostic
            if address not in self._good:
                raise
            return Made(self._good[address], problem.diagnostic)
        self.revision += known is not None
        if data is None:
            return None
        if address.endswith(("/", ".html")):
            self._keep(address, data)
        return Made(data)

    def _keep(self, address: str, data: bytes) -> None:
        """Remember a page; the one not asked for longest is forgotten for it."""
        self._good.pop(address, None)
        self._good[address] = data
        if len(self._good) > _KEPT:
            del self._good[next(iter(self._good))]
