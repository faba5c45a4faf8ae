"""A site does not prove its own word by its own word."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.checking.places_on_web import is_below
from site_gen.checking.rule import Case, Finding, Rule, place_in_source
from site_gen.model import Claim
from site_gen.support.urls import is_placeholder


def find_self_citations(case: Case, _value: str) -> Iterator[Finding]:
    """Find sources of claims that lie on this very site or on its publisher's, unless cited as context.

    An address that stands in examples only is not yet the site's: sources of the first trials would be told of.
    """
    publisher = case.config.publisher.url if case.config.publisher else None
    ours = [each for each in (case.config.base_url, publisher) if each and not is_placeholder(each)]
    for owner, _, source in case.citations:
        if not isinstance(owner, Claim) or source.stance == "context" or not source.url:
            continue
        if any(is_below(source.url, address) for address in ours):
            message = f"the source of `{owner.id}` is a page of our own"
            hint = "cite what that page rests on; or write `stance: context` for it"
            yield Finding(message, place_in_source(source), hint)


RULE = Rule("source-is-not-ourselves", "warn", "sources are pages of our own", find_self_citations)
