"""Finds the output at one address without planning the whole site: for a preview, which makes what is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from site_gen.building.plan import check_places, make_file_output
from site_gen.model import ArticleRecord, Config, Lists, Record, Site
from site_gen.outputs import plan_site_outputs
from site_gen.outputs.output import Output, make_ready_output
from site_gen.outputs.theme import Theme
from site_gen.presenting.addresses import HOME
from site_gen.presenting.templating import TemplateFault
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.steps import Steps, cut
from site_gen.support.structs import Struct, replace

_AT_ONCE = 40
"""Outputs planned in one step."""
_ICON = "/favicon.ico"
"""Browsers ask for it unasked; it is a file of the theme or nothing."""


class Finder:
    """The outputs of one state of a site, by address. Plans no further than it must."""

    def __init__(self, root: Path, site: Site, theme: Theme) -> None:
        self.site = site
        self._root = root
        self._theme = theme
        self._found: dict[str, Output] = {}
        self._plan = plan_site_outputs(site, theme)
        self._files = {file.address: file for (owner, _), file in site.files.items() if owner}
        self._planned: list[str] = []

    def find(self, address: str) -> Output | None:
        """Give the output at an address in root form. Raises TemplateFault for a template that cannot be used."""
        if address not in self._found:
            for output in self._find_near(address):
                self._found.setdefault(output.address, output)
        if address not in self._found and address != _ICON:
            for output in self._go_on():
                if output.address == address:
                    break
        return self._found.get(address)

    def needs_lists(self, address: str) -> bool:
        """Tell whether a list stands at an address, or what else hangs on lists more than a text's page does."""
        known = (HOME, _ICON)
        files = (self._theme.assets.contents, self._files)
        return (
            address not in known
            and not any(address in each for each in files)
            and self.find_record(address) is None
        )

    def check_places(self) -> Steps[list[Diagnostic]]:
        """Plan all outputs; give what is wrong with their addresses. Raises TemplateFault."""
        for _ in cut(self._go_on(), _AT_ONCE):
            yield
        planned = sorted((*self._planned, *self._files))
        self._planned = []
        yield
        return (yield from check_places(self.site, planned))

    def find_record(self, address: str) -> Record | None:
        """Give the article or page that an address belongs to."""
        parts = address.split("/")
        nearest = "/".join(parts[: 3 if parts[1] == "articles" else 2]) + "/"
        return self.site.places.get(nearest)

    def _find_near(self, address: str) -> Iterator[Output]:
        """Give outputs of the article, page or file that an address belongs to."""
        content = self._theme.assets.contents.get(address)
        if content is not None:
            yield make_ready_output(address, content)
        file = self._files.get(address)
        if file is not None:
            yield make_file_output(self._root, file, None)
        record = self.find_record(address)
        if record is not None:
            for output in plan_site_outputs(self._with_only(record), self._theme):
                if output.body_key == record.body_key:
                    yield output

    def _with_only(self, record: Record) -> Site:
        if isinstance(record, ArticleRecord):
            return replace(self.site, articles=(record,), pages=(), lists=Lists())
        return replace(self.site, articles=(), pages=(record,), lists=Lists())

    def _go_on(self) -> Iterator[Output]:
        try:
            for output in self._plan:
                record = self.find_record(output.address)
                if record is None or record.body_key != output.body_key:  # else it is found by its record
                    self._found.setdefault(output.address, output)
                self._planned.append(output.address)
                yield output
        except TemplateFault:  # who asks next is told so too
            self._plan, self._planned = plan_site_outputs(self.site, self._theme), []
            raise


class Placing(Struct, frozen=True):
    """What the addresses of a site hang on: alike twice, no two can have come together."""

    config: Config
    records: tuple[Record, ...]
    files: tuple[str, ...]

    def is_like(self, other: Placing) -> bool:
        """Tell whether the same things stand at the same addresses."""
        return (
            (self.config, self.files) == (other.config, other.files)
            and len(self.records) == len(other.records)
            and all(
                one is two or _name(one) == _name(two)
                for one, two in zip(self.records, other.records, strict=True)
            )
        )


def make_placing(site: Site) -> Placing:
    """Give what the addresses of a site hang on."""
    files = tuple(sorted(file.path for file in site.files.values()))
    return Placing(replace(site.config, spans={}), site.records, files)


def _name(record: Record) -> object:
    """Give of an article or page what pages and indexes are named after."""
    if not isinstance(record, ArticleRecord):
        return record.address
    claims = tuple((claim.id, claim.verdict, claim.claimant, claim.sources) for claim in record.claims)
    return record.address, claims, record.tags, record.aliases, record.date
