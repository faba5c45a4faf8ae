"""Views by hand that have every field, and some that have as few as can be: one of each page."""

from __future__ import annotations

from markupsafe import Markup

from site_gen.presenting import claim_views, index_views, views
from site_gen.presenting.templating import PageView
from site_gen.support.structs import replace

DAY = views.TimeView("2026-11-22", "22 November 2026")
HEAD = views.HeadView(
    "A page – The Desk",
    "About it.",
    None,
    "en",
    "ltr",
    open_graph=(("og:title", "A <page>"),),
    json_ld=(Markup('{"@type":"WebPage"}'),),
    alternates=(("application/atom+xml", "Articles", "feed.xml"),),
)
CHROME = views.ChromeView(
    "The Desk",
    "We check.",
    "index.html",
    "en",
    "ltr",
    (views.LinkView("About", "about/", current=True),),
    (views.LinkView("Ratings", "ratings/"),),
    views.LinkView("The Press", ""),
    views.LinkView("Report", "mailto:a@b.c"),
    ("site.css",),
    ("site.js",),
    "icon.svg",
    "default-src 'none'",
    None,
    lambda name: name,
    explore=(views.LinkView("All checks", "claims/"), views.LinkView("Speakers", "speakers/", current=True)),
)
BAD = views.RatingView(
    "inaccurate", "Inaccurate", "It is wrong.", "bad", "ratings/#rating-inaccurate", "1 of 5"
)
COUNTS = views.CountsView(
    1,
    "1 statement checked: 1 inaccurate",
    (views.BarPartView(BAD, 1, "1 inaccurate", "0", "100", "#claim-first"),),
)
WORK = views.WorkView("A <speech>", "https://example.org/speech", "The Paper", "A. Writer", DAY)
SOURCE = views.SourceView(
    "Report & annex",
    "https://example.org/r#:~:text=x",
    "https://example.org/r",
    "The Office",
    "B. Author",
    DAY,
    "22 November 2026",
    DAY,
    "https://archive.example/r",
    "Primary source",
    "Contradicts the statement",
    "refutes",
    "not <needed>",
    "p. 14",
    None,
    "fr",
    "ltr",
)
HISTORY = views.HistoryView(
    DAY, "Correction", "correction", "The date was wrong.", "from Misleading to Inaccurate"
)
CHECK = views.CheckView(
    "first",
    1,
    "Check 1: Inaccurate",
    BAD,
    (views.PlaceView("a quote", "#ref-first", "In the text"),),
    "In short.",
    "It was not so.",
    Markup("<p>Note.</p>"),
    Markup("<p>Note.</p>"),
    "Because.",
    (SOURCE,) * 3,
    views.PersonView("A. Speaker", "Minister", None),
    DAY,
    WORK,
    "High",
    DAY,
    "C. Checker",
    "D. Editor",
    (HISTORY,),
    ("trade",),
    "#claim-first",
    "first/",
    views.LinkView("Report an error", "mailto:a@b.c"),
    views.LinkView("Another article", "../x/"),
    (views.LinkView("Note a: Term", "#claim-term"),),
    None,
)
BARE = replace(
    CHECK,
    id="bare",
    number=2,
    rating=None,
    places=(),
    claim=None,
    summary=None,
    note=None,
    card_note=None,
    reason=None,
    sources=(),
    claimant=None,
    said=None,
    appearance=None,
    confidence=None,
    checked=None,
    checked_by=None,
    reviewed_by=None,
    history=(),
    tags=(),
    record_href="#claim-bare",
    page_href=None,
    report=None,
    same_as=None,
    shares=(),
    badge="Draft",
)
NOTE = views.NoteView(
    "term",
    "a",
    "Note a: Term",
    "Term",
    (views.PlaceView("quote", "#ref-term", "In the text"),),
    "A term.",
    Markup("<p>Long.</p>"),
    Markup("<p>Long.</p>"),
    (SOURCE,),
    "#claim-term",
    (views.LinkView("Check 1: Inaccurate", "#claim-first"),),
    None,
)
BODY = Markup(
    '<h2 id="h-one">One</h2><p><mark data-claim="first term" class="mark tone-bad">a quote</mark>'
    '<span class="ref-box" data-no-text><button type="button" class="ref tone-bad" id="ref-first"'
    ' data-claim-ref="first" popovertarget="card-first" aria-label="Check 1: Inaccurate">1</button></span>'
    '<span class="ref-box" data-no-text><button type="button" class="ref ref-note" id="ref-term"'
    ' data-claim-ref="term" popovertarget="card-term" aria-label="Note a: Term">a</button></span></p>'
)
ARTICLE = views.ArticleView(
    CHROME,
    HEAD,
    Markup("A &amp; B"),
    Markup("In brief"),
    "By A",
    DAY,
    DAY,
    "4 minutes to read",
    ("trade",),
    None,
    WORK,
    COUNTS,
    DAY,
    (HISTORY,),
    BODY,
    (views.ContentsView(2, "One", "#h-one"),) * 3,
    (CHECK, BARE),
    (NOTE,),
    (BAD,),
    "en",
    "ltr",
)
TEASER = views.TeaserView(
    "A title", "articles/a/", "In brief", "By A", DAY, COUNTS, "ar", "rtl", badge="Draft"
)
ENTRY = index_views.EntryView(
    "a <quote>",
    "articles/a/first/",
    BAD,
    "It was not so.",
    views.LinkView("A. Speaker", "speakers/a-speaker/"),
    DAY,
    views.LinkView("A & B", "articles/a/"),
    DAY,
    "ar",
    "rtl",
    "en",
    "ltr",
)
BARE_ENTRY = replace(
    ENTRY, is_quote=False, rating=None, summary="", claimant=None, said=None, date=None, language="en"
)
CLAIM_LIST = index_views.ClaimListView(
    CHROME,
    HEAD,
    views.LinkView("Sources", "../"),
    "A <source>",
    "What rests on it.",
    None,
    SOURCE,
    replace(COUNTS, parts=(replace(COUNTS.parts[0], href="../status/inaccurate/"),)),
    "1 statement checked",
    (ENTRY, BARE_ENTRY),
    views.PagerView(None, "page/1/", "3 March 2018"),
)
DIRECTORY = index_views.DirectoryView(
    CHROME,
    HEAD,
    views.LinkView("Speakers", "../"),
    "Speakers",
    "In order of name.",
    (
        index_views.DirectoryGroupView(
            "2018",
            (
                index_views.DirectoryEntryView("A & B", "a/", "1 statement checked", "The Office"),
                index_views.DirectoryEntryView("Inaccurate", "b/", "2 statements checked", rating=BAD),
            ),
        ),
    ),
    (views.LinkView("A… (3)", "a-/"),),
)
CHANGE = index_views.ChangeView(
    HISTORY, views.LinkView("Check 1", "a/first/"), "a <quote>", views.LinkView("A & B", "a/"), "ar", "rtl"
)
CORRECTIONS = index_views.CorrectionsView(
    CHROME,
    HEAD,
    "Corrections",
    views.LinkView("Policy", "corrections-policy/"),
    (
        index_views.ChangesMonthView(
            "June 2018",
            (CHANGE, replace(CHANGE, is_quote=False), replace(CHANGE, statement=None, article=None)),
        ),
    ),
    None,
)
PAGES: dict[str, tuple[str, PageView]] = {
    "article": ("article.html", ARTICLE),
    "article with nothing checked": (
        "article.html",
        replace(
            ARTICLE,
            summary=None,
            authors=None,
            date=None,
            updated=None,
            tags=(),
            original=None,
            counts=None,
            last_checked=None,
            history=(),
            contents=(),
            checks=(),
            notes=(),
            ratings=(),
            body=Markup("<p>a</p>"),
        ),
    ),
    "article in another language": (
        "article.html",
        replace(ARTICLE, head=replace(HEAD, language="ar", direction="rtl"), language="ar", direction="rtl"),
    ),
    "claim": (
        "claim.html",
        claim_views.ClaimView(
            CHROME,
            HEAD,
            replace(
                CHECK,
                shares=(),
                record_href="../#claim-first",
                places=(replace(CHECK.places[0], href="../#ref-first"),),
            ),
            views.LinkView("A & B", "../"),
            DAY,
            None,
            views.LinkView("Check 2", "../bare/"),
            "en",
            "ltr",
            (views.LinkView("A & B", "../x/"),),
            (views.LinkView("Statements on tea", "../topics/tea/"),),
            claim_views.ShareView("https://a.example/", "A <claim>", "../embed/", "<iframe></iframe>"),
        ),
    ),
    "home": (
        "home.html",
        views.HomeView(CHROME, HEAD, "Articles", (TEASER,), views.PagerView(None, "page/1/", "Page 2 of 2")),
    ),
    "home without articles": ("home.html", views.HomeView(CHROME, HEAD, "Articles", (), None)),
    "page": ("page.html", views.OwnPageView(CHROME, HEAD, "About", Markup("<p>Us.</p>"), DAY, "en", "ltr")),
    "ratings": ("ratings.html", views.RatingsView(CHROME, HEAD, (BAD,), (), ())),
    "not found": (
        "404.html",
        index_views.NotFoundView(CHROME, HEAD, (views.LinkView("A title", "articles/a/"),)),
    ),
    "claims": ("claims.html", CLAIM_LIST),
    "claims of one verdict": (
        "claims.html",
        replace(CLAIM_LIST, kicker=None, rating=BAD, source=None, counts=None, entries=(), pager=None),
    ),
    "directory": ("directory.html", DIRECTORY),
    "directory of nothing": (
        "directory.html",
        replace(DIRECTORY, kicker=None, intro=None, groups=(), letters=()),
    ),
    "month": (
        "month.html",
        index_views.MonthView(CHROME, HEAD, views.LinkView("Archive", "../"), "June 2018", (TEASER,), None),
    ),
    "corrections": ("corrections.html", CORRECTIONS),
    "no corrections": ("corrections.html", replace(CORRECTIONS, policy=None, months=())),
    "embed": ("embed.html", claim_views.EmbedView(CHROME, HEAD, "Check 1: Inaccurate", ENTRY)),
    "search": (
        "search.html",
        index_views.SearchView(CHROME, HEAD, "Search", "../claims.json", "../", (BAD,)),
    ),
    "redirect": ("redirect.html", index_views.RedirectView(CHROME, HEAD, views.LinkView("A & B", "../a/"))),
    "redirect of a card": (
        "embed-redirect.html",
        index_views.RedirectView(CHROME, HEAD, views.LinkView("A & B", "../a/")),
    ),
}
