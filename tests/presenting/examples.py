"""A small site by hand: an article with three claims and a note, an own page, pictures, theme files."""

from __future__ import annotations

import datetime as dt
from typing import Any

from site_gen.model import (
    Anchor,
    Article,
    ArticleRecord,
    Body,
    Claim,
    ClaimRecord,
    Config,
    Heading,
    Note,
    OwnPage,
    PageRecord,
    PartialDate,
    Person,
    PublishedFile,
    Publisher,
    Rating,
    Site,
    Source,
    Work,
)
from site_gen.support.locations import Span
from site_gen.support.slots import make_slot
from site_gen.support.structs import replace

RATINGS = (
    Rating("accurate", "Accurate", "It is right.", "good", 5),
    Rating("needs-context", "Needs context", "More must be said.", "mixed", 3),
    Rating("inaccurate", "Inaccurate", "It is wrong.", "bad", 1),
    Rating("unverified", "Unverified", "No evidence yet.", "none"),
    Rating("false-ish", "False-ish", "No longer given.", "poor", 2, retired=True),
)
CONFIG = Config(
    title="Check & Co",
    tagline="We check",
    ratings=RATINGS,
    base_url="https://example.org/facts/",
    publisher=Publisher("The Desk", url="https://desk.example"),
    report_error="mistakes@example.org",
)
PATH = "content/articles/missile.md"
CLAIMS_PATH = "content/articles/missile.claims.yaml"
SPAN = Span(CLAIMS_PATH)
SOURCE = Source(
    SPAN,
    title="Sanctions list",
    url="https://treasury.example/list",
    publisher="Treasury",
    published=PartialDate(2018, 4),
    accessed=dt.date(2026, 11, 22),
    archived="https://archive.example/1",
    kind="primary",
    stance="refutes",
    quote="no new sanctions",
)
JANUARY = Claim(
    "january",
    SPAN,
    status="inaccurate",
    summary="No sanctions were needed yet.",
    note="x",
    sources=(SOURCE,),
    claimant=Person("A Minister", "Minister"),
    said=PartialDate(2018, 6),
    appearance=Work("Interview", "https://tv.example/1"),
    checked=dt.date(2026, 11, 20),
    checked_by=("Ada", "Bob", "Cy"),
    confidence="high",
)
DEAL = Claim("deal", SPAN, status="accurate", summary="So it was.", checked=dt.date(2026, 11, 21))
WHOLE = Claim("whole", SPAN, on="article", status="unverified", summary="Nobody knows.", claim="It is so")
CAATSA = Note("caatsa", SPAN, title="An act of 2017", summary="A law.")


def anchor(id_: str, start: int, end: int, exact: str, place: int = 1, on: Any = "body") -> Anchor:
    return Anchor(id_, place, on, start, end, exact, "", "", 3, is_verbatim=id_ == "deal")


def mark(ids: str, words: str) -> str:
    return f'<mark data-claim="{ids}"{make_slot("mark", ids)}>{words}</mark>'


def ref(id_: str, place: int = 1) -> str:
    return make_slot("ref", f"{id_} {place}")


BODY = Body(
    html=(
        f"<p>In {mark('january', 'January, under ')}{mark('january caatsa', 'CAATSA')}"
        f"{ref('caatsa')}{ref('january')}, "
        f"{mark('deal', 'a deal')}{ref('deal')} and {mark('deal', 'a deal')}{ref('deal', 2)}.</p>\n"
        f'<p><a href="{make_slot("href", "content/pages/about.md#h-team")}">us</a> '
        f'<img {make_slot("img", "content/articles/ship.jpg")} alt="A ship"></p>\n'
    ),
    title_html="The missile deal",
    notes={"january": f'<h3 id="h-n">N</h3><p><a href="{make_slot("href", "/ratings/")}">scale</a></p>'},
    claim_ids=("january", "deal", "whole"),
    note_ids=("caatsa",),
    anchors=(
        anchor("january", 3, 24, "January, under CAATSA"),
        anchor("caatsa", 18, 24, "CAATSA"),
        anchor("deal", 26, 32, "a deal"),
        anchor("deal", 37, 43, "a deal", 2),
    ),
    contents=(Heading(2, "h-one", "One"),),
    words=500,
)
ARTICLE = Article(
    PATH,
    "missile",
    "The missile deal",
    "",
    date=dt.date(2026, 11, 22),
    authors=("Ada", "Bob"),
    summary="What was <said>.",
    image="ship.jpg",
    claims=(JANUARY, DEAL, WHOLE),
    notes=(CAATSA,),
)
FRAGMENTS = "claim-caatsa\nclaim-deal\nclaim-january\nclaim-whole\nh-one\nref-january"


def claim_record(claim: Claim, number: int) -> ClaimRecord:
    return ClaimRecord(
        id=claim.id,
        number=number,
        quote=claim.id,
        claim=claim.claim,
        summary=claim.summary or "",
        status=claim.status or "",
        claimant=None,
        said=None,
        checked=claim.checked,
        sources=(),
        span=claim.span,
    )


RECORD = ArticleRecord(
    PATH,
    "missile",
    "The missile deal",
    "key",
    date=ARTICLE.date,
    authors=ARTICLE.authors,
    summary=ARTICLE.summary,
    image=ARTICLE.image,
    claims=tuple(claim_record(claim, number) for number, claim in enumerate((JANUARY, DEAL, WHOLE), 1)),
    note_count=1,
    fragments=FRAGMENTS,
    words=500,
)
ABOUT = PageRecord("content/pages/about.md", "about", "About us", "key2", fragments="h-team")
ABOUT_PAGE = OwnPage("content/pages/about.md", "about", "About us", "", summary="Who we are")
FILES = {
    (RECORD.address, "content/articles/ship.jpg"): PublishedFile(
        "content/articles/ship.jpg", "/articles/missile/ship.jpg", 640, 480
    ),
    ("", "static/maps/kiev.svg"): PublishedFile("static/maps/kiev.svg", "/static/kiev.1f.svg"),
    ("", "static/site.css"): PublishedFile("static/site.css", "/static/site.0a.css"),
    ("", "static/site.js"): PublishedFile("static/site.js", "/static/site.0b.js"),
    ("", "static/claim.js"): PublishedFile("static/claim.js", "/static/claim.0d.js"),
    ("", "static/icon.svg"): PublishedFile("static/icon.svg", "/static/icon.0c.svg"),
}
SITE = Site(CONFIG, articles=(RECORD,), pages=(ABOUT,), files=FILES, day=dt.date(2026, 11, 22))


def configured(**values: Any) -> Site:
    """Give the site with other configuration."""
    return replace(SITE, config=replace(CONFIG, **values))


def many(count: int, per_page: int) -> Site:
    """Give a site with many articles, newest first: a1 is the oldest."""
    first = dt.date(2026, 1, 1)
    records = [
        ArticleRecord(
            f"content/articles/a{n}.md", f"a{n}", f"A {n}", "key", date=first + dt.timedelta(days=n - 1)
        )
        for n in range(count, 0, -1)
    ]
    config = replace(CONFIG, articles_per_page=per_page)
    return Site(config, articles=tuple(records))
