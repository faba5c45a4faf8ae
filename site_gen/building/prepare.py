"""The one costly step, per article: its files read, its quotes anchored, its body made. Pure, so that it can be cached.

Nothing here knows other articles; links are looked up later, when all addresses are known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from site_gen.anchoring.body import make_body, make_page_body
from site_gen.building.prepared import ArticleEntry, PageEntry, PreparedArticle, PreparedPage, Unprepared
from site_gen.building.reading_again import name_reading
from site_gen.model import (
    Anchor,
    Article,
    ArticleRecord,
    Body,
    Claim,
    ClaimRecord,
    Config,
    LinkUse,
    Note,
    OwnPage,
    PageRecord,
)
from site_gen.outputs.output import shown_key
from site_gen.presenting.addresses import resolve_typed
from site_gen.reading.shared import SharedSources
from site_gen.support.diagnostics import Diagnostic, has_errors, lower, sort_diagnostics
from site_gen.support.locations import Span, TextFile
from site_gen.support.stages import UNTIMED, Stages
from site_gen.support.structs import Struct, replace


class ArticleJob(Struct, frozen=True):
    """All that an article's body depends on."""

    article: TextFile
    claims: TextFile | None
    shared: SharedSources
    """The sources of several articles; the body depends on those it cites."""
    config: Config
    drafts: bool
    known: Article | None = None
    """The article, where it need not be read: see ``reading_again``."""


class PageJob(Struct, frozen=True):
    """All that an own page's body depends on."""

    page: TextFile


def prepare_article(job: ArticleJob, stages: Stages = UNTIMED) -> PreparedArticle:
    """Read and anchor an article.

    Claims and notes that are not published are anchored too, so that their problems show, but stand in the body only
    where drafts are asked for. Those with errors of their own are anchored as well, and never stand in the body.
    """
    article, diagnostics = (job.known, list[Diagnostic]()) if job.known else _read(job, stages)
    if article is None:
        return PreparedArticle(None, None, tuple(sort_diagnostics(diagnostics)))
    body, more = make_body(_with_damaged(article), stages=stages)
    sound: list[Claim | Note] = [*article.claims, *article.notes]
    damaged: list[Claim | Note] = [*article.damaged_claims, *article.damaged_notes]
    unpublished = [each for each in sound if each.state != "published"]
    more = [_soften(each, damaged, unpublished) for each in more]
    hidden = frozenset(each.id for each in unpublished if not job.drafts)
    if hidden or damaged:
        article = _without(article, hidden)
        waiting = body.placeholders  # covered by what is not published is covered
        body, again = make_body(article, left_out=hidden, stages=stages)
        body = replace(body, placeholders=waiting)
        if has_errors(again):  # say, a published note that links to a claim still in draft
            more += [_soften(each, unpublished) for each in again]
    found = _tell_once([*diagnostics, *more])
    if article.draft:
        found = [lower(diagnostic) for diagnostic in found]
    return PreparedArticle(
        replace(article, markdown=""),  # the body holds the text from here on
        body,
        tuple(sort_diagnostics(found)),
        unpublished=tuple(each for each in unpublished if each.id in hidden),
        damaged=tuple(damaged),
    )


def _read(job: ArticleJob, stages: Stages) -> tuple[Article | None, list[Diagnostic]]:
    from site_gen.reading.articles import parse_article  # noqa: PLC0415 - see import_steps

    with stages("read articles and claims"):
        return parse_article(job.article, job.claims, job.shared, job.config)


def _tell_once(found: list[Diagnostic]) -> list[Diagnostic]:
    """Leave out that a quote lacks quotation marks where the line to write instead, which has them, is told anyway.

    The line with the words as typed would be wrong again.
    """
    told = {
        (each.span.path, each.span.line, each.span.column, each.severity)
        for each in found
        if each.code == "quote-is-found" and "\n  quote: " in each.help
    }
    return [
        each
        for each in found
        if each.code != "yaml-value-is-quoted"
        or (each.span.path, each.span.line, each.span.column, each.severity) not in told
    ]


def _with_damaged(article: Article) -> Article:
    """Give the article with its damaged claims and notes among the others, in the order of the file."""
    if not (article.damaged_claims or article.damaged_notes):
        return article
    claims = (*article.claims, *article.damaged_claims)
    notes = (*article.notes, *article.damaged_notes)
    ids = {claim.id for claim in claims} | {note.id for note in notes}
    return replace(
        article,
        claims=tuple(sorted(claims, key=lambda claim: claim.span)),
        notes=tuple(sorted(notes, key=lambda note: note.span)),
        unread=article.unread - ids,
    )


def _without(article: Article, hidden: Collection[str]) -> Article:
    """Give the article without what readers must not see: claims and notes that are hidden or damaged."""
    return replace(
        article,
        claims=tuple(claim for claim in article.claims if claim.id not in hidden),
        notes=tuple(note for note in article.notes if note.id not in hidden),
        damaged_claims=(),
        damaged_notes=(),
    )


def _soften(diagnostic: Diagnostic, *groups: Iterable[Claim | Note]) -> Diagnostic:
    """Make a warning of a problem that stands in a claim or note that is not published."""
    items = (each for group in groups for each in group if each.state != "published")
    return lower(diagnostic) if any(each.span.covers(diagnostic.span) for each in items) else diagnostic


def prepare_page(job: PageJob) -> PreparedPage:
    """Read one of the site's own pages and make its body."""
    from site_gen.reading.articles import parse_page  # noqa: PLC0415 - see import_steps

    page, diagnostics = parse_page(job.page)
    if page is None:
        return PreparedPage(None, None, tuple(sort_diagnostics(diagnostics)))
    body, more = make_page_body(page)
    found = [*diagnostics, *more]
    if page.draft:
        found = [lower(diagnostic) for diagnostic in found]
    return PreparedPage(page, body, tuple(sort_diagnostics(found)))


def make_article_record(key: str, article: Article, body: Body) -> ArticleRecord:
    """Give what other pages know of an article."""
    claims = {claim.id: claim for claim in article.claims}
    first: dict[str, Anchor] = {}
    for anchor in body.anchors:
        first.setdefault(anchor.id, anchor)
    record = ArticleRecord(
        path=article.path,
        slug=article.slug,
        title=article.title,
        body_key=key,
        date=article.date,
        updated=article.updated,
        authors=article.authors,
        summary=article.summary,
        tags=article.tags,
        language=article.language,
        image=article.image,
        draft=article.draft,
        publish_after=article.publish_after,
        aliases=article.aliases,
        history=article.history,
        original=article.original,
        claims=tuple(
            _make_claim_record(number, claims[id_], first.get(id_))
            for number, id_ in enumerate(body.claim_ids, 1)
        ),
        note_count=len(body.note_ids),
        links=(*_make_image_use(article), *body.links),
        fragments=_fragments(body),
        words=body.words,
    )
    return replace(record, shown=shown_key(record))


def _make_image_use(article: Article) -> Iterator[LinkUse]:
    """Give the front matter's picture as one that the article uses."""
    if article.image:
        span = article.spans.get("image", Span(article.path))
        target = resolve_typed(article.path, article.image)
        yield LinkUse(target, "", span, article.image, picture=True)


def _make_claim_record(number: int, claim: Claim, place: Anchor | None) -> ClaimRecord:
    return ClaimRecord(
        id=claim.id,
        number=number,
        quote=(place and place.exact) or claim.claim or claim.summary or "",
        claim=claim.claim,
        summary=claim.summary or "",
        status=claim.status or "",
        claimant=claim.claimant.name if claim.claimant else None,
        said=claim.said,
        checked=claim.checked,
        sources=tuple(source.key for source in claim.sources),
        span=_find_asked_span(claim),
        same_as=claim.same_as,
        language=claim.language,
        claimant_url=claim.claimant.url if claim.claimant else None,
        appearance=claim.appearance,
        tags=claim.tags,
        history=claim.history,
        shared_sources=tuple(source.shared_id for source in claim.sources if source.shared_id),
        publishers=tuple(dict.fromkeys(source.publisher for source in claim.sources if source.publisher)),
        is_verbatim=bool(place and place.is_verbatim),
    )


def _find_asked_span(claim: Claim) -> Span | None:
    if claim.same_as:
        return claim.spans.get("same_as", claim.span)
    return None if claim.status else claim.span


def make_page_record(key: str, page: OwnPage, body: Body) -> PageRecord:
    """Give what other pages know of one of the site's own pages."""
    return PageRecord(
        path=page.path,
        slug=page.slug,
        title=page.title,
        body_key=key,
        summary=page.summary,
        updated=page.updated,
        language=page.language,
        draft=page.draft,
        links=body.links,
        fragments=_fragments(body),
    )


def _fragments(body: Body) -> str:
    places = {_place_id(anchor) for anchor in body.anchors}
    records = {f"claim-{id_}" for id_ in (*body.claim_ids, *body.note_ids)}
    return "\n".join(sorted({heading.id for heading in body.contents} | places | records))


def _place_id(anchor: Anchor) -> str:
    return f"ref-{anchor.id}" if anchor.place == 1 else f"ref-{anchor.id}-{anchor.place}"


def make_article_entry(source: Unprepared, prepared: PreparedArticle) -> ArticleEntry:
    """Give what is kept of an article beside its body."""
    record = None
    if prepared.article is not None and prepared.body is not None:
        record = make_article_record(source.key, prepared.article, prepared.body)
    unpublished = tuple(_find_unpublished(prepared))
    return ArticleEntry(
        source.article.path,
        source.key,
        record,
        prepared.diagnostics,
        unpublished,
        name_reading(source, prepared),
    )


def _find_unpublished(prepared: PreparedArticle) -> Iterator[Span]:
    found: list[Claim | Note] = [*prepared.unpublished, *prepared.damaged]
    if prepared.article is not None:
        found += [*prepared.article.claims, *prepared.article.notes]
    yield from (each.span for each in found if each.state != "published")


def make_page_entry(key: str, prepared: PreparedPage) -> PageEntry:
    """Give what is kept of an own page beside its body."""
    record = None
    if prepared.page is not None and prepared.body is not None:
        record = make_page_record(key, prepared.page, prepared.body)
    return PageEntry(record, prepared.diagnostics)
