"""A verdict rests on evidence: each claim cites sources."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.checking.rule import Case, Finding, Rule, is_off_axis, place_of


def find_claims_without_sources(case: Case, least: str) -> Iterator[Finding]:
    """Find claims with too few sources.

    One that is rated `unverified` or the like may have none: nothing was found. One without a verdict is in work.
    """
    for claim in case.claims:
        if (
            claim.status is not None
            and len(claim.sources) < int(least)
            and not (is_off_axis(case.config, claim) and not claim.sources)
        ):
            if not claim.sources:
                message = f"the claim `{claim.id}` cites no source"
            else:
                cited = "1 source" if len(claim.sources) == 1 else f"{len(claim.sources)} sources"
                message = f"the claim `{claim.id}` cites {cited}, expected at least {least}"
            hint = "add below it: `sources:`, then a line `- title: …` and a line `url: …`"
            yield Finding(message, place_of(claim, "sources", "status"), hint)


RULE = Rule("claim-has-sources", "warn", "claims cite too few sources", find_claims_without_sources, "1")
