"""What the editorial rules and a whole check tell. Knows nothing of how it is found."""

from __future__ import annotations

from site_gen.building.results import CheckResult
from site_gen.checking.desk import Desk
from site_gen.support.diagnostics import Diagnostic, sort_diagnostics
from site_gen.support.structs import Struct, field


class Editorial(Struct, frozen=True):
    """What the editorial rules say of a site."""

    diagnostics: tuple[Diagnostic, ...]
    """Of what is published or about to be."""
    desk: Desk


class Checked(Struct, frozen=True):
    """All that ``check`` tells."""

    result: CheckResult
    editorial: Editorial = field(default_factory=lambda: Editorial((), Desk()))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All problems, by place."""
        return tuple(sort_diagnostics((*self.result.diagnostics, *self.editorial.diagnostics)))

    @property
    def in_full(self) -> tuple[Diagnostic, ...]:
        """What is shown one by one: all that a build finds, and where a rule counts as an error."""
        errors = [each for each in self.editorial.diagnostics if each.severity == "error"]
        return tuple(sort_diagnostics((*self.result.diagnostics, *errors)))

    @property
    def in_short(self) -> tuple[Diagnostic, ...]:
        """What is shown by one line a rule."""
        return tuple(each for each in self.editorial.diagnostics if each.severity == "warning")
