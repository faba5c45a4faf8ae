"""Where a link leads: targets as bodies hold them to addresses of this build. Knows nothing of HTML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from site_gen.model import ArticleRecord, ClaimRecord, GroupKind, PublishedFile, Site
from site_gen.support.urls import compose, decode_path

HOME = "/"
RATINGS = "/ratings/"
CLAIMS = "/claims/"
ARCHIVE = "/archive/"
CORRECTIONS = "/corrections/"
SEARCH = "/search/"
ARTICLES_FEED = "/feed.xml"
JSON_FEED = "/feed.json"
CLAIMS_FEED = "/claims.xml"
CORRECTIONS_FEED = "/corrections.xml"
GROUP_KINDS: tuple[GroupKind, ...] = ("status", "speakers", "topics", "sources", "publishers")
_ARTICLE = re.compile(r"/articles/([^/]+)/")
_TARGET = re.compile(r"([^?#]*)(\?[^#]*)?(?:#(.*))?", re.DOTALL)


def find_address(site: Site, target: str, owner: str) -> str | None:
    """Give the address in root form that ``target`` (see ``model.Body``) leads to; None where it is broken.

    ``owner`` is the address of the article or page in which the target was written. A file that does not lie
    beside it is looked for in ``static/``. Nothing outside this build is ever found: no draft, no claim
    that was left out.
    """
    match = _TARGET.fullmatch(target)
    if match is None:  # pragma: no cover - the pattern takes every text
        return None
    path, query, fragment = match[1], match[2] or "", match[3] or ""
    found = _find_path(site, path or owner, owner)
    if found is None and "%" in path:
        found = _find_path(site, decode_path(path), owner)
    if found is None or not fragment:
        return None if found is None else found + query
    right = _find_fragment(site, found, fragment)
    return None if right is None else f"{found}{query}#{right}"


def find_file(site: Site, target: str, owner: str) -> PublishedFile | None:
    """Give the published file that ``target`` names, as ``find_address`` finds it."""
    path = target.partition("#")[0]
    for each in dict.fromkeys((path, decode_path(path))):
        file = _find_root_file(site, each) if each.startswith("/") else _find_file(site, each, owner)
        if file is not None:
            return file
    return None


def claim_address(record: ArticleRecord, claim_id: str) -> str:
    """Give the address of a claim's own page."""
    return f"{record.address}{claim_id}/"


def embed_address(record: ArticleRecord, claim_id: str) -> str:
    """Give the address of the card of a claim that other sites show."""
    return f"/embed/{record.slug}/{claim_id}/"


def former_claim_addresses(record: ArticleRecord) -> Iterator[tuple[str, str]]:
    """Give where the claims' own pages stood below former addresses of their article, each with its claim's id.

    Nothing stood below a file such as ``/2018/old.html``.
    """
    for alias in record.aliases:
        if alias.endswith("/"):
            yield from ((f"{alias}{claim.id}/", claim.id) for claim in record.claims)


def former_embed_addresses(record: ArticleRecord) -> Iterator[tuple[str, str]]:
    """Give where the cards for other sites stood, while the article had another slug, each with its claim's id."""
    for alias in record.aliases:
        former = _ARTICLE.fullmatch(alias)
        if former:
            yield from ((f"/embed/{former[1]}/{claim.id}/", claim.id) for claim in record.claims)


def share_image_address(record: ArticleRecord, claim_id: str | None = None) -> str:
    """Give the address of the picture that is shown with links to an article, or to a claim's own page."""
    return f"/cards/{record.slug}/{claim_id}.png" if claim_id else f"/cards/{record.slug}.png"


def record_address(record: ArticleRecord, claim_id: str) -> str:
    """Give the address of a claim's or note's record in its article."""
    return f"{record.address}#claim-{claim_id}"


def listed_address(site: Site, record: ArticleRecord, claim: ClaimRecord) -> str:
    """Give the address that lists lead to: the claim's own page, else its record in the article."""
    return claim_address(record, claim.id) if site.config.claim_pages else record_address(record, claim.id)


def directory_address(kind: GroupKind) -> str:
    """Give the address of the list of all speakers, all topics, …"""
    return f"/{kind}/"


def group_address(kind: GroupKind, id_: str) -> str:
    """Give the address of the claims of one verdict, speaker, topic, …"""
    return f"/{kind}/{id_}/"


def month_address(month: str) -> str:
    """Give the address of a month of the archive."""
    return f"{ARCHIVE}{month}/"


def part_address(address: str, number: int) -> str:
    """Give the address of an older page of the list at ``address``, numbered from the oldest."""
    return f"{address}page/{number}/"


def rating_address(rating_id: str) -> str:
    """Give the address of a verdict's entry on the page of ratings."""
    return f"{RATINGS}#rating-{rating_id}"


def resolve_typed(path: str, typed: str) -> str:
    """Give the target of an address as typed in the file ``path``, such as an article's ``image``."""
    typed = compose(typed)
    if typed.startswith(("/", "static/")):
        return typed
    return posixpath.normpath(posixpath.join(posixpath.dirname(compose(path)), typed))


def _find_path(site: Site, path: str, owner: str) -> str | None:
    if path.startswith("/"):
        return _find_root(site, path)
    record = site.places.get(path)
    if record is not None:
        return record.address
    file = _find_file(site, path, owner)
    return file.address if file else None


def _find_file(site: Site, path: str, owner: str) -> PublishedFile | None:
    return site.files.get((owner, path)) or site.files.get(("", path)) or _find_static(site, path, owner)


def _find_root_file(site: Site, path: str) -> PublishedFile | None:
    return next((file for file in site.files.values() if file.address == path), None)


def _find_static(site: Site, path: str, owner: str) -> PublishedFile | None:
    """Look in ``static/`` for a path as it was typed beside the article."""
    record = site.places.get(owner)
    folder = f"{posixpath.dirname(compose(record.path))}/" if record else "/"
    typed = path.removeprefix(folder)
    return site.files.get(("", f"static/{typed}")) if typed != path else None


def _find_root(site: Site, path: str) -> str | None:
    """Look a root address up; a missing last slash and a typed ``index.html`` do not matter."""
    page = path.removesuffix("index.html") if path.endswith("/index.html") else path
    page = page if page.endswith("/") else f"{page}/"
    if page in (HOME, RATINGS) or page in site.places or _is_claim_page(site, page) or _is_list(site, page):
        return page
    if page in site.lists.addresses or path in site.lists.addresses:
        return page if page in site.lists.addresses else path
    file = _find_root_file(site, path)
    return file.address if file else None


def _is_claim_page(site: Site, page: str) -> bool:
    article, _, claim_id = page[:-1].rpartition("/")
    record = site.places.get(f"{article}/")
    return site.config.claim_pages and isinstance(record, ArticleRecord) and _has_claim(record, claim_id)


def _is_list(site: Site, page: str) -> bool:
    number = re.fullmatch(r"/page/([1-9][0-9]*)/", page)
    return bool(number) and int(page[6:-1]) <= older_pages(len(site.articles), site.config.articles_per_page)


def older_pages(articles: int, per_page: int) -> int:
    """Give how many full pages lie behind the index, which keeps one page's worth to just under two."""
    return max(0, articles // per_page - 1)


def _has_claim(record: ArticleRecord, claim_id: str) -> bool:
    return any(claim.id == claim_id for claim in record.claims)


def _find_fragment(site: Site, address: str, fragment: str) -> str | None:
    record = site.places.get(address)
    if record is not None:
        wanted = (fragment, f"claim-{fragment}", decode_path(fragment), f"claim-{decode_path(fragment)}")
        there = record.fragments.split("\n")
        return next((each for each in wanted if each in there), None)
    if address == RATINGS:
        return fragment if any(fragment == f"rating-{rating.id}" for rating in site.config.ratings) else None
    if address.endswith("/"):
        # The home page has no parts to name; a claim's own page has only its record.
        return fragment if address.endswith(f"/{fragment.removeprefix('claim-')}/") else None
    return fragment
