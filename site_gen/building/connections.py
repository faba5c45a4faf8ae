"""What holds between articles: one thing at one address, links that lead somewhere, the same claim elsewhere."""

from __future__ import annotations

import difflib
import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from site_gen.model import ArticleRecord, Config, LinkUse, PageRecord, Record, Site
from site_gen.presenting.addresses import HOME, find_address, former_claim_addresses, former_embed_addresses
from site_gen.support.diagnostics import Diagnostic, error, warning
from site_gen.support.extras import has_extra
from site_gen.support.locations import Span
from site_gen.support.pictures import is_picture
from site_gen.support.urls import compose, encode_path

RESERVED = frozenset(
    {
        "archive", "articles", "claims", "corrections", "embed", "page", "pagefind", "publishers", "ratings", "search",
        "sources", "speakers", "static", "status", "topics",
    }
)  # fmt: skip
"""Slugs of own pages that would stand where the site has something of its own."""


def check_addresses(records: Sequence[Record], config: Config) -> Iterator[Diagnostic]:
    """Find two things at one address, also where they differ only in case or composition."""
    standing: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        standing[_same_on_disk(record.address)].append(record)
        if isinstance(record, PageRecord) and record.slug in RESERVED:
            yield error(
                "address-is-free",
                f"the page would stand at {record.address}, where the site has something of its own",
                Span(record.path),
                f"choose another slug in its front matter, such as `slug: about-{record.slug}`",
            )
    for group in standing.values():
        for record in group[1:]:
            yield _explain_shared(record, group[0])

    yield from _check_aliases(records, standing, config)


def _explain_shared(record: Record, other: Record) -> Diagnostic:
    one, two = record.path, other.path
    if one != two and compose(one) == compose(two):
        one, two = f"{one} ({_say_composition(one)})", f"{two} ({_say_composition(two)})"
        hint = "their names look the same: open both, keep in one of them what you need, and delete the other"
    else:
        hint = "rename one of the files, or give one of them a slug of its own in its front matter"
    message = f"{one} and {two} would both stand at {other.address}"
    return error("address-is-free", message, Span(record.path), hint)


def _say_composition(path: str) -> str:
    """Say how the accents of a name are stored: systems differ there, and nobody sees it."""
    signs = sorted({f"U+{ord(sign):04X}" for sign in path if unicodedata.normalize("NFD", sign) != sign})
    loose = sorted({f"U+{ord(sign):04X}" for sign in path if unicodedata.combining(sign)})
    kinds = [f"letters with accents as one sign, {', '.join(signs)}"] * bool(signs)
    return "; ".join(kinds + [f"accents as signs of their own, {', '.join(loose)}"] * bool(loose))


def _check_aliases(
    records: Sequence[Record], standing: Mapping[str, Sequence[Record]], config: Config
) -> Iterator[Diagnostic]:
    """Find former addresses at which something stands, or that two articles claim."""
    taken: dict[str, str] = {key: group[0].path for key, group in standing.items()}
    former = [record for record in records if isinstance(record, ArticleRecord) and record.aliases]
    for record in former:
        for alias in record.aliases:
            other = taken.setdefault(_same_on_disk(alias), record.path)
            if other != record.path or _same_on_disk(alias) in standing:
                yield error(
                    "address-is-free",
                    f"`aliases` names {alias}, "
                    + (
                        "where the article itself stands"
                        if other == record.path
                        else f"which belongs to {other}"
                    ),
                    Span(record.path),
                    "take it out of one of them: a former address can lead to one article only",
                )
    for record in former:
        yield from _check_below_aliases(record, taken, config)


def _check_below_aliases(
    record: ArticleRecord, taken: Mapping[str, str], config: Config
) -> Iterator[Diagnostic]:
    """Find former addresses of an article's claims at which another article or page stands, or stood."""
    below = list(former_claim_addresses(record)) if config.claim_pages else []
    below += former_embed_addresses(record) if config.asks_for("embed") else ()
    for address, claim_id in below:
        other = taken.get(_same_on_disk(address), record.path)
        if other != record.path:
            yield error(
                "address-is-free",
                f"with its `aliases`, the claim `{claim_id}` stood at {address}, which belongs to {other}",
                Span(record.path),
                "take the former address out of one of them: it can lead to one place only",
            )


def _same_on_disk(address: str) -> str:
    return unicodedata.normalize("NFC", address).casefold()


def check_links(
    site: Site, records: Iterable[Record], everything: Site, present: Iterable[str]
) -> Iterator[Diagnostic]:
    """Find links and pictures in the bodies of these records that lead to nothing in the site.

    ``everything`` is the site with what is not published yet, ``present`` names all files that are there.
    """
    there: list[str] = []
    for record in records:
        for use in record.links:
            target = f"{use.target}#{use.fragment}" if use.fragment else use.target
            if find_address(site, target, record.address) is not None:
                continue
            there = there or sorted(present)
            if use.picture:
                yield _no_picture(use, record, there)
            elif use.fragment and find_address(site, use.target, record.address) is not None:
                yield _no_such_part(site, use)
            elif find_address(everything, use.target, record.address) is not None:
                yield _not_published(everything, use)
            else:
                yield _no_target(site, use, record, there)


def _no_picture(use: LinkUse, record: Record, there: Iterable[str]) -> Diagnostic:
    message = f"the picture `{use.typed}` is neither beside the article nor in static/"
    near = _find_near(use.target, (path for path in there if is_picture(path)))
    hint = _did_you_mean(near, record) if near else "put the picture there, or take it out of the text"
    return error("picture-is-there", message, use.span, hint)


def _no_such_part(site: Site, use: LinkUse) -> Diagnostic:
    message = f"the page is there, but nothing on it has the name `{use.fragment}`"
    record = site.places.get(use.target)
    names = record.fragments.split("\n") if record else []
    parts = [name for name in names if not name.startswith("ref-")]
    near = difflib.get_close_matches(use.fragment, parts, n=1)
    page = use.typed.partition("#")[0]
    hint = f"did you mean `{page}#{near[0]}`?" if near else f"link to the whole page: `{page}`"
    return error("link-leads-somewhere", message, use.span, hint)


def _not_published(everything: Site, use: LinkUse) -> Diagnostic:
    record = everything.places.get(use.target)
    state = "a draft" if record is None or record.draft else "an article that is not published yet"
    message = f"the link `{use.typed}` leads to {state}, which readers cannot open"
    hint = "publish it too, or take the link away until then"
    return error("link-leads-somewhere", message, use.span, hint)


def _no_target(site: Site, use: LinkUse, record: Record, there: Iterable[str]) -> Diagnostic:
    message = f"the link `{use.typed}` leads to nothing in this site"
    if use.target.startswith("/"):
        near = _find_near(use.target, (each.address for each in site.records))
        hint = (
            f"did you mean `{near}`?"
            if near
            else "write the address of a page of this site, such as `/about/`"
        )
    else:
        ending = posixpath.splitext(use.target)[1].lower()
        fit = [path for path in there if path.lower().endswith(ending or ".md") and _may_be_linked(path)]
        near = _find_near(use.target, fit)
        if near == record.path:  # nobody means the file that the link stands in
            near = _find_near(use.target, (path for path in fit if path != record.path))
        hint = (
            _did_you_mean(near, record)
            if near
            else "write the name of an article (`other.md`) or of a file beside this one, or a whole address"
        )
    return error("link-leads-somewhere", message, use.span, hint)


def _may_be_linked(path: str) -> bool:
    return path.startswith(("content/", "static/")) and not path.endswith((".yaml", ".yml"))


def _find_near(target: str, known: Iterable[str]) -> str | None:
    """Give the one whose own name, without folders, is most like that of ``target``."""
    by_name = {_own_name(each): each for each in known}
    near = _find_like(_own_name(target), tuple(by_name), 0.6)
    return by_name[near] if near is not None else None


@lru_cache(maxsize=64)
def _find_like(name: str, known: tuple[str, ...], cutoff: float) -> str | None:
    """Give the one that is most like a name. Looked for once where many links lead to one thing that is gone."""
    return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=cutoff)), None)


@lru_cache(maxsize=65_536)
def _own_name(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path.rstrip("/")))[0].casefold()


def _did_you_mean(path: str, record: Record) -> str:
    folder = posixpath.dirname(record.path)
    typed = f"/{path}" if path.startswith("static/") else posixpath.relpath(path, folder)
    return f"did you mean `{encode_path(typed)}`?"


def check_same_as(site: Site) -> Iterator[Diagnostic]:
    """Find claims that say to be the same as one that is not there, or as themselves."""
    if all(claim.same_as is None for article in site.articles for claim in article.claims):
        return
    there = {f"{article.slug}/{claim.id}" for article in site.articles for claim in article.claims}
    known: tuple[str, ...] = ()
    for article in site.articles:
        for claim in article.claims:
            if claim.span is None:
                continue
            if claim.same_as == f"{article.slug}/{claim.id}":
                message = "`same_as` names this claim itself"
                hint = "name the other one, or take the key out"
                yield error("same-claim-is-another", message, claim.span, hint)
            if claim.same_as is None or claim.same_as in there:
                continue
            known = known or tuple(sorted(there))
            near = _find_like(claim.same_as, known, 0.6)
            yield error(
                "same-claim-is-there",
                f"`same_as` names `{claim.same_as}`, but there is no such published claim",
                claim.span,
                f"did you mean `{near}`?" if near else "write an article's slug, a slash and a claim's id",
            )


def check_outputs(config: Config) -> Iterator[Diagnostic]:
    """Find what ``site.yaml`` asks for by name that cannot be made here."""
    if "cards" in (config.outputs or ()) and not has_extra("cards"):
        yield warning(
            "output-is-made",
            "`outputs` asks for cards, and the libraries that draw share images are not installed",
            config.spans.get("outputs", Span("site.yaml")),
            "install site-gen with its extra `cards` (docs/outputs.md says how), or take `cards` out of the list",
        )
    if config.outputs and "search" in config.outputs and "opendata" not in config.outputs:
        yield warning(
            "output-is-made",
            "`outputs` asks for the search without the open data that it looks through, so there is no search",
            config.spans.get("outputs", Span("site.yaml")),
            "add `opendata` to the list, or take `search` out of it",
        )
    if config.search == "on" and not has_extra("search"):
        yield warning(
            "output-is-made",
            "`search: on` asks for a search in the full text of articles, and Pagefind is not installed",
            config.spans.get("search", Span("site.yaml")),
            "install site-gen with its extra `search` (docs/outputs.md says how); /search/ finds claims without it",
        )


def check_nav(site: Site) -> Iterator[Diagnostic]:
    """Find entries of the navigation that lead to nothing in the site."""
    slugs = sorted(page.slug for page in site.pages)
    for index, item in enumerate(site.config.nav or ()):
        place = site.config.spans.get(f"nav.{index}", Span("site.yaml"))
        if item.page is not None and item.page not in slugs:
            near = difflib.get_close_matches(item.page, slugs, n=1)
            yield error(
                "nav-page-is-there",
                f"`nav` names the page `{item.page}`, but no page of this site has that slug",
                place,
                f"did you mean `{near[0]}`?"
                if near
                else f"write content/pages/{item.page}.md, or take the entry out",
            )
        elif item.url and item.url.startswith("/") and find_address(site, item.url, HOME) is None:
            addresses = [record.address for record in site.records]
            near_address = _find_near(item.url, addresses)
            yield error(
                "nav-page-is-there",
                f"`nav` leads to `{item.url}`, where this site has nothing",
                place,
                f"did you mean `{near_address}`?" if near_address else "write an address that this site has",
            )
