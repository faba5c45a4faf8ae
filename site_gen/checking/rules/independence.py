"""A verdict rests on sources that do not all come from one house."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.checking.places_on_web import find_host
from site_gen.checking.rule import Case, Finding, Rule, place_of
from site_gen.model import Source


def find_claims_of_one_house(case: Case, least: str) -> Iterator[Finding]:
    """Find claims whose sources have too few publishers. A claim without any source is a matter of another rule."""
    for claim in case.claims:
        houses = {_name_house(source) for source in claim.sources}
        if claim.sources and len(houses) < int(least):
            message = (
                f"the sources of `{claim.id}` come from {_count(len(houses))}, expected at least {least}"
            )
            hint = "add a source from elsewhere; `publisher:` tells whose each is, otherwise its web address does"
            yield Finding(message, place_of(claim, "sources"), hint)


def _name_house(source: Source) -> str:
    return (source.publisher or find_host(source.url or "") or source.author or source.key).casefold()


def _count(number: int) -> str:
    return "one publisher" if number == 1 else f"{number} publishers"


RULE = Rule(
    "sources-are-independent",
    "ignore",
    "claims rest on too few publishers",
    find_claims_of_one_house,
    "2",
)
