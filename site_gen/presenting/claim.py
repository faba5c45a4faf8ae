"""A claim by itself: its own page, and the card that other sites show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import escape

from site_gen.model import ArticleRecord, Claim, ClaimRecord, Listed, Site
from site_gen.presenting.addresses import claim_address, embed_address, group_address, listed_address
from site_gen.presenting.checks import make_check, quote_of
from site_gen.presenting.claim_views import ClaimView, EmbedView, ShareView
from site_gen.presenting.embed_size import CardText, estimate_height
from site_gen.presenting.fill import make_fillers
from site_gen.presenting.frame import LIST_STYLES, make_bare_chrome, make_chrome, make_head
from site_gen.presenting.index_views import EntryView
from site_gen.presenting.indexes import make_entry, name_group
from site_gen.presenting.page import Page, make_page, make_rating, make_time, name_check
from site_gen.presenting.share_images import make_share_picture
from site_gen.presenting.subjects import Edition, Subject, Subjects
from site_gen.presenting.verdicts import find_reason
from site_gen.presenting.views import LinkView
from site_gen.support.structs import replace
from site_gen.support.urls import is_placeholder, name_slug
from site_gen.support.words import text_direction

_MAX_TITLE = 70
_FRAME = (
    '<iframe src="{src}" title="{title}" width="100%" height="{height}" loading="lazy" style="border:0">'
    '<a href="{url}">{title}</a></iframe>'
)


def present_claim(site: Site, edition: Edition, claim_id: str, json_ld: Sequence[str] = ()) -> ClaimView:
    """Make the view of a claim's own page. Raises KeyError where the article shows no such claim."""
    record = edition.record
    page = make_page(site, claim_address(record, claim_id))
    subjects = Subjects(page, edition)
    subject = subjects.by_id[claim_id]
    if not isinstance(subject.item, Claim):
        raise KeyError(claim_id)
    claim = subject.item
    is_quote = not claim.claim and any(anchor.is_verbatim for anchor in subject.anchors[:1])
    statement = _shorten(claim.claim or quote_of(subject))
    title = name_check(page.words, subject.heading, statement, is_quote=is_quote)
    language = claim.language or record.language or site.config.language
    rating = make_rating(page, subject.rating) if subject.rating else None
    previous, following = _neighbours(subjects, subject)
    # A note's own links and pictures belong to the article's address.
    fillers = make_fillers(page, record.address, subjects)
    return ClaimView(
        chrome=make_chrome(page, LIST_STYLES, ("site.js", "claim.js", "custom.js")),
        head=make_head(
            page,
            title,
            description=find_reason(claim) or claim.summary,
            language=language,
            kind="article",
            image=make_share_picture(page, record, title, claim_id),
            json_ld=tuple(json_ld),
        ),
        check=make_check(subjects, subject, claim, rating, fillers),
        article=LinkView(record.title, page.link(record.address)),
        article_date=make_time(page, record.date),
        previous=_link_claim(subjects, previous),
        next=_link_claim(subjects, following),
        language=language,
        direction=text_direction(language),
        same=tuple(_link_same(page, each) for each in site.lists.same.get(f"{record.slug}/{claim_id}", ())),
        more=tuple(_find_more(page, record, claim)),
        share=_make_share(page, record, claim_id, title),
    )


def _neighbours(subjects: Subjects, subject: Subject) -> tuple[Subject | None, Subject | None]:
    """Give the claims with own pages before and behind this one, by number."""
    ids = subjects.body.claim_ids
    index = int(subject.mark) - 1  # one whose words were not found has a number behind all others
    before = subjects.by_id.get(ids[index - 1]) if 0 < index <= len(ids) else None
    behind = subjects.by_id.get(ids[index + 1]) if index + 1 < len(ids) else None
    return before, behind


def _link_claim(subjects: Subjects, subject: Subject | None) -> LinkView | None:
    if subject is None:
        return None
    address = claim_address(subjects.record, subject.item.id)
    return LinkView(subject.heading, subjects.page.link(address))


def _shorten(text: str) -> str:
    if len(text) <= _MAX_TITLE:
        return text
    return text[:_MAX_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:–—") + "…"


def _link_same(page: Page, each: Listed) -> LinkView:
    return LinkView(each.article.title, page.link(listed_address(page.site, *each)))


def _find_more(page: Page, record: ArticleRecord, claim: Claim) -> Iterator[LinkView]:
    """Give the lists that a claim is in, those with more than itself."""
    groups = page.site.lists.groups
    names = [("status", claim.verdict or "")]
    names += [("speakers", name_slug(claim.claimant.name))] if claim.claimant else []
    names += [("topics", name_slug(tag)) for tag in dict.fromkeys((*record.tags, *claim.tags))]
    names += [("sources", source.shared_id) for source in claim.sources if source.shared_id]
    for kind in groups:
        for id_ in dict.fromkeys(id_ for other, id_ in names if other == kind):
            address = group_address(kind, id_)
            if address in page.site.lists.addresses:
                label = name_group(page, groups[kind][id_])
                yield LinkView(label, page.link(address))


def _make_share(page: Page, record: ArticleRecord, claim_id: str, title: str) -> ShareView | None:
    url = page.absolute(claim_address(record, claim_id))
    if url is None or page.site.drafts:
        return None
    embed = embed_address(record, claim_id)
    claim = next((each for each in record.claims if each.id == claim_id), None)
    if claim is None or not page.site.config.asks_for("embed"):
        return ShareView(url, title, None, None)
    named = page.words.say("page.title", page=title, site=page.site.config.title)
    code = _FRAME.format(
        src=escape(page.absolute(embed)),
        title=escape(named),
        url=escape(url),
        height=_find_height(page, Listed(record, claim)),
    )
    return ShareView(url, title, page.link(embed), code, is_placeholder(url))


def _find_height(page: Page, listed: Listed) -> int:
    """Give the height of the frame that holds the card of a claim."""
    entry = make_entry(page, listed)
    said = f", {entry.said.text}" if entry.said else ""
    date = f", {entry.date.text}" if entry.date else ""
    return estimate_height(
        CardText(
            heading=_name_card(page, listed.claim, entry),
            standing=f"{entry.standing.text}: {entry.standing.reason or ''}" if entry.standing else "",
            statement=f"“{entry.statement}”" if entry.is_quote else entry.statement,
            summary=entry.summary,
            origin=f"{entry.claimant.label}{said}" if entry.claimant else "",
            site=f"{page.site.config.title}{date}",
            more=page.words.say("ui.embed_more"),
        )
    )


def _name_card(page: Page, claim: ClaimRecord, entry: EntryView) -> str:
    label = entry.rating.label if entry.rating else ""
    return page.words.say(
        "check.heading" if label else "check.heading.open", number=claim.number, rating=label
    )


def present_embed(site: Site, record: ArticleRecord, claim: ClaimRecord) -> EmbedView:
    """Make the view of the card of a claim, from its record alone."""
    page = make_page(site, embed_address(record, claim.id))
    listed = Listed(record, claim)
    entry = make_entry(page, listed)
    heading = _name_card(page, claim, entry)
    description = find_reason(claim) or claim.summary or None
    head = make_head(page, heading, description=description, language=entry.language)
    return EmbedView(
        chrome=make_bare_chrome(page, ("embed.css", "colours.css", "custom.css")),
        head=replace(
            head,
            canonical=page.absolute(listed_address(site, record, claim)),
            robots="noindex",
            open_graph=(),
        ),
        heading=heading,
        entry=entry,
    )
