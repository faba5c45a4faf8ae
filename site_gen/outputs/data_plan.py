"""What programs read, as outputs: each article's annotations, and all claims as open data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby

from site_gen.model import ArticleRecord, Listed, Site
from site_gen.outputs import claims_schema, claims_table, opendata, review_feed
from site_gen.outputs.claimreview import makes_claim_reviews
from site_gen.outputs.output import Output, fingerprint, make_ready_output, shown_key
from site_gen.outputs.page_plan import article_key, frame_key
from site_gen.outputs.theme import Theme
from site_gen.outputs.webannotation import annotations_address, render_annotations
from site_gen.presenting.subjects import Edition
from site_gen.presenting.templating import Templates
from site_gen.support.structs import replace


def plan_annotations(site: Site, theme: Theme) -> Iterator[Output]:
    """Give the annotations of every article that has some."""
    del theme
    frame = frame_key(site)
    for article in site.articles:
        if article.claims or article.note_count:
            key = article_key(site, frame, article)
            yield Output(annotations_address(article), key, _render_annotations, article.body_key)


def _render_annotations(site: Site, templates: Templates, edition: Edition) -> bytes:  # noqa: ARG001 - as all makers
    return render_annotations(site, edition.record, edition.article, edition.body)


def plan_open_data(site: Site, theme: Theme) -> Iterator[Output]:
    """Give the open data."""
    del theme
    frame = data_key(site)
    for shard in opendata.claim_shards(site):
        key = fingerprint(frame, *_tell(shard.claims))
        make = partial(_render_claims, keys=_name(shard.claims))
        yield Output(opendata.shard_address(shard.name), key, make)
    everything = fingerprint(frame, [shown_key(article) for article in site.articles])
    yield Output(opendata.INDEX, everything, _render_claims_index)
    yield make_ready_output(claims_schema.ADDRESS, claims_schema.render_schema())
    yield Output(claims_table.ADDRESS, everything, _render_table)


def _tell(claims: Iterable[Listed]) -> list[str]:
    return [f"{shown_key(article)} {claim.id}" for article, claim in claims]


def _name(claims: Iterable[Listed]) -> tuple[tuple[str, str], ...]:
    return tuple((each.article.address, each.claim.id) for each in claims)


def _render_claims(
    site: Site,
    templates: Templates,  # noqa: ARG001 - as all makers
    keys: Sequence[tuple[str, str]],
) -> bytes:
    return opendata.render_shard(site, _look_up(site, keys))


def _render_claims_index(site: Site, templates: Templates) -> bytes:  # noqa: ARG001 - as all makers
    return opendata.render_index(site)


def _render_table(site: Site, templates: Templates) -> bytes:  # noqa: ARG001 - as all makers
    return claims_table.render_table(site)


def data_key(site: Site) -> str:
    """Give the fingerprint of what data says of the site beside its articles."""
    return fingerprint(replace(site.config, spans={}), [page.slug for page in site.pages], site.drafts)


def plan_claim_reviews(site: Site, theme: Theme) -> Iterator[Output]:
    """Give the feed of ClaimReviews where the site can have any."""
    del theme
    if site.config.base_url is None or not makes_claim_reviews(site):
        return
    frame = data_key(site)
    shards = review_feed.review_shards(site)
    counts = tuple((shard.name, len(shard.claims)) for shard in shards)
    make = partial(_render_review_index, shards=counts)
    yield Output(review_feed.INDEX, fingerprint(frame, counts), make)
    for shard in shards:
        key = fingerprint(frame, *_tell(shard.claims))
        reviews = partial(_render_reviews, name=shard.name, keys=_name(shard.claims))
        yield Output(review_feed.shard_address(shard.name), key, reviews)


def _render_review_index(
    site: Site,
    templates: Templates,  # noqa: ARG001 - as all makers
    shards: Sequence[tuple[str, int]],
) -> bytes:
    return review_feed.render_index(site, shards)


def _render_reviews(
    site: Site,
    templates: Templates,  # noqa: ARG001 - as all makers
    name: str,
    keys: Sequence[tuple[str, str]],
) -> bytes:
    return review_feed.render_shard(site, name, list(_look_up(site, keys)))


def _look_up(site: Site, keys: Sequence[tuple[str, str]]) -> Iterator[Listed]:
    """Give the claims that (address of the article, id) name."""
    for address, group in groupby(keys, key=lambda key: key[0]):
        article = site.places[address]
        if isinstance(article, ArticleRecord):
            claims = {claim.id: claim for claim in article.claims}
            yield from (Listed(article, claims[id_]) for _, id_ in group)
