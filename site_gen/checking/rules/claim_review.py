"""Other programs can be told of a check: it can be given as ClaimReview.

The conditions are Google's (https://developers.google.com/search/docs/appearance/structured-data/factcheck).
"""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.checking.places_on_web import is_below
from site_gen.checking.rule import Case, Finding, Rule, place_of
from site_gen.model import Claim, Config


def find_unsharable_claims(case: Case, _value: str) -> Iterator[Finding]:
    """Find claims of which no ClaimReview can be made, each with every reason."""
    for claim in case.claims:
        reasons = list(explain_absence(case.config, claim))
        if reasons:
            message = f"no ClaimReview can be made of `{claim.id}`: {'; '.join(what for what, _ in reasons)}"
            hint = "\n".join(how for _, how in reasons)
            yield Finding(message, place_of(claim, "status"), hint)


def explain_absence(config: Config, claim: Claim) -> Iterator[tuple[str, str]]:
    """Give each reason why no ClaimReview can be made of a claim, with the way out."""
    if config.base_url is None:
        yield "the site has no address", "write the site's address as `base_url` into site.yaml"
    if not config.claim_pages:
        yield "claims have no pages of their own", "take `claim_pages: false` out of site.yaml"
    work = claim.appearance
    if claim.claimant is None and (work is None or not (work.url or work.title)):
        yield "nothing says who said it, or where", "add `claimant:` or `appearance:`"
    elif work and work.url and config.base_url and is_below(work.url, config.base_url):
        yield "the statement appeared on this very site", "check what others say; or leave it as it is"
    if not claim.status:
        yield "it has no rating", "add `status:`"


RULE = Rule(
    "claim-review-is-possible",
    "ignore",
    "claims cannot be given as ClaimReview",
    find_unsharable_claims,
)
