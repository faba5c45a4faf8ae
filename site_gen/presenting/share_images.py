"""From records to the views of share images: titles, quotes, verdicts. Knows nothing of letters and pictures."""

from __future__ import annotations

from collections.abc import Iterable

from site_gen.model import ArticleRecord, ClaimRecord, Config, Site
from site_gen.presenting.addresses import HOME, listed_address, share_image_address
from site_gen.presenting.counts import make_counts
from site_gen.presenting.frame import Picture
from site_gen.presenting.page import Page, join_names, make_page, make_time
from site_gen.presenting.share_views import HEIGHT, WIDTH, ShareBarView, ShareImageView
from site_gen.presenting.verdicts import make_scale, name_article
from site_gen.support.words import text_direction


def present_article_image(site: Site, record: ArticleRecord) -> ShareImageView:
    """Make the view of an article's share image."""
    page = make_page(site, HOME)
    counts = make_counts(page, [(claim.verdict, "") for claim in record.claims])
    date = make_time(page, record.date)
    return ShareImageView(
        kind="article",
        text=name_article(page.words, record),
        is_quote=False,
        direction=text_direction(record.language or site.config.language),
        verdict=None,
        tone="none",
        about=_join((join_names(page.words, record.authors), date.text if date else None)),
        counts=counts.text if counts else None,
        bar=tuple(
            ShareBarView(part.rating.tone, float(part.start), float(part.width))
            for part in (counts.parts if counts else ())
        ),
        **_sign(site.config),  # type: ignore[arg-type]
    )


def present_claim_image(site: Site, record: ArticleRecord, claim: ClaimRecord) -> ShareImageView:
    """Make the view of a claim's share image. Raises KeyError where its status is no rating of the site's."""
    page = make_page(site, listed_address(site, record, claim))
    rating = make_scale(site.config)[claim.verdict]
    said = make_time(page, claim.said)
    return ShareImageView(
        kind="claim",
        text=claim.statement,
        is_quote=claim.is_quote,
        direction=text_direction(claim.language or record.language or site.config.language),
        verdict=rating.label,
        tone=rating.tone,
        about=_join((claim.claimant, said.text if said else None)),
        counts=None,
        bar=(),
        **_sign(site.config),  # type: ignore[arg-type]
    )


def make_share_picture(
    page: Page, record: ArticleRecord, title: str, claim_id: str | None = None
) -> Picture | None:
    """Say of the share image of an article or claim where it is; None where it has none.

    ``title`` is the page's: it says in words what there is to see.
    """
    if not page.site.share_images:
        return None
    return Picture(share_image_address(record, claim_id), WIDTH, HEIGHT, title)


def _sign(config: Config) -> dict[str, object]:
    """Give what every share image says of the site."""
    name = config.publisher.name if config.publisher else None
    return {
        "site": config.title,
        "publisher": name if name and config.title.casefold() not in name.casefold() else None,
        "colours": {tone: colour.light for tone, colour in sorted(config.colours.items())},
    }


def _join(parts: Iterable[str | None]) -> str | None:
    return " · ".join(part for part in parts if part) or None
