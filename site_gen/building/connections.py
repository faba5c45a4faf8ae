"""What holds between articles: one thing at one address, links that lead somewhere, the same claim elsewhere."""

from __future__ import annotations

import difflib
import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from site_gen.model import Config, PageRecord, Record, Site
from site_gen.presenting.addresses import find_address
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.locations import Span
from site_gen.support.urls import encode_path

RESERVED = frozenset(
    {
        "articles", "claims", "corrections", "embed", "page", "pagefind", "ratings", "search", "sources", "speakers",
        "static", "status", "topics",
    }
)  # fmt: skip
"""Slugs of own pages that would stand where the site has something of its own."""


def check_addresses(records: Sequence[Record]) -> Iterator[Diagnostic]:
    """Find two things at one address, also where they differ only in case or composition."""
    standing: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        standing[_same_on_disk(record.address)].append(record)
        if isinstance(record, PageRecord) and record.slug in RESERVED:
            yield error(
                "address-is-free",
                f"the page would stand at {record.address}, where the site has something of its own",
                Span(record.path),
                f"choose another name, such as: slug: about-{record.slug}",
            )
    for group in standing.values():
        for record in group[1:]:
            yield error(
                "address-is-free",
                f"{record.path} and {group[0].path} would both stand at {group[0].address}",
                Span(record.path),
                "rename one of the files, or give one of them a slug of its own in its front matter",
            )


def _same_on_disk(address: str) -> str:
    return unicodedata.normalize("NFC", address).casefold()


def check_links(site: Site, records: Iterable[Record]) -> Iterator[Diagnostic]:
    """Find links and pictures in the bodies of these records that lead to nothing in the site."""
    known = _known_targets(site)
    for record in records:
        for use in record.links:
            target = f"{use.target}#{use.fragment}" if use.fragment else use.target
            if find_address(site, target, record.address) is not None:
                continue
            yield error(
                "picture-is-there" if use.picture else "link-leads-somewhere",
                _explain(site, use.typed, use.target, use.fragment, record.address, picture=use.picture),
                use.span,
                _suggest(use.target, known, record.path),
            )


def _explain(site: Site, typed: str, target: str, fragment: str, owner: str, *, picture: bool) -> str:
    if picture:
        return f"the picture {typed} is neither beside the article nor in static/"
    if fragment and find_address(site, target, owner) is not None:
        return f"the link {typed} leads to a page that has no #{fragment}"
    return f"the link {typed} leads to nothing in this site"


def _known_targets(site: Site) -> list[str]:
    named = [record.path for record in site.records]
    named += [path for _, path in site.files]
    return sorted({*named, *(record.address for record in site.records)})


def _suggest(target: str, known: Sequence[str], path: str) -> str:
    near = difflib.get_close_matches(target, known, n=1, cutoff=0.6)
    if not near:
        return "link to a Markdown file beside it (other.md), or to an address of this site (/about/)"
    if near[0].startswith("/"):
        return f"did you mean {near[0]}?"
    return f"did you mean {encode_path(posixpath.relpath(near[0], posixpath.dirname(path)))}?"


def check_same_as(site: Site) -> Iterator[Diagnostic]:
    """Find claims that say to be the same as one that is not there."""
    there = {f"{article.slug}/{claim.id}" for article in site.articles for claim in article.claims}
    for article in site.articles:
        for claim in article.claims:
            if claim.same_as is None or claim.same_as in there:
                continue
            near = difflib.get_close_matches(claim.same_as, sorted(there), n=1)
            yield error(
                "same-claim-is-there",
                f"same_as names {claim.same_as}, but there is no such published claim",
                claim.span,
                f"did you mean {near[0]}?" if near else "write <article slug>/<claim id>",
            )


def check_nav(config: Config, pages: Iterable[PageRecord]) -> Iterator[Diagnostic]:
    """Find entries of the navigation that name no page."""
    slugs = sorted(page.slug for page in pages)
    for index, item in enumerate(config.nav or ()):
        if item.page is None or item.page in slugs:
            continue
        near = difflib.get_close_matches(item.page, slugs, n=1)
        yield error(
            "nav-page-is-there",
            f"nav names the page {item.page}, but there is no content/pages/{item.page}.md",
            config.spans.get(f"nav.{index}", Span("site.yaml")),
            f"did you mean {near[0]}?" if near else "make the page, or take the entry out",
        )
