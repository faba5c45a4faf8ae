"""What a site makes of a build's warnings: ``rules`` in ``site.yaml`` may raise them to errors, or silence them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from site_gen.model import RuleSetting
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.locations import Span
from site_gen.support.structs import replace


def apply_levels(
    diagnostics: Iterable[Diagnostic],
    rules: Mapping[str, RuleSetting],
    *,
    unpublished: Iterable[Span] = (),
    is_draft: bool = False,
) -> Iterator[Diagnostic]:
    """Give the problems as the site's rules have them.

    Errors stay errors. In a draft, and in what is ``unpublished``, a warning stays one: there is time to mend it.
    """
    spans = tuple(unpublished) if rules else ()
    for each in diagnostics:
        setting = rules.get(each.code)
        if setting is None or each.severity == "error" or setting.level == "warn":
            yield each
        elif setting.level == "error":
            waits = is_draft or any(span.covers(each.span) for span in spans)
            yield each if waits else replace(each, severity="error")
