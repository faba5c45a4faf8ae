"""The page to search all claims from. What it finds is read by script from the open data."""

from __future__ import annotations

from site_gen.model import Site
from site_gen.presenting.addresses import HOME, SEARCH
from site_gen.presenting.frame import LIST_STYLES, make_chrome, make_head
from site_gen.presenting.index_views import SearchView
from site_gen.presenting.page import make_page, make_rating

_DATA = "/claims.json"


def present_search(site: Site) -> SearchView:
    """Make the view of the search."""
    page = make_page(site, SEARCH)
    say = page.words.say
    # Script puts paths behind it: the folder itself is wanted, also where links name index.html.
    root = page.link(HOME).removesuffix("index.html")
    return SearchView(
        chrome=make_chrome(page, LIST_STYLES, ("site.js", "search.js", "custom.js")),
        head=make_head(page, say("index.search"), description=say("search.intro")),
        heading=say("index.search"),
        index=page.link(_DATA),
        root=root,
        ratings=tuple(
            make_rating(page, rating)
            for rating in site.config.ratings
            if not rating.retired or site.lists.groups["status"].get(rating.id)
        ),
    )
