"""The page to search all claims from. What it finds is read by script from the open data."""

from __future__ import annotations

from site_gen.model import WITHDRAWN, Site
from site_gen.presenting.addresses import HOME, SEARCH
from site_gen.presenting.frame import LIST_STYLES, make_chrome, make_head, make_policy
from site_gen.presenting.index_views import SearchView
from site_gen.presenting.page import make_page, make_rating
from site_gen.presenting.verdicts import make_scale
from site_gen.support.structs import replace

_DATA = "/claims.json"
_FULL_TEXT = "pagefind/pagefind.js"


def present_search(site: Site) -> SearchView:
    """Make the view of the search."""
    page = make_page(site, SEARCH)
    say = page.words.say
    # Script puts paths behind it: the folder itself is wanted, also where links name index.html.
    root = page.link(HOME).removesuffix("index.html")
    # What listens to the search comes before it.
    more = ("fulltext.js",) if site.full_text else ()
    chrome = make_chrome(page, LIST_STYLES, ("site.js", *more, "search.js", "custom.js"))
    policy = make_policy(site.config, portable=site.portable, wasm=site.full_text)
    return SearchView(
        chrome=replace(chrome, content_security_policy=policy),
        head=make_head(page, say("index.search"), description=say("search.intro")),
        heading=say("index.search"),
        index=page.link(_DATA),
        root=root,
        ratings=tuple(
            make_rating(page, rating)
            for rating in make_scale(site.config).values()
            if not (rating.retired or rating.id == WITHDRAWN) or site.lists.groups["status"].get(rating.id)
        ),
        full_text=f"{root}{_FULL_TEXT}" if site.full_text else None,
    )
