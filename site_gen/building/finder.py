"""Finds the output at one address without planning the whole site: for a preview, which makes what is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from site_gen.building.plan import check_places, make_file_output
from site_gen.model import ArticleRecord, Lists, Record, Site
from site_gen.outputs import plan_site_outputs
from site_gen.outputs.output import Output, make_ready_output
from site_gen.outputs.theme import Theme
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.structs import replace

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

    def plan(self, outputs: int) -> list[Diagnostic] | None:
        """Plan so many further outputs; once that was all, give what is wrong with their addresses, else None.

        Raises TemplateFault.
        """
        if sum(1 for _, _ in zip(range(outputs), self._go_on(), strict=False)) == outputs:
            return None
        return check_places(
            self.site,
            sorted(
                (*self._planned, *(file.address for (owner, _), file in self.site.files.items() if owner))
            ),
        )

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
        for output in self._plan:
            self._found.setdefault(output.address, output)
            self._planned.append(output.address)
            yield output


def name_places(site: Site) -> object:
    """Give what the addresses of a site hang on: alike twice, no two can have come together."""
    return (
        replace(site.config, spans={}),
        tuple(
            (record.address, _name_claims(record), record.tags, record.aliases, record.date)
            if isinstance(record, ArticleRecord)
            else record.address
            for record in site.records
        ),
        tuple(sorted(file.path for file in site.files.values())),
    )


def _name_claims(record: ArticleRecord) -> tuple[object, ...]:
    """Give of an article's claims what pages and indexes are named after."""
    return tuple((claim.id, claim.verdict, claim.claimant, claim.sources) for claim in record.claims)
