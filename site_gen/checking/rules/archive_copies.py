"""Evidence stays readable when a page goes: a copy is kept of each."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.checking.rule import Case, Finding, Rule, place_in_source


def find_sources_without_copy(case: Case, _value: str) -> Iterator[Finding]:
    """Find sources on the web without the address of a copy that stays."""
    for owner, _, source in case.citations:
        if source.url and not source.archived:
            message = f"there is no copy of this source of `{owner.id}` in an archive"
            hint = "save the page in an archive, and add the address of the copy as `archived: https://…`"
            yield Finding(message, place_in_source(source), hint)


RULE = Rule("source-has-archive", "ignore", "sources have no copy in an archive", find_sources_without_copy)
