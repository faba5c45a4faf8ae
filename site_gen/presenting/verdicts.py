"""What stands as the verdict of a check: its rating, or that it was withdrawn. All views take it from here.

Knows nothing of pages and links.
"""

from __future__ import annotations

from collections.abc import Mapping

from site_gen.model import (
    WITHDRAWN,
    ArticleRecord,
    Claim,
    ClaimRecord,
    Config,
    Rating,
    find_retraction,
)
from site_gen.support.words import Words, find_words


def make_scale(config: Config) -> Mapping[str, Rating]:
    """Give the site's ratings by id, in their order, and behind them what stands where a check was withdrawn.

    A site that has a rating ``withdrawn`` of its own words it so.
    """
    scale = {rating.id: rating for rating in config.ratings}
    words = find_words(config.language)
    scale.setdefault(
        WITHDRAWN,
        Rating(WITHDRAWN, words.say("verdict.withdrawn"), words.say("verdict.withdrawn.meaning"), "none"),
    )
    return scale


def find_verdict(config: Config, claim: Claim | ClaimRecord) -> Rating | None:
    """Give what readers are shown as a claim's verdict; None where it has none yet. Raises KeyError."""
    verdict = claim.verdict
    if not verdict:
        return None
    return make_scale(config)[verdict] if verdict == WITHDRAWN else config.rating(verdict)


def name_verdict(config: Config, claim: Claim | ClaimRecord) -> str:
    """Give a claim's verdict in words; empty where it has none yet. Raises KeyError."""
    rating = find_verdict(config, claim)
    return rating.label if rating else ""


def find_reason(claim: Claim | ClaimRecord) -> str | None:
    """Give why a check was withdrawn, what short forms say in place of its finding; None of any other."""
    retraction = find_retraction(claim.history)
    return retraction.text if retraction else None


def name_article(words: Words, record: ArticleRecord) -> str:
    """Give an article's title, and that it was withdrawn where it was."""
    if find_retraction(record.history) is None:
        return record.title
    return words.say("article.withdrawn", title=record.title)
